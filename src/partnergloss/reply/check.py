"""``check``: term files → what to mend in them."""

import datetime as dt
import os

from partnergloss import errors
from partnergloss.layers import Layer, absolute, every
from partnergloss.render import as_json, plain
from partnergloss.rules import RULES, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergloss.errors import Problem
    from partnergloss.output import Output
    from partnergloss.request import Request


def answer(request: "Request", output: "Output") -> int:
    """Show what the rules find in the files named, or else in those in effect, and give the exit code."""
    layers = [layer for layer in every(request.terms) if layer.expected]
    paths = request.words or tuple(layer.path for layer in layers)
    problems = [problem for path in paths for problem in check(path, _below(path, layers), _today())]
    if request.json:
        output.write(as_json.problems(problems, RULES))
    else:
        shown = [problem for problem in problems if RULES[problem.code].level != "info"]
        output.show(plain.problems(shown, RULES, color=output.color))
        for line in _summary(problems, paths):
            output.note(line)
    failing = ("error", "warning") if request.strict else ("error",)
    failed = any(RULES[problem.code].level in failing for problem in problems)
    return errors.INVALID if failed else errors.ANSWERED


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _below(path: str, layers: list[Layer]) -> list[Layer]:
    """Give the layers below a file: below its own place, or all of them where it has none."""
    places = [os.path.realpath(absolute(layer.path)) for layer in layers]
    here = os.path.realpath(absolute(path))
    return layers[: places.index(here)] if here in places else layers


def _summary(problems: "list[Problem]", paths: "Iterable[str]") -> list[str]:
    """Say how often each rule was broken, and how all went."""
    counts: dict[str, int] = {}
    for problem in problems:
        counts[problem.code] = counts.get(problem.code, 0) + 1
    lines = [
        f"{counts[code]:>5} × {code} {rule.level}: {rule.demands}" for code, rule in RULES.items() if code in counts
    ]
    levels = [RULES[problem.code].level for problem in problems]
    errs, warnings = levels.count("error"), levels.count("warning")
    total = f"{errs} errors, {warnings} warnings" if errs or warnings else "No problems"
    return [*lines, f"{total} in {', '.join(paths)}"]
