"""A description → the terms whose texts it fits, best first, each with the words that were found and where."""

from partnergloss.answer import Answer, Match
from partnergloss.index import PAGE
from partnergloss.questions import telling
from partnergloss.retrieval import (
    best_pages,
    best_phrases,
    counts,
    expressions,
    pages,
    pages_with,
    words_near,
)
from partnergloss.words import LONGEST_QUERY, forms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.index import Index

GOOD = 60
"""The score from which a search is worth proposing: most of what was asked is found in one term."""

WEAK = 50
"""The score under which a match explains too little to be taken for the answer."""

_CONSIDERED = 200
_PHRASE_WEIGHT = 2.0
_NOISE = 0.3
_TOO_LITTLE = 0.2
_LEAST = 0.01

_CORRECTIONS = 3
_LONG = 6
_ENOUGH = 2.0


def search(index: "Index", text: str, limit: int = 10) -> Answer:
    """Find the terms that a description fits.

    Args:
        index: where to look.
        text: plain words, in any order and form; a misspelled one is read as the words nearest to it.
        limit: how many terms at most, one or more.

    Terms are ranked by bm25 times the share of the description that each explains, rare words weighing more. The
    best one's score is its share, the others' is in proportion. What scores under 0.3 of the best is left out as
    noise, and where the best explains less than a fifth there is no answer.
    """
    trimmed = text.strip()
    if len(trimmed) > LONGEST_QUERY:
        return Answer(text, "not_found", "too_long")
    words = telling(trimmed)
    if not words:
        return Answer(text, "not_found", "no_words")
    meant = {word: [*forms(word)] for word in words}
    counted = counts(index, meant)
    weights = _weights(index, counted)
    read = {word: _nearest(index, word) for word in words if not counted[word]}
    corrected = {word: found for word, found in read.items() if found}
    if corrected:
        meant |= corrected
        counted |= counts(index, corrected)
    scores, having = _scores(index, meant, weights, counted)
    best = sorted(scores, key=lambda number: -scores[number][0])[:limit]
    highest, share = scores[best[0]] if best else (0.0, 0.0)
    if share < _TOO_LITTLE:
        return Answer(text, "not_found", "unexplained", read=read)
    share *= min(1.0, sum(weights.values()) / _ENOUGH)  # a word that stands everywhere says little
    best = [number for number in best if scores[number][0] > _NOISE * highest]
    found = _found(index, meant, having, best)
    matches = [
        Match(*record, max(1, round(100 * share * scores[number][0] / highest)), found[number])
        for number, record in zip(best, index.numbered(best), strict=True)
    ]
    return Answer(text, "fuzzy", "words", tuple(matches), read=read)


def _weights(index: "Index", counted: dict[str, int]) -> dict[str, float]:
    """Give what each word that stands in any term's text tells, as bm25 counts it: the rarer, the more."""
    from math import log

    whole = pages(index)
    return {word: max(_LEAST, log((whole - some + 0.5) / (some + 0.5))) for word, some in counted.items() if some}


def _nearest(index: "Index", word: str) -> list[str]:
    """Give the words that an unknown one is nearest to; none for a short one, which may be anything."""
    if len(word) < _LONG:
        return []
    from partnergloss.spelling import near

    found = near(word, words_near(index, word, labels=False), alone=True)
    return [other for other in found if found[other] == min(found.values())][:_CORRECTIONS]


def _scores(
    index: "Index", meant: dict[str, list[str]], weights: dict[str, float], counted: dict[str, int]
) -> tuple[dict[int, tuple[float, float]], dict[str, set[int]]]:
    """Give each term's score and the share of the description that it explains, and for each word the terms with it.

    What its whole text and its best single label or cue are worth is added up, since a phrase holds words
    together, and counts the more, the more of the description is found in it.
    """
    texts: dict[int, float] = {}
    phrases: dict[int, float] = {}
    for expression in expressions(meant, counted):
        texts |= dict(best_pages(index, expression, _CONSIDERED))
        for number, _, score in best_phrases(index, expression, _CONSIDERED):
            phrases[number] = max(score, phrases.get(number, 0))
    worth = {number: texts.get(number, 0) + _PHRASE_WEIGHT * phrases.get(number, 0) for number in texts | phrases}
    unknown = max(weights.values(), default=_LEAST)
    whole = sum(weights.get(word, unknown) for word in meant)
    explained = dict.fromkeys(worth, 0.0)
    having = {word: pages_with(index, choice, worth) if worth else set() for word, choice in meant.items()}
    for word, numbers in having.items():
        for number in numbers:
            explained[number] += weights.get(word, unknown) / whole
    return {number: (worth[number] * explained[number], explained[number]) for number in worth}, having


def _found(
    index: "Index", meant: dict[str, list[str]], having: dict[str, set[int]], numbers: list[int]
) -> dict[int, dict[str, list[str]]]:
    """Say for each of some terms which words stand in which field of its text, of those that it has."""
    found: dict[int, dict[str, list[str]]] = {number: {} for number in numbers}
    asked = [(other, having[word].intersection(numbers)) for word, choice in meant.items() for other in choice]
    for field in PAGE:
        for word, among in asked:
            for number in pages_with(index, [word], among, field) if among else ():
                found[number].setdefault(field, []).append(word)
    return found
