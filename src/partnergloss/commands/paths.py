"""``gloss paths``: which term files are in effect."""

from partnergloss.commands import options
from partnergloss.request import Request


def paths(
    json: options.JsonOption = False,
    plain: options.PlainOption = False,
    color: options.ColorOption = "auto",
    terms: options.TermsOption = None,
) -> Request:
    """Show which term files are in effect, in what order and why.

    The last line says where the index is: derived from those files, and safe to delete.
    """
    return Request("paths", json=json, plain=plain, color=color, terms=tuple(terms or ()))
