"""How tests run the command: as a user does, in a home and a folder of their own."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

import partnergloss
from partnergloss.glossary import Glossary

for variable in ("GLOSS_TERMS", "GLOSS_PLAIN", "GLOSS_PAGER", "NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(variable, None)  # the developer's own
os.environ["XDG_CONFIG_HOME"] = os.devnull
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="partnergloss-tests-")
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)

settings.register_profile("untimed", settings(), deadline=None)  # speed is measured in benchmarks/, never in a test
settings.load_profile("untimed")

DATA = Path(__file__).parent / "data"
"""Term files for tests."""


class Result(NamedTuple):
    """What a run of the command left behind."""

    code: int
    out: str
    err: str


Gloss = Callable[..., Result]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home folder shared by the session, so that the index is built once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """Give an environment without anything of the developer's own."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LANG")}
    return kept | {"HOME": str(home)}


@pytest.fixture
def gloss(environment: dict[str, str], tmp_path: Path) -> Gloss:
    """Run ``gloss`` in a process of its own, its streams piped; keyword arguments are further variables."""

    def run(*arguments: str, cwd: Path = tmp_path, stdin: bytes = b"", **variables: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "partnergloss", *arguments],
            env=environment | variables,
            cwd=cwd,
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    """Give the bundled glossary."""
    return partnergloss.load()
