"""``gloss check``: is a term file sound and well written."""

from typing import Annotated

import typer

from partnergloss.commands import options
from partnergloss.request import Request


def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help="Term files; without any, all that are in effect here."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail the check too.")] = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="CODE", help="Check nothing; say what a rule demands, why, and what to do."),
    ] = None,
    json: options.JsonOption = False,
    plain: options.PlainOption = False,
    color: options.ColorOption = "auto",
    terms: options.TermsOption = None,
    no_pager: options.NoPagerOption = False,
) -> Request:
    """Check whether term files are sound and well written.

    A file with [meta] is checked alone, one without over the layers below it; files named together do not see each
    other, but --terms FILE puts one below them. Every problem stands with its file, line, key and rule. Exit code 5:
    there is an error, or with --strict a warning. A file may be as small as:

    \b
    [terms.silver-partner]
    name = "Silver partner"
    category = "programs"
    definition = "Partner tier for resellers with two certified people."
    broader = ["partner-tier"]
    status = "draft"

    \b
    gloss check our-terms.toml
    gloss check our-terms.toml --strict --json
    gloss check --explain GL204
    """
    return Request(
        "check",
        tuple(file or ()),
        strict=strict,
        explain=explain,
        json=json,
        plain=plain,
        color=color,
        pager=not no_pager,
        terms=tuple(terms or ()),
    )
