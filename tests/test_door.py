"""The two doors: what needs no framework is read as the framework reads it, and answered in the same bytes."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from conftest import DATA
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from terminal import shown

from partnergloss import door
from partnergloss.__main__ import run
from partnergloss.commands.app import parse
from partnergloss.request import VERBS, Request

WORDS = (
    "VAR", "reseller", "msp", "affiliate", "referral", "channel partner", "Partner Relationship Management", "PRM",
    "vs", "VS.", "versus", "what", "is", "a", "affilliate", "netwrok", "xyzzy", "café", "\u202ea", "\x1b[31m", "", " ",
    "-", "late", "paying", "list", "help", "%s", "principal", "agent", "[red]x[/red]", "bash",
)  # fmt: skip
OPTIONS = (
    "--json", "--plain", "--exact", "--short", "--markdown", "--long", "--no-pager", "--strict", "--version", "--help",
    "-h", "--", "--jsn", "-x", "--json=yes", "--color", "--where", "--category", "--terms", "--layer",
)  # fmt: skip
VALUED = {
    "--color": ("always", "never", "auto", "Always", "red", "-"),
    "--category": ("pricing", "partner", "nonsense", "", "--json", "Pricing"),
    "--layer": ("bundled", "project", "user", "", "-"),
    "--where": ("paper=vendor", "paper=nobody", "nothing=x", "paper", "earns=commission,bounty"),
    "--terms": (str(DATA / "valid" / "every-field.toml"), "missing.toml", "-"),
}


def _valued() -> st.SearchStrategy[list[str]]:
    pairs = [(name, value) for name, values in VALUED.items() for value in values]
    return st.sampled_from([[name, value] for name, value in pairs] + [[f"{name}={value}"] for name, value in pairs])


PIECES = st.one_of(
    st.sampled_from(WORDS).map(lambda word: [word]),
    st.sampled_from(WORDS).map(lambda word: [word]),
    st.sampled_from(OPTIONS).map(lambda option: [option]),
    _valued(),
    st.text(max_size=8).map(lambda text: [text]),
)
ARGUMENTS = st.tuples(
    st.sampled_from(
        [
            *((verb,) for verb in VERBS if verb not in ("check", "add", "edit", "scan")),
            ("define",),
            ("compare",),
            (),
            (),
        ]
    ),
    st.lists(PIECES, max_size=6),
).map(lambda parts: [*parts[0], *(word for piece in parts[1] for word in piece)])
"""Command lines, plausible and not; ``check`` has one door only and reads the whole of the bundled file."""


def _fields(request: Request) -> dict[str, object]:
    return {name: getattr(request, name) for name in Request.__slots__}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["VAR"],
        ["define", "channel", "partner", "--json"],
        ["define", "-", "--short"],
        ["channel partner", "vs", "VAR"],
        ["compare", "VAR", "MSP", "--no-pager", "--color", "always"],
        ["list", "--category=pricing", "--where", "paper=vendor", "--where", "earns=margin", "--plain"],
        ["completion", "zsh"],
        ["search", "late", "paying", "--terms", "a.toml", "--terms", "b.toml"],
    ],
)
def test_plain_shapes_need_no_framework(arguments: list[str]) -> None:
    """What is asked most is spelled out by the door itself."""
    assert door.spelled_out(arguments)


@settings(max_examples=400)
@given(ARGUMENTS)
def test_the_door_reads_what_the_framework_reads(arguments: list[str]) -> None:
    """A command line that the door takes is the same request to the framework, and never a mistake to it."""
    request = door.spelled_out(arguments)
    event(f"taken: {request is not None}")
    if request:
        parsed = parse(arguments)
        assert parsed
        assert _fields(parsed) == _fields(request)


class _Stream(io.TextIOWrapper):
    """A stream that may claim to be a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        self.sent = io.BytesIO()
        super().__init__(self.sent, encoding="ascii", write_through=True)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@contextlib.contextmanager
def _streams(*, terminal: bool, error_terminal: bool) -> Iterator[tuple[_Stream, _Stream]]:
    out, err = _Stream(terminal=terminal), _Stream(terminal=error_terminal)
    read = io.TextIOWrapper(io.BytesIO(b"VAR\r\n\nxyzzy\nlate paying"))
    with mock.patch.multiple(sys, stdout=out, stderr=err, stdin=read):
        yield out, err


def _answered(arguments: list[str], *, terminal: bool, error_terminal: bool) -> tuple[int, bytes, bytes]:
    """Answer on streams of our own; give the exit code and what each got."""
    with _streams(terminal=terminal, error_terminal=error_terminal) as (out, err):
        code = run(arguments)
        return code, out.sent.getvalue(), err.sent.getvalue()


ENVIRONMENTS = st.fixed_dictionaries(
    {"COLUMNS": st.sampled_from(["20", "60", "80", "120", "300"]), "LINES": st.just("100000")},
    optional={
        "NO_COLOR": st.sampled_from(["", "1"]),
        "FORCE_COLOR": st.sampled_from(["", "1"]),
        "TERM": st.sampled_from(["dumb", "xterm"]),
        "GLOSS_PLAIN": st.sampled_from(["0", "1"]),
    },
)
"""Widths and colors; taller than any answer, so that none goes to a pager."""


@settings(max_examples=50, suppress_health_check=[HealthCheck.filter_too_much])
@given(ARGUMENTS, ENVIRONMENTS, st.booleans(), st.booleans())
def test_both_doors_answer_alike(
    arguments: list[str], variables: dict[str, str], terminal: bool, error_terminal: bool
) -> None:
    """With and without the door, both streams get the same bytes and the exit code is the same."""
    assume(door.spelled_out(arguments))
    with mock.patch.dict(os.environ, variables):
        short = _answered(arguments, terminal=terminal, error_terminal=error_terminal)
        with mock.patch.object(door, "spelled_out", return_value=None):
            assert _answered(arguments, terminal=terminal, error_terminal=error_terminal) == short


BEHIND = """
import sys
from partnergloss import __main__, door
door.spelled_out = lambda arguments: None
sys.exit(__main__.run(sys.argv[1:]))
"""


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    "arguments",
    [
        ["VAR"],
        ["define", "affilliate netwrok"],
        ["define", "PRM", "--color", "never"],
        ["compare", "VAR", "MSP", "xyzzy"],
        ["affiliate", "vs", "referral"],
        ["list", "--category", "pricing", "--no-pager"],
        ["search", "they", "sell", "our", "software"],
        ["--version"],
    ],
)
@pytest.mark.thorough
def test_a_real_terminal_sees_no_difference(
    arguments: list[str], columns: int, environment: dict[str, str], tmp_path: Path
) -> None:
    """On a terminal of each width both doors send the same."""
    one = shown(arguments, columns=columns, environment=environment, cwd=tmp_path)
    other = shown(arguments, columns=columns, environment=environment, cwd=tmp_path, program=("-c", BEHIND))
    assert one == other
