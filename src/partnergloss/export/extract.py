"""What is exported: terms, and all that they refer to."""

import os
from collections.abc import Callable, Iterable, Iterator

from partnergloss.cache import silent
from partnergloss.index import Index
from partnergloss.records import decode, encode
from partnergloss.visible import in_json, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.records import Record

_LINKS = ("broader", "narrower", "part_of", "related")

_TOLD = 100
"""Terms after which it is told how far the work is."""


class Extract:
    """Terms of a glossary, and all that they refer to.

    Attributes:
        index: the glossary that they are taken from.
        ids: the terms' ids, by name.
        meta: the ``[meta]`` of the term file.
        categories: those of the terms and all above them, by id, in the order of a list.
        facets: those that the categories ask, by id, in their order, then others that a term answers.
        sources: those that the terms cite, by id.
        parts: the ids of what each whole has as its parts, where both are among the terms.
        ambiguous: the ids that a label may mean, where one of the terms is among them.
        told: told now and then which share of the terms has been given.
        outside: the ids of terms that these link to and that are not among them.
    """

    def __init__(self, index: Index, texts: Iterable[str]) -> None:
        """Take the terms with these JSON records."""
        self.index = index
        self.told: Callable[[float], None] = silent
        self._texts = list(map(_homeless, texts))
        records = [decode(text) for text in self._texts]
        self.ids = [record["id"] for record in records]
        self._here = {*self.ids}
        self.meta = index.meta()
        self.categories = _categories(index, {record["category"] for record in records})
        asked = [facet for category in self.categories for facet in index.facet_order(category)]
        answered = sorted({facet for record in records for facet in record["facets"]})
        self.facets = {facet: index.shelf("facets")[facet] for facet in dict.fromkeys([*asked, *answered])}
        self.sources = index.sources(dict.fromkeys(source for record in records for source in cited(record)))
        self.parts = _parts(records)
        self.ambiguous = {label: ids for label, ids in index.ambiguous().items() if self._here & {*ids}}
        self.outside = {other for record in records for other in _linked(record)} - self._here

    def __len__(self) -> int:
        """Count the terms."""
        return len(self.ids)

    def texts(self) -> Iterator[str]:
        """Give each term as JSON with every field, safe to be sent as it is, in the order of ``ids``."""
        for number, text in enumerate(self._texts):
            if number % _TOLD == 0:
                self.told(number / len(self))
            yield text

    def glance(self) -> "Iterator[Record]":
        """Give each term with every field as it stands, to look something up beforehand."""
        return (decode(text) for text in self._texts)

    def records(self) -> "Iterator[Record]":
        """Give each term with every field, for formats that are text.

        What would steer a terminal or turn the reading direction is shown instead, but for the ids of facets and
        values, by which these are looked up; links lead to terms of the extract alone.
        """
        for text in self.texts():
            record = decode(text)
            for field in _LINKS:
                record[field] = [other for other in record[field] if other in self._here]
            record["contrast"] = {other: said for other, said in record["contrast"].items() if other in self._here}
            if record["replaced_by"] not in self._here:
                record["replaced_by"] = None
            yield shown(record) | {"facets": record["facets"]}


def _homeless(text: str) -> str:
    """Take the folders off the files that a record names: where they stand here says nothing elsewhere."""
    if '"provenance":{}' in text:
        return text
    record = decode(text)
    record["provenance"] = {field: os.path.basename(file) for field, file in record["provenance"].items()}
    return in_json(encode(record))


def shown(value: "Record") -> "Record":
    """Make every text in a value visible: nothing in it steers a terminal or turns the reading direction."""
    return {visible(key): _shown(item) for key, item in value.items()}


def _shown(value: object) -> object:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [_shown(item) for item in value]
    return shown(value) if isinstance(value, dict) else value


def _categories(index: Index, used: set[str]) -> "dict[str, Record]":
    """Give categories and all above them, each behind the one above it."""
    shelf = index.shelf("categories")
    for name in list(used):
        above = shelf[name]["parent"]
        while above and above not in used:
            used.add(above)
            above = shelf[above]["parent"]
    ordered = [name for name in index.category_order() if name in used]
    return {name: shelf[name] for name in _tops_first(ordered, shelf)}


def _tops_first(ordered: list[str], shelf: "dict[str, Record]", parent: str | None = None) -> Iterator[str]:
    for name in ordered:
        if shelf[name]["parent"] == parent:
            yield name
            yield from _tops_first(ordered, shelf, name)


def cited(record: "Record") -> list[str]:
    """Give the ids of a term's sources, of those of its figures, and of those that dispute it, each once."""
    figured = [figure["source"] for figure in record["figures"]]
    return list(dict.fromkeys([*record["sources"], *figured, *record["disputes"]]))


def _parts(records: "list[Record]") -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {record["id"]: [] for record in records}
    for record in records:
        for whole in record["part_of"]:
            if whole in parts:
                parts[whole].append(record["id"])
    return parts


def _linked(record: "Record") -> list[str]:
    replaced = [record["replaced_by"]] if record["replaced_by"] else []
    return [*(other for field in _LINKS for other in record[field]), *record["contrast"], *replaced]
