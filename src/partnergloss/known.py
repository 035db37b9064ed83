"""A person's words → ids, among terms that stand in files and perhaps in no index yet."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from partnergloss.errors import AmbiguousError, NotFoundError, UsageError, quoted
from partnergloss.glossary import Glossary
from partnergloss.selection import category_id, wishes
from partnergloss.steps import CERTAIN
from partnergloss.termbase import Merger
from partnergloss.visible import argument, one_line
from partnergloss.words import fold

_LABELS = ("abbr", "aliases", "hidden")


class Known:
    """What some term files say together.

    Attributes:
        terms: what they say of each term.
    """

    def __init__(self, merger: Merger, glossary: Callable[[], Glossary]) -> None:
        """Take in what files say.

        Args:
            merger: the files, merged.
            glossary: gives the glossary in effect, which is asked for what is no plain label.
        """
        self._content = merger.content
        self._glossary = glossary
        self._labels: dict[str, list[str]] | None = None
        self.terms: dict[str, dict[str, Any]] = self._content["terms"]

    def shelf(self, name: str) -> dict[str, Any]:
        """Give the categories, facets or sources by id, less those that are broken."""
        needed = {"categories": {"name"}, "facets": {"name", "kind", "values"}, "sources": {"title"}}[name]
        return {key: {"parent": None} | item for key, item in self._content[name].items() if needed <= item.keys()}

    def category(self, text: str) -> str:
        """Find a category by id, name or an unambiguous part of either.

        Raises:
            UsageError: none or several fit.
        """
        return category_id(self, text)

    def facets(self, options: list[str]) -> dict[str, str | list[str]]:
        """Read ``FACET=VALUE[,VALUE]`` options into the form that each facet takes.

        Raises:
            UsageError: an unknown facet or value, or several values where a facet takes one.
        """
        shelf = self.shelf("facets")
        found: dict[str, list[str]] = {}
        for facet, values in wishes(self, options):
            found.setdefault(facet, []).extend(value for value in values if value not in found.get(facet, ()))
        for facet, values in found.items():
            if shelf[facet]["kind"] == "one" and len(values) > 1:
                raise UsageError(f"{facet} takes one value, found {', '.join(values)}")
        return {
            facet: values if shelf[facet]["kind"] == "many" or len(values) > 1 else values[0]
            for facet, values in found.items()
        }

    def source(self, text: str) -> str:
        """Find a source by id or title.

        Raises:
            UsageError: there is none.
        """
        shelf = self.shelf("sources")
        found = next((name for name, item in shelf.items() if fold(text) in (fold(name), fold(item["title"]))), None)
        if found is None:
            near = [f"Did you mean {name}? {shelf[name]['title']}" for name in get_close_matches(text, shelf)]
            raise UsageError(f"no source is called {quoted(text)}", (*near, "A new one is a table: [sources.ID]"))
        return found

    def labelled(self, text: str) -> list[str]:
        """Give the terms that carry a label."""
        if self._labels is None:
            self._labels = {}
            for label, senses in self._content["ambiguous"].items():
                self._labels.setdefault(fold(label), []).extend(sense for sense in senses if isinstance(sense, str))
            for term_id in self.terms:
                for label in (term_id, *self._labels_of(term_id)):
                    self._labels.setdefault(fold(label), []).append(term_id)
        ids = self._labels.get(fold(text), ())
        return [term_id for term_id in dict.fromkeys(ids) if term_id in self.terms]

    def _labels_of(self, term_id: str) -> list[str]:
        entry = self.terms[term_id]
        lists = (entry.get(field, ()) for field in _LABELS)
        return [str(label) for label in (entry.get("name", ""), *(label for listed in lists for label in listed))]

    def shared(self, term_id: str) -> dict[str, list[str]]:
        """Give what a term is found by, though undeclared, as others are, each label with all terms it leads to."""
        declared: dict[str, set[str]] = {}
        for label, senses in self._content["ambiguous"].items():
            declared.setdefault(fold(label), set()).update(sense for sense in senses if isinstance(sense, str))
        found = {fold(label): label for label in (term_id, *reversed(self._labels_of(term_id)))}
        leads = {label: self.labelled(label) for label in found.values()}
        return {
            label: ids
            for label, ids in leads.items()
            if len(ids) > 1 and not {*ids} <= declared.get(fold(label), {*()})
        }

    def term(self, text: str, command: str) -> str:
        """Find the one term that a word surely names, as ``define`` does.

        Args:
            text: an id, or a word or phrase as a person types it.
            command: what to type before an id, for the hints.

        Raises:
            AmbiguousError: it has several senses.
            NotFoundError: there is none, or only a likely one.
        """
        if text in self.terms:
            return text
        ids, near = self.labelled(text), []
        if not ids:
            answer = self._glossary().lookup(text)
            found = [match.id for match in answer.matches if match.id in self.terms]
            certain = answer.status in ("exact", "alias") or (answer.status == "ambiguous" and answer.reason in CERTAIN)
            ids = found if certain else []
            near = [name for name in (*found, *(other.id for other in answer.suggestions)) if name in self.terms]
        if len(ids) == 1:
            return ids[0]
        if ids:
            commands = [f"{self.name(name)}: {command} {argument(name)}" for name in ids]
            raise AmbiguousError(f"{quoted(text)} means {len(ids)} things", tuple(commands))
        hints = [f"Did you mean {self.name(name)}? {command} {argument(name)}" for name in near]
        raise NotFoundError(f"no term matches {quoted(text)}", tuple(hints) or ("To see all terms: gloss list",))

    def name(self, term_id: str) -> str:
        """Give the name of a term, or its id where it has none."""
        return one_line(str(self.terms[term_id].get("name") or term_id))
