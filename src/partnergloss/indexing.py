"""A termbase → an index: the tables, and what stands in them. What reads them is ``index`` and ``retrieval``."""

import sqlite3
from itertools import chain, islice

from partnergloss.database import signed
from partnergloss.index import FORMAT, NAMES, PAGE, Index
from partnergloss.layers import bundled
from partnergloss.recording import Links, json, record_of
from partnergloss.retrieval import base_stems, family
from partnergloss.spelling import HEARD, keys, sounds
from partnergloss.words import LONGEST_QUERY, carrying, folded_words, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import TypeVar

    from partnergloss.model import Term, Termbase

    Item = TypeVar("Item")
    Progress = Callable[[float], None]
    """Takes the share of the work that is done."""

    _Page = dict[str, str]
    """What is searched of a term, by the fields of ``PAGE``."""

_SETTINGS = """
PRAGMA page_size = 8192;
PRAGMA cache_size = -65536;
PRAGMA temp_store = MEMORY;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
"""
_TABLES = f"""
CREATE TABLE fact (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE shelf (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE source (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record BLOB NOT NULL);
CREATE TABLE term (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, category TEXT NOT NULL,
    brief BLOB NOT NULL, record BLOB NOT NULL
);
CREATE TABLE phrase (
    number INTEGER PRIMARY KEY, term TEXT NOT NULL, kind TEXT NOT NULL, size INTEGER NOT NULL,
    folded TEXT NOT NULL, joined TEXT, backward TEXT, family TEXT, written TEXT
);
CREATE TABLE sense (folded TEXT NOT NULL, term TEXT NOT NULL, file TEXT NOT NULL);
CREATE TABLE word (
    word TEXT PRIMARY KEY, number INTEGER NOT NULL, sound TEXT NOT NULL, label INTEGER NOT NULL
) WITHOUT ROWID;
CREATE VIRTUAL TABLE near USING fts5(
    keys, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '{HEARD}'"
);
CREATE TABLE everyday (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE stem USING fts5(folded, content='', tokenize='porter unicode61');
CREATE VIRTUAL TABLE page USING fts5({", ".join(PAGE)}, content='', tokenize='porter unicode61');
CREATE VIRTUAL TABLE page_stem USING fts5vocab(page, row);
CREATE VIRTUAL TABLE field_stem USING fts5vocab(page, col);
"""
_INDEXES = """
CREATE INDEX phrase_folded ON phrase (folded) WHERE kind <> 'cue';
CREATE INDEX phrase_joined ON phrase (joined, kind) WHERE joined IS NOT NULL;
CREATE INDEX phrase_term ON phrase (term);
CREATE INDEX phrase_family ON phrase (family) WHERE family IS NOT NULL;
CREATE INDEX sense_folded ON sense (folded);
"""
_BY_END = "CREATE INDEX phrase_backward ON phrase (backward) WHERE backward IS NOT NULL"
_BY_NUMBER = "CREATE INDEX word_number ON word (number)"
_SHELVES = ("categories", "facets")
_BRIEF = ("id", "name", "category", "abbr", "definition", "broader", "facets")
"""What a list shows or asks of a term."""

_SEARCHED = {"name": "name", "abbr": "labels", "alias": "labels", "hidden": "labels", "cue": "cues"}
"""Kinds of label or cue, and the field of ``PAGE`` where they stand."""

_NO_OTHERS = frozenset((*NAMES, "hidden"))
"""Kinds of label whose words are either those of ``NAMES`` or, since misspelled, none."""

_DERIVED = ("both", "id")
"""Kinds of label that nobody writes into a term file, nor into a document."""

_PORTION = 10_000  # labels and cues that are written at once

_TOLD = 1_000
"""Terms after which it is told how far the work is."""

_HALF = 0.45
"""Share of the work that is writing labels and cues, or writing terms; the rest is words and indexes."""

LARGE = 10_000
"""Words above which finding near ones by keys is faster than looking at each."""


def build(
    termbase: "Termbase",
    facts: dict[str, str],
    path: str = ":memory:",
    told: "Progress" = lambda _: None,
) -> Index:
    """Compile a termbase into an index, in memory or as a new file.

    Args:
        termbase: what to compile.
        facts: further facts to keep, by name.
        path: a file that does not exist yet.
        told: told now and then which share of the work is done.

    Raises:
        sqlite3.Error: when the file cannot be written.
    """
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.executescript(_SETTINGS + _TABLES)
    connection.execute("BEGIN")
    sources = ((source, signed(json(record))) for source, record in termbase.sources.items())
    connection.executemany("INSERT INTO source VALUES (NULL, ?, ?)", sources)
    words = _Words()
    pages = _write_phrases(connection, termbase, words, told)
    _write_terms(connection, termbase, words, pages, told)
    facts = facts | {"format": FORMAT, "terms": str(len(termbase.terms)), "keys": _write_words(connection, words)}
    facts["meta"] = json(termbase.meta)
    _write_everyday(connection)
    shelves = {name: json(getattr(termbase, name)) for name in _SHELVES}
    for table, texts in {"fact": facts, "shelf": shelves}.items():
        rows = ((name, signed(text)) for name, text in texts.items())
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)  # noqa: S608 - no data
    connection.executescript(_INDEXES)  # commits first
    return Index(connection)


class _Words:
    """The words so far: those that stand in one of ``NAMES``, and all others. Misspellings are no words."""

    def __init__(self) -> None:
        self.labels: set[str] = set()
        self.others: set[str] = set()


