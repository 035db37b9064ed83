"""TOML ↔ values: one term file read, every problem found in one run, each with line and key path."""

import datetime as dt
import math
import os
import re
import types
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
import tomli

from partnergloss.errors import Problem, TermFileError
from partnergloss.keypath import Path, brief_path, lines_of, refused_line
from partnergloss.model import ID_PATTERN, TermFileContent
from partnergloss.records import quote

SCHEMA = 1
_MISMATCH, _BAD_ID = "GL102", "GL103"
_LARGEST = 256 * 1024 * 1024
_LONGEST_SHOWN = 60
_MOST_BITS = 64
MOST = 100_000  # faults of a file that are found in one run; a hostile one could have more than there is memory for
_BARE = r"(true|false|[1-9]\d{0,9}(\.\d+)?|[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]))"
"""What is true or false, a number or a date where it stands without quotation marks."""

_TOML_TYPES = (dt.date, dt.datetime, dt.time)
_TYPE_WORDS: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "a table",
    list: "a list",
    dt.date: "a date such as 2026-11-21",
}


class TermFile:
    """A term file that has been read.

    Attributes:
        path: the file, as it was named.
        content: what it says, as plain values (dicts, lists, strings, numbers, dates).
        problems: what has not the right shape; it is taken out of the content's tables, but stays in lists.
    """

    def __init__(self, path: str, text: str, content: dict[str, Any]) -> None:
        self.path = path
        self.content = content
        self.problems: list[Problem] = []
        self._text = text
        self._lines: dict[Path, int] | None = None

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
    text = _text(path)
    file = TermFile(path, text, _parse(path, text))
    schema = file.content.get("schema", SCHEMA)
    if schema != SCHEMA or type(schema) is not int:
        message = f"this program reads schema {SCHEMA}, found {_found(schema)}"
        raise TermFileError([file.problem(("schema",), message, _MISMATCH)])
    mismatches = list(islice(_mismatches(file.content, TermFileContent, ()), MOST))
    file.problems = [file.problem(key, message, _BAD_ID) for key, message in _id_faults(file.content)]
    file.problems += [file.problem(key, message, _MISMATCH) for key, message in mismatches]
    if len(mismatches) == MOST:  # there may be more, which would be in the way
        raise TermFileError([*file.problems, Problem(path, 0, "", f"has {MOST} faults or more", _MISMATCH)])
    for key, _ in mismatches:
        _take_out(file.content, key)
    return file


def _text(path: str) -> str:
    """Read a file's text, with line ends as Unix writes them."""
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
    raw = raw.removeprefix(b"\xef\xbb\xbf")  # a byte-order mark
    if b"\r" in raw:
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


def _parse(path: str, text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text, parse_float=_finite)
    except tomli.TOMLDecodeError as error:
        message = f"not valid TOML: {error.msg[:1].lower()}{error.msg[1:]} (column {error.colno})"
        problem = Problem(path, error.lineno, "", message)
    except RecursionError:
        problem = Problem(path, refused_line(text), "", "is nested too deeply")
    except ValueError:  # Python converts no more than some thousand digits
        problem = Problem(path, refused_line(text), "", "a number has too many digits")
    raise TermFileError([problem])


def _id_faults(content: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for shelf in ("sources", "categories", "terms"):
        table = content.get(shelf)
        for name in table if isinstance(table, dict) else ():
            if not re.fullmatch(ID_PATTERN, name):
                yield (shelf, name), "an id is lower-case words joined by hyphens, such as solution-provider"


def _mismatches(value: object, kind: Any, key: Path) -> Iterator[tuple[Path, str]]:  # noqa: ANN401 - any type
    """Find every place where a value has not the shape of a type; msgspec itself stops at the first."""
    if _fits(value, kind):
        return
    inner = next((choice for choice in _choices(kind) if _written_as(choice) is type(value)), None)
    if isinstance(value, list) and inner:
        for position, item in enumerate(value):
            yield from _mismatches(item, get_args(inner)[0], (*key, position))
    elif isinstance(value, dict) and get_origin(inner) is dict:
        for name, item in value.items():
            yield from _mismatches(item, get_args(inner)[1], (*key, name))
    elif isinstance(value, dict) and inner:
        yield from _table_mismatches(value, inner, key)
    else:
        yield key, f"expected {_expected(kind)}, found {_found(value)}{_hint(value, kind)}"


def _table_mismatches(value: dict[str, Any], kind: type[msgspec.Struct], key: Path) -> Iterator[tuple[Path, str]]:
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    for name, item in value.items():
        if name in fields:
            yield from _mismatches(item, fields[name].type, (*key, name))
        else:
            near = nearest(name, fields)
            hint = f"did you mean `{near}`?" if near else f"known here: {', '.join(fields)}"
            yield (*key, name), f"unknown key; {hint}"
    for name, field in fields.items():
        if field.required and name not in value:
            yield (*key, name), "is missing"


def nearest(name: str, known: Iterable[str], least: int = 60) -> str:
    """Give the known name that another is most like; nothing where none is like it by so many of 100."""
    from rapidfuzz import fuzz, process

    short = list(known) if len(name) <= _LONGEST_SHOWN else []  # long ones take the product of their lengths
    found = process.extractOne(name, short, scorer=fuzz.ratio, score_cutoff=least)
    return str(found[0]) if found else ""


def _take_out(content: Any, key: Path) -> None:  # noqa: ANN401 - a table or a list
    for part in key[:-1]:
        content = content[part]
    if isinstance(content, dict):
        content.pop(key[-1], None)


def _choices(kind: Any) -> list[Any]:  # noqa: ANN401 - any type
    """Give the types that a field takes; a file cannot write None."""
    if get_origin(kind) in (Union, types.UnionType):
        return [choice for choice in get_args(kind) if choice is not type(None)]
    return [kind]


def _written_as(kind: Any) -> Any:  # noqa: ANN401 - any type
    """Give the plain type that a file's parser makes of what is meant as a type."""
    origin = get_origin(kind)
    if origin is Annotated:
        return get_args(kind)[0]
    if origin is tuple:
        return list
    return dict if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else origin or kind


def _expected(kind: Any) -> str:  # noqa: ANN401 - any type
    choices = _choices(kind)
    if len(choices) > 1:
        return " or ".join(map(_expected, choices))
    if get_origin(choices[0]) is Literal:
        return "one of " + ", ".join(get_args(choices[0]))
    return _TYPE_WORDS[_written_as(choices[0])]


def _hint(value: object, kind: Any) -> str:  # noqa: ANN401 - any type
    """Say what to write in place of a text that lacks brackets around it, or has quotation marks too many."""
    if not isinstance(value, str) or len(value) > _LONGEST_SHOWN:
        return ""
    if _fits([value], kind):
        return f"; write [{quote(value)}]"
    bare = tomli.loads(f"it = {value}")["it"] if re.fullmatch(_BARE, value) else None
    return "; write it without quotation marks" if bare is not None and _fits(bare, kind) else ""


def _fits(value: object, kind: Any) -> bool:  # noqa: ANN401 - any type
    try:
        msgspec.convert(value, kind, builtin_types=_TOML_TYPES)
    except msgspec.ValidationError:
        return False
    return True


def _found(value: object) -> str:
    if isinstance(value, (dict, list)):
        return _TYPE_WORDS[type(value)]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return f"a number of {value.bit_length()} bits"
    shown = repr(value) if isinstance(value, str) else str(value)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
