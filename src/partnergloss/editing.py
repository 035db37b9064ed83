"""One term of a term file as a text for an editor, and back into the file."""

from collections.abc import Iterator
from typing import Any

from partnergloss import composing
from partnergloss.amending import LONG, Fragment, Written, findings, piece, placed, refusals
from partnergloss.errors import Problem, TermFileError, UsageError
from partnergloss.keypath import Path, key_path, lines_of, statements
from partnergloss.rules import RULES
from partnergloss.saving import content, rewrite
from partnergloss.splicing import blocks, gathered, inserted, line_end_of, replaced, without_ours
from partnergloss.target import Target
from partnergloss.termbase import Merger
from partnergloss.termfile import TermFile
from partnergloss.visible import one_line

_SHAPE = "GL102"
_SHOWN = 20


class Editing:
    """A term that is being changed in a file.

    Attributes:
        written: the file as it was read last, or as it was written.
        own: what the file says of the term, as text; line ends as Unix writes them.
        hindered: whether other terms keep the file from being used.
        mark: how the lines begin that are shown and not kept.
    """

    def __init__(self, place: Target, below: list[TermFile], term_id: str) -> None:
        """Read the file.

        Raises:
            TermFileError: it is no term file.
            UsageError, GlossError: it cannot be written, or the term is no table of its own there.
        """
        self.written = Written(place.path, content(place.path, folders=place.folders))
        self._place = place
        self.hindered = False
        self._below = below
        self._id = term_id
        self._inherited = _left(Merger(below).content["terms"].get(term_id, {}), self.written.terms.get(term_id, {}))
        self.own = self._own(self.written)
        if term_id in self.written.terms:
            self._refuse_scraps()
        self.mark = "#> "
        while any(line.startswith(self.mark) for line in self.own.split("\n")):
            self.mark = f"#>{self.mark[1:]}"

    @property
    def line(self) -> int:
        """The line on which the file starts to say something of the term; 0 where it does not."""
        return self.written.line(self._id)

    def _own(self, written: Written) -> str:
        return gathered(written.text, written.spans(self._id)).replace("\r\n", "\n")

    def _refuse_scraps(self) -> None:
        """Refuse a term that is written, or half written, in the table of something else."""
        said = piece(self._place.path, self.own).file.content.get("terms", {})
        if said.get(self._id) != self.written.terms[self._id]:
            line = lines_of(self.written.text.replace("\r\n", "\n")).get(("terms", self._id), 0)
            table = key_path(("terms", self._id))
            what = (
                f"{one_line(self._place.path)}:{line}: {one_line(self._id)} is no table of its own, [{one_line(table)}]"
            )
            raise UsageError(what, ("Nothing was changed. Edit the file itself.",))

    def template(self) -> str:
        """Give the text for the editor: what the file says, and as comments what lower layers say besides."""
        own, header = self.own, composing.header(self._id)
        tables = blocks(own)
        whole = next((block for block in tables if block.path == ("terms", self._id)), None)
        if not whole:
            own = header + "\n" + (own and f"\n{own}")
        place = whole.body if whole else len(header) + 1
        facts = [f"{self.mark}{line}\n" for line in composing.facts(self._inherited)]
        parts = [f"{self.mark}{line}\n" for table in composing.tables(self._id, self._inherited) for line in table]
        return "".join([*self._head(), own[:place], *facts, own[place:], *parts])

    def again(self, typed: str, problems: list[Problem]) -> str:
        """Give a text for the editor once more, with what is wrong with it at its top."""
        lines = typed.split("\n")
        old = next((number for number, line in enumerate(lines) if not line.startswith(self.mark)), len(lines))
        more = [f"{self.mark}… and {len(problems) - _SHOWN} more\n"] * (len(problems) > _SHOWN)
        shown = problems[:_SHOWN]
        moved = len(shown) + len(more) + len(self._head()) - old
        told = [self.mark + one_line(_told(problem, moved)) + "\n" for problem in shown]
        return "".join([*told, *more, *self._head(), "\n".join(lines[old:])])

    def _head(self) -> list[str]:
        file, mark = one_line(self._place.path), self.mark.strip()
        head = [f"{one_line(self._id)} in {file}. Lines that start with {mark} are not kept."]
        if self._inherited:
            head.append(f"What lower files say stays unless you write it here: take {mark} away and change the line.")
        return [f"{self.mark}{line}\n" for line in head]

    def kept(self, typed: str) -> str:
        """Give what of an edited text is to be kept; empty where it says nothing."""
        kept = without_ours(typed, self.mark).strip("\n")
        return kept + "\n" if kept.strip() else ""

    def judged(self, path: str, typed: str) -> tuple[Fragment | None, list[Problem]]:
        """Read an edited text.

        Args:
            path: the file it stands in, for messages.
            typed: the text.

        Returns:
            What it says, None where loading would refuse it; and what is wrong: that, or else the errors that the
            rules newly find.
        """
        try:
            fragment = piece(path, _encodable(path, typed))
        except TermFileError as error:
            return None, error.problems
        problems = [fragment.file.problem(key, message, _SHAPE) for key, message in self._strangers(fragment, typed)]
        problems = problems or refusals(self._below, self.written, [fragment])[0]
        if problems:
            return None, problems
        return fragment, [] if len(self.written.raw) > LONG else self._errors(fragment)

    def _errors(self, fragment: Fragment) -> list[Problem]:
        broken = [
            found for found in findings(self._below, self.written, fragment) if RULES[found.code].level == "error"
        ]
        if not broken or self._id not in self.written.terms:
            return broken
        now = findings(self._below, self.written, placed(self.written, [self._id]))
        known = {(found.code, found.key, found.message) for found in now}
        return [found for found in broken if (found.code, found.key, found.message) not in known]

    def _strangers(self, fragment: Fragment, typed: str) -> Iterator[tuple[Path, str]]:
        """Find what does not belong into the text of one term."""
        said, there = fragment.file.content, self.written.file.content
        above = next((text.strip() for _, text in statements(typed) if text.strip() and text.strip()[0] != "#"), "[")
        if not above.startswith("[") or any(block.path == ("terms",) for block in blocks(typed)):
            yield (), f"everything stands in tables such as [terms.{self._id}]"
        if self._id not in said.get("terms", {}):
            yield ("terms", self._id), "is missing; an id never changes"
        for shelf, value in said.items():
            if not isinstance(value, dict) or shelf in ("meta", "ambiguous"):
                twice: list[Path] = [(shelf,)] if shelf in there else []
            else:
                twice = [(shelf, name) for name in value if name in there.get(shelf, {}) and name != self._id]
            for key in twice:
                yield key, f"is in {one_line(self._place.path)} already: {key_path(key)}"

    def save(self, kept: str, fragment: Fragment) -> None:
        """Put the text into the file.

        Raises:
            TermFileError: loading would refuse it after what another has changed in the file meanwhile.
            UsageError, GlossError: another has changed the same term, or the file cannot be written.
        """
        ours = self.own

        def change(raw: bytes) -> bytes:
            if raw != self.written.raw:
                self.written = Written(self._place.path, raw)
                if self._own(self.written) != ours:
                    what = f"{self._id} was changed in {one_line(self._place.path)} while you were editing it"
                    raise UsageError(what, ("Nothing was changed.",))
            problems, others = refusals(self._below, self.written, [fragment])
            self.hindered = bool(others)
            if problems:
                raise TermFileError(problems, ("Nothing was changed.",))
            piece = Fragment(kept, fragment.file)
            text, lines = self._spliced(kept)
            self.written = self.written.amended(text, [piece], lines)
            return self.written.raw

        rewrite(self._place.path, change, folders=self._place.folders)

    def _spliced(self, kept: str) -> tuple[str, dict[str, int]]:
        """Put the text where the term stands, or belongs; give the file's text, and the line where it starts."""
        text, parts = self.written.text, self.written.spans(self._id)
        if not parts:
            return inserted(text, self.written.blocks, {self._id: kept})
        line = text.count("\n", 0, parts[0].start) + 1
        return replaced(text, parts, kept.replace("\n", line_end_of(text))), {self._id: line}


def _left(lower: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Give what lower layers say of a term and the file does not say itself."""
    if own.get("replace"):
        return {}
    left = {field: value for field, value in lower.items() if field not in own}
    for field, value in lower.items():
        if isinstance(value, dict) and isinstance(own.get(field), dict) and field != "metric":
            left[field] = {name: item for name, item in value.items() if name not in own[field]}
    return left


def _encodable(path: str, text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise TermFileError([Problem(path, line, "", "is not UTF-8; save it as UTF-8")]) from error
    return text


def _told(problem: Problem, moved: int) -> str:
    place = f"Line {problem.line + moved}: " if problem.line else ""
    return f"{place}{problem.key}: {problem.message}" if problem.key else f"{place}{problem.message}"
