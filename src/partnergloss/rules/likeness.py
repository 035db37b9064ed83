"""The rule that no two definitions are nearly the same."""

from collections import Counter
from collections.abc import Iterator

from partnergloss.errors import shown
from partnergloss.rules.subject import Fault, Subject
from partnergloss.words import LINKING, fold

ALIKE = 88
"""From which rapidfuzz ``token_sort_ratio`` on two definitions they are the same one; at 100 all words are."""

_FIRST, _SHARED = 20, 2
_TELLING_WORDS = 6
_LONGEST_COMPARED = 10_000  # characters
_GRADES = frozenset(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred thousand million first second third fourth fifth half twice once "
    "bronze silver gold platinum diamond low lower lowest middle medium high higher highest top entry "
    "basic standard advanced premium elite small large".split()
)
"""Words that say how many, or how high: what differs in such a word alone is told apart by it."""


def alike(subject: Subject) -> Iterator[Fault]:
    """Find definitions that are nearly the same as another: nothing sets the two terms apart.

    Compared are definitions that share two of their rarest words, a term and its own kinds left out, and those that
    differ in a number or a grade alone, as the levels of one program do.
    """
    from rapidfuzz import fuzz

    written = {term_id: term.definition for term_id, term in subject.live() if term.definition.strip()}
    folded = {term_id: fold(text) for term_id, text in written.items() if len(text) <= _LONGEST_COMPARED}
    rare = _by_rare_word(folded)
    for term_id, text in folded.items():
        if term_id not in subject.own:
            continue
        words = {*text.split()}
        shared = Counter(other for word in words for other in rare.get(word, ()))
        others = {other for other, count in shared.items() if count >= min(_SHARED, len(words)) and other != term_id}
        others = {other for other in others - subject.ancestors(term_id) if other < term_id or other not in subject.own}
        scored = (
            (fuzz.token_sort_ratio(text, folded[other], score_cutoff=ALIKE), other)
            for other in sorted(others)
            if term_id not in subject.ancestors(other) and not _graded(words, {*folded[other].split()})
        )
        score, nearest = max(scored, default=(0, ""))
        if score:
            yield ("terms", term_id, "definition"), f"is {int(score)} % like that of {shown(nearest)}"


def _graded(words: set[str], others: set[str]) -> bool:
    """Say whether each of two texts has words of its own, and only such as say how many or how high."""
    own = (words - others - LINKING, others - words - LINKING)
    return all(side and all(word in _GRADES or word[0].isdigit() for word in side) for side in own)


def _by_rare_word(folded: dict[str, str]) -> dict[str, list[str]]:
    """Give the first terms under each of the rarest words of their definitions: what is like others is like these."""
    counts = Counter(word for text in folded.values() for word in {*text.split()})
    found: dict[str, list[str]] = {}
    for term_id, text in sorted(folded.items()):
        for word in sorted({*text.split()}, key=lambda word: (counts[word], word))[:_TELLING_WORDS]:
            if len(found.setdefault(word, [])) < _FIRST:
                found[word].append(term_id)
    return found
