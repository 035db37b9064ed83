"""TOML ↔ values: one term file read, every problem found in one run, each with line and key path."""

import math
import os
import re
import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
import tomli

from partnergloss.errors import Problem, TermFileError
from partnergloss.model import TermFileContent

Path = tuple[str | int, ...]
"""Where a value stands in a file: ``("terms", "reseller", "facets", "sells")``."""

SCHEMA = 1
_LARGEST = 256 * 1024 * 1024
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_TYPE_WORDS: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "a table",
    list: "a list",
    tuple: "a list",
    type(None): "nothing",
}


class TermFile:
    """A term file that has been read and has the right shape.

    Attributes:
        path: the file, as it was named.
        content: what it says, as plain values (dicts, lists, strings, numbers, dates).
    """

    def __init__(self, path: str, text: str, content: dict[str, Any]) -> None:
        self.path = path
        self.content = content
        self._text = text
        self._lines: dict[Path, int] | None = None

    def problem(self, key: Path, message: str) -> Problem:
        """Say that something is wrong at a key, with the line of it or of the nearest key around it."""
        if self._lines is None:
            self._lines = _lines(self._text)
        near = key
        while near and near not in self._lines:
            near = near[:-1]
        return Problem(self.path, self._lines.get(near, 0), key_path(key), message)


def read(path: str) -> TermFile:
    """Read and check one term file.

    Raises:
        TermFileError: with every problem that makes it unusable.
    """
    text = _text(path)
    file = TermFile(path, text, _parse(path, text))
    problems = [file.problem(key, message) for key, message in _faults(file.content)]
    if problems:
        raise TermFileError(problems)
    return file


def key_path(key: Path) -> str:
    """Write a key path as in TOML, with list positions in brackets: ``terms.var.figures[0].low``."""
    text = ""
    for part in key:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            word = part if re.fullmatch(r"[A-Za-z0-9_-]+", part) else f'"{part}"'
            text += f".{word}" if text else word
    return text


