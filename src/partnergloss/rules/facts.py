"""Rules of what an entry states: facets, figures, formulas, sources, dates, and help to decide."""

import datetime as dt
from collections.abc import Iterator

from partnergloss.errors import listed, shown
from partnergloss.model import Figure
from partnergloss.rules.arithmetic import FormulaError, verify
from partnergloss.rules.subject import Fault, Subject

OLDEST_REVIEW = 18
OLDEST_GRADE_C = 24
"""Months."""

FEWEST_CUES = 3
_YEAR = 12


def strange_facet(subject: Subject) -> Iterator[Fault]:
    """Find facets that a term's category does not have, and those it requires and the term lacks."""
    for term_id, term in subject.terms.items():
        allowed, required = (subject.inherited(term.category, field) for field in ("facets", "required"))
        if allowed is None or required is None:
            continue
        for facet in term.facets:
            if facet not in allowed and facet in subject.facets:
                yield ("terms", term_id, "facets", facet), f"{shown(facet)} is no facet of {shown(term.category)}"
        for facet in required:
            if not term.facets.get(facet):
                values = subject.facets[facet].values if facet in subject.facets else ()
                yield ("terms", term_id, "facets"), f"{shown(term.category)} requires {shown(facet)}: {listed(values)}"


def same_facets(subject: Subject) -> Iterator[Fault]:
    """Find terms of a category that answer every facet alike: comparing them would show nothing."""
    rows: dict[str, str] = {}
    for term_id, term in subject.live():
        answers = [(facet, _several(value)) for facet, value in sorted(term.facets.items()) if value]
        row = repr((term.category, answers))
        if answers and rows.setdefault(row, term_id) != term_id:
            there, here = subject.to_mend(rows[row], term_id)
            yield ("terms", here, "facets"), f"are those of {shown(there)}"


def loose_figure(subject: Subject) -> Iterator[Fault]:
    """Find figures whose ends are swapped, that come from the future, or do not say what they are or rest on."""
    for key, figure in _figures(subject):
        if figure.low > figure.high:
            yield (*key, "low"), f"{figure.low:g} is more than {figure.high:g}"
        if not isinstance(figure.as_of, dt.date) and not dt.MINYEAR <= figure.as_of <= dt.MAXYEAR:
            yield (*key, "as_of"), f"{figure.as_of} is no year"
        elif _lies_ahead(figure.as_of, subject.today):
            yield (*key, "as_of"), "lies in the future"
        for field in ("what", "unit", "basis"):
            if not getattr(figure, field).strip():
                yield (*key, field), "is empty"


def old_figure(subject: Subject) -> Iterator[Fault]:
    """Find figures of grade C that are more than two years old; a year counts from its end."""
    for key, figure in _figures(subject):
        source = subject.sources.get(figure.source)
        grade = figure.grade or (source.grade if source else None)
        dated = figure.as_of if isinstance(figure.as_of, dt.date) else dt.date(_year(figure.as_of), 12, 31)
        if grade == "C" and _older(dated, subject.today, OLDEST_GRADE_C):
            yield (*key, "as_of"), f"is of {figure.as_of}, and of grade C"


def wrong_formula(subject: Subject) -> Iterator[Fault]:
    """Find formulas that are no arithmetic, and examples that do not compute."""
    for term_id, term in subject.terms.items():
        for position, formula in enumerate(term.metric.formulas if term.metric else ()):
            try:
                verify(formula.formula, formula.example)
            except FormulaError as error:
                yield ("terms", term_id, "metric", "formulas", position, "formula"), str(error)


def incomplete(subject: Subject) -> Iterator[Fault]:
    """Find approved terms without a source or the date of their review."""
    for term_id, term in subject.terms.items():
        if term.status == "approved":
            written = "status" in subject.content["terms"][term_id]
            approved = "an approved term" if written else "a term without a status counts as approved, and"
            if not term.sources:
                yield ("terms", term_id, "sources"), f"{approved} names its sources"
            if not term.reviewed:
                yield ("terms", term_id, "reviewed"), f"{approved} says when it was reviewed"


def without_scope(subject: Subject) -> Iterator[Fault]:
    """Find terms that do not say where they hold although their category asks for it."""
    for term_id, term in subject.terms.items():
        category = subject.categories.get(term.category)
        if category and category.scoped and "scope" not in subject.content["terms"][term_id]:
            yield ("terms", term_id, "scope"), f"every term of {shown(term.category)} says where it holds"


def old_review(subject: Subject) -> Iterator[Fault]:
    """Find approved terms that nobody has reviewed for more than a year and a half."""
    for term_id, term in subject.terms.items():
        if term.status != "approved" or not term.reviewed:
            continue
        if _lies_ahead(term.reviewed, subject.today):
            yield ("terms", term_id, "reviewed"), "lies in the future"
        elif _older(term.reviewed, subject.today, OLDEST_REVIEW):
            yield ("terms", term_id, "reviewed"), f"was on {term.reviewed}"


def no_help(subject: Subject) -> Iterator[Fault]:
    """Find approved terms with nothing that helps to decide."""
    contrasted = {other for term in subject.terms.values() for other in term.contrast}
    for term_id, term in subject.terms.items():
        advice = (*term.decide.use_when, *term.decide.avoid_when, *term.decide.watch_out)
        help_ = advice or term.contrast or term.questions or term.example or (term.metric and term.metric.formulas)
        if term.status == "approved" and not help_ and term_id not in contrasted:
            yield ("terms", term_id), "has no advice, contrast, question, formula or example"


def few_cues(subject: Subject) -> Iterator[Fault]:
    """Find approved terms that a description would hardly lead to."""
    for term_id, term in subject.terms.items():
        if term.status == "approved" and len(term.cues) < FEWEST_CUES:
            yield ("terms", term_id, "cues"), f"has {len(term.cues)} of {FEWEST_CUES}"


def answered(subject: Subject) -> Iterator[Fault]:
    """Count how many of the facets that its terms could answer each category answers."""
    counts: dict[str, list[int]] = {}
    for term in subject.terms.values():
        possible = subject.inherited(term.category, "facets")
        if possible and term.facets:
            count = counts.setdefault(term.category, [0, 0])
            count[0] += len(term.facets)
            count[1] += len(possible)
    for category, (given, asked) in counts.items():
        yield ("categories", category), f"answers {given} of {asked} facets of the terms that have any"


def disputed(subject: Subject) -> Iterator[Fault]:
    """Count the points on which sources disagree."""
    for term_id, term in subject.terms.items():
        if term.disputes:
            yield ("terms", term_id, "disputes"), f"has {len(term.disputes)}"


def _figures(subject: Subject) -> Iterator[tuple[tuple[str | int, ...], Figure]]:
    for term_id, term in subject.terms.items():
        for position, figure in enumerate(term.figures):
            yield ("terms", term_id, "figures", position), figure


def _several(value: str | tuple[str, ...]) -> list[str]:
    return [value] if isinstance(value, str) else sorted(value)


def _older(then: dt.date, today: dt.date, months: int) -> bool:
    """Say whether a day lies more than so many months back."""
    return (then.year * _YEAR + then.month + months, then.day) < (today.year * _YEAR + today.month, today.day)


def _lies_ahead(when: dt.date | int, today: dt.date) -> bool:
    """Say whether a day, or a year, has not begun anywhere on earth."""
    return when > today + dt.timedelta(days=1) if isinstance(when, dt.date) else when > today.year


def _year(year: int) -> int:
    return min(max(year, dt.MINYEAR), dt.MAXYEAR)
