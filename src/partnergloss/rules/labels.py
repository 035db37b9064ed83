"""Rules of labels: each leads to one term, or is declared to lead to several."""

from collections.abc import Iterator

from partnergloss.rules.subject import Fault, Subject, labels_of
from partnergloss.words import fold

_SEPARATORS = ";\n\r\t"


def repeated(subject: Subject) -> Iterator[Fault]:
    """Find labels that a term has twice, and labels without a letter or digit to be found by."""
    for term_id, term in subject.terms.items():
        seen: dict[str, str] = {}
        for place, label in labels_of(term):
            key = fold(label)
            if key in seen:
                yield ("terms", term_id, *place), f"{label!r} is {seen[key]!r} again, once folded"
            elif not key and label:
                yield ("terms", term_id, *place), f"{label!r} has no letter or digit"
            else:
                seen[key] = label


def shared(subject: Subject) -> Iterator[Fault]:
    """Find labels and ids that lead to more terms than ``[ambiguous]`` declares."""
    declared = {fold(label): {*senses} for label, senses in subject.ambiguous.items()}
    owners: dict[str, dict[str, None]] = {}
    for term_id, term in subject.terms.items():
        for text in (term_id, *(label for _, label in labels_of(term))):
            owners.setdefault(fold(text), {})[term_id] = None
    for term_id, term in subject.terms.items():
        for place, label in labels_of(term):
            others = owners[fold(label)].keys() - {term_id}
            if others and not {term_id, *others} <= declared.get(fold(label), set()):
                yield ("terms", term_id, *place), f"{label!r} also leads to {', '.join(sorted(others))}"


def with_one_sense(subject: Subject) -> Iterator[Fault]:
    """Find labels declared ambiguous that have fewer than two senses."""
    for label, senses in subject.ambiguous.items():
        if len({*senses}) < 2:  # noqa: PLR2004 - the rule's own words
            yield ("ambiguous", label), f"{label!r} has {len({*senses})} sense"


def with_separators(subject: Subject) -> Iterator[Fault]:
    """Find labels with characters that part labels in other formats."""
    for term_id, term in subject.terms.items():
        for place, label in labels_of(term):
            if any(char in label for char in _SEPARATORS):
                yield ("terms", term_id, *place), f"{label!r} holds a semicolon, a tab or a line end"
