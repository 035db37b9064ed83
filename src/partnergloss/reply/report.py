"""What is said of terms that were written: where they stand, and what the rules find in them."""

import os

from partnergloss.amending import LONG, Written, findings, placed
from partnergloss.composing import pairs
from partnergloss.glossary import load_ambient
from partnergloss.known import Known
from partnergloss.layers import readable
from partnergloss.render import as_json
from partnergloss.rules import RULES
from partnergloss.target import in_effect, is_among
from partnergloss.termfile import TermFile
from partnergloss.visible import argument, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.errors import Problem
    from partnergloss.output import Output
    from partnergloss.request import Request

_SHARED = "GL111"
_SHOWN = 5
_MEGABYTE = 1_000_000


def say_size(output: "Output", path: str) -> None:
    """Warn that a large file takes a while."""
    try:
        size = os.path.getsize(path)
    except OSError:  # said where it is read
        size = 0
    if size > LONG:
        output.note(f"gloss: {one_line(path)} has {size // _MEGABYTE} MB, so this takes a while")


def report(  # noqa: PLR0913 - what there is to say it of
    request: "Request", output: "Output", below: list[TermFile], written: Written, ids: list[str], *, hindered: bool
) -> None:
    """Say which terms were written where, and what the rules find in them.

    Args:
        request: ``add`` or ``edit``.
        output: where to say it.
        below: the layers below the file.
        written: the file as it is now.
        ids: the terms.
        hindered: whether other terms keep the file from being used.
    """
    long = len(written.raw) > LONG
    found = [] if long else findings(below, written, placed(written, ids))
    places = [(term_id, written.path, written.line(term_id)) for term_id in ids]
    verb = {"add": "added {} to", "edit": "changed {} in"}[request.verb]
    if request.json:
        output.write(as_json.changes(places, found, RULES))
    for term_id, path, line in () if request.json else places:
        output.write(f"{verb.format(one_line(term_id))} {one_line(path)}:{line}\n")
    file = argument(readable(written.path))
    if hindered:
        output.note(f"gloss: other terms keep this file from being used: gloss check {file}")
    else:
        _say_use(request, output, written, file, ids[0])
    if long:
        output.note(f"gloss: {len(written.raw) // _MEGABYTE} MB, so the rules were not applied: gloss check {file}")
    elif not request.json:
        _note(output, found, file)
        if any(problem.code == _SHARED for problem in found):
            _say_senses(output, below, written, ids)


def _say_use(request: "Request", output: "Output", written: Written, file: str, term_id: str) -> None:
    """Say how to read a term."""
    term = argument(term_id)
    if not is_among(in_effect(request.terms), written.path):
        output.note(f"gloss: the file is not in effect here. To use it: gloss define {term} --terms {file}")
    elif not request.json:
        output.note(f"To read it: gloss define {term}")


def _say_senses(output: "Output", below: list[TermFile], written: Written, ids: list[str]) -> None:
    """Say how to declare that labels of some terms are those of other terms too."""
    known = Known(written.over(below), load_ambient)
    shared = {label: senses for term_id in ids for label, senses in known.shared(term_id).items()}
    if shared:
        output.note(f"If all are meant, the table [ambiguous] in {one_line(written.path)} needs:")
    for line in pairs(shared):
        output.note(line)


def _note(output: "Output", found: "list[Problem]", file: str) -> None:
    shown = found if len(found) <= _SHOWN else found[: _SHOWN - 1]
    for problem in shown:
        output.note(one_line(f"gloss: {problem.code} {RULES[problem.code].level}: {problem.key}: {problem.message}"))
    if len(found) > len(shown):
        output.note(f"gloss: … and {len(found) - len(shown)} more: gloss check {file}")
    elif found:
        output.note(f"gloss: what to do about it: gloss check {file}")
