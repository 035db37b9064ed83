"""What ``gloss check`` demands of a term file, beside what loading demands: soundness and good writing."""

import datetime as dt
from collections.abc import Iterator

from partnergloss.errors import Problem, TermFileError
from partnergloss.integrity import owner
from partnergloss.keypath import Path
from partnergloss.layers import Layer
from partnergloss.rules.subject import Subject, subject
from partnergloss.rules.table import RULES, WAIVER, Rule
from partnergloss.termbase import Merger
from partnergloss.termfile import TermFile, read

__all__ = ["RULES", "Rule", "check"]


def check(path: str, below: list[Layer], today: dt.date) -> list[Problem]:
    """Apply every rule to one term file, in one run.

    Args:
        path: the file. One with ``[meta]`` is checked alone, one without over the layers below it.
        below: those layers, lowest first; what cannot be read of them is passed over.
        today: the day that ages are counted to.

    Returns:
        The problems by line; each names its rule.
    """
    try:
        file = read(path)
    except TermFileError as error:
        return error.problems
    files = [] if "meta" in file.content else list(_readable(below))
    merger = Merger([*files, file])
    found = [problem for problem in merger.problems() if problem.file == path]
    own = set(file.content.get("terms", {}))
    faults = list(_faults(subject(merger.content, own, today), merger, file))
    found += [file.problem(key, message, rule.code) for rule, key, message in faults]
    return sorted(found, key=lambda problem: (problem.line, problem.code))


def _readable(layers: list[Layer]) -> Iterator[TermFile]:
    for layer in layers:
        try:
            yield read(layer.path)
        except TermFileError:
            continue


def _faults(checked: Subject, merger: Merger, file: TermFile) -> Iterator[tuple[Rule, Path, str]]:
    """Find where the checked file breaks a rule, less what its terms waive, and the waivers that waive nothing."""
    used: set[tuple[str, str]] = set()
    for rule in RULES.values():
        for key, message in rule.find(checked) if rule.find else ():
            if owner(key, merger.claims) is not file:
                continue
            term = checked.terms.get(str(key[1])) if key[0] == "terms" else None
            if rule.level == "warning" and term and term.waive.get(rule.code, "").strip():
                used.add((str(key[1]), rule.code))
            else:
                yield rule, key, message
    yield from _idle_waivers(checked, merger, file, used)


def _idle_waivers(
    checked: Subject, merger: Merger, file: TermFile, used: set[tuple[str, str]]
) -> Iterator[tuple[Rule, Path, str]]:
    for term_id, term in checked.terms.items():
        for code, reason in term.waive.items():
            key = ("terms", term_id, "waive", code)
            if owner(key, merger.claims) is file and (term_id, code) not in used:
                known = code in RULES and RULES[code].level == "warning"
                said = "waives nothing here" if reason.strip() else "gives no reason"
                yield RULES[WAIVER], key, said if known else f"{code!r} is no warning"
