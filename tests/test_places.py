"""Where the index cannot be kept: the same answer, and one line that says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Gloss, Result
from small import Small

NOTE = "gloss: the index cannot be kept"


@pytest.fixture(scope="session")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the answer of a run that can keep its index."""
    done = ask({"XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache"))})
    assert (done.code, done.err) == (0, "")
    return done.out


def ask(variables: dict[str, str], blocks: str = "unlimited", cwd: Path = Path("/")) -> Result:
    """Run the command with just these variables, and with no file of its own larger than so many blocks."""
    script = f'ulimit -f {blocks} && exec "$0" -m partnergloss define VAR'
    environment = {"PATH": os.environ["PATH"]} | variables
    done = subprocess.run(
        ["sh", "-c", script, sys.executable], env=environment, cwd=cwd, capture_output=True, check=False
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("place", ["file", "lost link", "under a file", "no home"])
def test_a_folder_that_cannot_be(place: str, wanted: str, tmp_path: Path) -> None:
    """A file or a link to nowhere in its place, or no home at all: answered from memory, with one note."""
    variables = {"XDG_CACHE_HOME": str(tmp_path)}
    if place == "file":
        (tmp_path / "partnergloss").touch()
    elif place == "lost link":
        (tmp_path / "partnergloss").symlink_to("nowhere")
    elif place == "under a file":
        (tmp_path / "file").touch()
        variables = {"XDG_CACHE_HOME": str(tmp_path / "file")}
    else:
        variables = {"HOME": "", "XDG_CACHE_HOME": ""}
    done = ask(variables)
    assert (done.code, done.out) == (0, wanted)
    assert done.err.startswith(NOTE)
    assert done.err.endswith("set XDG_CACHE_HOME to a folder that can be written\n")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("blocks", ["0", "1", "100", "2000"])
def test_a_full_disk(blocks: str, wanted: str, tmp_path: Path) -> None:
    """However much of the index still fits: answered from memory, and nothing of it is left."""
    done = ask({"XDG_CACHE_HOME": str(tmp_path)}, blocks)
    assert (done.code, done.out) == (0, wanted)
    assert done.err.startswith(NOTE)
    assert done.err.count("\n") == 1
    assert list((tmp_path / "partnergloss").iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_for_reading_only(wanted: str, tmp_path: Path) -> None:
    """A good index there is used; a stale one is not, and nothing is kept."""
    folder = tmp_path / "partnergloss"
    folder.mkdir(mode=0o500)
    done = ask({"XDG_CACHE_HOME": str(tmp_path)})
    assert (done.code, done.out, done.err[: len(NOTE)]) == (0, wanted, NOTE)
    folder.chmod(0o700)
    assert ask({"XDG_CACHE_HOME": str(tmp_path)}).err == ""
    folder.chmod(0o500)
    assert ask({"XDG_CACHE_HOME": str(tmp_path)}) == Result(0, wanted, "")
    folder.chmod(0o700)


@pytest.mark.parametrize("variable", [{}, {"XDG_CACHE_HOME": ""}, {"XDG_CACHE_HOME": "relative"}])
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other folders")
def test_without_a_folder_named_the_home_serves(variable: dict[str, str], wanted: str, tmp_path: Path) -> None:
    """A variable that is unset, empty or no absolute path leaves the index in the home folder."""
    assert ask({"HOME": str(tmp_path)} | variable, cwd=tmp_path) == Result(0, wanted, "")
    assert [path.name for path in tmp_path.iterdir()] == [".cache"]
    assert len(list((tmp_path / ".cache" / "partnergloss").iterdir())) == 1


@pytest.mark.parametrize("name", ["a b#c?d%20e", "ä", "\udcff", "'\"\n"])
def test_a_folder_of_any_name(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever a folder is called, and with two slashes before it, its index is found again."""
    monkeypatch.setenv("XDG_CACHE_HOME", f"/{tmp_path / name}")
    small = Small(tmp_path)
    small.broker()
    (file,) = (tmp_path / name / "partnergloss").iterdir()
    before = file.stat()
    assert small.glossary().index_path == f"/{file}"
    assert file.stat() == before


def test_a_program_is_told_quietly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Who loads a glossary reads the note among its warnings; nothing is printed."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    (warning,) = Small(tmp_path).glossary().warnings
    assert warning.startswith(NOTE.removeprefix("gloss: "))
    assert capfd.readouterr() == ("", "")


def test_what_a_pipe_said_is_no_reason_for_a_note(gloss: Gloss) -> None:
    """A term file that is a pipe is asked for once; that its index is not kept goes without saying."""
    done = gloss(
        "define", "broker", "--short", "--terms", "/dev/stdin", stdin=b'[terms.broker]\ndefinition = "Piped."\n'
    )
    assert done.code == 0
    assert "Piped." in done.out
    assert NOTE not in done.err
