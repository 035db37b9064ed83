"""What ``gloss check`` demands of a term file, beside what loading demands: soundness and good writing."""

import datetime as dt
from collections.abc import Iterator

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
    found = list(_unusable(file, lower, whole))
    own = set(file.content.get("terms", {}))
    before = {(rule.code, key, message) for rule, key, message in _faults(subject(lower.content, own, today))}
    known = {problem.key for problem in found}
    broken = [
        fault
        for fault in _unwaived(subject(whole.content, own, today), file, whole.claims)
        if brief_path(fault[1]) not in known
    ]
    told = {rule.code for rule, key, _ in broken if _says(file, key, whole.claims)} & _BOTH_ENDS
    found += [
        file.problem(key, message, rule.code)
        for rule, key, message in broken
        if _says(file, key, whole.claims)
        or not (rule.code in told or rule.level == "info" or (rule.code, key, message) in before)
    ]
    return sorted(found, key=lambda problem: (problem.line, problem.code, problem.key, problem.message))


def _unusable(file: TermFile, lower: Merger, whole: Merger) -> Iterator[Problem]:
    """Find what loading refuses of a file, and what it takes away that lower layers stand on."""
    before = {str(problem) for problem in lower.problems()}
    for problem in whole.problems():
        if problem.file == file.path:
            yield problem
        elif str(problem) not in before:
            yield Problem(file.path, 0, problem.key, f"takes away what lower layers stand on: {problem}", problem.code)


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
