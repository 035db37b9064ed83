"""TOML text ↔ the same text with one term added or changed; every other byte stays."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import tomli

from partnergloss.keypath import Path, innermost, statements

_BLANK_LINE = re.compile(r"(?:\A|\n)[ \t]*\r?\n\Z")
_LINE_END = re.compile(r"[ \t]*\r?\n")
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*")
_PLAIN = re.compile(r"\[{1,2}([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\]{1,2}")
_NEAR = 1000
"""Characters before a place that are looked at for a blank line."""


class Block(NamedTuple):
    """A table: its header and all statements up to the next header.

    Attributes:
        path: the keys of the header, such as ``("terms", "reseller", "figures")``.
        line: the line of the header.
        start: where it starts, with the comment lines directly above the header.
        header: where the header itself starts.
        body: where its last statement ends.
        end: where it ends, with the comment lines directly under its last statement.
    """

    path: Path
    line: int
    start: int
    header: int
    body: int
    end: int

    def of(self, term_id: str) -> bool:
        """Say whether the table says something of a term."""
        return self.path[:2] == ("terms", term_id)


class Span(NamedTuple):
    """A stretch of text that a term takes up: tables of its own that follow each other."""

    line: int
    start: int
    end: int


def blocks(text: str) -> list[Block]:
    """Find the tables of a valid text, in order; what stands above the first header belongs to none."""
    found: list[Block] = []
    offset, above, under = 0, -1, 0
    for line, statement in statements(text):
        here, offset = offset, min(offset + len(statement) + 1, len(text))
        bare = statement.strip()
        if bare.startswith("["):
            path = _path(bare)
            found.append(Block(path, line, here if above < 0 else above, here, offset, offset))
            above, under = -1, offset
            continue
        if bare.startswith("#"):
            above = -1 if bare.startswith("#:") else here if above < 0 else above  # #: is for tools, not for a term
            under = offset if under == here else under
            if offset < len(text):
                continue
        if found:
            ended = bool(bare) and not bare.startswith("#")
            last = found[-1]
            body, end = (offset, offset) if ended else (last.body, max(last.end, under))
            found[-1] = last._replace(body=body, end=end)
            under = offset if ended else -1
        above = -1
    return found


def _path(header: str) -> Path:
    """Read a header; most have nothing that takes a parser."""
    plain = _PLAIN.fullmatch(header)
    return tuple(plain[1].split(".")) if plain else innermost(tomli.loads(header))[0]


def spans(found: list[Block], term_id: str) -> list[Span]:
    """Give the stretches that a term takes up, in order."""
    parts: list[Span] = []
    before: Block | None = None
    for block in found:
        if block.of(term_id):
            joined = before is not None and before.of(term_id)
            parts[-1:] = [parts[-1]._replace(end=block.end)] if joined else [*parts[-1:], _span(block)]
        before = block
    return parts


def _span(block: Block) -> Span:
    return Span(block.line, block.start, block.end)


def inserted(text: str, found: list[Block], news: dict[str, str]) -> tuple[str, dict[str, int]]:
    """Add new terms, each at its alphabetical place where the terms stand in that order, else at the end.

    Args:
        text: a valid text.
        found: its tables.
        news: the text of each new term by its id, ending in a line end, as Unix writes it.

    Returns:
        The new text, and the line on which each new piece starts.
    """
    starts = _starts(found)
    names = list(starts)
    alphabetical = all(one < other for one, other in pairwise(names))
    last = max((block.end for block in found if _is_term(block)), default=len(text))
    places: dict[int, list[str]] = {}
    for term_id in sorted(news) if alphabetical else news:
        rank = bisect(names, term_id) if alphabetical else len(names)
        end = last if alphabetical else len(text)
        places.setdefault(starts[names[rank]] if rank < len(names) else end, []).append(term_id)
    line_end = line_end_of(text)
    pieces: list[str] = []
    lines: dict[str, int] = {}
    line, done = 1, 0
    for offset, ids in sorted(places.items()):
        pieces += [text[done:offset], _gap(text[max(0, offset - _NEAR) : offset], line_end)]
        line += pieces[-2].count("\n") + pieces[-1].count("\n")
        for term_id in ids:
            pieces += [news[term_id].replace("\n", line_end), line_end]
            lines[term_id] = line
            line += news[term_id].count("\n") + 1
        if offset == len(text) or _LINE_END.match(text, offset):  # nothing follows, or a blank line
            pieces.pop()
            line -= 1
        done = offset
    return "".join([*pieces, text[done:]]), lines


def _starts(found: list[Block]) -> dict[str, int]:
    """Give where each term starts, in the order of the text."""
    starts: dict[str, int] = {}
    for block in filter(_is_term, found):
        starts.setdefault(str(block.path[1]), block.start)
    return starts


def _is_term(block: Block) -> bool:
    return block.path[0] == "terms" and len(block.path) > 1


def _gap(before: str, line_end: str) -> str:
    """Give what is missing to a blank line at the end of a text."""
    if not before or _BLANK_LINE.search(before):
        return ""
    return line_end if before.endswith("\n") else line_end * 2


def replaced(text: str, parts: list[Span], new: str) -> str:
    """Put a term's new text where its first stretch stood, and take out the others with the blank lines under them."""
    first, *others = parts
    pieces = [text[: first.start], new]
    done = first.end
    for part in others:
        pieces.append(text[done : part.start])
        blank = _BLANK_LINES.match(text, part.end)
        done = blank.end() if blank else part.end
    return "".join([*pieces, text[done:]])


def gathered(text: str, parts: Iterable[Span]) -> str:
    """Give a term's text, its stretches one under the other."""
    line_end = line_end_of(text)
    return line_end.join(ended(text[part.start : part.end], line_end) for part in parts)


def ended(text: str, line_end: str) -> str:
    """Give a text that ends in a line end, unless it is empty."""
    return text if not text or text.endswith("\n") else text + line_end


def line_end_of(text: str) -> str:
    """Give the line end that a text uses, by its first line."""
    return "\r\n" if text[: text.find("\n")].endswith("\r") else "\n"


def without_ours(text: str, mark: str) -> str:
    """Take out the comment lines that begin with a mark; the same inside a string is no comment."""
    return "\n".join(_without(text, mark))


def _without(text: str, mark: str) -> Iterator[str]:
    for _, statement in statements(text):
        if not statement.startswith(mark):
            yield statement
