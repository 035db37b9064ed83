"""``gloss compare``: two to five terms side by side."""

from typing import Annotated

import typer

from partnergloss.commands import options
from partnergloss.request import Request


def compare(  # noqa: PLR0913, PLR0917 - one parameter an option
    term: Annotated[list[str], typer.Argument(metavar="A B...", help="Two to five terms, or words parted by vs.")],
    json: options.JsonOption = False,
    plain: options.PlainOption = False,
    color: options.ColorOption = "auto",
    terms: options.TermsOption = None,
    no_pager: options.NoPagerOption = False,
) -> Request:
    """Put two to five terms side by side, what differs first.

    \b
    gloss compare affiliate referral
    gloss compare channel partner vs VAR
    gloss compare reseller VAR MSP --json
    """
    return Request(
        "compare",
        tuple(term),
        json=json,
        plain=plain,
        color=color,
        pager=not no_pager,
        terms=tuple(terms or ()),
    )
