"""``gloss search``: describe a thing, get its term."""

from typing import Annotated

import typer

from partnergloss.commands import options
from partnergloss.request import Request


def search(  # noqa: PLR0913, PLR0917 - one parameter an option
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help="A description in plain words. A single - reads one a line."),
    ],
    json: options.JsonOption = False,
    plain: options.PlainOption = False,
    color: options.ColorOption = "auto",
    terms: options.TermsOption = None,
    no_pager: options.NoPagerOption = False,
) -> Request:
    """Find terms by description, best first.

    The score is the share of your words that the best term explains, and how near each other one comes to it. A
    terminal and --json also show which words were found, and where.

    \b
    gloss search company that runs our IT for a monthly fee
    gloss search gold silver bronze status --plain | cut -f2
    """
    return Request(
        "search",
        tuple(words),
        json=json,
        plain=plain,
        color=color,
        pager=not no_pager,
        terms=tuple(terms or ()),
    )
