"""The compiled glossary: one SQLite file for a set of layers, derived and always safe to delete. The only SQL.

Each term is one JSON record with all its fields, ``id``, ``narrower`` and ``provenance``; ``related`` and
``contrast`` are already read both ways. Labels stand folded, joined and stemmed (SQLite's own porter stemmer).
"""

import sqlite3
from itertools import islice

from partnergloss.records import decode, encode
from partnergloss.words import fold, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from partnergloss.model import Term, Termbase
    from partnergloss.records import Record

FORMAT = "1"
"""Raised when the tables or the records change; an index of another format is built anew."""

_TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE term (id TEXT PRIMARY KEY, name TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE label (
    number INTEGER PRIMARY KEY, term TEXT NOT NULL, kind TEXT NOT NULL, folded TEXT NOT NULL, joined TEXT NOT NULL
);
CREATE TABLE sense (folded TEXT NOT NULL, term TEXT NOT NULL);
CREATE VIRTUAL TABLE stem USING fts5(folded, content='', tokenize='porter unicode61');
"""
_INDEXES = """
CREATE INDEX label_folded ON label (folded, kind, term);
CREATE INDEX label_joined ON label (joined, kind, term);
CREATE INDEX sense_folded ON sense (folded);
"""
_SHELVES = ("categories", "facets", "sources")


class Damaged(Exception):  # noqa: N818 - a finding, not a refusal
    """The file is no index of ours, or SQLite reports it damaged."""


class Index:
    """A compiled glossary, open for reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rebuild: Callable[[], Index] | None = None
        self._shelves: dict[str, dict[str, Record]] = {}

    def fact(self, name: str) -> str:
        """Give a fact about the index itself, or an empty text."""
        for (value,) in self._rows("SELECT value FROM fact WHERE name = ?", name):
            return str(value)
        return ""

    def shelf(self, name: str) -> "dict[str, Record]":
        """Give all ``categories``, ``facets`` or ``sources``, by id, in order."""
        if name not in self._shelves:
            self._shelves[name] = decode(self.fact(name))
        return self._shelves[name]

    def records(self, ids: "Iterable[str]") -> "Iterator[str]":
        """Give the JSON records of terms, in the order of the ids."""
        for term_id in ids:
            for (record,) in self._rows("SELECT record FROM term WHERE id = ?", term_id):
                yield record

    def all_records(self) -> "Iterator[str]":
        """Give every term's JSON record, in alphabetical order of the names."""
        for (record,) in self._rows("SELECT record FROM term ORDER BY name COLLATE NOCASE, id"):
            yield record

    def name(self, term_id: str) -> str:
        """Give a term's name."""
        for (name,) in self._rows("SELECT name FROM term WHERE id = ?", term_id):
            return str(name)
        raise KeyError(term_id)

    def ancestors(self, record: "Record") -> set[str]:
        """Give the ids of all terms that a term is a kind of."""
        found: set[str] = set()
        waiting = list(record["broader"])
        while waiting:
            term = waiting.pop()
            if term not in found:
                found.add(term)
                waiting += [other for text in self.records([term]) for other in decode(text)["broader"]]
        return found

    def senses(self, folded: str) -> list[str]:
        """Give the ids that a label declared ambiguous may mean; none for any other label."""
        return [term for (term,) in self._rows("SELECT term FROM sense WHERE folded = ?", folded)]

    def labelled(self, folded: str) -> list[str]:
        """Give the ids of terms with a label that folds to this."""
        return [term for (term,) in self._rows("SELECT DISTINCT term FROM label WHERE folded = ?", folded)]

    def joined(self, joined: str) -> list[str]:
        """Give the ids of terms with a label that is equal once all gaps are closed."""
        return [term for (term,) in self._rows("SELECT DISTINCT term FROM label WHERE joined = ?", joined)]

    def abbreviated(self, joined: str) -> list[str]:
        """Give the ids of terms with this abbreviation."""
        query = "SELECT DISTINCT term FROM label WHERE joined = ? AND kind = 'abbr'"
        return [term for (term,) in self._rows(query, joined)]

    def stemmed(self, words: list[str]) -> list[tuple[str, str, str]]:
        """Give ``(id, kind, folded label)`` for each label with all these words, whatever their form and order."""
        wanted = " ".join(f'"{word}"' for word in words)
        labels = "stem JOIN label ON label.number = stem.rowid"
        query = f"SELECT term, kind, label.folded FROM {labels} WHERE stem MATCH ? ORDER BY number"  # noqa: S608 - no data
        return list(self._rows(query, wanted))

    def labels(self) -> list[tuple[str, str, str]]:
        """Give ``(id, kind, folded label)`` of every label."""
        return list(self._rows("SELECT term, kind, folded FROM label ORDER BY number"))

    def repair_with(self, rebuild: "Callable[[], Index]") -> None:
        """Say how to get a good index when this one turns out to be damaged."""
        self._rebuild = rebuild

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __del__(self) -> None:
        self.close()

    def _rows(self, query: str, *values: str) -> "Iterator[tuple[Any, ...]]":
        """Give the rows of a query; go on with a rebuilt index when SQLite finds this one damaged."""
        given = 0
        try:
            for row in self._connection.execute(query, values):
                yield row
                given += 1
        except sqlite3.ProgrammingError:  # ours, not the file's
            raise
        except sqlite3.DatabaseError as error:
            if not self._rebuild:
                raise Damaged(str(error)) from error
            rebuild, self._rebuild = self._rebuild, None
            good = rebuild()
            self._connection, good._connection = good._connection, self._connection  # noqa: SLF001 - of its own kind
            yield from islice(self._connection.execute(query, values), given, None)


def open_file(path: str) -> Index:
    """Open an index for reading only.

    Raises:
        Damaged: when it is not one of this format.
    """
    address = "file:" + path.replace("%", "%25").replace("?", "%3f").replace("#", "%23") + "?mode=ro"
    try:
        index = Index(sqlite3.connect(address, uri=True, check_same_thread=False))
    except sqlite3.Error as error:
        raise Damaged(str(error)) from error
    if index.fact("format") != FORMAT:
        raise Damaged(path)
    return index


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
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
    connection.execute("BEGIN")
    _write_terms(connection, termbase)
    _write_labels(connection, termbase)
    shelves = {name: encode(_plain(getattr(termbase, name))) for name in _SHELVES}
    for pair in ({"format": FORMAT} | facts | shelves).items():
        connection.execute("INSERT INTO fact VALUES (?, ?)", pair)
    connection.executescript(_INDEXES)  # commits first
    return index


def _plain(value: object) -> "Any":  # noqa: ANN401 - whatever JSON holds
    import msgspec

    return msgspec.to_builtins(value)


def _write_terms(connection: sqlite3.Connection, termbase: "Termbase") -> None:
    terms = termbase.terms
    narrower: dict[str, list[str]] = {}
    related: dict[str, list[str]] = {}
    contrast: dict[str, dict[str, str]] = {}
    for term_id, term in terms.items():
        for other in term.broader:
            narrower.setdefault(other, []).append(term_id)
        for other in term.related:
            related.setdefault(other, []).append(term_id)
        for other, sentence in term.contrast.items():
            contrast.setdefault(other, {})[term_id] = sentence
    for term_id, term in terms.items():
        fields = _plain(term)
        fields["related"] = list(dict.fromkeys([*term.related, *related.get(term_id, ())]))
        fields["contrast"] = _both_ways(term, contrast.get(term_id, {}), terms)
        for figure in fields["figures"]:
            figure["grade"] = figure["grade"] or termbase.sources[figure["source"]].grade
        derived = {"narrower": narrower.get(term_id, []), "provenance": termbase.provenance.get(term_id, {})}
        record = {"id": term_id, "name": term.name, **fields, **derived}
        connection.execute("INSERT INTO term VALUES (?, ?, ?)", (term_id, term.name, encode(record)))


def _both_ways(term: "Term", inverse: dict[str, str], terms: "dict[str, Term]") -> dict[str, str]:
    """Join a term's own contrasts with those stored at other terms: its own first, then its siblings'."""
    near = {other: text for other, text in inverse.items() if terms[other].category == term.category}
    return term.contrast | near | inverse | term.contrast


def _write_labels(connection: sqlite3.Connection, termbase: "Termbase") -> None:
    for label, senses in termbase.ambiguous.items():
        for term_id in senses:
            connection.execute("INSERT INTO sense VALUES (?, ?)", (fold(label), term_id))
    for term_id, term in termbase.terms.items():
        for kind, text in _labels(term_id, term):
            folded = fold(text)
            if folded:
                row = (term_id, kind, folded, join(folded))
                number = connection.execute("INSERT INTO label VALUES (NULL, ?, ?, ?, ?)", row).lastrowid
                connection.execute("INSERT INTO stem (rowid, folded) VALUES (?, ?)", (number, folded))


def _labels(term_id: str, term: "Term") -> "Iterator[tuple[str, str]]":
    yield "name", term.name
    for abbr in term.abbr:
        yield "abbr", abbr
        yield "both", f"{term.name} {abbr}"
    for alias in term.aliases:
        yield "alias", alias
    for misspelling in term.hidden:
        yield "hidden", misspelling
    yield "id", term_id