def _text(path: str) -> str:
    try:
        if os.path.isdir(path):
            raise IsADirectoryError(21, "it is a folder, not a file")
        with open(path, "rb") as stream:
            raw = stream.read(_LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TermFileError([Problem(path, 0, "", f"cannot be read: {reason}")]) from error
    except ValueError as error:  # a NUL in the name
        raise TermFileError([Problem(path, 0, "", f"cannot be read: {error}")]) from error
    if len(raw) > _LARGEST:
        raise TermFileError([Problem(path, 0, "", "is larger than 256 MB")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 (byte 0x{raw[error.start]:02x}); save it as UTF-8"
        raise TermFileError([Problem(path, line, "", message)]) from error


def _finite(text: str) -> float | str:
    """Read a float; one that is infinite or no number stays text, which no numeric field accepts."""
    number = float(text)
    return number if math.isfinite(number) else text


def _parse(path: str, text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text, parse_float=_finite)
    except tomli.TOMLDecodeError as error:
        message = f"not valid TOML: {error.msg[:1].lower()}{error.msg[1:]} (column {error.colno})"
        problem = Problem(path, error.lineno, "", message)
    except RecursionError:
        problem = Problem(path, 0, "", "is nested too deeply to be a term file")
    except ValueError as error:  # a number of more digits than Python converts
        problem = Problem(path, 0, "", f"not valid TOML: {error}")
    raise TermFileError([problem])


def _faults(content: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    if content.get("schema", SCHEMA) != SCHEMA:
        yield ("schema",), f"this program reads schema {SCHEMA}, found {_found(content['schema'])}"
        return
    terms = content.get("terms", {})
    if isinstance(terms, dict):
        for term_id in terms:
            if not _SLUG.match(term_id):
                yield ("terms", term_id), "an id is lower-case words joined by hyphens, such as value-added-reseller"
    yield from _mismatches(content, TermFileContent, ())


def _mismatches(value: Any, kind: Any, key: Path) -> Iterator[tuple[Path, str]]:
    """Find every place where a value has not the shape of a type; msgspec itself stops at the first."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        pass
    else:
        return
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and isinstance(value, dict):
        yield from _table_mismatches(value, kind, key)
    elif get_origin(kind) is tuple and isinstance(value, list):
        for position, item in enumerate(value):
            yield from _mismatches(item, get_args(kind)[0], (*key, position))
    elif get_origin(kind) is dict and isinstance(value, dict):
        for name, item in value.items():
            yield from _mismatches(item, get_args(kind)[1], (*key, name))
    else:
        yield key, f"expected {_expected(kind)}, found {_found(value)}"


def _table_mismatches(value: dict[str, Any], kind: type[msgspec.Struct], key: Path) -> Iterator[tuple[Path, str]]:
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    for name, item in value.items():
        if name in fields:
            yield from _mismatches(item, fields[name].type, (*key, name))
        else:
            yield (*key, name), f"unknown key; known here: {', '.join(fields)}"
    for name, field in fields.items():
        if field.required and name not in value:
            yield key, f"`{name}` is missing"


def _expected(kind: Any) -> str:
    origin, choices = get_origin(kind), get_args(kind)
    if origin is Literal:
        return "one of " + ", ".join(map(str, choices))
    if origin in (Union, types.UnionType):
        return " or ".join(_expected(choice) for choice in choices if choice is not type(None))
    if origin is tuple:
        return "a list"
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return "a table"
    return _TYPE_WORDS.get(origin or kind, "a date such as 2026-11-21")


def _found(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return _TYPE_WORDS[type(value)]
    shown = repr(value) if isinstance(value, str) else str(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"  # noqa: PLR2004


_TOKEN = re.compile(
    r'''"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}|\'\'\'(?:[^']|'{1,2}(?!'))*+'{3,5}'''
    r"""|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|\#[^\n]*+|[\[{]|[\]}]|\n|[^"'#\[\]{}\n]++""",
    re.DOTALL,
)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Part valid TOML into its statements, each with the line it starts on."""
    line, start, depth, parts = 1, 1, 0, []
    for token in _TOKEN.findall(text):
        line += token.count("\n")
        if token == "\n" and not depth:
            yield start, "".join(parts)
            start, parts = line, []
        else:
            depth += (token in "[{") - (token in "]}")
            parts.append(token)
    yield start, "".join(parts)


def _lines(text: str) -> dict[Path, int]:
    """Give the line of every key path, by feeding the statements of valid TOML to the parser one by one."""
    table: Path = ()
    counts: dict[Path, int] = {}
    lines: dict[Path, int] = {}
    for line, statement in _statements(text.replace("\r\n", "\n")):
        if not statement.strip() or statement.lstrip().startswith("#"):
            continue
        path, value = _innermost(tomli.loads(statement))
        if statement.lstrip().startswith("["):
            table = _place(path, counts)
            if isinstance(value, list):
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            path = table
        else:
            path = table + path
            if isinstance(value, list):
                lines |= {(*path, position): line for position in range(len(value))}
        for length in range(len(path), 0, -1):
            lines.setdefault(path[:length], line)
    return lines


def _place(path: Path, counts: dict[Path, int]) -> Path:
    """Insert the current position of every array of tables that a header leads through."""
    placed: Path = ()
    for number, part in enumerate(path):
        placed = (*placed, part)
        if placed in counts and number < len(path) - 1:
            placed = (*placed, counts[placed])
    return placed


def _innermost(value: dict[str, Any]) -> tuple[Path, Any]:
    """Follow a statement's dotted key to what it sets: ``{"a": {"b": 1}}`` gives ``("a", "b")`` and 1."""
    path: Path = ()
    inner: Any = value
    while isinstance(inner, dict) and len(inner) == 1:
        ((name, inner),) = inner.items()
        path = (*path, name)
    return path, inner
