"""A termbase → an index: the tables, and what stands in them. With ``index``, the only SQL."""

import sqlite3
from contextlib import closing

from partnergloss.database import address, signed
from partnergloss.index import FORMAT, NAMES, PAGE, Index
from partnergloss.layers import bundled
from partnergloss.records import encode
from partnergloss.spelling import sound
from partnergloss.words import fold, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from partnergloss.model import Term, Termbase

_TABLES = f"""
CREATE TABLE fact (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE shelf (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE term (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE phrase (
    number INTEGER PRIMARY KEY, term TEXT NOT NULL, kind TEXT NOT NULL, folded TEXT NOT NULL, joined TEXT NOT NULL
);
CREATE TABLE sense (folded TEXT NOT NULL, term TEXT NOT NULL);
CREATE TABLE word (word TEXT PRIMARY KEY, sound TEXT NOT NULL, label INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE everyday (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE stem USING fts5(folded, content='', tokenize='porter unicode61');
CREATE VIRTUAL TABLE page USING fts5({", ".join(PAGE)}, content='', tokenize='porter unicode61');
CREATE VIRTUAL TABLE page_stem USING fts5vocab(page, row);
CREATE VIRTUAL TABLE field_stem USING fts5vocab(page, col);
"""
_INDEXES = """
CREATE INDEX phrase_folded ON phrase (folded, kind, term);
CREATE INDEX phrase_joined ON phrase (joined, kind, term);
CREATE INDEX phrase_term ON phrase (term);
CREATE INDEX phrase_length ON phrase (length(joined)) WHERE kind <> 'cue';
CREATE INDEX sense_folded ON sense (folded);
"""
_SETTINGS = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = MEMORY;
PRAGMA locking_mode = EXCLUSIVE;
"""
_SHELVES = ("categories", "facets", "sources")


def build(termbase: "Termbase", facts: dict[str, str], path: str = ":memory:") -> Index:
    """Compile a termbase into an index, in memory or as a new file.

    Args:
        termbase: what to compile.
        facts: further facts to keep, by name.
        path: a file that does not exist yet.

    Raises:
        sqlite3.Error: when the file cannot be written.
    """
    index = Index(sqlite3.connect(path, isolation_level=None, check_same_thread=False))
    connection = index._connection  # noqa: SLF001 - of its own kind
    connection.executescript(_SETTINGS + _TABLES)
    connection.execute("BEGIN")
    _write_terms(connection, termbase)
    _write_phrases(connection, termbase)
    _write_words(connection, termbase)
    _write_everyday(connection)
    shelves = {name: encode(_plain(getattr(termbase, name))) for name in _SHELVES}
    for table, texts in {"fact": {"format": FORMAT} | facts, "shelf": shelves}.items():
        rows = ((name, signed(text)) for name, text in texts.items())
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)  # noqa: S608 - no data
    connection.executescript(_INDEXES)  # commits first
    return index


def is_being_built(path: str) -> bool:
    """Say whether some process still writes an index there: ``build`` holds SQLite's lock until it is closed."""
    try:
        with closing(
            sqlite3.connect(address(path, "mode=rw"), uri=True, timeout=0, isolation_level=None)
        ) as connection:
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
    return False


def _plain(value: object) -> "Any":  # noqa: ANN401 - whatever JSON holds
    import msgspec

    return msgspec.to_builtins(value)


def _write_terms(connection: sqlite3.Connection, termbase: "Termbase") -> None:
    links = _Links(termbase.terms)
    for term_id, term in termbase.terms.items():
        fields = _plain(term) | links.of(term_id)
        for figure in fields["figures"]:
            figure["grade"] = figure["grade"] or termbase.sources[figure["source"]].grade
        record = {"id": term_id, "name": term.name, **fields, "provenance": termbase.provenance.get(term_id, {})}
        row = (term_id, term.name, signed(encode(record)))
        number = connection.execute("INSERT INTO term VALUES (NULL, ?, ?, ?)", row).lastrowid
        _write_page(connection, number, term)


