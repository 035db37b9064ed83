"""``gloss list``: terms by category and by what they decide."""

from typing import Annotated

import typer

from partnergloss.commands import options
from partnergloss.request import Request


def list_(  # noqa: PLR0913, PLR0917 - one parameter an option
    category: Annotated[
        str | None,
        typer.Option("--category", metavar="CATEGORY", help="An id, a name or a part of one; with all below it."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="FACET=VALUE[,VALUE]", help="Only terms with one of these values; repeatable."),
    ] = None,
    layer: options.LayerOption = None,
    json: options.JsonOption = False,
    plain: options.PlainOption = False,
    color: options.ColorOption = "auto",
    terms: options.TermsOption = None,
    no_pager: options.NoPagerOption = False,
) -> Request:
    """List terms as a tree of categories; in a pipe, a row a term.

    \b
    gloss list --category pricing
    gloss list --where paper=vendor --where earns=commission,bounty
    gloss list | cut -f1
    """
    return Request(
        "list",
        category=category,
        where=tuple(where or ()),
        layer=layer,
        json=json,
        plain=plain,
        color=color,
        pager=not no_pager,
        terms=tuple(terms or ()),
    )
