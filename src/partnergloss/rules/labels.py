"""Rules of labels: each leads to one term, or is declared to lead to several."""

from collections.abc import Iterator
from heapq import nsmallest

from partnergloss.errors import listed, shown
from partnergloss.rules.subject import Fault, Subject, labels_of
from partnergloss.words import fold, join

_SEPARATORS = ";\n\r\t"
_OTHERS_SHOWN = 3


def repeated(subject: Subject) -> Iterator[Fault]:
    """Find labels that a term has twice, and labels without a letter or digit to be found by."""
    for term_id, term in subject.terms.items():
        seen: dict[str, str] = {}
        for place, label in labels_of(term):
            key = fold(label)
            if key in seen:
                yield ("terms", term_id, *place), f"{shown(label)} is {shown(seen[key])} again, once folded"
            elif key:
                seen[key] = label
            elif label.strip():
                yield ("terms", term_id, *place), f"{shown(label)} has no letter or digit"
    declared: dict[str, str] = {}
    for label in subject.ambiguous:
        if fold(label) and declared.setdefault(fold(label), label) != label:
            yield ("ambiguous", label), f"{shown(label)} is {shown(declared[fold(label)])} again, once folded"
        elif label.strip() and not fold(label):
            yield ("ambiguous", label), f"{shown(label)} has no letter or digit"


def shared(subject: Subject) -> Iterator[Fault]:
    """Find labels and ids that lead to more terms than ``[ambiguous]`` declares; gaps and hyphens do not count."""
    declared: dict[str, set[str]] = {}
    for label, senses in subject.ambiguous.items():
        declared.setdefault(_key(label), set()).update(senses)
    owners: dict[str, set[str]] = {key: {*senses} for key, senses in declared.items()}
    for term_id, term in subject.terms.items():
        for text in (term_id, *(label for _, label in labels_of(term))):
            owners.setdefault(_key(text), set()).add(term_id)
    owners.pop("", None)
    wrong = {key: ids for key, ids in owners.items() if len(ids) > 1 and not ids <= declared.get(key, set())}
    first = {key: nsmallest(_OTHERS_SHOWN + 1, ids) for key, ids in wrong.items()}
    for term_id, term in subject.terms.items():
        for place, label in labels_of(term):
            key = _key(label)
            if key in wrong:
                others = [other for other in first[key] if other != term_id][:_OTHERS_SHOWN]
                left = len(wrong[key]) - 1 - len(others)
                more = f" and {left} more" if left else ""
                yield ("terms", term_id, *place), f"{shown(label)} also leads to {listed(others)}{more}"


def _key(text: str) -> str:
    return join(fold(text))


def with_one_sense(subject: Subject) -> Iterator[Fault]:
    """Find labels declared ambiguous that have fewer than two senses."""
    for label, senses in subject.ambiguous.items():
        if len({*senses}) < 2:  # noqa: PLR2004 - the rule's own words
            yield ("ambiguous", label), f"{shown(label)} has {len({*senses}) or 'no'} sense"


def with_separators(subject: Subject) -> Iterator[Fault]:
    """Find labels with characters that part labels in other formats."""
    labels = [
        (("terms", term_id, *place), label)
        for term_id, term in subject.terms.items()
        for place, label in labels_of(term)
    ]
    for key, label in [*labels, *((("ambiguous", label), label) for label in subject.ambiguous)]:
        if any(char in label for char in _SEPARATORS):
            yield key, f"{shown(label)} holds a semicolon, a tab or a line end"
