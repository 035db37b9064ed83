"""``gloss list``: terms by category and by what they decide."""

from partnergloss.commands import options
from partnergloss.request import Request


def list_(  # noqa: PLR0913, PLR0917 - one parameter an option
    category: options.CategoryOption = None,
    where: options.WhereOption = None,
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
