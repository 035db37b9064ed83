"""A query that leads nowhere → the terms that may have been meant, three at most."""

from partnergloss.answer import Suggestion
from partnergloss.retrieval import best_phrases, counts, expressions, labels_near, words_near
from partnergloss.search import GOOD
from partnergloss.words import content, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnergloss.answer import Match
    from partnergloss.index import Index, Phrase

MOST = 3
"""Suggestions at most."""

_ALIKE = 80
_BY_DESCRIPTION = 0.8
_ACRONYM = 4
_CONSIDERED = 300
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
    scores: dict[str, int] = {}
    for term, abbr in index.abbreviations(letters[0]):
        if OSA.distance(letters, abbr) == 1:
            scores[term] = max(round(ratio(letters, abbr)), scores.get(term, 0))
    return scores


def _labels_like(index: "Index", asked: str) -> dict[str, int]:
    """Find names and aliases most of whose letters stand in the query, in order."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract_iter

    found = [(term, text) for term, kind, text in _candidates(index, asked) if kind in ("name", "alias")]
    scores: dict[str, int] = {}
    for _, score, place in extract_iter(asked, [text for _, text in found], scorer=ratio, score_cutoff=_ALIKE):
        term = found[place][0]
        scores[term] = max(round(score), scores.get(term, 0))
    return scores


def _candidates(index: "Index", asked: str) -> "Iterator[Phrase]":
    """Give labels with words near to those of the query, and those that are near to it once all gaps are closed."""
    from partnergloss.spelling import near

    letters = len(join(asked))
    for term, kind, text, _ in labels_near(index, join(asked), int(letters * _SHORTER), int(letters / _SHORTER) + 1):
        yield term, kind, text
    if index.is_large():
        meant = {word: near(word, words_near(index, word, labels=True)) for word in content(asked)}
        for expression in expressions(meant, counts(index, meant)):
            for _, phrase, _ in best_phrases(index, expression, _CONSIDERED):
                yield phrase
