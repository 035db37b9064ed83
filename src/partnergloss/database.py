"""A SQLite file that is only read, and rebuilt as soon as it turns out to be damaged.

SQLite notices damage to its own structures. Damage to a text inside them it passes on, so that texts can be signed.
"""

import os
from _thread import allocate_lock  # threading itself is not loaded on the path of `define`
from itertools import chain, islice
from stat import S_ISREG
from zlib import crc32

try:
    import _sqlite3 as sqlite3  # sqlite3 itself adds dates, which take as long to load again
except ImportError:
    import sqlite3  # type: ignore[no-redef]  # the same names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection
    from typing import Any

_PORTION = 256
_MISTAKES = ("syntax error", "unterminated", "too many", "too large")
"""What SQLite says of a query that is wrong, under the same code as of a table that is missing."""


class Damaged(Exception):  # noqa: N818 - a finding, not a refusal
    """The file is no index of ours, SQLite reports it damaged, or what it says cannot be."""


class Database:
    """An open SQLite file, shared by threads."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._lock = allocate_lock()
        self._rebuild: Callable[[], Database] | None = None
        self._replaced: list[Database] = []

    def repair_with(self, rebuild: "Callable[[], Database]") -> None:
        """Say how to get a good index when this one turns out to be damaged."""
        self._rebuild = rebuild

    def renew(self) -> bool:
        """Put a rebuilt index in the place of this one; say whether anybody has told how."""
        if not self._rebuild:
            return False
        good = self._rebuild()
        self._connection, good._connection = good._connection, self._connection  # noqa: SLF001 - of its own kind
        self._replaced.append(good)  # another thread may still be reading it
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __del__(self) -> None:
        self.close()

    def one(self, query: str, key: str, *, signed: bool = False) -> str:
        """Give the only value that a query has for a key, as ``first`` does."""
        return str(self.first(query, key, signed=signed)[0])

    def first(self, query: str, key: str | int, *, signed: bool = False) -> "tuple[Any, ...]":
        """Give the first row that a query has for a key; an index without it is rebuilt.

        Raises:
            Damaged: no index has it, so that the key itself came from a damaged one.
        """
        for row in self.rows(query, key, signed=signed):
            return row
        self._repair(f"nothing is called {key}")
        for row in self.rows(query, key, signed=signed):
            return row
        raise Damaged(f"nothing is called {key}")

    def rows(self, query: str, *values: str | int, signed: bool = False) -> "Iterator[tuple[Any, ...]]":
        """Give the rows of a query; go on with a rebuilt index when this one turns out to be damaged.

        Args:
            query: one of SQL.
            values: what its question marks stand for.
            signed: whether the last column holds signed texts; they are given without their checksums.
        """
        given = 0
        try:
            for portion in self._read(query, values, signed=signed):
                yield from portion
                given += len(portion)
        except (Damaged, sqlite3.DatabaseError) as error:
            if _is_mistake(error):
                raise
            self._repair(str(error))
            again = self._read(query, values, signed=signed)
            yield from islice(chain.from_iterable(again), given, None)

    def _read(self, query: str, values: tuple[str | int, ...], *, signed: bool) -> "Iterator[list[tuple[Any, ...]]]":
        """Give the rows of a query in portions, the connection to one thread at a time."""
        with self._lock:
            cursor = self._connection.execute(query, values)
            rows = cursor.fetchmany(_PORTION)
        while rows:
            yield [(*row[:-1], _unsigned(row[-1])) for row in rows] if signed else rows
            with self._lock:
                rows = cursor.fetchmany(_PORTION)

    def _repair(self, reason: str) -> None:
        """Put a rebuilt index in the place of this one.

        Raises:
            Damaged: for this reason, when nobody has said how to rebuild it.
        """
        if not self.renew():
            raise Damaged(reason)


def in_memory() -> "Connection":
    """Open a database of its own in memory."""
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def signed(text: str) -> bytes:
    """Write a text as bytes, with a checksum before it."""
    content = text.encode()
    return b"%08x%b" % (crc32(content), content)


def _unsigned(value: object) -> str:
    """Read a signed text.

    Raises:
        Damaged: when it does not fit its checksum.
    """
    if not isinstance(value, bytes) or value[:8] != b"%08x" % crc32(memoryview(value)[8:]):
        raise Damaged("a text does not fit its checksum")
    return str(memoryview(value)[8:], "utf-8")  # in place; a shelf may be large


def _is_mistake(error: Exception) -> bool:
    """Say whether an error is the fault of the query; any other is the file's."""
    code = getattr(error, "sqlite_errorcode", None)
    told = code == sqlite3.SQLITE_ERROR and any(words in str(error) for words in _MISTAKES)
    return told or isinstance(error, sqlite3.ProgrammingError)


def address(path: str, mode: str) -> str:
    """Write a path as SQLite wants it, with how to open it."""
    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{'//' if path.startswith('/') else ''}{escaped}?{mode}"


def connect(path: str) -> "Connection":
    """Open a file for reading only; it is never changed in its place, so that it needs no locks.

    Raises:
        Damaged: when it cannot be opened.
    """
    try:
        if not S_ISREG(os.stat(path).st_mode):  # a pipe would keep us waiting
            raise Damaged(path)
        uri = address(path, "mode=ro&immutable=1")
        return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise Damaged(str(error)) from error
