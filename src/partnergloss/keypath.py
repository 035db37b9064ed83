"""Key paths: where a value stands in a TOML text, in words and as a line."""

import re
from collections.abc import Iterator
from typing import Any

import tomli

from partnergloss.records import quote

Path = tuple[str | int, ...]
"""The keys and list positions that lead to a value: ``("terms", "reseller", "figures", 0, "low")``."""

_DEEPEST = 16
"""No key path that a term file may have is longer."""

_LONGEST = 60
"""Characters of a key that a message shows."""

_PIECE = re.compile(
    r'''"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}|\'\'\'(?:[^']|'{1,2}(?!'))*+'{3,5}'''
    r"""|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|\#[^\n]*+|[\[{]++|[\]}]++|\n|[^"'#\[\]{}\n]++""",
    re.DOTALL,
)
"""What TOML text is made of: strings, comments, brackets, line ends, and all between them."""


def key_path(key: Path) -> str:
    """Write a key path as in TOML, with list positions in brackets: ``terms.reseller.figures[0].low``."""
    text = ""
    for part in key:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            plain = re.fullmatch(r"[A-Za-z0-9_-]+", part)
            text += ("." if text else "") + (part if plain else quote(part))
    return text


def brief_path(key: Path) -> str:
    """Write a key path for a message: keys that nobody would read to their end are shortened."""
    return key_path(
        tuple(part[: _LONGEST - 1] + "…" if isinstance(part, str) and len(part) > _LONGEST else part for part in key)
    )


def lines_of(text: str) -> dict[Path, int]:
    """Give the line of every key path of a valid text, by feeding the parser one statement at a time.

    What stands inside a list or an inline table of several keys is found under the key of the whole.
    """
    lines: dict[Path, int] = {}
    for line, _, path in _placed(text):
        for length in range(min(len(path), _DEEPEST), 0, -1):
            lines.setdefault(path[:length], line)
    return lines


def said_before(text: str, line: int) -> tuple[Path, int]:
    """Find what a statement says again that must not be said twice.

    Args:
        text: a text that is valid up to there.
        line: a line of the statement.

    Returns:
        The key path, or the part of it that has a value already, and the line of that; empty and 0 where none is found.
    """
    whole: dict[Path, int] = {}
    parts: dict[Path, int] = {}
    for first, statement, path in _placed(text):
        if first + statement.count("\n") >= line:
            lines = parts | whole
            above = (path[:length] for length in range(len(path), 0, -1))
            return next(((key, lines[key]) for key in above if key in lines), ((), 0))
        if statement.strip() and not statement.lstrip().startswith("#"):
            whole.setdefault(path, first)
            for length in range(min(len(path), _DEEPEST), 0, -1):
                parts.setdefault(path[:length], first)
    return (), 0


def _placed(text: str) -> Iterator[tuple[int, str, Path]]:
    """Give each statement with the line it starts on and the key path that it sets, or that of the table around it."""
    table: Path = ()
    counts: dict[Path, int] = {}
    for line, statement in statements(text):
        path, value = innermost(tomli.loads(statement))
        if statement.lstrip().startswith("["):
            table = _place(path, counts)
            if isinstance(value, list):
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            path = table
        else:
            path = table + path
        yield line, statement, path


def refused_line(text: str) -> int:
    """Find the first statement that the parser does not take, where it names no line itself."""
    for line, statement in statements(text):
        try:
            tomli.loads(statement)
        except (RecursionError, ValueError):
            return line
    return 0


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Part TOML into its statements, comments and blank lines too, each with the line it starts on.

    Joined by line feeds they are the text again, byte for byte.
    """
    line, start, depth = 1, 0, 0
    for piece in _PIECE.finditer(text):
        found = piece.group()
        if found == "\n" and not depth:
            statement = text[start : piece.start()]
            yield line, statement
            line += statement.count("\n") + 1
            start = piece.end()
        else:
            depth += len(found) * ((found[0] in "[{") - (found[0] in "]}"))
    yield line, text[start:]


def innermost(value: dict[str, Any]) -> tuple[Path, Any]:
    """Follow a statement's dotted key to what it sets: ``{"a": {"b": 1}}`` gives ``("a", "b")`` and 1."""
    path: Path = ()
    inner: Any = value
    while isinstance(inner, dict) and len(inner) == 1:
        ((name, inner),) = inner.items()
        path = (*path, name)
    return path, inner


def _place(path: Path, counts: dict[Path, int]) -> Path:
    """Insert the current position of every array of tables that a header leads through."""
    placed: Path = ()
    for number, part in enumerate(path):
        placed = (*placed, part)
        if placed in counts and number < len(path) - 1:
            placed = (*placed, counts[placed])
    return placed
