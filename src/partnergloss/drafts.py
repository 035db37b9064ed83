"""JSON → term entries as a term file would hold them, each with the line it starts on."""

import datetime as dt
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from partnergloss.errors import UsageError, quoted
from partnergloss.visible import one_line

_SPACE = re.compile(r"[ \t\r\n]*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Draft(NamedTuple):
    """A term that somebody wants to add.

    Attributes:
        id: the id asked for; None where it is to be made from the name.
        entry: the fields given, by their names in a term file.
        line: the line of the JSON on which it starts.
    """

    id: str | None
    entry: dict[str, Any]
    line: int = 0


def read(raw: bytes, name: str) -> list[Draft]:
    """Read terms from JSON: one object, an array of them, or one after the other.

    Args:
        raw: the JSON.
        name: where it comes from, for messages.

    Raises:
        UsageError: it is no JSON, holds something else than objects, or a key twice; it says line and column.
    """
    try:
        text = raw.decode("utf-8-sig")
        drafts = [_draft(value, line, name) for line, value in _numbered(text)]
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: is not UTF-8 (byte {error.start + 1})") from error
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}: column {error.colno}"
        raise UsageError(f"{place}: not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}") from error
    except RecursionError as error:
        raise UsageError(f"{name}: is nested too deeply") from error
    except ValueError as error:  # what the hooks refuse, and numbers longer than Python converts
        reason = str(error) if isinstance(error, _RefusedError) else "a number has too many digits"
        raise UsageError(f"{name}: {reason}") from error
    if not drafts:
        raise UsageError(f"{name} holds no term", ("Write an object a term, with the fields of a term file.",))
    return drafts


class _RefusedError(ValueError):
    """Something that JSON may say and a term may not."""


def _numbered(text: str) -> Iterator[tuple[int, Any]]:
    """Give each object with the line on which it starts."""
    line, counted = 1, 0
    for start, value in _values(text):
        line += text.count("\n", counted, start)
        counted = start
        yield line, value


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """Give each object, also those of an array, with the place in the text where it starts."""
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_float=_finite, parse_constant=_finite)
    place, listed = _past_space(text, 0), False
    if text[place : place + 1] == "[":
        place, listed = _past_space(text, place + 1), True
        if text[place : place + 1] == "]":
            place, listed = _past_space(text, place + 1), False
    while place < len(text) or listed:
        value, end = decoder.raw_decode(text, place)
        yield place, value
        place = _past_space(text, end)
        if listed:
            listed = text[place : place + 1] == ","
            if not listed and text[place : place + 1] != "]":
                raise json.JSONDecodeError("Expecting ',' delimiter", text, place)
            place = _past_space(text, place + 1)
            if not listed and place < len(text):
                raise json.JSONDecodeError("Extra data", text, place)


def _past_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise _RefusedError(f"the key {quoted(one_line(twice))} stands twice in an object")
    return found


def _finite(word: str) -> float:
    number = float(word)
    if not math.isfinite(number):
        raise _RefusedError(f"{word} is no number that a term can hold")
    return number


def _draft(value: object, line: int, name: str) -> Draft:
    if not isinstance(value, dict):
        raise UsageError(
            f"{name}:{line}: expected an object for each term, found {quoted(one_line(json.dumps(value)))}"
        )
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{name}:{line}: holds half a character (\\u{ord(error.object[error.start]):04x})") from error
    entry = {field: item for field, item in value.items() if item is not None}
    term_id = entry.pop("id", None)
    if term_id is not None and not isinstance(term_id, str):
        raise UsageError(f"{name}:{line}: expected text for id")
    _date_in(entry, "reviewed")
    figures = entry.get("figures")
    for figure in figures if isinstance(figures, list) else ():
        if isinstance(figure, dict):
            _date_in(figure, "as_of")
    return Draft(term_id, entry, line)


def _date_in(table: dict[str, Any], field: str) -> None:
    """Make a date of a text that is one; JSON has no dates."""
    text = table.get(field)
    if isinstance(text, str) and _DATE.fullmatch(text):
        with suppress(ValueError):  # no such day: what is expected is said later
            table[field] = dt.date.fromisoformat(text)
