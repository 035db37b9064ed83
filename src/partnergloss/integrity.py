"""What makes merged layers unusable: dangling references, illegal values, cycles, terms without a body."""

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, NamedTuple

from partnergloss.errors import Problem, listed, shown
from partnergloss.keypath import Path
from partnergloss.shapes import nearest
from partnergloss.termfile import MOST, TermFile

Claims = dict[Path, TermFile]
"""Which file said what: ``("terms", id, field)``, ``("facets", id)`` …"""


class Unknown(NamedTuple):
    """A name that nothing is known by."""

    kind: str
    name: str
    known: Mapping[str, Any]


Breach = tuple[Path, str, str | Unknown]
"""Where something is wrong, the rule it breaks, and what is wrong."""

_REFERENCE, _CYCLE, _FACET, _BODY = "GL104", "GL105", "GL106", "GL107"

_ARROWS = (
    ("terms", "broader"),
    ("terms", "part_of"),
    ("terms", "replaced_by"),
    ("categories", "parent"),
)
_NEEDED = ("name", "category", "definition")
_LINKS = ("broader", "part_of", "related")
_CYCLES_SHOWN = 20
_NEAR = 75
_COMPARED = 200_000
"""Names that are compared at most to find those that were meant; a moment's work."""


def problems_of(merged: dict[str, Any], claims: Claims) -> Iterator[Problem]:
    """Find what merged layers may not say, each with the file and line that said it; no more than anyone can mend."""
    compared = 0
    found = chain(_shelf_faults(merged), _term_faults(merged), _cycles(merged))
    for key, code, wrong in islice(found, MOST):
        message = wrong
        if isinstance(wrong, Unknown):
            compared += len(wrong.known)
            near = nearest(wrong.name, wrong.known, _NEAR) if compared <= _COMPARED else ""
            message = f"there is no {wrong.kind} {shown(wrong.name)}{near and f'; did you mean {shown(near)}?'}"
            if not near and wrong.kind == "category" and wrong.known:  # they are few
                message += f"; known here: {listed(wrong.known)}"
        file = next(claims[key[:length]] for length in (4, 3, 2) if key[:length] in claims)
        yield file.problem(key, str(message), code)


def _shelf_faults(merged: dict[str, Any]) -> Iterator[Breach]:
    for name, category in merged["categories"].items():
        here: Path = ("categories", name)
        if category.get("parent", name) not in merged["categories"]:
            yield (*here, "parent"), _REFERENCE, Unknown("category", category["parent"], merged["categories"])
        for field in ("facets", "required"):
            yield from _strangers((*here, field), category.get(field), merged["facets"], "facet")
    for label, senses in merged["ambiguous"].items():
        yield from _strangers(("ambiguous", label), senses, merged["terms"], "term")


def _term_faults(merged: dict[str, Any]) -> Iterator[Breach]:
    for term_id, term in merged["terms"].items():
        here: Path = ("terms", term_id)
        for field in _NEEDED:
            if not term.get(field, "").strip():
                yield (*here, field), _BODY, "is empty" if field in term else "is missing in a new term"
        if term.get("category", "").strip() and term["category"] not in merged["categories"]:
            yield (*here, "category"), _REFERENCE, Unknown("category", term["category"], merged["categories"])
        yield from _link_faults(here, term, merged["terms"])
        yield from _facet_faults(here, term, merged["facets"])
        yield from _source_faults(here, term, merged["sources"])


def _link_faults(here: Path, term: dict[str, Any], terms: dict[str, Any]) -> Iterator[Breach]:
    for field in _LINKS:
        yield from _strangers((*here, field), term.get(field), terms, "term")
    for target in term.get("contrast", ()):
        if target not in terms:
            yield (*here, "contrast", target), _REFERENCE, Unknown("term", target, terms)
    if term.get("replaced_by") is not None and term["replaced_by"] not in terms:
        yield (*here, "replaced_by"), _REFERENCE, Unknown("term", term["replaced_by"], terms)


def _facet_faults(here: Path, term: dict[str, Any], facets: dict[str, Any]) -> Iterator[Breach]:
    for name, value in term.get("facets", {}).items():
        key = (*here, "facets", name)
        if name not in facets:
            yield key, _REFERENCE, Unknown("facet", name, facets)
            continue
        kind, values = facets[name].get("kind"), facets[name].get("values")
        several = isinstance(value, list)
        if several and kind == "one":
            yield key, _FACET, f"{shown(name)} takes one value, not a list"
        elif not several and kind == "many":
            yield key, _FACET, f"{shown(name)} takes a list of values"
        for place, item in _texts(key, value) if several else [(key, value)]:
            if values is not None and item not in values:
                yield place, _FACET, f"{shown(item)} is no value of {shown(name)}; it takes {listed(values)}"


def _source_faults(here: Path, term: dict[str, Any], sources: dict[str, Any]) -> Iterator[Breach]:
    yield from _strangers((*here, "sources"), term.get("sources"), sources, "source")
    for source in term.get("disputes", ()):
        if source not in sources:
            yield (*here, "disputes", source), _REFERENCE, Unknown("source", source, sources)
    for position, figure in enumerate(term.get("figures", ())):
        source = figure.get("source") if isinstance(figure, dict) else None
        if source is not None and source not in sources:
            yield (*here, "figures", position, "source"), _REFERENCE, Unknown("source", source, sources)


def _strangers(key: Path, names: list[Any] | None, known: dict[str, Any], kind: str) -> Iterator[Breach]:
    """Find the names in a list that nothing is known by."""
    for place, name in _texts(key, names):
        if name not in known:
            yield place, _REFERENCE, Unknown(kind, name, known)


def _texts(key: Path, items: list[Any] | None) -> Iterator[tuple[Path, str]]:
    """Give the texts of a list, each with its place; an item that is no text is known to be wrong."""
    for position, item in enumerate(items or ()):
        if isinstance(item, str):
            yield (*key, position), item


def _cycles(merged: dict[str, Any]) -> Iterator[Breach]:
    for part, field in _ARROWS:
        arrows = {name: _targets(table[field]) for name, table in merged[part].items() if table.get(field)}
        for name in _looping(arrows):
            yield (part, name, field), _CYCLE, f"leads back to {shown(name)}: a cycle in {field}"


def _targets(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else [name for _, name in _texts((), value)]


def _looping(arrows: dict[str, list[str]]) -> Iterator[str]:
    """Name the members of each cycle, of as many cycles as would be shown."""
    from graphlib import CycleError, TopologicalSorter

    for _ in range(_CYCLES_SHOWN):
        try:
            TopologicalSorter(arrows).prepare()
        except CycleError as error:
            members = dict.fromkeys(error.args[1])
            yield from members
            arrows = {name: [] if name in members else targets for name, targets in arrows.items()}
        else:
            return
