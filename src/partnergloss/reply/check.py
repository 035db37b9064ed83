"""``check``: term files → what to mend in them; with ``--explain``, a rule → why it is one."""

import datetime as dt
import os

from partnergloss import errors
from partnergloss.errors import TermFileError, UsageError, quoted
from partnergloss.layers import Layer, every
from partnergloss.render import as_json, plain
from partnergloss.rules import RULES, check
from partnergloss.termbase import dispensable, read_layer, settled, warning
from partnergloss.view.problems import Checked, Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.errors import Problem
    from partnergloss.output import Output
    from partnergloss.request import Request
    from partnergloss.termfile import TermFile

    Read = list[tuple[Layer, TermFile | TermFileError]]


def answer(request: "Request", output: "Output") -> int:
    """Show what the rules find in the files named, or else in those in effect, and give the exit code."""
    if request.explain is not None:
        return _explain(request, output)
    layers = [layer for layer in every(request.terms) if layer.expected]
    named = [Layer("command line", path, "to be checked") for path in dict.fromkeys(request.words)]
    read = [(layer, _read(layer)) for layer in layers]
    for layer, file in read:
        if named and isinstance(file, TermFileError) and not any(_same(layer, checked) for checked in named):
            _own_up(output, layer, file)
    warnings: list[str] = []
    checked = [_checked(layer, read, warnings) for layer in named or layers]
    for text in dict.fromkeys(warnings if named else ()):
        output.note(f"gloss: {text}")
    report = Report(checked, RULES, strict=request.strict)
    _show(request, output, checked, report)
    return errors.INVALID if report.failed else errors.ANSWERED


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _read(layer: Layer) -> "TermFile | TermFileError":
    try:
        return read_layer(layer)
    except TermFileError as error:
        return error


def _checked(layer: Layer, read: "Read", warnings: list[str]) -> Checked:
    """Check one file over the layers below it; those that are not in effect are left out, with a warning."""
    place = next((rank for rank, (other, _) in enumerate(read) if _same(layer, other)), len(read))
    known = place < len(read) and (layer is read[place][0] or layer.stream)  # a pipe says it only once
    file = read[place][1] if known else _read(layer)
    if isinstance(file, TermFileError):
        return Checked(layer.path, file.problems, [])
    lower = [(below, said) for below, said in read[:place] if not isinstance(said, TermFileError)]
    files = settled(lower, warnings)[0].files
    origins = [(below.origin, below.path) for below, said in lower if said in files]
    alone = "meta" in file.content
    return Checked(layer.path, check(file, files, _today()), [] if alone else origins, alone=alone)


def _own_up(output: "Output", layer: Layer, refusal: TermFileError) -> None:
    """Say that a lower layer could not be read; refuse where the user named it."""
    if not dispensable(layer):
        raise refusal
    output.note(f"gloss: {warning(layer, refusal.problems)}")


def _same(layer: Layer, other: Layer) -> bool:
    try:
        return layer is other or os.path.samefile(layer.path, other.path)
    except (OSError, ValueError):
        return False


def _show(request: "Request", output: "Output", checked: list[Checked], report: Report) -> None:
    problems = [problem for file in checked for problem in file.problems]
    if request.json:
        output.write(as_json.problems(problems, RULES))
    elif output.terminal:
        from partnergloss.render import problems as drawn

        output.show(drawn.report(report, width=output.width, color=output.color))
    else:
        shown = [problem for problem in problems if RULES[problem.code].level != "info"]
        output.write(plain.problems(shown, RULES, color=output.color))
        _sum_up(output, checked, shown, report)


def _sum_up(output: "Output", checked: list[Checked], shown: "list[Problem]", report: Report) -> None:
    """Say on the error stream which rules are broken how often, and where it matters what a file was checked over."""
    for group in report.groups:
        rule = group.rule
        output.note(f"{len(group.places):>5} × {rule.code} {rule.level}: {rule.demands}")
    for file in checked:
        unusable = any(RULES[problem.code].refused for problem in file.problems)
        if file.matters and (file.below or unusable):  # a glossary of its own is rightly checked alone
            output.note(f"{file.path} is checked {file.stands_on}")
    levels = [RULES[problem.code].level for problem in shown]
    counts = [f"{levels.count(level)} {level}{'s' * (levels.count(level) != 1)}" for level in ("error", "warning")]
    output.note(
        " ".join(
            f"{', '.join(counts) if shown else 'No problems'} in {', '.join(file.path for file in checked)}".split()
        )
    )


def _explain(request: "Request", output: "Output") -> int:
    """Say what a rule demands, why, and what to do."""
    from partnergloss.rules.explanation import explanation, waiver
    from partnergloss.view.rule import rule

    shown = RULES.get((request.explain or "").strip().upper())
    if shown is None:
        raise _unknown(request.explain or "")
    if request.json:
        output.write(as_json.rule(shown, explanation(shown), waiver(shown)))
    elif output.terminal:
        from partnergloss.render import terminal

        output.show(terminal.entry(rule(shown), width=output.width, color=output.color))
    else:
        output.write(plain.blocks(rule(shown), color=output.color))
    return errors.ANSWERED


def _unknown(code: str) -> UsageError:
    """Refuse a code that is no rule's, with those near it and the ranges there are."""
    from difflib import get_close_matches

    near = get_close_matches(code.strip().upper(), RULES, n=3)
    hints = [f"Did you mean {name}? gloss check --explain {name}" for name in near]
    levels: dict[str, list[str]] = {}
    for rule in RULES.values():
        levels.setdefault(rule.level, []).append(rule.code)
    ranges = ", ".join(f"{level}s {codes[0]} to {codes[-1]}" for level, codes in levels.items())
    return UsageError(f"there is no rule {quoted(code)}", (*hints, f"Rules: {ranges}."))
