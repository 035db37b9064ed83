"""Rules of labels: each leads to one term, or is declared to lead to several."""

from collections.abc import Iterator

from partnergloss.rules.subject import Fault, Subject, labels_of, shown
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
    owners: dict[str, dict[str, None]] = {key: dict.fromkeys(senses) for key, senses in declared.items()}
    for term_id, term in subject.terms.items():
        for text in (term_id, *(label for _, label in labels_of(term))):
            owners.setdefault(_key(text), {})[term_id] = None
    for term_id, term in subject.terms.items():
        for place, label in labels_of(term):
            key = _key(label)
            others = sorted(owners[key].keys() - {term_id})
            if key and others and not {term_id, *others} <= declared.get(key, set()):
                more = f" and {len(others) - _OTHERS_SHOWN} more" if len(others) > _OTHERS_SHOWN else ""
                listed = ", ".join(others[:_OTHERS_SHOWN])
                yield ("terms", term_id, *place), f"{shown(label)} also leads to {listed}{more}"


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
