"""New terms, or new words for terms of lower layers, on their way into a term file."""

import re
from collections.abc import Callable

from partnergloss import composing
from partnergloss.amending import Fragment, Written, refusals
from partnergloss.drafts import Draft
from partnergloss.errors import Problem, TermFileError, UsageError, quoted
from partnergloss.glossary import Glossary
from partnergloss.keypath import key_path
from partnergloss.known import Known
from partnergloss.model import ID_PATTERN
from partnergloss.saving import content, rewrite
from partnergloss.splicing import inserted
from partnergloss.target import Target
from partnergloss.termbase import Merger
from partnergloss.termfile import TermFile, checked
from partnergloss.visible import argument, one_line
from partnergloss.words import fold

_BAD_ID = "GL103"
_NO_ID = "an id is lower-case words joined by hyphens, such as silver-partner"
_SENSE = "For another sense of the word, give an id of its own: --id ID"


class Adding:
    """A term file that terms are added to.

    Attributes:
        below: the layers below it, lowest first.
        lower: the terms that they define.
        written: the file as it was read last, or as it was written.
        known: what it says, over the layers below it.
        hindered: whether other terms keep the file from being used.
    """

    def __init__(self, place: Target, below: list[TermFile], glossary: Callable[[], Glossary]) -> None:
        """Read the file.

        Raises:
            TermFileError: it is no term file.
            UsageError, GlossError: it cannot be written.
        """
        self.below = below
        self.lower = frozenset(Merger(below).content["terms"])
        self.hindered = False
        self._place = place
        self._glossary = glossary
        self._look(content(place.path, folders=place.folders))

    def _look(self, raw: bytes) -> None:
        self.written = Written(self._place.path, raw)
        self.known = Known(self.written.over(self.below), self._glossary)

    def refusal(self, draft: Draft) -> UsageError | None:
        """Say why a term cannot be added at all: it has no id, or it is there already."""
        name = draft.entry.get("name")
        term_id = id_of(draft)
        if not term_id:
            what = (
                f"no id can be made from {quoted(name)}"
                if isinstance(name, str)
                else "there is neither an id nor a name"
            )
            return UsageError(what, ("Give one with --id ID",))
        if not re.fullmatch(ID_PATTERN, term_id):
            return UsageError(f"{quoted(term_id)} is no id; {_NO_ID}")
        named = draft.id is None and isinstance(name, str) and name.strip()  # an id of its own makes another sense
        ids = [term_id, *(self.known.labelled(str(name)) if named else ())]
        here = next((known for known in ids if known in self.written.terms), None)
        if here:
            line = self.written.line(here)
            place = f"{one_line(self._place.path)}:{line}" if line else one_line(self._place.path)
            return UsageError(
                f"{one_line(here)} is already in {place}",
                (f"To change it: gloss edit {argument(here)}{self._place.option}", *[_SENSE] * (draft.id is None)),
            )
        there = next((known for known in ids if known in self.lower), None)
        if there and draft.id is None:
            what = f"{quoted(str(name))} is already defined, as {one_line(there)}"
            option = self._place.option
            term = argument(there)
            ways = (f"To change it: gloss edit {term}{option}", f"With options: gloss add --id {term} ...{option}")
            return UsageError(what, (*ways, _SENSE))
        return None

    def write(self, drafts: list[Draft], name: str) -> list[str]:
        """Add terms to the file, all or none, and give their ids.

        Args:
            drafts: the terms.
            name: where they come from, for messages.

        Raises:
            TermFileError: loading would refuse one of them; it has every reason.
            UsageError, GlossError: the file cannot be written, or a single term is there already.
        """
        ids: list[str] = []

        def change(raw: bytes) -> bytes:
            if raw != self.written.raw:
                self._look(raw)
            fragments = self._fragments(drafts, name)
            ids[:] = [term_id for fragment in fragments for term_id in fragment.ids]
            news = dict(zip(ids, (fragment.text for fragment in fragments), strict=True))
            text, lines = inserted(self.written.text, self.written.blocks, news)
            self.written = self.written.amended(text, fragments, lines)
            return self.written.raw

        rewrite(self._place.path, change, folders=self._place.folders)
        return ids

    def _fragments(self, drafts: list[Draft], name: str) -> list[Fragment]:
        """Write each term as TOML, unless anything is wrong with one of them."""
        problems: list[Problem] = []
        fragments: dict[str, Fragment] = {}
        for draft in drafts:
            refusal = self.refusal(draft)
            term_id = id_of(draft)
            if refusal and not draft.line:
                raise refusal
            if refusal or term_id in fragments:
                message = refusal.message if refusal else "stands twice in what is to be added"
                key = key_path(("terms", term_id)) if term_id else ""
                problems.append(Problem(name, draft.line, key, message, _BAD_ID))
            else:
                fragments[term_id] = self.fragment(draft, name)
        refused, others = refusals(self.below, self.written, list(fragments.values()))
        problems += refused
        self.hindered = bool(others)
        if problems:
            raise TermFileError(sorted(problems, key=lambda problem: problem.line), ("Nothing was changed.",))
        return list(fragments.values())

    def fragment(self, draft: Draft, name: str) -> Fragment:
        """Write a term as TOML; a new one is a draft until it has sources and the date of a review."""
        term_id, entry = id_of(draft), dict(draft.entry)
        if term_id not in self.lower and "status" not in entry and not (entry.get("sources") and entry.get("reviewed")):
            entry["status"] = "draft"
        file = checked(TermFile(name, "", {"terms": {term_id: entry}}, {(): draft.line}))
        return Fragment("" if file.problems else composing.term(term_id, entry), file)


def id_of(draft: Draft) -> str:
    """Give the id asked for, or the one that the name makes; empty where it makes none."""
    if draft.id is not None:
        return draft.id
    name = draft.entry.get("name")
    return "-".join(re.findall(r"[a-z0-9]+", fold(name))) if isinstance(name, str) else ""
