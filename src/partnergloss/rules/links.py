"""Rules of links between terms: broader, related, contrast, replaced_by."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from partnergloss.errors import shown
from partnergloss.rules.subject import Fault, Subject

_READ_BOTH_WAYS = ("related", "contrast")


def to_itself(subject: Subject) -> Iterator[Fault]:
    """Find terms related to, or contrasted with, themselves; longer ways round are found on loading."""
    for term_id, term in subject.terms.items():
        for field in _READ_BOTH_WAYS:
            if term_id in getattr(term, field):
                yield ("terms", term_id, field), f"{shown(term_id)} points at itself"


def related_to_an_ancestor(subject: Subject) -> Iterator[Fault]:
    """Find related terms of which one is a kind of the other: SKOS keeps the two apart (S27)."""
    for term_id, term in subject.terms.items():
        above = subject.ancestors(term_id) if term.related else ()
        for other in term.related:
            if other in above:
                yield ("terms", term_id, "related"), f"{shown(term_id)} is already a kind of {shown(other)}"
            elif other in subject.terms and term_id in subject.ancestors(other):
                yield ("terms", term_id, "related"), f"{shown(other)} is already a kind of {shown(term_id)}"


def between_categories_and_terms(subject: Subject) -> Iterator[Fault]:
    """Find ids that name both a category and a term: a collection is no concept (SKOS S37)."""
    for term_id in subject.terms:
        if term_id in subject.categories:
            yield ("terms", term_id), f"{shown(term_id)} is also a category"


def to_the_retired(subject: Subject) -> Iterator[Fault]:
    """Find deprecated terms without a live successor, and what is live and points at deprecated ones."""
    retired = {term_id for term_id, term in subject.terms.items() if term.status == "deprecated"}
    for term_id in sorted(retired):
        if (subject.terms[term_id].replaced_by or term_id) in retired:
            yield ("terms", term_id, "replaced_by"), "a deprecated term needs a live successor"
    for term_id, term in subject.live():
        if term.replaced_by is not None:
            yield ("terms", term_id, "replaced_by"), "a live term has no successor"
        for field in ("broader", "part_of", "related", "contrast"):
            for other in getattr(term, field):
                if other in retired:
                    yield ("terms", term_id, field), f"{shown(other)} is deprecated"
    for label, senses in subject.ambiguous.items():
        for other in retired.intersection(senses):
            yield ("ambiguous", label), f"{shown(other)} is deprecated"


def said_twice(subject: Subject) -> Iterator[Fault]:
    """Find links stored at both terms, or in two ways: they are read both ways anyway."""
    told: set[frozenset[str]] = set()
    for term_id, term in subject.terms.items():
        for field in _READ_BOTH_WAYS:
            for other in dict.fromkeys(getattr(term, field)):
                pair = frozenset((term_id, other))
                if term_id == other or other not in subject.terms or pair in told:
                    continue
                back = next((far for far in _READ_BOTH_WAYS if term_id in getattr(subject.terms[other], far)), "")
                if back:
                    told.add(pair)
                    there, here = subject.to_mend(other, term_id)
                    yield ("terms", here, field if here == term_id else back), f"{shown(there)} says so too"
        if len({*term.related}) < len(term.related):
            yield ("terms", term_id, "related"), "names a term twice"
        for other in term.related:
            if other in term.contrast:
                yield ("terms", term_id, "related"), f"{shown(other)} is contrasted already"


def implied(subject: Subject) -> Iterator[Fault]:
    """Find broader terms that another broader term implies."""
    for term_id, term in subject.terms.items():
        known = [name for name in dict.fromkeys(term.broader) if name in subject.terms and name != term_id]
        above = {name: subject.ancestors(name) for name in (known if len(known) > 1 else ())}
        counts = Counter(chain.from_iterable(above.values()))
        for other in term.broader:
            if counts[other] > (other in above.get(other, ())):
                yield ("terms", term_id, "broader"), f"{shown(other)} follows from the others"


def missing(subject: Subject) -> Iterator[Fault]:
    """Find terms that no link leads to or from."""
    linked = {sense for senses in subject.ambiguous.values() for sense in senses}
    for term_id, term in subject.terms.items():
        others = {*term.broader, *term.part_of, *term.related, *term.contrast, term.replaced_by} - {term_id, None}
        linked |= {*filter(None, others)} | ({term_id} if others else set())
    for term_id in subject.terms:
        if term_id not in linked:
            yield ("terms", term_id), "nothing leads to it or from it"
