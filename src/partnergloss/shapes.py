"""Values that have not the shape of a field: what was expected, what was found, what to write instead."""

import datetime as dt
import re
import types
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
import tomli

from partnergloss.keypath import Path
from partnergloss.records import quote

_LONGEST_SHOWN = 60
_MOST_BITS = 64
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


def mismatches(value: object, kind: Any, key: Path) -> Iterator[tuple[Path, str]]:  # noqa: ANN401 - any type
    """Find every place where a value has not the shape of a type; msgspec itself stops at the first."""
    if _fits(value, kind):
        return
    inner = next((choice for choice in _choices(kind) if _written_as(choice) is type(value)), None)
    if isinstance(value, list) and inner:
        for position, item in enumerate(value):
            yield from mismatches(item, get_args(inner)[0], (*key, position))
    elif isinstance(value, dict) and get_origin(inner) is dict:
        for name, item in value.items():
            yield from mismatches(item, get_args(inner)[1], (*key, name))
    elif isinstance(value, dict) and inner:
        yield from _table_mismatches(value, inner, key)
    else:
        yield key, f"expected {_expected(kind)}, found {found(value)}{_hint(value, kind)}"


def _table_mismatches(value: dict[str, Any], kind: type[msgspec.Struct], key: Path) -> Iterator[tuple[Path, str]]:
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    for name, item in value.items():
        if name in fields:
            yield from mismatches(item, fields[name].type, (*key, name))
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


def found(value: object) -> str:
    """Write a value, shortened, or what kind of value it is."""
    if isinstance(value, (dict, list)):
        return _TYPE_WORDS[type(value)]
    if value is None:  # of JSON
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return f"a number of {value.bit_length()} bits"
    shown = repr(value) if isinstance(value, str) else str(value)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
