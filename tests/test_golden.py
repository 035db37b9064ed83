"""Golden files: what a terminal shows, byte for byte, at fixed widths, with and without color."""

import unicodedata
from pathlib import Path

import pytest
from golden_cases import CASES, command, run


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_terminal_shows_what_the_golden_file_holds(case: Path, environment: dict[str, str]) -> None:
    """A change of what people see is a change of a golden file."""
    _, _, expected = case.read_text(encoding="utf-8").partition("\n")
    assert run(case, environment) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_nothing_is_wider_than_the_terminal(case: Path) -> None:
    """Laid-out lines fit the terminal; prose is at most 100 columns wide. Plain forms never wrap."""
    columns, arguments = command(case)
    if {"--plain", "--short", "--markdown"} & {*arguments}:
        return
    _, *lines = case.read_text(encoding="utf-8").splitlines()
    for line in lines:
        bare = "".join(part.partition("m")[2] if number else part for number, part in enumerate(line.split("\x1b[")))
        width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in bare)
        assert width <= min(columns, 100), line


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_no_text_steers_the_terminal(case: Path) -> None:
    """Only colors of our own are sent; escapes in the terms are shown instead."""
    text = case.read_text(encoding="utf-8")
    assert "\x1b[31m" not in text
    assert not {"\x07", "\u202e", "\u202c"} & {*text}
    if "--color never" in text.partition("\n")[0]:
        assert "\x1b" not in text
