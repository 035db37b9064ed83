"""Rules of links between terms: broader, related, contrast, replaced_by."""

from collections.abc import Iterator

from partnergloss.rules.subject import Fault, Subject


def to_itself(subject: Subject) -> Iterator[Fault]:
    """Find terms related to, or contrasted with, themselves; longer ways round are found on loading."""
    for term_id, term in subject.terms.items():
        for field in ("related", "contrast"):
            if term_id in getattr(term, field):
                yield ("terms", term_id, field), f"{term_id!r} points at itself"


def related_to_an_ancestor(subject: Subject) -> Iterator[Fault]:
    """Find related terms of which one is a kind of the other: SKOS keeps the two apart (S27)."""
    for term_id, term in subject.terms.items():
        for other in term.related:
            if other in subject.ancestors(term_id):
                yield ("terms", term_id, "related"), f"{term_id!r} is already a kind of {other!r}"
            elif other in subject.terms and term_id in subject.ancestors(other):
                yield ("terms", term_id, "related"), f"{other!r} is already a kind of {term_id!r}"


def between_categories_and_terms(subject: Subject) -> Iterator[Fault]:
    """Find ids that name both a category and a term: a collection is no concept (SKOS S37)."""
    for term_id in subject.terms.keys() & subject.categories.keys():
        yield ("terms", term_id), f"{term_id!r} is also a category"


def to_the_retired(subject: Subject) -> Iterator[Fault]:
    """Find deprecated terms without a live successor, and live terms that point at deprecated ones."""
    retired = {term_id for term_id, term in subject.terms.items() if term.status == "deprecated"}
    for term_id, term in subject.terms.items():
        if term_id in retired:
            if term.replaced_by is None or term.replaced_by in retired:
                yield ("terms", term_id, "replaced_by"), "a deprecated term needs a live successor"
            continue
        for field in ("broader", "part_of", "related", "contrast"):
            for other in getattr(term, field):
                if other in retired:
                    yield ("terms", term_id, field), f"{other!r} is deprecated"


def said_twice(subject: Subject) -> Iterator[Fault]:
    """Find links stored at both terms, or in two ways: they are read both ways anyway."""
    for term_id, term in subject.terms.items():
        for field in ("related", "contrast"):
            for other in getattr(term, field):
                if other in subject.terms and other > term_id and term_id in getattr(subject.terms[other], field):
                    there, here = subject.to_mend(other, term_id)
                    yield ("terms", here, field), f"{there!r} says so too"
        for other in {*term.related} & {*term.contrast}:
            yield ("terms", term_id, "related"), f"{other!r} is contrasted already"


def implied(subject: Subject) -> Iterator[Fault]:
    """Find broader terms that another broader term implies."""
    for term_id, term in subject.terms.items():
        for other in term.broader:
            others = [name for name in term.broader if name in subject.terms and name not in (other, term_id)]
            if any(other in subject.ancestors(between) for between in others):
                yield ("terms", term_id, "broader"), f"{other!r} follows from the others"


def missing(subject: Subject) -> Iterator[Fault]:
    """Find terms that no link leads to or from."""
    linked: set[str] = set()
    for term_id, term in subject.terms.items():
        others = {*term.broader, *term.part_of, *term.related, *term.contrast, *filter(None, [term.replaced_by])}
        linked |= others | ({term_id} if others else set())
    senses = {sense for listed in subject.ambiguous.values() for sense in listed}
    for term_id in subject.terms:
        if term_id not in linked | senses:
            yield ("terms", term_id), "nothing leads to it or from it"
