"""A term file with terms added or changed: what loading would say of it, what the rules say, and its new text."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from partnergloss.errors import Problem, TermFileError, UsageError
from partnergloss.keypath import Path, lines_of
from partnergloss.rules import RULES, check
from partnergloss.splicing import Block, Span, blocks, spans
from partnergloss.termbase import Merger
from partnergloss.termfile import BYTE_ORDER_MARK, SCHEMA, TermFile, checked, parse, text_of
from partnergloss.visible import one_line

LONG = 4_000_000
"""Bytes of a term file to which the rules are no more applied on the way."""

Content = dict[str, Any]

_LOADING = "GL107"
"""The last of the rules that loading itself applies."""


class Fragment(NamedTuple):
    """A piece of a term file: the text of one term, or of some with what they need.

    Attributes:
        text: the piece as TOML, ending in a line end.
        file: what it says, and what has not the right shape in it.
    """

    text: str
    file: TermFile

    def lines(self, first: int) -> dict[str, int]:
        """Give the line of each term where the piece starts on a line."""
        headers = [block for block in blocks(self.text) if block.path[0] == "terms"]
        return {str(block.path[1]): block.line + first - 1 for block in reversed(headers)}

    @property
    def ids(self) -> list[str]:
        """The terms that it says something of."""
        return list(self.file.content.get("terms", {}))


class Written:
    """A term file as it is written.

    Attributes:
        path: the file, as the user named it.
        raw: its bytes.
        text: its text, less a byte-order mark; line ends as they are.
        file: what it says.
    """

    def __init__(self, path: str, raw: bytes) -> None:
        """Read a file's bytes.

        Raises:
            TermFileError: when they are no term file; other problems stay to be found.
        """
        self.path = path
        self.raw = raw
        text = text_of(path, raw)
        self._mark = BYTE_ORDER_MARK if raw.startswith(BYTE_ORDER_MARK) else b""
        self.text = raw[len(self._mark) :].decode() if b"\r" in raw else text
        content = parse(path, text)
        lines: dict[Path, int] | None = (
            None if content.get("schema", SCHEMA) != SCHEMA else {}
        )  # refused, and told with its line
        self.file = checked(TermFile(path, text if lines is None else "", content, lines))
        self._blocks: list[Block] | None = None
        self._lines: dict[str, int] | None = None
        self._merger: Merger | None = None

    @property
    def blocks(self) -> list[Block]:
        """Its tables."""
        if self._blocks is None:
            self._blocks = blocks(self.text)
        return self._blocks

    @property
    def terms(self) -> Content:
        """What it says of each term."""
        terms: Content = self.file.content.get("terms", {})
        return terms

    def spans(self, term_id: str) -> list[Span]:
        """Give the stretches of text that a term takes up."""
        return spans(self.blocks, term_id)

    def line(self, term_id: str) -> int:
        """Give the line on which a term starts; 0 where it has no table of its own."""
        if self._lines is None:
            headers = [block for block in self.blocks if block.path[0] == "terms" and len(block.path) > 1]
            self._lines = {str(block.path[1]): block.line for block in reversed(headers)}
        return self._lines.get(term_id, 0)

    def without(self, ids: Iterable[str]) -> TermFile:
        """Give what it says beside some terms."""
        terms = {name: entry for name, entry in self.terms.items() if name not in {*ids}}
        rest = TermFile(
            self.path, "", self.file.content | ({"terms": terms} if "terms" in self.file.content else {}), {}
        )
        rest.problems = self.file.problems
        return rest

    def over(self, below: list[TermFile]) -> Merger:
        """Merge it over the layers below it."""
        if self._merger is None:
            self._merger = Merger([*below, self.file])
        return self._merger

    def amended(self, text: str, fragments: list[Fragment], lines: dict[str, int]) -> "Written":
        """Give the file with another text, which must say the same but for what the fragments say.

        Args:
            text: the other text.
            fragments: what it says anew.
            lines: the line on which each of them starts, by one of its terms.

        Raises:
            UsageError: it would not, because of how the file is written.
        """
        try:
            new = Written(self.path, self._mark + text.encode())
        except TermFileError as error:
            raise _by_hand(self.path, *error.message.split("\n")) from error
        ids = [name for fragment in fragments for name in fragment.ids]
        expected = {
            shelf: dict(value) if isinstance(value, dict) else value
            for shelf, value in self.without(ids).content.items()
        }
        for fragment in fragments:
            for shelf, value in fragment.file.content.items():
                expected[shelf] = expected.get(shelf, {}) | value if isinstance(value, dict) else value
        if new.file.content != expected:
            raise _by_hand(self.path)
        for fragment in fragments:
            first = next(lines[term_id] for term_id in fragment.ids if term_id in lines)
            new._lines = (new._lines or {}) | fragment.lines(first)
        return new


def _by_hand(path: str, *reasons: str) -> UsageError:
    message = f"{one_line(path)} is written in a way that takes more than one term to change"
    return UsageError(message, (*reasons, "Nothing was changed. Edit the file itself."))


def piece(path: str, text: str, line: int = 1) -> Fragment:
    """Read a piece of a term file.

    Args:
        path: the file.
        text: the piece, line ends as Unix writes them.
        line: the line on which it starts.

    Raises:
        TermFileError: when it is no TOML.
    """
    content = parse(path, text)
    lines = {key: line + within - 1 for key, within in lines_of(text).items()}
    return Fragment(text, checked(TermFile(path, "", content, lines)))


def placed(written: Written, ids: list[str]) -> Fragment:
    """Give what a file says of some terms, as the fragment that stands there."""
    lines: dict[Path, int] = {}
    for term_id in ids:
        for span in written.spans(term_id):
            above = written.text.count("\n", 0, span.start)
            within = lines_of(written.text[span.start : span.end].replace("\r\n", "\n"))
            lines = {key: line + above for key, line in within.items()} | lines
    content = {"terms": {term_id: written.terms[term_id] for term_id in ids}}
    return Fragment("", TermFile(written.path, "", content, lines))


def refusals(below: list[TermFile], written: Written, fragments: list[Fragment]) -> tuple[list[Problem], list[Problem]]:
    """Find what loading would refuse after a change: because of it, and all the same.

    Args:
        below: the layers below the file, lowest first.
        written: the file as it is.
        fragments: what it shall say, in the place of what it says of the same terms.
    """
    before = {_told(problem) for problem in written.over(below).problems()}
    rest = written.without(name for fragment in fragments for name in fragment.ids)
    whole = Merger([*below, rest, *(fragment.file for fragment in fragments)])
    problems = whole.problems()
    others = [problem for problem in problems if _told(problem) in before]
    return [problem for problem in problems if _told(problem) not in before], others


def findings(below: list[TermFile], written: Written, fragment: Fragment) -> list[Problem]:
    """Find what the rules say of a fragment in its file and of what it makes wrong elsewhere, beside what loading says.

    What is only counted is left out.
    """
    rest = written.without(fragment.ids)
    found = check(fragment.file, [*below, rest], dt.datetime.now(dt.UTC).date())
    return [problem for problem in found if problem.code > _LOADING and RULES[problem.code].level != "info"]


def _told(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.key, problem.message
