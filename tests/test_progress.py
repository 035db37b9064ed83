"""The bar of a long build: on a terminal while it lasts, nowhere else, and gone without a trace."""

from pathlib import Path

import pytest
from conftest import Gloss
from terminal import shown

from partnergloss import cache

BAR = "Building the index"
ERASED = "\x1b[2K"
ASKED = ("define", "VAR", "--short", "--terms")


@pytest.fixture
def empty(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Give an environment whose cache is empty."""
    return environment | {"XDG_CACHE_HOME": str(tmp_path / "cache")}


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Give a term file that takes long by its size."""
    file = tmp_path / "large.toml"
    file.write_text("# Nothing but a comment.\n" * (cache.LONG // 24), encoding="utf-8")
    return file


def test_a_long_build_shows_a_bar_and_removes_it(empty: dict[str, str], large: Path, tmp_path: Path) -> None:
    """It is drawn where the answer will stand, and erased before the answer."""
    code, sent = shown([*ASKED, str(large)], columns=80, environment=empty, cwd=tmp_path)
    before, _, left = sent.rpartition(ERASED)
    assert code == 0
    assert BAR in before
    assert left.startswith("Value-added reseller (VAR): ")


def test_the_next_run_shows_none(empty: dict[str, str], large: Path, tmp_path: Path) -> None:
    """Only building takes long."""
    sent = [shown([*ASKED, str(large)], columns=80, environment=empty, cwd=tmp_path)[1] for _ in range(2)]
    assert [BAR in text for text in sent] == [True, False]


@pytest.mark.parametrize(
    ("options", "variables"), [(["--plain"], {}), ([], {"GLOSS_PLAIN": "1"}), ([], {"TERM": "dumb"})]
)
def test_who_wants_it_plain_sees_none(
    options: list[str], variables: dict[str, str], empty: dict[str, str], large: Path, tmp_path: Path
) -> None:
    """A reader who asked for plain text, or whose terminal cannot erase, gets the answer alone."""
    arguments = [*ASKED, str(large), *options]
    _, sent = shown(arguments, columns=80, environment=empty | variables, cwd=tmp_path)
    assert sent.startswith("Value-added reseller (VAR): ")


def test_a_short_build_shows_none(empty: dict[str, str], tmp_path: Path) -> None:
    """The bundled terms are indexed before anyone could read how far it is."""
    _, sent = shown(["define", "VAR", "--short"], columns=80, environment=empty, cwd=tmp_path)
    assert sent.startswith("Value-added reseller (VAR): ")


def test_a_pipe_gets_none(gloss: Gloss, large: Path, tmp_path: Path) -> None:
    """Where the error stream is no terminal nothing is written on it."""
    done = gloss(*ASKED, str(large), XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert (done.code, done.err) == (0, "")


def test_a_failed_build_removes_it_too(empty: dict[str, str], large: Path, tmp_path: Path) -> None:
    """A refusal stands alone, as if there had been no bar."""
    with large.open("a", encoding="utf-8") as file:
        file.write("wrong\n")
    code, sent = shown([*ASKED, str(large)], columns=80, environment=empty, cwd=tmp_path)
    before, _, left = sent.rpartition(ERASED)
    assert code == 5
    assert BAR in before
    assert left.startswith("gloss: ")
