"""A query → an answer, in steps from certain to likely; what stays unexplained is refused.

The steps stand in ``CERTAIN`` and ``LIKELY`` in the order they are tried; each answers with term ids or with
nothing, and its name is the ``reason`` of the answer. Never wrong without saying so: a likely answer has the
status ``fuzzy``, equally good ones are ``ambiguous``, and anything less is ``not_found`` with suggestions.
"""

from partnergloss.answer import Answer, Match, Suggestion
from partnergloss.words import (
    ALTERNATIVES,
    LONGEST_QUERY,
    SEPARATORS,
    acronym_keys,
    all_among,
    content,
    edits_allowed,
    fold,
    in_order,
    join,
    parted,
    without_question,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from partnergloss.index import Index

    Step = Callable[[Index, str], list[str]]

_CERTAIN_SCORE = 100
_PARTIAL_SCORE = 90
_PARTIAL_MOST = 5
_APPROXIMATE_MOST = 3
_SUGGESTIONS = 3
_SUGGESTION_SCORE = 60
_SHARED_WORDS = 0.9
_ACRONYM_LENGTH = 5
_JOINED_LENGTH = 8


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
    asked = without_question(folded)
    if not _label(index, folded) and _names_several(index, asked):
        return Answer(query, "not_found", "comparison")
    for form in dict.fromkeys((folded, asked)):
        for reason, step in CERTAIN.items():
            ids = step(index, form)
            if ids:
                return _certain(index, query, reason, ids)
    if not exact:
        for reason, step in LIKELY.items():
            ids = step(index, asked)
            if ids:
                return _likely(index, query, reason, ids)
    return Answer(query, "not_found", "unexplained", suggestions=_suggestions(index, asked))


def _names_several(index: "Index", folded: str) -> bool:
    """Say whether a question puts terms side by side: ``reseller or var``, or anything with ``vs``."""
    parts = [without_question(part) for part in parted(folded, ALTERNATIVES)]
    apart = len(parts) > 1 and all(index.labelled(part) or index.senses(part) for part in parts)
    return apart or bool(SEPARATORS & {*folded.split()})


def _label(index: "Index", folded: str) -> list[str]:
    """Match a name, abbreviation, alias, misspelling or id; a label declared ambiguous means all its senses."""
    return index.senses(folded) + index.labelled(folded)


def _gaps(index: "Index", folded: str) -> list[str]:
    """Match the same letters with other gaps: ``cosell``, ``value added re seller``."""
    return index.joined(join(folded))


def _acronym(index: "Index", folded: str) -> list[str]:
    """Match an abbreviation: with dots, in plural, beside its own words: ``V.A.R.s``, ``ICP profile``, ``ISVs (…)``."""
    ids = _abbreviated(index, folded)
    words = folded.split()
    for position, word in enumerate(words if len(words) > 1 and not ids else ()):
        rest = " ".join(words[:position] + words[position + 1 :])
        meant = _abbreviated(index, word)
        named = {*_label(index, rest), *_word_form(index, rest)} if meant else set()
        ids = ids or [term for term in meant if term in named]
        ids = ids or [term for term in meant if {*rest.split()} <= {*fold(index.name(term)).split()}]
    return ids


def _abbreviated(index: "Index", folded: str) -> list[str]:
    """Find what is meant by an abbreviation alone."""
    for key in acronym_keys(folded):
        ids = index.senses(key) + index.abbreviated(key)
        if ids:
            return ids
    return []


def _word_form(index: "Index", folded: str) -> list[str]:
    """Match the words of a label in other forms, best in its order: ``distributors``, ``marketing by partners``."""
    words = content(folded)
    found = [(term, label) for term, label in _with_all(index, words) if len(content(label)) == len(words)]
    to_the_word = [term for term, label in found if in_order(folded.split(), label.split())]
    ordered = [term for term, label in found if in_order(words, content(label))]
    return to_the_word or ordered or [term for term, _ in found]


def _partial(index: "Index", folded: str) -> list[str]:
    """Match labels with every word that carries meaning: ``security provider``. Length does not decide."""
    words = content(folded)
    long = len(join(folded)) >= _ACRONYM_LENGTH
    ids = [term for term, _ in _with_all(index, words, but=("both", "hidden"))] if long else []
    return ids if len({*ids}) <= _PARTIAL_MOST else []


def _with_all(index: "Index", words: list[str], but: tuple[str, ...] = ("both",)) -> list[tuple[str, str]]:
    """Find the labels with all these words, inflected perhaps; the index's stems also join mere relatives."""
    found = index.stemmed(words) if words else []
    return [(term, label) for term, kind, label in found if kind not in but and all_among(words, content(label))]


def _approximate(index: "Index", folded: str) -> list[str]:
    """Match labels of which every word is written but for a few slips, fewer than for any other term."""
    from rapidfuzz.distance import OSA

    words = content(folded)
    costs: dict[str, int] = {}
    for term, kind, label in index.labels():
        cost = _slips(OSA.distance, words, folded, label) if kind in ("name", "alias") else None
        if cost is not None and cost < costs.get(term, cost + 1):
            costs[term] = cost
    least = min(costs.values(), default=0)
    ids = [term for term, cost in costs.items() if cost == least]
    return ids if len(ids) <= _APPROXIMATE_MOST else []


def _slips(distance: "Callable[..., int]", words: list[str], folded: str, label: str) -> int | None:
    """Count the slips that turn a query into a label; None where a word has more than its length allows.

    Where gaps are elsewhere, the whole may have one slip, though not in a short word: ``valueadded reseler``.
    """
    rest = content(label)
    if len(rest) != len(words):
        whole, target = join(folded), join(label)
        telling = len(whole) >= _JOINED_LENGTH and all(
            edits_allowed(word) or (len(word) > 1 and word in target) for word in words
        )
        return 1 if telling and distance(whole, target, score_cutoff=1) == 1 else None
    total = 0
    for word in words:
        slips, closest = min((distance(word, other), other) for other in rest)
        if slips > edits_allowed(word):
            return None
        total += slips
        rest.remove(closest)
    return total


CONTRAST = "contrast"
"""The reason of an answer that a comparison settled: of several senses the one contrasted with another term asked."""

CERTAIN: "dict[str, Step]" = {"label": _label, "gaps": _gaps, "acronym": _acronym, "word_form": _word_form}
LIKELY: "dict[str, Step]" = {"partial": _partial, "approximate": _approximate}


def _certain(index: "Index", query: str, reason: str, ids: list[str]) -> Answer:
    matches = _matches(index, ids, _CERTAIN_SCORE)
    if len(matches) > 1:
        return Answer(query, "ambiguous", reason, matches)
    if query.strip() == matches[0].name:
        return Answer(query, "exact", "name", matches)
    return Answer(query, "alias", reason, matches)


def _likely(index: "Index", query: str, reason: str, ids: list[str]) -> Answer:
    score = _PARTIAL_SCORE if reason == "partial" else _similarity(index, query, ids[0])
    matches = _matches(index, ids, score)
    return Answer(query, "ambiguous" if len(matches) > 1 else "fuzzy", reason, matches)


def _matches(index: "Index", ids: list[str], score: int) -> tuple[Match, ...]:
    """Give the terms, each once, broader ones before those under them, then by name."""
    matches = [Match(text, score) for text in index.records(dict.fromkeys(ids))]
    broader = {match.id: index.ancestors(match.record) for match in matches}
    above = {match.id: len(broader[match.id] & broader.keys()) for match in matches}
    return tuple(sorted(matches, key=lambda match: (above[match.id], match.name.casefold())))


def _similarity(index: "Index", query: str, term: str) -> int:
    from rapidfuzz.fuzz import ratio

    asked = without_question(fold(query))
    return round(max(ratio(asked, label) for owner, _, label in index.labels() if owner == term))


def _suggestions(index: "Index", folded: str) -> tuple[Suggestion, ...]:
    """Give the terms whose labels look most like the query or share words with it, best first."""
    from rapidfuzz import fuzz

    scores: dict[str, float] = {}
    short = len(folded) < _ACRONYM_LENGTH
    for term, kind, label in index.labels():
        if kind in ("name", "abbr", "alias") and (len(label) >= _ACRONYM_LENGTH or short):
            score = fuzz.ratio(folded, label)
            if not short:
                score = max(score, _SHARED_WORDS * fuzz.token_set_ratio(folded, label))
            scores[term] = max(score, scores.get(term, 0))
    best = sorted(scores.items(), key=lambda pair: -pair[1])[:_SUGGESTIONS]
    return tuple(Suggestion(term, index.name(term), round(score)) for term, score in best if score >= _SUGGESTION_SCORE)


def alike(word: str, others: "Iterable[str]") -> list[str]:
    """Give those words that a slip or two could have turned into this one."""
    from rapidfuzz.distance import OSA

    return [other for other in others if OSA.distance(word, other) <= min(2, len(other) // 3)]
