"""What a term file says, as frozen values named as in the TOML.

The shapes are checked on conversion (``termfile``); the JSON Schema of the term file is made from them.
Names follow SKOS and ISO 704: preferred name, alias, hidden label, broader, related, definition, facet.
"""

import datetime
from typing import Literal

import msgspec

Grade = Literal["A", "B", "C"]
"""How far a source can be trusted: A policy, official document, filing, law; B several independent guides; C one page."""

Status = Literal["draft", "approved", "deprecated"]


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of every table: unknown keys are refused, nothing changes once read."""


class Meta(Value):
    """``[meta]``: what the whole file is."""

    title: str = ""
    language: str = "en"
    license: str = ""
    version: str = ""
    updated: datetime.date | None = None


class Source(Value):
    """``[sources.ID]``: where a claim comes from."""

    title: str
    kind: Literal[
        "seed",
        "program-policy",
        "official-doc",
        "law",
        "filing",
        "standard",
        "analyst",
        "guide",
        "vendor-blog",
    ]
    grade: Grade
    url: str = ""
    retrieved: datetime.date | None = None


class Category(Value):
    """``[categories.ID]``: a shelf of the glossary. ``facets`` and ``required`` are inherited while empty."""

    name: str
    definition: str
    order: int
    parent: str | None = None
    facets: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


class Facet(Value):
    """``[facets.ID]``: a question that every term of a category answers with one of a few values.

    ``kind`` is ``one``, ``many`` (a list) or ``scale`` (``values`` stand in order; a list where several fit).
    """

    name: str
    question: str
    kind: Literal["one", "many", "scale"]
    values: dict[str, str]


class Decide(Value):
    """When to choose the thing, when not to, and what bites later."""

    use_when: tuple[str, ...] = ()
    avoid_when: tuple[str, ...] = ()
    watch_out: tuple[str, ...] = ()


class Figure(Value):
    """A number with all that makes it one: basis, date and source. ``low`` = ``high`` for a single value."""

    what: str
    low: float
    high: float
    unit: str
    basis: str
    as_of: int | datetime.date
    source: str
    grade: Grade | None = None


class Formula(Value):
    """Arithmetic over named inputs (``+ - * / abs min max``), with an example that computes."""

    formula: str
    example: dict[str, float] = {}
    name: str = ""


class Metric(Value):
    """How a metric is measured and read."""

    unit: str
    direction: Literal["higher", "lower", "band"]
    timing: Literal["leading", "lagging"]
    formulas: tuple[Formula, ...] = ()


class Term(Value):
    """``[terms.ID]``: one concept.

    ``name``, ``category`` and ``definition`` may be missing in a layer that changes a term of a lower layer.
    """

    name: str = ""
    abbr: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    category: str = ""
    definition: str = ""
    notes: tuple[str, ...] = ()
    example: str = ""
    broader: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    contrast: dict[str, str] = {}
    facets: dict[str, str | tuple[str, ...]] = {}
    decide: Decide = Decide()
    questions: dict[str, str] = {}
    figures: tuple[Figure, ...] = ()
    metric: Metric | None = None
    sources: tuple[str, ...] = ()
    disputes: dict[str, str] = {}
    scope: str = "general"
    status: Status = "approved"
    replaced_by: str | None = None
    reviewed: datetime.date | None = None
    waive: dict[str, str] = {}


class TermEntry(Term):
    """A term as one file writes it. ``replace`` discards what lower layers say of it."""

    replace: bool = False


class TermFileContent(Value):
    """A whole term file."""

    schema: int = 1
    meta: Meta | None = None
    sources: dict[str, Source] = {}
    categories: dict[str, Category] = {}
    facets: dict[str, Facet] = {}
    ambiguous: dict[str, tuple[str, ...]] = {}
    terms: dict[str, TermEntry] = {}


class Termbase(Value):
    """All layers merged and found sound; what the index is made from.

    ``provenance`` names, for each term and field, the layer above the bundled one that said it last.
    """

    meta: Meta
    sources: dict[str, Source]
    categories: dict[str, Category]
    facets: dict[str, Facet]
    ambiguous: dict[str, tuple[str, ...]]
    terms: dict[str, Term]
    provenance: dict[str, dict[str, str]]
