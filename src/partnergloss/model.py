"""What a term file says, as frozen values named as in the TOML.

The shapes are checked on conversion (``termfile``); the JSON Schema of the term file is made from them.
Names follow SKOS and ISO 704: preferred name, alias, hidden label, broader, related, definition, facet.
"""

import datetime as dt
from typing import Annotated, Literal

import msgspec

Grade = Literal["A", "B", "C"]
"""How far a source can be trusted.

A policy, official document, filing, law; B several independent guides; C one page.
"""

Status = Literal["draft", "approved", "deprecated"]

ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, msgspec.Meta(pattern=ID_PATTERN)]
"""What names a term, a category or a source for ever: lower-case words joined by hyphens."""

Whole = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
"""A whole number as large as TOML allows."""


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of every table: unknown keys are refused, nothing changes once read."""


class Meta(Value, frozen=True):
    """``[meta]``: what the whole file is. ``acronyms`` are general ones, which all readers know; layers add to them."""

    title: str = ""
    language: str = "en"
    license: str = ""
    version: str = ""
    updated: dt.date | None = None
    acronyms: tuple[str, ...] = ()


class Source(Value, frozen=True):
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
    retrieved: dt.date | None = None


class Category(Value, frozen=True):
    """``[categories.ID]``: a shelf of the glossary. ``facets`` and ``required`` are inherited while empty.

    In a ``scoped`` category every term says where it holds: in general, at one vendor, under one law.
    """

    name: str
    definition: str
    order: Whole
    parent: str | None = None
    facets: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    scoped: bool = False


class Facet(Value, frozen=True):
    """``[facets.ID]``: a question that every term of a category answers with one of a few values.

    ``kind`` is ``one``, ``many`` (a list) or ``scale`` (``values`` stand in order; a list where several fit).
    ``met_by`` says which values of a scale do as well as one wished for: those ``before``, those ``behind``, or none.
    """

    name: str
    question: str
    kind: Literal["one", "many", "scale"]
    values: dict[str, str]
    met_by: Literal["before", "behind", ""] = ""


class Decide(Value, frozen=True):
    """When to choose the thing, when not to, and what bites later."""

    use_when: tuple[str, ...] = ()
    avoid_when: tuple[str, ...] = ()
    watch_out: tuple[str, ...] = ()


class Figure(Value, frozen=True):
    """A number with all that makes it one: basis, date and source. ``low`` = ``high`` for a single value."""

    what: str
    low: float
    high: float
    unit: str
    basis: str
    as_of: Whole | dt.date
    source: str
    grade: Grade | None = None


class Formula(Value, frozen=True):
    """Arithmetic over named inputs (``+ - * / abs min max``), with an example that computes."""

    formula: str
    example: dict[str, float] = {}
    name: str = ""


class Metric(Value, frozen=True):
    """How a metric is measured and read."""

    unit: str
    direction: Literal["higher", "lower", "band"]
    timing: Literal["leading", "lagging"]
    formulas: tuple[Formula, ...] = ()


class Term(Value, frozen=True):
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
    reviewed: dt.date | None = None
    waive: dict[str, str] = {}


class TermEntry(Term, frozen=True):
    """A term as one file writes it. ``replace`` discards what lower layers say of it."""

    replace: bool = False


class TermFileContent(Value, frozen=True):
    """A whole term file."""

    schema: Literal[1] = 1
    meta: Meta | None = None
    sources: dict[Id, Source] = {}
    categories: dict[Id, Category] = {}
    facets: dict[str, Facet] = {}
    ambiguous: dict[str, tuple[str, ...]] = {}
    terms: dict[Id, TermEntry] = {}


class Termbase(Value, frozen=True):
    """All layers merged and found sound; what the index is made from.

    ``provenance`` names, for each term and field, the layer above the bundled one that changed it last;
    ``declared``, for each label declared ambiguous, the layer above the bundled one that says what it may mean.
    """

    meta: Meta
    sources: dict[str, Source]
    categories: dict[str, Category]
    facets: dict[str, Facet]
    ambiguous: dict[str, tuple[str, ...]]
    terms: dict[str, Term]
    provenance: dict[str, dict[str, str]]
    declared: dict[str, str]
