"""Layers merged, field by field, with provenance: files in, one sound ``Termbase`` out."""

from typing import Any

import msgspec

from partnergloss.errors import Problem, TermFileError
from partnergloss.integrity import Claims, problems_of
from partnergloss.layers import Layer
from partnergloss.model import Termbase
from partnergloss.termfile import TermFile, read

_PARTS = ("sources", "categories", "facets", "ambiguous")


def load(layers: list[Layer]) -> tuple[Termbase, list[str]]:
    """Read and merge layers, lowest first.

    Returns:
        The termbase, and a warning for each layer that could not be used and was not named by the user.

    Raises:
        TermFileError: when the bundled file or a file the user named cannot be used.
    """
    files: list[tuple[Layer, TermFile]] = []
    warnings: list[str] = []
    for layer in layers:
        try:
            files.append((layer, read(layer.path)))
        except TermFileError as error:
            if not _dispensable(layer):
                raise
            warnings.append(_warning(layer, error.problems))
    while True:
        merged, claims, provenance = _merge([file for _, file in files])
        problems = list(problems_of(merged, claims))
        if not problems:
            return msgspec.convert({**merged, "provenance": provenance}, Termbase), warnings
        culprit = _culprit(files, problems)
        warnings.append(_warning(culprit[0], problems))
        files.remove(culprit)


def _dispensable(layer: Layer) -> bool:
    return not layer.named and layer.origin != "bundled"


def _culprit(files: list[tuple[Layer, TermFile]], problems: list[Problem]) -> tuple[Layer, TermFile]:
    """Give the layer to go on without: the highest that is blamed, or else the highest that changed the blamed."""
    blamed = {problem.file for problem in problems}
    spare = [entry for entry in files if _dispensable(entry[0])]
    guilty = [entry for entry in spare if entry[0].path in blamed]
    if not spare or (not guilty and any(layer.named and layer.path in blamed for layer, _ in files)):
        raise TermFileError(problems)
    return (guilty or spare)[-1]


def _warning(layer: Layer, problems: list[Problem]) -> str:
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"skipped the {layer.origin} term file: {problems[0]}{more}"


def _merge(files: list[TermFile]) -> tuple[dict[str, Any], Claims, dict[str, dict[str, str]]]:
    merged: dict[str, Any] = {"meta": {}, "terms": {}} | {part: {} for part in _PARTS}
    claims: Claims = {}
    provenance: dict[str, dict[str, str]] = {}
    for rank, file in enumerate(files):
        merged["meta"] |= file.content.get("meta", {})
        for part in _PARTS:
            for name, value in file.content.get(part, {}).items():
                merged[part][name] = value
                claims[part, name] = file
        for term_id, entry in file.content.get("terms", {}).items():
            if entry.get("replace"):
                merged["terms"].pop(term_id, None)
            term = merged["terms"].setdefault(term_id, {})
            for field, value in entry.items():
                if field != "replace":
                    term[field] = value
                    claims["terms", term_id, field] = file
                    if rank:
                        provenance.setdefault(term_id, {})[field] = file.path
            claims.setdefault(("terms", term_id), file)
    return merged, claims, provenance
