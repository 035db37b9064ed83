"""``gloss export``: the glossary as a file that another program reads."""

from typing import Annotated

import typer

from partnergloss.commands import options
from partnergloss.export import FORMATS
from partnergloss.request import Request

_LISTED = "\n".join(f"{name:<14}{format_.about}" for name, format_ in FORMATS.items())


def export(  # noqa: PLR0913, PLR0917 - one parameter an option
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to standard output."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
    category: options.CategoryOption = None,
    where: options.WhereOption = None,
    layer: options.LayerOption = None,
    terms: options.TermsOption = None,
) -> Request:
    """Write the glossary for other programs.

    Your own term files count as everywhere. What a format cannot hold is said on stderr.
    """
    if format_ not in FORMATS:
        raise typer.BadParameter(f"formats are {', '.join(FORMATS)}", param_hint="FORMAT")
    return Request(
        "export",
        (format_,),
        to=output,
        force=force,
        category=category,
        where=tuple(where or ()),
        layer=layer,
        terms=tuple(terms or ()),
    )


export.__doc__ = f"{export.__doc__}\n\n    \b\n" + "".join(f"    {line}\n" for line in _LISTED.splitlines())
