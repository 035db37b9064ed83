"""What the rules look at: a term file over the layers below it, as far as it can be understood."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from partnergloss.keypath import Path
from partnergloss.model import Category, Facet, Meta, Source, Term
from partnergloss.words import fold

Shape = TypeVar("Shape")

Fault = tuple[Path, str]
"""Where a rule is broken, and how."""


class Subject(NamedTuple):
    """Merged layers, less what has not the right shape, so that the rest is checked in the same run.

    Attributes:
        written: for each term, the fields that some file writes; a field left out has its default.
        own: the terms that the checked file writes something of.
        today: the day that ages are counted to.
    """

    meta: Meta
    sources: dict[str, Source]
    categories: dict[str, Category]
    facets: dict[str, Facet]
    ambiguous: dict[str, tuple[str, ...]]
    terms: dict[str, Term]
    written: dict[str, set[str]]
    own: set[str]
    today: dt.date

    def ancestors(self, term_id: str) -> set[str]:
        """Give all terms that a term is a kind of, however far up; in a cycle also the term itself."""
        found: set[str] = set()
        ahead = [*self.terms[term_id].broader]
        while ahead:
            name = ahead.pop()
            if name not in found and name in self.terms:
                found.add(name)
                ahead += self.terms[name].broader
        return found

    def to_mend(self, first: str, second: str) -> tuple[str, str]:
        """Put the one of two terms last that the checked file can mend."""
        return (first, second) if second in self.own else (second, first)

    def shelf(self, category: str) -> Category | None:
        """Give the nearest category, from this one up, that says which facets its terms have."""
        seen: set[str] = set()
        name: str | None = category
        while name in self.categories and name not in seen:
            seen.add(name)
            if self.categories[name].facets:
                return self.categories[name]
            name = self.categories[name].parent
        return None


def subject(content: dict[str, Any], own: set[str], today: dt.date) -> Subject:
    """Turn merged plain values into a subject; an entry of the wrong shape is left out, and known to be wrong."""
    return Subject(
        meta=_shaped({"meta": content["meta"]}, Meta).get("meta", Meta()),
        sources=_shaped(content["sources"], Source),
        categories=_shaped(content["categories"], Category),
        facets=_shaped(content["facets"], Facet),
        ambiguous=_shaped(content["ambiguous"], tuple[str, ...]),
        terms=_shaped(content["terms"], Term),
        written={term_id: {*fields} for term_id, fields in content["terms"].items()},
        own=own,
        today=today,
    )


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


def holds(text: str, label: str) -> bool:
    """Say whether a folded text holds a label as whole words."""
    folded = fold(label)
    return bool(folded) and f" {folded} " in f" {text} "


def months_since(then: dt.date, today: dt.date) -> int:
    """Count whole months between two days."""
    return (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)
