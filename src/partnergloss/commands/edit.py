"""``gloss edit``: change one term in a term file of one's own, in an editor."""

from typing import Annotated

import typer

from partnergloss.commands import options
from partnergloss.request import Request


def edit(  # noqa: PLR0913, PLR0917 - one parameter an option
    term: Annotated[list[str], typer.Argument(metavar="TERM...", help="A word or phrase; words are joined.")],
    to: options.ToOption = None,
    json: options.JsonOption = False,
    plain: options.PlainOption = False,
    color: options.ColorOption = "auto",
    terms: options.TermsOption = None,
) -> Request:
    """Change one term in your own term file, in $VISUAL or $EDITOR.

    Of a term that a lower file defines, the editor shows every field as a comment; only what you change is kept.

    \b
    gloss edit silver partner
    gloss edit reseller --to project
    """
    return Request("edit", tuple(term), to=to, json=json, plain=plain, color=color, terms=tuple(terms or ()))
