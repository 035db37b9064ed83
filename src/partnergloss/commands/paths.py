"""``gloss paths``: which term files are in effect."""

from partnergloss.commands import options
from partnergloss.reply import Request


def paths(
    json: options.JsonOption = False,
    plain: options.PlainOption = False,
    color: options.ColorOption = "auto",
    terms: options.TermsOption = None,
) -> Request:
    """Show which term files are in effect, in which order and why, and where the index is."""
    return Request("paths", json=json, plain=plain, color=color, terms=tuple(terms or ()))