def _write_phrases(
    connection: sqlite3.Connection, termbase: "Termbase", words: _Words, told: "Progress"
) -> "dict[str, _Page]":
    """Write every label and cue; give those of each term that are searched, as they go on its page."""
    pages: dict[str, _Page] = {}
    senses = [
        (term_id, "sense", folded_words(label), label) for label, ids in termbase.ambiguous.items() for term_id in ids
    ]
    rows = [(" ".join(said), term_id, termbase.declared.get(label, "")) for term_id, _, said, label in senses]
    connection.executemany("INSERT INTO sense VALUES (?, ?, ?)", rows)
    stemmed: dict[str, str] = {}
    terms = _counted(termbase.terms.items(), 0, told)
    phrases = chain(_term_phrases(terms, pages), senses)
    while portion := list(islice(phrases, _PORTION)):
        words.labels.update(*[said for _, kind, said, _ in portion if kind in NAMES])
        words.others.update(*[said for _, kind, said, _ in portion if kind not in _NO_OTHERS])
        fresh = set().union(*[said for _, kind, said, _ in portion if kind != "cue"]) - stemmed.keys()
        stemmed |= base_stems(fresh)
        written = (_row(*phrase, stemmed) for phrase in portion if phrase[2])
        connection.executemany("INSERT INTO phrase VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", written)
    connection.execute("INSERT INTO stem (rowid, folded) SELECT number, folded FROM phrase")
    return pages


def _counted(items: "Collection[Item]", before: float, told: "Progress") -> "Iterator[Item]":
    """Give items one after another, and tell now and then how far that is, from the share of the work done before."""
    for number, item in enumerate(items):
        if number % _TOLD == 0:
            told(before + _HALF * number / len(items))
        yield item


def _term_phrases(
    terms: "Iterable[tuple[str, Term]]", pages: "dict[str, _Page]"
) -> "Iterator[tuple[str, str, list[str], str]]":
    """Give ``(id, kind, folded words, text)`` of the labels and cues of every term, and keep what goes on its page."""
    for term_id, term in terms:
        page: dict[str, list[str]] = {field: [] for field in PAGE}
        for kind, text in _phrases(term_id, term):
            said = folded_words(text)
            if kind in _SEARCHED:
                page[_SEARCHED[kind]] += said
            yield term_id, kind, said, text
        pages[term_id] = {field: " ".join(said) for field, said in page.items()}


def _row(term_id: str, kind: str, said: list[str], text: str, stemmed: dict[str, str]) -> tuple[str | int | None, ...]:
    folded, telling = " ".join(said), carrying(said)
    if kind == "cue":  # found by its words alone
        return (term_id, kind, len(telling), folded, None, None, None, None)
    joined = join(folded)
    backward = joined[::-1] if kind in NAMES else None
    written = None if kind in _DERIVED else text
    return (term_id, kind, len(telling), folded, joined, backward, family(telling, stemmed), written)


def _write_terms(
    connection: sqlite3.Connection, termbase: "Termbase", words: _Words, pages: "dict[str, _Page]", told: "Progress"
) -> None:
    """Write every term, by name: its record, what a list shows of it, and its text for search."""
    links = Links(termbase.terms)
    places = ", ".join("?" * (len(PAGE) + 1))
    add_page = f"INSERT INTO page (rowid, {', '.join(PAGE)}) VALUES ({places})"  # noqa: S608 - no data
    named = sorted(termbase.terms.items(), key=lambda item: (item[1].name.casefold(), item[0]))
    for number, (term_id, term) in enumerate(_counted(named, _HALF, told), start=1):
        record = record_of(termbase, term_id, links)
        brief = {field: record[field] for field in _BRIEF}
        row = (number, term_id, term.name, term.category, signed(json(brief)), signed(json(record)))
        connection.execute("INSERT INTO term VALUES (?, ?, ?, ?, ?, ?)", row)
        page = pages.pop(term_id)
        for field, text in (("definition", term.definition), ("notes", " ".join(term.notes))):
            said = folded_words(text)
            words.others.update(said)
            page[field] = " ".join(said)
        connection.execute(add_page, (number, *(page[field] for field in PAGE)))


def _write_words(connection: sqlite3.Connection, words: _Words) -> str:
    """Write each word once, with its sound and whether it stands in a name or alias; say if near ones have keys."""
    every = sorted(words.labels | words.others)
    numbered = list(zip(every, range(len(every)), sounds(every), strict=True))
    rows = ((word, number, sound, int(word in words.labels)) for word, number, sound in numbered)
    connection.executemany("INSERT INTO word VALUES (?, ?, ?, ?)", rows)
    if len(every) <= LARGE:
        return "no"
    shared = ((number, " ".join(keys(word, sound))) for word, number, sound in numbered)
    connection.executemany("INSERT INTO near (rowid, keys) VALUES (?, ?)", shared)
    connection.execute(_BY_NUMBER)
    connection.execute(_BY_END)
    return "yes"


def _write_everyday(connection: sqlite3.Connection) -> None:
    with open(bundled("everyday.txt"), encoding="utf-8") as file:
        words = [line.strip() for line in file if not line.startswith("#")]
    connection.executemany("INSERT OR IGNORE INTO everyday VALUES (?)", ((word,) for word in words))


def _phrases(term_id: str, term: "Term") -> "Iterator[tuple[str, str]]":
    yield "name", term.name
    for abbr in term.abbr:
        yield "abbr", abbr
        if len(term.name) <= LONGEST_QUERY:  # nobody can ask for more; many abbreviations of a long name would be vast
            yield "both", f"{term.name} {abbr}"
    for alias in term.aliases:
        yield "abbr" if alias.isupper() and alias.isalpha() else "alias", alias  # an acronym, wherever it is listed
    for misspelling in term.hidden:
        yield "hidden", misspelling
    for cue in term.cues:
        yield "cue", cue
    yield "id", term_id
