"""The compiled glossary: one SQLite file for a set of layers, derived and always safe to delete.

Each term is one JSON record with all its fields, ``id``, ``narrower`` and ``provenance``; ``related`` and
``contrast`` are already read both ways. Labels stand folded, joined and stemmed (SQLite's own porter stemmer).
"""

import sqlite3
from _thread import allocate_lock  # threading itself is not loaded on the path of `define`
from itertools import islice

from partnergloss.records import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from partnergloss.records import Record

FORMAT = "2"
"""Raised when the tables or the records change; an index of another format is built anew."""

_PORTION = 256


class Damaged(Exception):  # noqa: N818 - a finding, not a refusal
    """The file is no index of ours, or SQLite reports it damaged."""


class Index:
    """A compiled glossary, open for reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = allocate_lock()
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
            for row in self._read(query, values):
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
            yield from islice(self._read(query, values), given, None)

    def _read(self, query: str, values: tuple[str, ...]) -> "Iterator[tuple[Any, ...]]":
        """Give the rows of a query a portion at a time, the connection to one thread at a time."""
        with self._lock:
            cursor = self._connection.execute(query, values)
            rows = cursor.fetchmany(_PORTION)
        while rows:
            yield from rows
            with self._lock:
                rows = cursor.fetchmany(_PORTION)


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
