"""TOML ↔ values: one term file read, every problem found in one run, each with line and key path."""

import math
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import tomli

from partnergloss.errors import Problem, TermFileError
from partnergloss.keypath import Path, brief_path, lines_of, refused_line, said_before
from partnergloss.model import ID_PATTERN, TermFileContent
from partnergloss.shapes import found, mismatches

SCHEMA = 1
_MISMATCH, _BAD_ID = "GL102", "GL103"
LARGEST = 256 * 1024 * 1024
"""Bytes that a term file has at most."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MOST = 100_000
"""Faults of a file that are found in one run; a hostile one could have more than there is memory for."""


_CONFLICT = re.compile(r"<{7}(?= )|={7}$|>{7}(?= )|[|]{7}(?= )")
_AGAIN = "Cannot "
"""How the parser begins to say that something has a value already."""


class TermFile:
    """A term file that has been read.

    Attributes:
        path: the file, as it was named.
        content: what it says, as plain values (dicts, lists, strings, numbers, dates).
        problems: what has not the right shape; it is taken out of the content's tables, but stays in lists.
    """

    def __init__(self, path: str, text: str, content: dict[str, Any], lines: dict[Path, int] | None = None) -> None:
        self.path = path
        self.content = content
        self.problems: list[Problem] = []
        self._text = text
        self._lines = lines

    def problem(self, key: Path, message: str, code: str) -> Problem:
        """Say that something is wrong at a key, with the line of it or of the nearest key around it."""
        if self._lines is None:
            self._lines = lines_of(self._text)
        near = key
        while near and near not in self._lines:
            near = near[:-1]
        return Problem(self.path, self._lines.get(near, 0), brief_path(key), message, code)


def read(path: str) -> TermFile:
    """Read one term file, and find everything in it that has not the right shape.

    Raises:
        TermFileError: when it cannot be read at all.
    """
    text = text_of(path, _bytes(path))
    return checked(TermFile(path, text, parse(path, text)))


def checked(file: TermFile) -> TermFile:
    """Find everything in a file's content that has not the right shape, and take it out.

    Raises:
        TermFileError: when it is written in another schema.
    """
    schema = file.content.get("schema", SCHEMA)
    if schema != SCHEMA or type(schema) is not int:
        message = f"this program reads schema {SCHEMA}, found {found(schema)}"
        raise TermFileError([file.problem(("schema",), message, _MISMATCH)])
    misshapen = list(islice(mismatches(file.content, TermFileContent, ()), MOST))
    file.problems = [file.problem(key, message, _BAD_ID) for key, message in _id_faults(file.content)]
    file.problems += [file.problem(key, message, _MISMATCH) for key, message in misshapen]
    if len(misshapen) == MOST:  # there may be more, which would be in the way
        raise TermFileError([*file.problems, Problem(file.path, 0, "", f"has {MOST} faults or more", _MISMATCH)])
    for key, _ in misshapen:
        _take_out(file.content, key)
    return file


def _bytes(path: str) -> bytes:
    try:
        if os.path.isdir(path):
            raise IsADirectoryError(21, "it is a folder, not a file")
        with open(path, "rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TermFileError([Problem(path, 0, "", f"cannot be read: {reason}")]) from error
    except ValueError as error:  # a NUL in the name
        raise TermFileError([Problem(path, 0, "", f"cannot be read: {error}")]) from error


def text_of(path: str, raw: bytes) -> str:
    """Give the text of a file, with line ends as Unix writes them.

    Raises:
        TermFileError: when it is too large, or no UTF-8.
    """
    if len(raw) > LARGEST:
        raise TermFileError([Problem(path, 0, "", "is larger than 256 MB")])
    raw = raw.removeprefix(BYTE_ORDER_MARK)
    if b"\r" in raw and b"\r\r\n" not in raw:  # the parser does it too, and would make a line end of three
        raw = raw.replace(b"\r\n", b"\n")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 (byte 0x{raw[error.start]:02x}); save it as UTF-8"
        raise TermFileError([Problem(path, line, "", message)]) from error


class _NotFinite:
    """An infinite number, or none: no field of a term takes it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text


def _finite(text: str) -> float | _NotFinite:
    number = float(text)
    return number if math.isfinite(number) else _NotFinite(text)


def parse(path: str, text: str) -> dict[str, Any]:
    """Turn TOML into plain values.

    Raises:
        TermFileError: when it is no TOML, or nested deeper or with longer numbers than the parser takes.
    """
    try:
        return tomli.loads(text, parse_float=_finite)
    except tomli.TOMLDecodeError as error:
        problem = _unparsable(path, text, error)
    except RecursionError:
        problem = Problem(path, refused_line(text), "", "is nested too deeply")
    except ValueError:  # Python converts no more than some thousand digits
        problem = Problem(path, refused_line(text), "", "a number has too many digits")
    raise TermFileError([problem])


def _unparsable(path: str, text: str, error: tomli.TOMLDecodeError) -> Problem:
    """Say why a text is no TOML; of what is said twice, with both lines, as a merge often leaves it."""
    line = error.lineno
    mark = _CONFLICT.match(text.split("\n")[line - 1])
    if mark:
        return Problem(path, line, "", f"unresolved merge conflict ({mark[0]})")
    with suppress(tomli.TOMLDecodeError):  # the statement has more faults
        key, before = said_before(text, line) if error.msg.startswith(_AGAIN) else ((), 0)
        if before:
            return Problem(path, line, brief_path(key), f"not valid TOML: it stands in line {before} already")
    reason = f"{error.msg[:1].lower()}{error.msg[1:]}"
    return Problem(path, line, "", f"not valid TOML: {reason} (column {error.colno})")


def _id_faults(content: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for shelf in ("sources", "categories", "terms"):
        table = content.get(shelf)
        for name in table if isinstance(table, dict) else ():
            if not re.fullmatch(ID_PATTERN, name):
                yield (shelf, name), "an id is lower-case words joined by hyphens, such as solution-provider"


def _take_out(content: Any, key: Path) -> None:  # noqa: ANN401 - a table or a list
    for part in key[:-1]:
        content = content[part]
    if isinstance(content, dict):
        content.pop(key[-1], None)
