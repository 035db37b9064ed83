"""A query → an answer, in steps from certain to likely; what stays unexplained is refused.

Never wrong without saying so: a likely answer has the status ``fuzzy``, equally good ones are ``ambiguous``, and
anything less is ``not_found`` with suggestions.
"""

from partnergloss.answer import Answer, Match
from partnergloss.index import NAMES
from partnergloss.steps import CERTAIN, label, word_form
from partnergloss.words import LONGEST_QUERY, fold, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergloss.index import Index

CONTRAST = "contrast"
"""The reason of an answer that a comparison settled: of several senses the one contrasted with another term asked."""

_CERTAIN_SCORE = 100
_LIKELY_SCORE = 90
_LEAST_SCORE = 60
_ARRANGED = 100  # senses; of more nobody sees which is broader
_SHORTEST_QUESTION = 4
_SHORTEST = 5  # letters; one of fewer may be anything, and short strings are never approximated


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
    named = label(index, folded)
    if named:
        return _certain(index, query, "label", named)
    compared = _compared(index, trimmed, folded)
    if compared is not None:
        from partnergloss.suggesting import these

        return Answer(query, "not_found", "comparison", suggestions=these(index, compared))
    return _read(index, query, folded, exact=exact)


def _read(index: "Index", query: str, folded: str, *, exact: bool) -> Answer:
    """Try every reading of a query with every step, the certain ones first."""
    asked = []
    for form in _forms(index, folded, exact=exact):
        asked.append(form)
        for reason, step in CERTAIN.items():
            ids = step(index, form)
            if ids:
                return _certain(index, query, reason, ids)
    nearest = None if exact else _nearest(index, query, [form for form in asked if len(join(form)) >= _SHORTEST])
    return nearest or _missed(index, query, asked[-1])


def _nearest(index: "Index", query: str, asked: list[str]) -> Answer | None:
    from partnergloss.likely import LIKELY

    for reason, step in LIKELY.items():
        for form in asked:
            answer = _likely(index, query, form, reason, step(index, form))
            if answer:
                return answer
    return None


def _forms(index: "Index", folded: str, *, exact: bool) -> "Iterator[str]":
    """Give what a query may ask for: itself, without question words and, unless exact, without misspelled ones."""
    from partnergloss.questions import without_question

    yield folded
    asked = without_question(folded)
    if asked != folded:
        yield asked
    words = asked.split()
    if len(words) > 1 and not exact:
        meant = [_question_word(index, words[0]), *words[1:-1], _question_word(index, words[-1])]
        if meant != words:
            yield without_question(" ".join(meant))


def _question_word(index: "Index", word: str) -> str:
    """Give the question word that an unknown word is a slip of: ``defin``, ``waht``, ``meening``; else the word itself.

    A wrong letter is no such slip: ``refine`` asks for nothing.
    """
    if len(word) < _SHORTEST_QUESTION or index.has_word(word):
        return word
    from partnergloss.questions import QUESTIONS
    from partnergloss.spelling import alike, sound

    near = [other for other in QUESTIONS if sorted(other) == sorted(word) or sound(other) == sound(word)]
    near += [other for other in alike(word, QUESTIONS, letters=6) if len(other) != len(word)]
    return next(iter(near), word)


def _compared(index: "Index", text: str, folded: str) -> list[str] | None:
    """Give the terms that a question puts side by side, ``reseller or var``, or with ``vs``; None where it does not.

    A label may itself hold such words: ``principal vs agent``.
    """
    from partnergloss.questions import SEPARATORS, sides, without_question

    parts = sides(text)
    separated = bool(SEPARATORS & {*folded.split()})
    if not separated and len(parts) < 2:  # noqa: PLR2004
        return None
    if any(label(index, form) or word_form(index, form) for form in (folded, without_question(folded))):
        return None
    named = [label(index, part) for part in parts]
    return [term for ids in named for term in ids] if separated or all(named) else None


def _certain(index: "Index", query: str, reason: str, ids: list[str]) -> Answer:
    matches = _matches(index, ids, _CERTAIN_SCORE)
    if len(matches) > 1:
        return Answer(query, "ambiguous", reason, matches)
    if query.strip() == matches[0].name:
        return Answer(query, "exact", "name", matches)
    return Answer(query, "alias", reason, matches)


def _likely(index: "Index", query: str, asked: str, reason: str, ids: list[str]) -> Answer | None:
    score = _likeness(index, asked, ids[0]) if ids and reason == "approximate" else _LIKELY_SCORE
    if not ids or score < _LEAST_SCORE:
        return None
    matches = _matches(index, ids, score)
    return Answer(query, "ambiguous" if len(matches) > 1 else "fuzzy", reason, matches)


def _missed(index: "Index", query: str, asked: str) -> Answer:
    """Refuse, with the terms that may have been meant, and how well the best one is described."""
    from partnergloss.search import search
    from partnergloss.suggesting import suggestions

    described = search(index, query).matches
    best = described[0].score if described else 0
    return Answer(query, "not_found", "unexplained", suggestions=suggestions(index, asked, described), described=best)


def _matches(index: "Index", ids: list[str], score: int) -> tuple[Match, ...]:
    """Give the terms, each once, broader ones before those under them, then by name."""
    matches = [Match(*record, score) for record in index.records(dict.fromkeys(ids))]
    if len(matches) == 1:
        return tuple(matches)
    broader = index.ancestors([match.record for match in matches] if len(matches) <= _ARRANGED else ())
    above = {term: len(passed & broader.keys()) for term, passed in broader.items()}
    return tuple(sorted(matches, key=lambda match: (above.get(match.id, 0), match.name.casefold())))


def _likeness(index: "Index", asked: str, term: str) -> int:
    """Give the share of letters that a query and the nearest label of a term have in common, in order, as a score."""
    from rapidfuzz.fuzz import ratio

    return round(max(ratio(asked, text) for kind, text in index.phrases_of(term) if kind in NAMES))
