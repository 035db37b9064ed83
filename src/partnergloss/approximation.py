"""The last step of a lookup: labels of which every word is written almost right."""

from partnergloss.retrieval import labels_near, phrases_with, words_near
from partnergloss.words import content, join, same_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.index import Index

_MOST = 3
_ACRONYM = 4
_TOGETHER = 8
_APART = 99


def approximate(index: "Index", folded: str) -> list[str]:
    """Match labels of which every word is written but for a few slips, fewer than for any other term."""
    from partnergloss.spelling import near

    words = content(folded)
    if len(words) == 1 and (index.is_everyday(words[0]) or index.has_word(words[0])):
        return []
    alone = len(words) == 1
    choices = [_meant(index, word, near(word, words_near(index, word, labels=True), alone=alone)) for word in words]
    found = phrases_with(index, choices, len(words), len(words)) if all(choices) else []
    counted = {(term, text): slips(choices, content(text)) for term, _, text in found}
    costs = {label: cost for label, cost in counted.items() if cost is not None}
    least = min(costs.values(), default=0)
    nearest = [label for label, cost in costs.items() if cost == least]
    ids = _in_turn(folded, choices, nearest) or _run_together(index, folded)
    return ids if len({*ids}) <= _MOST else []


def slips(choices: list[dict[str, int]], words: list[str]) -> int | None:
    """Add up the slips of the words of a query, each standing for one of a label, in any order.

    Args:
        choices: for each word of the query those it may stand for, with the slips of each.
        words: those of the label.

    Returns:
        None where a word stands for none, or is left over.
    """
    if len(choices) != len(words):
        return None
    total, rest = 0, list(words)
    for choice in choices:
        closest = min(rest, key=lambda word: choice.get(word, _APART))
        if closest not in choice:
            return None
        total += choice[closest]
        rest.remove(closest)
    return total


def _meant(index: "Index", word: str, choice: dict[str, int]) -> dict[str, int]:
    """Leave out what a word is no slip of: VAR for VAT, and for a known word all but the same letters, swapped."""
    known = index.has_word(word)
    return {
        other: cost
        for other, cost in choice.items()
        if not cost
        or same_word(word, other)
        or (sorted(word) == sorted(other) if known else len(other) > _ACRONYM or not index.abbreviated(other))
    }


def _in_turn(folded: str, choices: list[dict[str, int]], found: list[tuple[str, str]]) -> list[str]:
    """Keep the labels whose words stand in the order of the query, best without any others, or all where none does."""
    ordered = [
        (term, text)
        for term, text in found
        if all(meant in choice for choice, meant in zip(choices, content(text), strict=True))
    ]
    to_the_word = [term for term, text in ordered if len(text.split()) == len(folded.split())]
    return to_the_word or [term for term, _ in ordered or found]


def _run_together(index: "Index", folded: str) -> list[str]:
    """Match labels whose gaps are elsewhere and that have one slip, or sound the same: ``valueadded reseler``.

    Short words cannot hold the slip, and those that cannot be spoken have no sound.
    """
    from rapidfuzz.distance import OSA

    from partnergloss.spelling import begins_alike, edits_allowed, sound, spoken

    whole, words = join(folded), folded.split()
    near_by = labels_near(index, whole, len(whole) - 1, len(whole) + 1) if len(whole) >= _TOGETHER else ()
    ids = []
    for term, _, text, target in near_by:
        apart = OSA.distance(whole, target, score_cutoff=len(whole) // 3)
        parts = text.split()
        if apart <= len(whole) // 3 and len(parts) != len(words) and begins_alike(whole, target):
            pairs = [*((word, target) for word in words), *((word, whole) for word in parts)]
            alike = sound(whole) == sound(target) and all(spoken(word) or word in other for word, other in pairs)
            near = apart == 1 and all(edits_allowed(word) or (len(word) > 1 and word in other) for word, other in pairs)
            ids += [term] if alike or near else []
    return ids
