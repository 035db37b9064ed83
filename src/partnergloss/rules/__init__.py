"""What ``gloss check`` demands of a term file, beside what loading demands: soundness and good writing."""

import datetime as dt
from collections.abc import Iterable, Iterator

from partnergloss.errors import Problem, shown
from partnergloss.integrity import Claims
from partnergloss.keypath import Path, brief_path
from partnergloss.rules.subject import Subject, subject
from partnergloss.rules.table import RULES, WAIVER, Rule
from partnergloss.termbase import Merger
from partnergloss.termfile import TermFile

__all__ = ["RULES", "Rule", "check"]

_BOTH_ENDS = {"GL111"}
"""Rules that report both terms of a pair: what the checked file says of one need not be said of the other."""

_EMPTY = "GL122"

_Broken = tuple[Rule, Path, str]
"""A rule, where it is broken, and how."""


def check(file: TermFile, below: list[TermFile], today: dt.date) -> list[Problem]:
    """Apply every rule to one term file, in one run.

    A file answers for what it says, and for what becomes wrong because of it.

    Args:
        file: one with ``[meta]`` is checked alone, one without over the layers below it.
        below: those layers, lowest first.
        today: the day that ages are counted to.

    Returns:
        The problems by line; each names its rule.
    """
    lower = Merger([] if "meta" in file.content else below)
    whole = Merger([*lower.files, file])
    found = [*_unusable(file, lower, whole), *_empty(file, lower)]
    own = set(file.content.get("terms", {}))
    known = {problem.key for problem in found}
    said: list[_Broken] = []
    others: list[_Broken] = []
    for fault in _unwaived(subject(whole.content, own, today), file, whole.claims):
        if brief_path(fault[1]) not in known:
            (said if _says(file, fault[1], whole.claims) else others).append(fault)
    told = {rule.code for rule, _, _ in said} & _BOTH_ENDS
    others = [fault for fault in others if fault[0].code not in told and fault[0].level != "info"]
    if others:  # only then is it worth the time to judge the lower layers alone
        before = {(rule.code, key, message) for rule, key, message in _faults(subject(lower.content, own, today))}
        said += _gathered(fault for fault in others if (fault[0].code, *fault[1:]) not in before)
    found += [file.problem(key, message, rule.code) for rule, key, message in said]
    return sorted(found, key=lambda problem: (problem.line, problem.code, problem.key, problem.message))


def _gathered(faults: Iterable[_Broken]) -> Iterator[_Broken]:
    """Say once for each rule and term what of a lower layer has become wrong: there is one thing to mend here."""
    groups: dict[tuple[str, Path], list[_Broken]] = {}
    for fault in faults:
        groups.setdefault((fault[0].code, fault[1][:2]), []).append(fault)
    for (rule, key, message), *others in groups.values():
        more = f" (and {len(others)} more like it)" if others else ""
        yield rule, key, f"{message}{more}; with this file, what a lower one says no longer fits"


def _unusable(file: TermFile, lower: Merger, whole: Merger) -> Iterator[Problem]:
    """Find what loading refuses of a file, and what it takes away that lower layers stand on."""
    before = {str(problem) for problem in lower.problems()}
    for problem in whole.problems():
        if problem.file == file.path:
            yield problem
        elif str(problem) not in before:
            yield Problem(file.path, 0, problem.key, f"takes away what lower layers stand on: {problem}", problem.code)


def _empty(file: TermFile, lower: Merger) -> Iterator[Problem]:
    """Find tables that say nothing; what a new term lacks, or what has the wrong shape, is found on loading."""
    misshapen = {problem.key.split(".")[1] for problem in file.problems if problem.key.startswith("terms.")}
    for term_id, entry in file.content.get("terms", {}).items():
        if term_id in misshapen:
            continue
        fields = [field for field, value in entry.items() if value == {}]
        places: list[Path] = [("terms", term_id)] if term_id in lower.content["terms"] and not entry else []
        for key in (*places, *(("terms", term_id, field) for field in fields)):
            yield file.problem(key, "is empty", _EMPTY)


def _faults(checked: Subject) -> Iterator[_Broken]:
    for rule in RULES.values():
        for key, message in rule.find(checked) if rule.find else ():
            yield rule, key, message


def _unwaived(checked: Subject, file: TermFile, claims: Claims) -> Iterator[_Broken]:
    """Find where a rule is broken, less what terms waive, and the file's waivers that waive nothing."""
    used: set[tuple[str, str]] = set()
    for rule, key, message in _faults(checked):
        term = checked.terms.get(str(key[1])) if key[0] == "terms" else None
        if rule.level == "warning" and term and term.waive.get(rule.code, "").strip():
            used.add((str(key[1]), rule.code))
        else:
            yield rule, key, message
    for term_id, term in checked.terms.items():
        for code, reason in term.waive.items():
            key = ("terms", term_id, "waive", code)
            if _says(file, key, claims) and (term_id, code) not in used:
                known = code in RULES and RULES[code].level == "warning"
                said = "waives nothing here" if reason.strip() else "gives no reason"
                yield RULES[WAIVER], key, said if known else f"{shown(code)} is no warning"


def _says(file: TermFile, key: Path, claims: Claims) -> bool:
    """Say whether what stands at a key, or the nearest thing around it, is said by a file."""
    return "meta" in file.content or next(
        (claims[key[:length]] is file for length in (4, 3, 2) if key[:length] in claims), False
    )
