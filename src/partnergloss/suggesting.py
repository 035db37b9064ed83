"""A query that leads nowhere → the terms that may have been meant, three at most."""

from partnergloss.answer import Suggestion
from partnergloss.search import GOOD
from partnergloss.words import join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergloss.answer import Match
    from partnergloss.index import Index

MOST = 3
"""Suggestions at most."""

_ALIKE = 80
_BY_DESCRIPTION = 0.8
_ACRONYM = 4
_SHORTER = 0.6


def suggestions(index: "Index", asked: str, described: "Iterable[Match]") -> tuple[Suggestion, ...]:
    """Give the terms whose labels look like a folded query, then those that a search found to explain most of it."""
    scores = _abbreviations_like(index, asked) if len(join(asked)) <= _ACRONYM else _labels_like(index, asked)
    for match in described:
        if match.score >= GOOD:
            scores[match.id] = max(round(_BY_DESCRIPTION * match.score), scores.get(match.id, 0))
    return _best(index, scores)


def these(index: "Index", ids: "Iterable[str]") -> tuple[Suggestion, ...]:
    """Give these terms as suggestions, as sure as can be."""
    return _best(index, dict.fromkeys(ids, 100))


def _best(index: "Index", scores: dict[str, int]) -> tuple[Suggestion, ...]:
    best = sorted(scores.items(), key=lambda pair: -pair[1])[:MOST]
    return tuple(Suggestion(term, index.name(term), score) for term, score in best)


def _abbreviations_like(index: "Index", asked: str) -> dict[str, int]:
    """Find abbreviations that begin with the same letter and are one slip away."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.fuzz import ratio

    letters = join(asked)
    labels = index.labels_of_length(len(letters) - 1, len(letters) + 1)
    near = {abbr: term for term, kind, _, abbr in labels if kind == "abbr" and abbr[0] == letters[0]}
    return {term: round(ratio(letters, abbr)) for abbr, term in near.items() if OSA.distance(letters, abbr) == 1}


def _labels_like(index: "Index", asked: str) -> dict[str, int]:
    """Find names and aliases most of whose letters stand in the query, in order."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract_iter

    letters = len(join(asked))
    found = index.labels_of_length(int(letters * _SHORTER), int(letters / _SHORTER) + 1)
    labels = [(term, text) for term, kind, text, _ in found if kind in ("name", "alias")]
    scores: dict[str, int] = {}
    for _, score, place in extract_iter(asked, [text for _, text in labels], scorer=ratio, score_cutoff=_ALIKE):
        term = labels[place][0]
        scores[term] = max(round(score), scores.get(term, 0))
    return scores
