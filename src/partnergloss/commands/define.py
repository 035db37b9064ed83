"""``gloss define``: what a term means and when it is the right choice."""

from typing import Annotated

import typer

from partnergloss.commands import options
from partnergloss.request import Request


def define(  # noqa: PLR0913, PLR0917 - one parameter an option
    term: Annotated[
        list[str],
        typer.Argument(metavar="TERM...", help="A word or phrase; words are joined. A single - reads a query a line."),
    ],
    exact: Annotated[bool, typer.Option("--exact", help="No partial or approximate matches.")] = False,
    short: Annotated[bool, typer.Option("--short", help="One line to paste.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Markdown to paste into a wiki or chat.")] = False,
    long: Annotated[bool, typer.Option("--long", help="Add notes, figures, disputes and full sources.")] = False,
    layer: options.LayerOption = None,
    json: options.JsonOption = False,
    plain: options.PlainOption = False,
    color: options.ColorOption = "auto",
    terms: options.TermsOption = None,
    no_pager: options.NoPagerOption = False,
) -> Request:
    """Say what a term means and when it is the right choice.

    Sources and figures are graded: A official (policy, law, filing), B several independent guides agree, C one page.

    \b
    gloss define VAR
    gloss define channel partner --long
    gloss define MSP --short
    """
    if short and (markdown or long):
        raise typer.BadParameter("--short goes with neither --markdown nor --long")
    return Request(
        "define",
        tuple(term),
        exact=exact,
        form="short" if short else "markdown" if markdown else "",
        long=long,
        layer=layer,
        json=json,
        plain=plain,
        color=color,
        pager=not no_pager,
        terms=tuple(terms or ()),
    )
