"""What the rules look at: a term file over the layers below it, as far as it can be understood."""

import datetime as dt
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from partnergloss.keypath import Path
from partnergloss.model import Category, Facet, Meta, Source, Term

Shape = TypeVar("Shape")

Fault = tuple[Path, str]
"""Where a rule is broken, and how."""

_FARTHEST = 200
"""Terms above a term that are looked at; no sound glossary has so many."""


class Subject(NamedTuple):
    """Merged layers, less what has not the right shape, so that the rest is checked in the same run.

    Attributes:
        content: everything as plain values, as the files write it.
        own: the terms that the checked file writes something of.
        today: the day that ages are counted to.
    """

    meta: Meta
    sources: dict[str, Source]
    categories: dict[str, Category]
    facets: dict[str, Facet]
    ambiguous: dict[str, tuple[str, ...]]
    terms: dict[str, Term]
    content: dict[str, Any]
    own: set[str]
    today: dt.date

    def live(self) -> Iterator[tuple[str, Term]]:
        """Give all terms that are not deprecated."""
        return ((term_id, term) for term_id, term in self.terms.items() if term.status != "deprecated")

    def ancestors(self, term_id: str) -> set[str]:
        """Give the terms that a term is a kind of, the nearest first; in a cycle also the term itself."""
        found: set[str] = set()
        ahead = deque(self.terms[term_id].broader)
        while ahead and len(found) < _FARTHEST:
            name = ahead.popleft()
            if name not in found and name in self.terms:
                found.add(name)
                ahead += self.terms[name].broader
        return found

    def to_mend(self, first: str, second: str) -> tuple[str, str]:
        """Put the one of two terms last that the checked file can mend; the second, where it can mend both or none."""
        return (second, first) if first in self.own and second not in self.own else (first, second)

    def inherited(self, category: str, field: str) -> tuple[str, ...] | None:
        """Give the ``facets`` or ``required`` of a category: its own, or those of the nearest above that has any.

        None where a category on the way up has not the right shape, so that nobody can tell.
        """
        seen: set[str] = set()
        name: str | None = category
        while name is not None and name not in seen:
            seen.add(name)
            if name not in self.categories:
                return None
            value: tuple[str, ...] = getattr(self.categories[name], field)
            if value:
                return value
            name = self.categories[name].parent
        return ()


def subject(content: dict[str, Any], own: set[str], today: dt.date) -> Subject:
    """Turn merged plain values into a subject; what has the wrong shape is left out, and known to be wrong."""
    return Subject(
        meta=_shaped({"meta": content["meta"]}, Meta).get("meta", Meta()),
        sources=_shaped(content["sources"], Source),
        categories=_shaped(content["categories"], Category),
        facets=_shaped(content["facets"], Facet),
        ambiguous=_shaped(content["ambiguous"], tuple[str, ...]),
        terms={
            term_id: msgspec.convert({field: value for field, value in fields.items() if _fits(field, value)}, Term)
            for term_id, fields in content["terms"].items()
        },
        content=content,
        own=own,
        today=today,
    )


def _fits(field: str, value: object) -> bool:
    return bool(_shaped({"": {field: value}}, Term))


def _shaped(shelf: dict[str, Any], shape: type[Shape]) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    for name, value in shelf.items():
        try:
            found[name] = msgspec.convert(value, shape)
        except msgspec.ValidationError:
            continue
    return found


def labels_of(term: Term) -> Iterator[tuple[Path, str]]:
    """Give each label of a term with its place in the term: name, abbreviations, aliases, misspellings."""
    yield ("name",), term.name
    for field, labels in (("abbr", term.abbr), ("aliases", term.aliases), ("hidden", term.hidden)):
        for position, label in enumerate(labels):
            yield (field, position), label


def prose_of(term: Term) -> Iterator[tuple[Path, str]]:
    """Give each text that readers of a term are shown, with its place in the term."""
    yield ("definition",), term.definition
    yield ("example",), term.example
    for position, note in enumerate(term.notes):
        yield ("notes", position), note
    for field in ("use_when", "avoid_when", "watch_out"):
        for position, item in enumerate(getattr(term.decide, field)):
            yield ("decide", field, position), item
    for field, texts in (("contrast", term.contrast), ("questions", term.questions), ("disputes", term.disputes)):
        for key, text in texts.items():
            yield (field, key), text
