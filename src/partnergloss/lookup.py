"""A query → an answer, in steps from certain to likely; what stays unexplained is refused.

Never wrong without saying so: a likely answer has the status ``fuzzy``, equally good ones are ``ambiguous``, and
anything less is ``not_found`` with suggestions.
"""

from partnergloss.answer import Answer, Match, Suggestion
from partnergloss.steps import CERTAIN, LIKELY, label
from partnergloss.words import ALTERNATIVES, ASKING, LONGEST_QUERY, SEPARATORS, fold, join, parted, without_question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergloss.index import Index

_CERTAIN_SCORE = 100
_LIKELY_SCORE = 90
_SUGGESTIONS = 3
_ALIKE = 80
_EXPLAINED = 60
_ACRONYM_LENGTH = 5
_SHORTER = 0.6
_SHORTEST_QUESTION = 4

CONTRAST = "contrast"
"""The reason of an answer that a comparison settled: of several senses the one contrasted with another term asked."""


def lookup(index: "Index", query: str, *, exact: bool = False) -> Answer:
    """Find the term that a query names.

    Args:
        index: where to look.
        query: a word or phrase as a person types it.
        exact: stop before partial and approximate matching.
    """
    trimmed = query.strip()
    if len(trimmed) > LONGEST_QUERY:
        return Answer(query, "not_found", "too_long")
    folded = fold(trimmed)
    if not folded:
        return Answer(query, "not_found", "no_words")
    if not label(index, folded) and _names_several(index, without_question(folded)):
        return Answer(query, "not_found", "comparison")
    forms = []
    for form in _forms(index, folded, exact=exact):
        forms.append(form)
        for reason, step in CERTAIN.items():
            ids = step(index, form)
            if ids:
                return _certain(index, query, reason, ids)
    for reason, step in LIKELY.items() if not exact else ():
        for form in forms:
            ids = step(index, form)
            if ids:
                return _likely(index, query, form, reason, ids)
    return Answer(query, "not_found", "unexplained", suggestions=_suggestions(index, form))


def _forms(index: "Index", folded: str, *, exact: bool) -> "Iterator[str]":
    """Give what a query may ask for: itself, without question words and, unless exact, without misspelled ones."""
    yield folded
    asked = without_question(folded)
    if asked != folded:
        yield asked
    words = asked.split()
    if len(words) > 1 and not exact:
        meant = [_question_word(index, word) for word in words]
        if meant != words:
            yield without_question(" ".join(meant))


def _question_word(index: "Index", word: str) -> str:
    """Give the question word that an unknown word is a slip away from: ``defin``, ``waht``; else the word itself."""
    if len(word) < _SHORTEST_QUESTION or index.has_word(word):
        return word
    from partnergloss.spelling import alike

    asking = sorted(ASKING)
    swapped = [other for other in asking if sorted(other) == sorted(word)]
    return next(iter(swapped + alike(word, asking, letters=6)), word)


def _names_several(index: "Index", folded: str) -> bool:
    """Say whether a question puts terms side by side: ``reseller or var``, or anything with ``vs``."""
    parts = [without_question(part) for part in parted(folded, ALTERNATIVES)]
    apart = len(parts) > 1 and all(label(index, part) for part in parts)
    return apart or bool(SEPARATORS & {*folded.split()})


def _certain(index: "Index", query: str, reason: str, ids: list[str]) -> Answer:
    matches = _matches(index, ids, _CERTAIN_SCORE)
    if len(matches) > 1:
        return Answer(query, "ambiguous", reason, matches)
    if query.strip() == matches[0].name:
        return Answer(query, "exact", "name", matches)
    return Answer(query, "alias", reason, matches)


def _likely(index: "Index", query: str, asked: str, reason: str, ids: list[str]) -> Answer:
    labels = index.phrases_of(ids[0]) if reason == "approximate" else ()
    score = max((_likeness(asked, text) for _, text in labels), default=_LIKELY_SCORE)
    matches = _matches(index, ids, score)
    return Answer(query, "ambiguous" if len(matches) > 1 else "fuzzy", reason, matches)


def _matches(index: "Index", ids: list[str], score: int) -> tuple[Match, ...]:
    """Give the terms, each once, broader ones before those under them, then by name."""
    matches = [Match(text, score) for text in index.records(dict.fromkeys(ids))]
    broader = {match.id: index.ancestors(match.record) for match in matches}
    above = {match.id: len(broader[match.id] & broader.keys()) for match in matches}
    return tuple(sorted(matches, key=lambda match: (above[match.id], match.name.casefold())))


def _suggestions(index: "Index", asked: str) -> tuple[Suggestion, ...]:
    """Give the terms whose labels look like the query, and those whose texts explain most of it, best first."""
    from partnergloss.search import search

    short = len(join(asked)) < _ACRONYM_LENGTH
    scores = _abbreviations_like(index, asked) if short else _labels_like(index, asked)
    for match in search(index, asked).matches if not short else ():
        if match.score >= _EXPLAINED:
            scores[match.id] = max(match.score, scores.get(match.id, 0))
    best = sorted(scores.items(), key=lambda pair: -pair[1])[:_SUGGESTIONS]
    return tuple(Suggestion(term, index.name(term), score) for term, score in best)


def _abbreviations_like(index: "Index", asked: str) -> dict[str, int]:
    """Find abbreviations that are one slip away."""
    from partnergloss.spelling import alike

    labels = index.labels_of_length(len(join(asked)) - 1, len(join(asked)) + 1)
    near = {joined: term for term, kind, _, joined in labels if kind == "abbr"}
    return {near[joined]: _likeness(join(asked), joined) for joined in alike(join(asked), near, letters=4)}


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


def _likeness(text: str, other: str) -> int:
    """Give the share of letters that two texts have in common, in order, as a score."""
    from rapidfuzz.fuzz import ratio

    return round(ratio(text, other))
