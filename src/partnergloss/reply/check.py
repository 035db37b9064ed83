"""``check``: term files → what to mend in them."""

import datetime as dt
import os

from partnergloss import errors
from partnergloss.errors import TermFileError
from partnergloss.layers import Layer, every
from partnergloss.render import as_json, plain
from partnergloss.rules import RULES, check
from partnergloss.termbase import dispensable, read_layer, settled, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.errors import Problem
    from partnergloss.output import Output
    from partnergloss.request import Request
    from partnergloss.termfile import TermFile


def answer(request: "Request", output: "Output") -> int:
    """Show what the rules find in the files named, or else in those in effect, and give the exit code."""
    layers = [layer for layer in every(request.terms) if layer.expected]
    named = [Layer("command line", path, "to be checked") for path in dict.fromkeys(request.words)]
    read = [(layer, _read(layer)) for layer in layers]
    for layer, file in read:
        if named and isinstance(file, TermFileError) and not any(_same(layer, checked) for checked in named):
            _own_up(output, layer, file)
    warnings: list[str] = []
    problems = [problem for layer in named or layers for problem in _problems(layer, read, warnings)]
    for text in dict.fromkeys(warnings if named else ()):
        output.note(f"gloss: {text}")
    _show(request, output, problems, [layer.path for layer in named or layers])
    failing = ("error", "warning") if request.strict else ("error",)
    failed = any(RULES[problem.code].level in failing for problem in problems)
    return errors.INVALID if failed else errors.ANSWERED


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _read(layer: Layer) -> "TermFile | TermFileError":
    try:
        return read_layer(layer)
    except TermFileError as error:
        return error


def _problems(
    layer: Layer, read: "list[tuple[Layer, TermFile | TermFileError]]", warnings: list[str]
) -> "list[Problem]":
    """Check one file over the layers below it; those that are not in effect are left out, with a warning."""
    place = next((rank for rank, (other, _) in enumerate(read) if _same(layer, other)), len(read))
    known = place < len(read) and (layer is read[place][0] or layer.stream)  # a pipe says it only once
    file = read[place][1] if known else _read(layer)
    if isinstance(file, TermFileError):
        return file.problems
    below, _ = settled([(lower, said) for lower, said in read[:place] if not isinstance(said, TermFileError)], warnings)
    return check(file, below.files, _today())


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


def _show(request: "Request", output: "Output", problems: "list[Problem]", paths: list[str]) -> None:
    if request.json:
        output.write(as_json.problems(problems, RULES))
        return
    shown = [problem for problem in problems if RULES[problem.code].level != "info"]
    output.show(plain.problems(shown, RULES, color=output.color))
    codes = [problem.code for problem in problems]
    for code, rule in RULES.items():
        if code in codes:
            output.note(f"{codes.count(code):>5} × {code} {rule.level}: {rule.demands}")
    levels = [RULES[problem.code].level for problem in shown]
    counts = [f"{levels.count(level)} {level}{'s' * (levels.count(level) != 1)}" for level in ("error", "warning")]
    output.note(" ".join(f"{', '.join(counts) if shown else 'No problems'} in {', '.join(paths)}".split()))
