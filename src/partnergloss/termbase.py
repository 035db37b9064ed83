"""Layers merged, field by field, with provenance: files in, one sound ``Termbase`` out."""

import os
from typing import Any, NamedTuple

import msgspec

from partnergloss.errors import Problem, TermFileError
from partnergloss.integrity import Claims, problems_of
from partnergloss.keypath import Path, key_path
from partnergloss.layers import Layer, absolute, readable
from partnergloss.model import Termbase
from partnergloss.termfile import TermFile, read
from partnergloss.words import fold

Entry = tuple[Layer, TermFile]
"""A layer, read."""


class Loaded(NamedTuple):
    """Layers, read and merged.

    Attributes:
        warnings: one for each layer that could not be used and was not named by the user.
        used: the absolute paths of the others.
    """

    termbase: Termbase
    warnings: list[str]
    used: list[str]


_SHELVES = ("sources", "categories", "facets", "ambiguous")


def load(layers: list[Layer]) -> Loaded:
    """Read and merge layers, lowest first.

    Raises:
        TermFileError: when the bundled file or a file the user named cannot be used.
    """
    entries, warnings = _read(layers)
    merger, problems = settled(entries, warnings)
    if problems:
        raise TermFileError(problems, tuple(warnings))
    termbase = msgspec.convert(merger.content | {"provenance": {}, "declared": merger.declared}, Termbase)
    termbase = msgspec.structs.replace(termbase, provenance=merger.provenance)  # as it is, not copied
    return Loaded(termbase, warnings, [readable(absolute(file.path)) for file in merger.files])


def settled(entries: list[Entry], warnings: list[str]) -> tuple["Merger", list[Problem]]:
    """Merge layers, less those that can be done without and do not go with the layers below them.

    Args:
        entries: the layers, lowest first.
        warnings: where to add one for each layer left out.

    Returns:
        What is left, merged, and the problems it still has, because of a layer that cannot be done without.
    """
    merger = _merge(entries)
    problems = merger.problems()
    sound: list[Entry] = []
    for position, (layer, file) in enumerate(entries if problems else ()):
        together = [*sound, (layer, file)]
        reasons = _merge(together).problems()
        if not reasons:
            sound = together
        elif dispensable(layer):
            warnings.append(warning(layer, reasons))
        else:
            merger = _merge([*sound, *entries[position:]])
            problems = merger.problems()
            if all(problem.file != layer.path for problem in reasons):
                problems.insert(0, Problem(layer.path, 0, "", "takes away what lower layers stand on", "GL104"))
            return merger, problems
    return (_merge(sound) if problems else merger), []


def _read(layers: list[Layer]) -> tuple[list[Entry], list[str]]:
    """Read what can be read, with a warning for each dispensable layer that cannot."""
    entries: list[Entry] = []
    warnings: list[str] = []
    refused: list[Problem] = []
    for layer in layers:
        try:
            entries.append((layer, read_layer(layer)))
        except TermFileError as error:
            if dispensable(layer):
                warnings.append(warning(layer, error.problems))
            else:
                refused += error.problems
    if refused:
        others = [file.problems for layer, file in entries if not dispensable(layer)]
        raise TermFileError(sum(others, refused), tuple(warnings))
    return entries, warnings


def read_layer(layer: Layer) -> TermFile:
    """Read a layer's file.

    Raises:
        TermFileError: when it cannot be read, or is a pipe that nobody named, or a project's link to another place.
    """
    if layer.origin == "project" and _leads_away(layer.path):  # a stranger's repository shows none of our files
        message = "is a link out of its folder; to use what it leads to, name that with --terms or GLOSS_TERMS"
        raise TermFileError([Problem(layer.path, 0, "", message)])
    if layer.stream and dispensable(layer):  # it might never end
        raise TermFileError([Problem(layer.path, 0, "", "is a pipe or a device, not a file")])
    return read(layer.path)


def _leads_away(path: str) -> bool:
    folder = os.path.realpath(os.path.dirname(path))
    return os.path.islink(path) and not os.path.realpath(path).startswith(os.path.join(folder, ""))


def dispensable(layer: Layer) -> bool:
    """Say whether the program can go on without a layer: nobody named it, and it is not the bundled one."""
    return not layer.named and layer.origin != "bundled"


def warning(layer: Layer, problems: list[Problem]) -> str:
    """Say which layer was left out, and why."""
    first, more = problems[0], f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    itself = first.file == layer.path  # or it takes away what a lower layer stands on
    text = f"skipped the {layer.origin} term file{'' if itself else ' ' + layer.path}: {first}{more}"
    return readable(text).replace("\n", "\\u000a")


def _merge(entries: list[Entry]) -> "Merger":
    return Merger([file for _, file in entries])


