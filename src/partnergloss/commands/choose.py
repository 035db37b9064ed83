"""``gloss choose``: which model fits what one wishes for."""

from typing import Annotated

import typer

from partnergloss.commands import options
from partnergloss.request import Request


def choose(  # noqa: PLR0913, PLR0917 - one parameter an option
    category: options.CategoryOption = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="FACET=VALUE[,VALUE]", help="Wanted: counts for what has it; repeatable."),
    ] = None,
    must: Annotated[
        list[str] | None,
        typer.Option("--must", metavar="FACET=VALUE[,VALUE]", help="Required: another value excludes; repeatable."),
    ] = None,
    json: options.JsonOption = False,
    plain: options.PlainOption = False,
    color: options.ColorOption = "auto",
    terms: options.TermsOption = None,
    no_pager: options.NoPagerOption = False,
) -> Request:
    """Find the model that fits what you wish for.

    On a terminal it asks, the most telling question first; Enter leaves one open. With --where or --must it asks
    nothing. What fits about as well as the best is shown, best first, with the share of the wishes that it meets:
    those on what makes a model what it is count half as much again, a near miss a third, and what depends on the
    deal half. What leaves facets open, or holds at one vendor only, loses some. Facets and values are those of
    gloss list --where; a wrong one lists the right ones.

    \b
    gloss choose
    gloss choose --category pricing
    gloss choose --where sells=partner --where first_revenue=3-6-months --must paper=vendor
    """
    return Request(
        "choose",
        category=category,
        where=tuple(where or ()),
        must=tuple(must or ()),
        json=json,
        plain=plain,
        color=color,
        pager=not no_pager,
        terms=tuple(terms or ()),
    )
