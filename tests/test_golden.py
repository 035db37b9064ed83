"""Golden files: what a terminal shows, byte for byte, at fixed widths, with and without color."""

import unicodedata
from pathlib import Path

import pytest
from golden_cases import CASES, command, run
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

import partnergloss
from partnergloss.errors import AmbiguousError
from partnergloss.render import terminal
from partnergloss.view.entry import entry
from partnergloss.view.hits import hits
from partnergloss.view.side_by_side import side_by_side
from partnergloss.view.tree import tree

GLOSSARY = partnergloss.load()


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


@settings(max_examples=75)
@given(st.lists(st.sampled_from(sorted(GLOSSARY.terms)), min_size=2, max_size=5, unique=True), st.integers(30, 140))
def test_a_comparison_shows_every_word(ids: list[str], width: int) -> None:
    """Whatever the width, nothing that differs is cut, and nothing is wider than the terminal."""
    try:
        compared = GLOSSARY.compare(*ids)
    except AmbiguousError:
        return
    table, blocks = side_by_side(GLOSSARY.index, compared)
    shown = terminal.comparison(table, blocks, width=width, color=False)
    letters = "".join(shown.split())
    differing = [value for row in table.rows if not row[4] for value in row[3]]
    assert all(word in letters for value in differing for word in value.split())
    assert max(map(cell_len, shown.splitlines())) <= width


@pytest.mark.parametrize("width", range(1, 21))
def test_no_terminal_is_too_narrow(width: int) -> None:
    """However narrow, there is an answer, and nothing in it is wider than the terminal."""
    glossary = partnergloss.load(Path(__file__).parent / "golden" / "terms.toml")
    index, found = glossary.index, glossary.lookup("zz circle").matches[0]
    blocks = entry(index, found.record, long=True)
    shown = [
        terminal.entry(blocks, width=width, color=False),
        terminal.comparison(*side_by_side(index, glossary.compare("zz-circle", "zz-square")), width=width, color=False),
        terminal.tree(tree(index, [found.record]), width=width, color=False),
        terminal.search(hits(glossary.search("zz 中文")), width=width, color=False),
        terminal.lines(blocks[0].lines, width=width, color=False),
    ]
    assert max(cell_len(line) for text in shown for line in text.splitlines()) <= width
