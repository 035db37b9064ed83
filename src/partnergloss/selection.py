"""Which terms are meant: by category and by facet values."""

from partnergloss.errors import UsageError
from partnergloss.words import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergloss.index import Index
    from partnergloss.records import Record

Wishes = list[tuple[str, list[str]]]
"""Facet and acceptable values, once for each option given."""


def category_id(index: "Index", text: str) -> str:
    """Find a category by id, name or an unambiguous part of either.

    Raises:
        UsageError: none or several fit; the message lists them.
    """
    shelf = index.shelf("categories")
    wanted = fold(text)
    exact = [name for name, shelved in shelf.items() if wanted in (fold(name), fold(shelved["name"]))]
    parts = [name for name, shelved in shelf.items() if wanted and wanted in f"{fold(name)} {fold(shelved['name'])}"]
    found = exact or parts
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"several categories match {text!r}: {', '.join(found)}")
    raise UsageError(f"no category matches {text!r}", (f"Categories: {', '.join(shelf)}",))


def descendants(index: "Index", category: str) -> set[str]:
    """Give a category and all categories under it."""
    shelf = index.shelf("categories")
    found = {category}
    while more := {name for name, shelved in shelf.items() if shelved["parent"] in found} - found:
        found |= more
    return found


def wishes(index: "Index", options: "Iterable[str]") -> Wishes:
    """Read ``FACET=VALUE[,VALUE]`` options.

    Raises:
        UsageError: a facet or value that does not exist; the hints list the legal ones.
    """
    shelf = index.shelf("facets")
    read: Wishes = []
    for option in options:
        facet, _, listed = (part.strip() for part in option.partition("="))
        if facet not in shelf:
            raise UsageError(f"no facet {facet!r}", (f"Facets: {', '.join(shelf)}",))
        legal = shelf[facet]["values"]
        values = [value.strip() for value in listed.split(",")]
        for value in values:
            if value not in legal:
                raise UsageError(f"{facet} has no value {value!r}", (f"Values of {facet}: {', '.join(legal)}",))
        read.append((facet, values))
    return read


def meets(record: "Record", wanted: Wishes) -> bool:
    """Say whether a term meets every wish: has one of its values, or several among which one is."""
    for facet, values in wanted:
        held = record["facets"].get(facet, [])
        if not {*values} & ({held} if isinstance(held, str) else {*held}):
            return False
    return True
