"""Where answers go."""

import shutil

import pytest

from partnergloss.output import _size

SIZES = ["", "0", "-5", "7", " 90 ", "1_0", "+12", "9.5", "wide"]


@pytest.mark.parametrize("columns", SIZES)
@pytest.mark.parametrize("lines", SIZES)
def test_the_terminal_is_as_large_as_python_says(columns: str, lines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS and LINES are read as ``shutil.get_terminal_size`` reads them, sense or nonsense."""
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", lines)
    assert _size() == shutil.get_terminal_size((80, 24))
