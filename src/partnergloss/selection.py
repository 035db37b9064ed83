"""Which terms are meant: by category and by facet values."""

from partnergloss.errors import UsageError, quoted
from partnergloss.words import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from partnergloss.records import Record

    class Shelves(Protocol):
        """What has categories and facets: an index, or term files."""

        def shelf(self, name: str) -> dict[str, Record]:
            """Give everything on a shelf of the term file by its id."""


Wishes = list[tuple[str, list[str]]]
"""Facet and acceptable values, once for each option given."""


def category_id(shelves: "Shelves", text: str) -> str:
    """Find a category by id, name or an unambiguous part of either.

    Raises:
        UsageError: none or several fit; the message lists them.
    """
    shelf = shelves.shelf("categories")
    wanted = fold(text)
    exact = [name for name, shelved in shelf.items() if wanted in (fold(name), fold(shelved["name"]))]
    parts = [name for name, shelved in shelf.items() if wanted and wanted in f"{fold(name)} {fold(shelved['name'])}"]
    found = exact or parts
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"several categories match {quoted(text)}: {', '.join(found)}")
    raise UsageError(f"no category matches {quoted(text)}", (f"Categories: {', '.join(shelf)}",))


def descendants(shelves: "Shelves", category: str) -> set[str]:
    """Give a category and all categories under it."""
    under: dict[str, list[str]] = {}
    for name, shelved in shelves.shelf("categories").items():
        under.setdefault(shelved["parent"], []).append(name)
    found, waiting = {category}, [category]
    while waiting:
        below = under.get(waiting.pop(), [])
        found.update(below)
        waiting += below
    return found


def wishes(
    shelves: "Shelves",
    options: "Iterable[str]",
    category: str | None = None,
    facets: "Iterable[str] | None" = None,
) -> Wishes:
    """Read ``FACET=VALUE[,VALUE]`` options; ids or the words shown for them, in any case.

    Args:
        shelves: where facets and categories stand.
        options: the options as they were typed.
        category: the id of the category that is asked for, whose facets are listed where one is unknown; None for all.
        facets: the ids of those that may be wished for; None for all.

    Raises:
        UsageError: a facet or value that does not exist; the hints list the legal ones.
    """
    shelf = shelves.shelf("facets")
    names = {name: shelf[name]["name"] for name in (shelf if facets is None else facets)}
    read: Wishes = []
    for option in options:
        asked, equals, listed = option.partition("=")
        facet = _known(asked, names)
        if facet is None:
            raise _unknown(shelves, asked, names, category)
        legal = shelf[facet]["values"]
        values = dict.fromkeys(_known(value, legal) for value in listed.split(","))
        hint = f"Values of {facet}: {_listed(legal)}"
        if not equals:
            raise UsageError(f"say which value, as in {facet}={next(iter(legal), 'VALUE')}", (hint,))
        if None in values:
            raise UsageError(f"{facet} has no value {quoted(listed)}", (hint,))
        read.append((facet, [value for value in values if value]))
    return read


def _known(text: str, words: dict[str, str]) -> str | None:
    """Find an id by itself or by the words shown for it."""
    folded = fold(text)
    return next((name for name, shown in words.items() if folded in (fold(name), fold(shown))), None)


def _unknown(shelves: "Shelves", asked: str, names: dict[str, str], category: str | None) -> UsageError:
    """Refuse a facet that does not exist, and list those there are, or those of a category and what is under it."""
    shelf = shelves.shelf("categories")
    where, own = "", set(names)
    if category is not None:
        where = f" in {shelf[category]['name']}"
        own = {facet for name in descendants(shelves, category) for facet in shelf[name].get("facets", ())}
        above: str | None = category
        while not own and above:
            above = shelf[above]["parent"]
            own = {*shelf[above].get("facets", ())} if above else set()
    lines = [f"{name} ({shown})" for name, shown in names.items() if name in own]
    head = f"Facets{where}:" if lines else f"There are none{where}."
    return UsageError(f"no facet {quoted(asked)}{where}", (head, *lines))


def _listed(words: dict[str, str]) -> str:
    return ", ".join(f"{name} ({shown})" for name, shown in words.items())


def meets(record: "Record", wanted: Wishes) -> bool:
    """Say whether a term meets every wish: has one of its values, or several among which one is."""
    for facet, values in wanted:
        held = record["facets"].get(facet, [])
        if not {*values} & ({held} if isinstance(held, str) else {*held}):
            return False
    return True
