"""A command that is killed while it changes a term file."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.thorough

KILLING = Path(__file__).parent / "killing.py"
MOMENTS = 25


@pytest.mark.parametrize("verb", ["add", "edit"])
def test_a_killed_command_loses_nothing(verb: str, tmp_path: Path) -> None:
    """Killed at any moment it leaves the file whole, old or new, with what it said; the next one clears up after it."""
    command = [sys.executable, str(KILLING), verb, str(MOMENTS), str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, check=True, timeout=300)
    new, old, broken, left = map(int, ran.stdout.split())
    assert (new + old, broken, left) == (MOMENTS, 0, 0)
    assert new
    assert old
