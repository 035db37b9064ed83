"""What makes merged layers unusable: dangling references, illegal facet values, cycles, terms without a body."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from partnergloss.errors import Problem
from partnergloss.termfile import Path, TermFile

Claims = dict[tuple[str, ...], TermFile]
"""Which file said what: ``("terms", id, field)``, ``("facets", id)`` …"""

_NEEDED = ("name", "category", "definition")
_LINKS = ("broader", "part_of", "related")
_CYCLES_SHOWN = 20


def problems_of(merged: dict[str, Any], claims: Claims) -> Iterator[Problem]:
    """Find everything that merged layers may not say, each with the file and line that said it."""
    for key, message in (*_shelf_faults(merged), *_term_faults(merged), *_cycles(merged)):
        file = claims.get(tuple(map(str, key[:3]))) or claims.get(tuple(map(str, key[:2])))
        if file:
            yield file.problem(key, message)


def _shelf_faults(merged: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for name, category in merged["categories"].items():
        if category.get("parent", name) not in merged["categories"]:
            yield ("categories", name, "parent"), _unknown("category", category["parent"])
        for field in ("facets", "required"):
            for position, facet in enumerate(category.get(field, ())):
                if facet not in merged["facets"]:
                    yield ("categories", name, field, position), _unknown("facet", facet)
    for label, senses in merged["ambiguous"].items():
        for position, term_id in enumerate(senses):
            if term_id not in merged["terms"]:
                yield ("ambiguous", label, position), _unknown("term", term_id)


def _term_faults(merged: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for term_id, term in merged["terms"].items():
        here: Path = ("terms", term_id)
        for field in _NEEDED:
            if not term.get(field, "").strip():
                yield (*here, field) if field in term else here, f"`{field}` is missing or empty"
        if term.get("category") and term["category"] not in merged["categories"]:
            yield (*here, "category"), _unknown("category", term["category"])
        yield from _link_faults(here, term, merged["terms"])
        yield from _facet_faults(here, term, merged["facets"])
        yield from _source_faults(here, term, merged["sources"])


def _link_faults(here: Path, term: dict[str, Any], terms: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for field in _LINKS:
        for position, target in enumerate(term.get(field, ())):
            if target not in terms:
                yield (*here, field, position), _unknown("term", target)
    for target in term.get("contrast", ()):
        if target not in terms:
            yield (*here, "contrast", target), _unknown("term", target)
    if term.get("replaced_by") is not None and term["replaced_by"] not in terms:
        yield (*here, "replaced_by"), _unknown("term", term["replaced_by"])


def _facet_faults(here: Path, term: dict[str, Any], facets: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for name, value in term.get("facets", {}).items():
        key = (*here, "facets", name)
        if name not in facets:
            yield key, _unknown("facet", name)
            continue
        facet = facets[name]
        several = isinstance(value, list)
        if several and facet["kind"] == "one":
            yield key, f"facet {name!r} takes one value, not a list"
        elif not several and facet["kind"] == "many":
            yield key, f"facet {name!r} takes a list of values"
        for item in value if several else [value]:
            if item not in facet["values"]:
                yield key, f"{item!r} is no value of {name!r}; it takes {', '.join(facet['values'])}"


def _source_faults(here: Path, term: dict[str, Any], sources: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    named: list[tuple[Path, str]] = [
        *(((*here, "sources", position), source) for position, source in enumerate(term.get("sources", ()))),
        *(((*here, "disputes", source), source) for source in term.get("disputes", ())),
        *(
            ((*here, "figures", position, "source"), figure["source"])
            for position, figure in enumerate(term.get("figures", ()))
        ),
    ]
    for key, source in named:
        if source not in sources:
            yield key, _unknown("source", source)


def _cycles(merged: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for part, field in (("terms", "broader"), ("terms", "part_of"), ("terms", "replaced_by"), ("categories", "parent")):
        arrows = {name: _targets(table.get(field)) for name, table in merged[part].items()}
        for name in _looping(arrows):
            yield (part, name, field), f"leads back to {name!r}: a cycle in {field}"


def _targets(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _looping(arrows: dict[str, list[str]]) -> Iterator[str]:
    """Name the members of each cycle, of as many cycles as would be shown."""
    for _ in range(_CYCLES_SHOWN):
        try:
            TopologicalSorter(arrows).prepare()
        except CycleError as error:
            members = error.args[1][1:]
            yield from members
            arrows = {name: [] if name in members else targets for name, targets in arrows.items()}
        else:
            return


def _unknown(kind: str, name: str) -> str:
    return f"there is no {kind} {name!r}"
