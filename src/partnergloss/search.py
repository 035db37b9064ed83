"""A description → the terms whose texts it fits, best first, each with the words that were found and where."""

from partnergloss.answer import Answer, Match
from partnergloss.index import PAGE
from partnergloss.questions import telling
from partnergloss.retrieval import best_pages, best_phrases, pages, pages_by_stem, pages_with, stems, words_near
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

    Raises:
        ValueError: a limit under one.
    """
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    trimmed = text.strip()
    if len(trimmed) > LONGEST_QUERY:
        return Answer(text, "not_found", "too_long")
    words = telling(trimmed)
    if not words:
        return Answer(text, "not_found", "no_words")
    weights = _weights(index, words)
    read = {word: _nearest(index, word) for word in words if word not in weights}
    meant = {word: read.get(word) or [*forms(word)] for word in words}
    scores = _scores(index, meant, weights)
    best = sorted(scores, key=lambda term: -scores[term][0])[:limit]
    highest, share = scores[best[0]] if best else (0.0, 0.0)
    if share < _TOO_LITTLE:
        return Answer(text, "not_found", "unexplained", read=read)
    share *= min(1.0, sum(weights.values()) / _ENOUGH)  # a word that stands everywhere says little
    found = _found(index, [word for choice in meant.values() for word in choice], best)
    matches = [
        Match(term, name, record, max(1, round(100 * share * scores[term][0] / highest)), found[term])
        for term, name, record in index.records(best)
        if scores[term][0] > _NOISE * highest
    ]
    return Answer(text, "fuzzy", "words", tuple(matches), read=read)


def _weights(index: "Index", words: list[str]) -> dict[str, float]:
    """Give what each word that stands in any term's text tells, as bm25 counts it: the rarer, the more."""
    from math import log

    stemmed = stems(index, (form for word in words for form in forms(word)))
    counted = pages_by_stem(index, stemmed.values())
    having = {word: max(counted.get(stemmed[form], 0) for form in forms(word)) for word in words}
    count = pages(index)
    return {word: max(_LEAST, log((count - some + 0.5) / (some + 0.5))) for word, some in having.items() if some}


def _nearest(index: "Index", word: str) -> list[str]:
    """Give the words that an unknown one is nearest to; none for a short one, which may be anything."""
    if len(word) < _LONG:
        return []
    from partnergloss.spelling import near

    found = near(word, words_near(index, word, labels=False), alone=True)
    return [other for other in found if found[other] == min(found.values())][:_CORRECTIONS]


def _scores(index: "Index", meant: dict[str, list[str]], weights: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Give each term's score and the share of the description that it explains.

    What its whole text and its best single label or cue are worth is added up, since a phrase holds words
    together, and counts the more, the more of the description is found in it.
    """
    words = [word for choice in meant.values() for word in choice]
    phrases: dict[str, float] = {}
    for term, _, _, score in best_phrases(index, words, _CONSIDERED):
        phrases.setdefault(term, score)
    texts = dict(best_pages(index, words, _CONSIDERED))
    worth = {term: texts.get(term, 0) + _PHRASE_WEIGHT * phrases.get(term, 0) for term in texts | phrases}
    unknown = max(weights.values(), default=_LEAST)
    whole = sum(weights.get(word, unknown) for word in meant)
    explained = dict.fromkeys(worth, 0.0)
    for word, choice in meant.items():
        for term in pages_with(index, choice, worth):
            explained[term] += weights.get(word, unknown) / whole
    return {term: (worth[term] * explained[term], explained[term]) for term in worth}


def _found(index: "Index", words: list[str], ids: list[str]) -> dict[str, dict[str, list[str]]]:
    """Say for each term which of these words stand in which field of its text."""
    found: dict[str, dict[str, list[str]]] = {term: {} for term in ids}
    for field in PAGE:
        for word in words:
            for term in pages_with(index, [word], ids, field):
                found[term].setdefault(field, []).append(word)
    return found
