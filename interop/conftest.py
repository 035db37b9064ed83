"""How the tests of the exports run the command: as a user does, in a home and a folder of their own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HOSTILE = Path(__file__).parent / "hostile.toml"
"""A term file full of what other programs might take for more than text."""

Export = Callable[..., Path]


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Export in a process of its own, with nothing of the developer's: the format and options in, the file out."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LANG")}

    def run(format_: str, *options: str, name: str = "export") -> Path:
        path = tmp_path_factory.mktemp("export") / name
        command = [sys.executable, "-m", "partnergloss", "export", format_, *options, "-o", str(path)]
        subprocess.run(command, env=kept | {"HOME": str(home)}, cwd=home, check=True, timeout=300)
        return path

    return run