def _over(below: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    """Lay what a file says of a term over what is there; a dotted key, such as facets.paper, changes that key alone."""
    if not below and "replace" not in entry:
        return entry
    fields = {field: value for field, value in entry.items() if field != "replace"}
    return below | {
        field: below[field] | value if _are_tables(below.get(field), value) else value
        for field, value in fields.items()
    }


def _said(below: dict[str, Any], entry: dict[str, Any]) -> dict[tuple[str, ...], bool]:
    """Name the keys that a file says of a term in the place of what is there, and whether it says something else."""
    said: dict[tuple[str, ...], bool] = {}
    for field, value in entry.items():
        if _are_tables(below.get(field), value):
            said |= {(field, name): below[field].get(name) != value[name] for name in value}
        elif field != "replace":
            said[field,] = below.get(field) != value
    return said


def _are_tables(below: object, value: object) -> bool:
    return isinstance(below, dict) and isinstance(value, dict)


class Merger:
    """What the files so far say together.

    Attributes:
        content: the plain values of a ``Termbase``, less provenance.
        provenance: for each term and field, the file above the first that changed it last.
        claims: which file said what last.
        files: the files, lowest first.
    """

    def __init__(self, files: list[TermFile]) -> None:
        self.content: dict[str, Any] = {"meta": {}, "terms": {}} | {shelf: {} for shelf in _SHELVES}
        self.provenance: dict[str, dict[str, str]] = {}
        self.claims: Claims = {}
        self.files = files
        self._labels: dict[str, list[str]] = {}
        self._paths: dict[Path, str] = {}
        for file in files:
            self._add(file)

    def _add(self, file: TermFile) -> None:
        """Let a file add to, and change, what is there."""
        meta, below = file.content.get("meta", {}), self.content["meta"]
        below |= meta | {"acronyms": [*below.get("acronyms", ()), *meta.get("acronyms", ())]}
        for shelf in _SHELVES:
            for name, value in file.content.get(shelf, {}).items():
                if shelf == "ambiguous":
                    self._forget_label(name, file)
                self.content[shelf][name] = value
                self.claims[shelf, name] = file
        path = "" if file is self.files[0] else readable(absolute(file.path))
        for term_id, entry in file.content.get("terms", {}).items():
            self._add_term(file, term_id, entry, path)

    def _forget_label(self, label: str, file: TermFile) -> None:
        """Drop the senses that files below this one give to a label, however they write it."""
        key = fold(label)
        written = self._labels.setdefault(key, [])
        if written and self.claims["ambiguous", written[0]] is not file:
            for same in written:
                del self.content["ambiguous"][same]
            self._labels[key] = written = []
        written.append(label)

    def _add_term(self, file: TermFile, term_id: str, entry: dict[str, Any], path: str) -> None:
        terms = self.content["terms"]
        new = term_id not in terms
        if entry.get("replace"):
            self._forget(term_id)
        self.claims.setdefault(("terms", term_id), file)
        below = terms.get(term_id, {})
        terms[term_id] = _over(below, entry)
        if path:
            said = _said(below, entry)
            self._note(file, term_id, {("id",): True} | said if new else said, path)

    def _note(self, file: TermFile, term_id: str, said: dict[tuple[str, ...], bool], path: str) -> None:
        """Remember which file said what of a term, as far as it is not the file that claims the whole term.

        What it repeats stays what the lower file said.
        """
        if self.claims["terms", term_id] is not file:
            self.claims.update({("terms", term_id, *key): file for key in said})
        paths = {self._paths.setdefault(key, key_path(key)): path for key, other in said.items() if other}
        if paths:
            self.provenance[term_id] = self.provenance.get(term_id, {}) | paths

    def _forget(self, term_id: str) -> None:
        """Drop what lower layers say of a term, and that they said it."""
        self.provenance.pop(term_id, None)
        self.claims.pop(("terms", term_id), None)
        for field, value in self.content["terms"].pop(term_id, {}).items():
            self.claims.pop(("terms", term_id, field), None)
            for name in value if isinstance(value, dict) else ():
                self.claims.pop(("terms", term_id, field, name), None)

    @property
    def declared(self) -> dict[str, str]:
        """For each ambiguous label, the file above the first that says what it may mean."""
        files = {label: self.claims["ambiguous", label] for label in self.content["ambiguous"]}
        return {label: readable(absolute(file.path)) for label, file in files.items() if file is not self.files[0]}

    def problems(self) -> list[Problem]:
        """Find everything that keeps the files from being used, by file and line."""
        found = [problem for file in self.files for problem in file.problems]
        known = {(problem.file, problem.key) for problem in found}  # what is taken out is not missing
        unusable = problems_of(self.content, self.claims)
        found += [problem for problem in unusable if (problem.file, problem.key) not in known]
        order = [file.path for file in self.files]
        return sorted(found, key=lambda problem: (order.index(problem.file), problem.line))
