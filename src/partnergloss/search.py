"""A description → the terms whose texts it fits, best first, each with the words that were found and where."""

from partnergloss.answer import Answer, Match
from partnergloss.index import PAGE
from partnergloss.words import LONGEST_QUERY, fold, telling

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.index import Index

MOST = 10
"""Terms shown of a search."""

_CONSIDERED = 200
_PHRASE_WEIGHT = 2.0
_NOISE = 0.3
_CORRECTIONS = 3


def search(index: "Index", text: str, limit: int = MOST) -> Answer:
    """Find the terms that a description fits.

    Args:
        index: where to look.
        text: plain words, in any order and form; a misspelled one is read as the words nearest to it.
        limit: how many terms at most.

    A term's score is the share of the description that the best term explains, rare words weighing more, times
    its own bm25 over the best one's. What scores less than a third of the best is left out as noise.
    """
    trimmed = text.strip()
    if len(trimmed) > LONGEST_QUERY:
        return Answer(text, "not_found", "too_long")
    words = telling(fold(trimmed))
    if not words:
        return Answer(text, "not_found", "no_words")
    weights = _weights(index, words)
    asked = {word: [word] if word in weights else _corrected(index, word) for word in words}
    wanted = [word for choice in asked.values() for word in choice]
    scores = _scores(index, wanted)
    best = sorted(scores, key=lambda term: -scores[term])[:limit]
    found = _found(index, asked, best)
    if not best:
        return Answer(text, "not_found", "unexplained")
    unknown = _weight(index.pages(), 0)
    whole = sum(weights.get(word, unknown) for word in words)
    first = {word for found_there in found[best[0]].values() for word in found_there}
    share = sum(weights.get(word, unknown) for word in first) / whole
    matches = [
        Match(record, max(1, round(100 * share * scores[term] / scores[best[0]])), found[term])
        for term, record in zip(best, index.records(best), strict=True)
        if scores[term] > _NOISE * scores[best[0]]
    ]
    return Answer(text, "fuzzy", "words", tuple(matches))


def _weights(index: "Index", words: list[str]) -> dict[str, float]:
    """Give what each word that stands in any term's text tells: the rarer, the more."""
    stems = index.stems(words)
    pages = index.pages_by_stem(stems.values())
    count = index.pages()
    return {word: _weight(count, pages[stem]) for word, stem in stems.items() if stem in pages}


def _weight(pages: int, having: int) -> float:
    """Give the inverse document frequency as bm25 counts it, never below a hundredth."""
    from math import log

    return max(0.01, log((pages - having + 0.5) / (having + 0.5)))


def _corrected(index: "Index", word: str) -> list[str]:
    """Give the words that a misspelled one is nearest to; itself where there is none."""
    from partnergloss.spelling import near

    slips = near(word, index.vocabulary(labels=False))
    best = [other for other in slips if slips[other] == min(slips.values())]
    return best[:_CORRECTIONS] or [word]


def _scores(index: "Index", words: list[str]) -> dict[str, float]:
    """Add up what a term's whole text and its best single label or cue are worth: a phrase holds words together."""
    phrases: dict[str, float] = {}
    for term, score in index.best_phrases(words, _CONSIDERED):
        phrases.setdefault(term, score)
    scores = dict(index.best_pages(words, _CONSIDERED))
    return {term: scores.get(term, 0) + _PHRASE_WEIGHT * phrases.get(term, 0) for term in scores | phrases}


def _found(index: "Index", asked: dict[str, list[str]], ids: list[str]) -> dict[str, dict[str, list[str]]]:
    """Say for each term which of the words asked stand in which field of its text."""
    found: dict[str, dict[str, list[str]]] = {term: {} for term in ids}
    for field in PAGE:
        for word, choice in asked.items():
            for term in index.pages_with(choice, ids, field):
                found[term].setdefault(field, []).append(word)
    return found