def _write_page(connection: sqlite3.Connection, number: "int | None", term: "Term") -> None:
    """Keep a term's text for search, by the fields of ``PAGE``."""
    labels = [*term.abbr, *term.aliases, *term.hidden]
    texts = {"name": [term.name], "labels": labels, "definition": [term.definition], "notes": term.notes}
    page = [" ".join(map(fold, (texts | {"cues": term.cues})[field])) for field in PAGE]
    places = ", ".join("?" * len(PAGE))
    connection.execute(f"INSERT INTO page (rowid, {', '.join(PAGE)}) VALUES (?, {places})", (number, *page))  # noqa: S608


class _Links:
    """What is stored at one of two terms, read at both."""

    def __init__(self, terms: "dict[str, Term]") -> None:
        self._terms = terms
        self._narrower: dict[str, list[str]] = {}
        self._related: dict[str, list[str]] = {}
        self._contrast: dict[str, dict[str, str]] = {}
        for term_id, term in terms.items():
            for other in term.broader:
                self._narrower.setdefault(other, []).append(term_id)
            for other in term.related:
                self._related.setdefault(other, []).append(term_id)
            for other, sentence in term.contrast.items():
                self._contrast.setdefault(other, {})[term_id] = sentence

    def of(self, term_id: str) -> "dict[str, Any]":
        """Give a term's links: its own first, then those stored at siblings, then the rest; most linked kinds first."""
        term = self._terms[term_id]
        related, contrast = self._related.get(term_id, []), self._contrast.get(term_id, {})
        near = [other for other in related if self._terms[other].category == term.category]
        beside = {other: text for other, text in contrast.items() if self._terms[other].category == term.category}
        return {
            "related": list(dict.fromkeys([*term.related, *near, *related])),
            "contrast": term.contrast | beside | contrast | term.contrast,
            "narrower": sorted(self._narrower.get(term_id, []), key=self._links, reverse=True),
        }

    def _links(self, term_id: str) -> int:
        """Count the terms that a term is linked with, as a measure of how central it is."""
        term = self._terms[term_id]
        return len({*term.related, *term.contrast, *self._related.get(term_id, ()), *self._contrast.get(term_id, ())})


def _write_phrases(connection: sqlite3.Connection, termbase: "Termbase") -> None:
    senses = [(label, term_id) for label, ids in termbase.ambiguous.items() for term_id in ids]
    connection.executemany("INSERT INTO sense VALUES (?, ?)", ((fold(label), term_id) for label, term_id in senses))
    phrases = [(term_id, *phrase) for term_id, term in termbase.terms.items() for phrase in _phrases(term_id, term)]
    for term_id, kind, text in [*phrases, *((term_id, "sense", label) for label, term_id in senses)]:
        folded = fold(text)
        if folded:
            row = (term_id, kind, folded, join(folded))
            number = connection.execute("INSERT INTO phrase VALUES (NULL, ?, ?, ?, ?)", row).lastrowid
            connection.execute("INSERT INTO stem (rowid, folded) VALUES (?, ?)", (number, folded))


def _write_words(connection: sqlite3.Connection, termbase: "Termbase") -> None:
    """Keep each word once, with its sound, and whether it stands in one of ``NAMES``; misspellings are no words."""
    words = {
        word: 0
        for term in termbase.terms.values()
        for text in (term.definition, *term.notes)
        for word in fold(text).split()
    }
    for kind, folded in connection.execute("SELECT kind, folded FROM phrase WHERE kind <> 'hidden'"):
        for word in folded.split():
            words[word] = int(kind in NAMES) or words.get(word, 0)
    connection.executemany(
        "INSERT INTO word VALUES (?, ?, ?)", ((word, sound(word), words[word]) for word in sorted(words))
    )


def _write_everyday(connection: sqlite3.Connection) -> None:
    with open(bundled("everyday.txt"), encoding="utf-8") as file:
        words = [line.strip() for line in file if not line.startswith("#")]
    connection.executemany("INSERT OR IGNORE INTO everyday VALUES (?)", ((word,) for word in words))


def _phrases(term_id: str, term: "Term") -> "Iterator[tuple[str, str]]":
    yield "name", term.name
    for abbr in term.abbr:
        yield "abbr", abbr
        yield "both", f"{term.name} {abbr}"
    for alias in term.aliases:
        yield "abbr" if alias.isupper() and alias.isalpha() else "alias", alias  # an acronym, wherever it is listed
    for misspelling in term.hidden:
        yield "hidden", misspelling
    for cue in term.cues:
        yield "cue", cue
    yield "id", term_id
