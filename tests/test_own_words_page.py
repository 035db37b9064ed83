"""``docs/own-words.md``: what a team does from nothing to a checked pull request, done as it stands there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Gloss

PAGE = (Path(__file__).parent.parent / "docs" / "own-words.md").read_text(encoding="utf-8")


def fenced(mark: str) -> str:
    """Give the block of the page that follows a comment."""
    (text,) = re.findall(rf"<!-- {re.escape(mark)} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    return str(text)


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_from_nothing_to_a_commit(environment: dict[str, str], tmp_path: Path) -> None:
    """The commands of the page run in a new repository as they are, and leave the file that the page shows."""
    gloss = tmp_path / "bin" / "gloss"
    gloss.parent.mkdir()
    gloss.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m partnergloss "$@"\n', encoding="utf-8")
    gloss.chmod(0o755)
    team = tmp_path / "team"
    team.mkdir()
    (team / "README.md").write_text("What our resellers get.\n", encoding="utf-8")
    who = {f"GIT_{role}_{fact}": "team@example.com" for role in ("AUTHOR", "COMMITTER") for fact in ("NAME", "EMAIL")}
    script = f"git init --quiet\n{fenced('tried')}"
    path = f"{gloss.parent}:{environment['PATH']}"
    done = subprocess.run(
        ["sh", "-euc", script], env=environment | who | {"PATH": path}, cwd=team, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert (team / ".gloss.toml").read_text(encoding="utf-8") == fenced("tried: .gloss.toml")
    log = subprocess.run(["git", "-C", team, "log", "--format=%s"], capture_output=True, check=True).stdout
    assert log.decode().startswith("Say what we mean")


def test_what_else_a_file_can_say(gloss: Gloss, tmp_path: Path) -> None:
    """The larger example on the page is a sound layer over the smaller one, as its comments say."""
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text(fenced("tried: .gloss.toml"), encoding="utf-8")
    second.write_text(
        PAGE.partition("## More that a file can say")[2].split("```")[1].partition("\n")[2], encoding="utf-8"
    )
    ran = gloss("check", str(second), "--terms", str(first))
    assert (ran.code, " error " in ran.out) == (0, False), ran.out
    layers = ("--terms", str(first), "--terms", str(second))
    sourced = gloss("define", "sourced", *layers)
    assert (sourced.code, sourced.out.count("Name: ")) == (4, 2)
    scanned = gloss("scan", "--fail-on", "deprecated", *layers, stdin=b"The Bronze partner stays.")
    assert scanned.code == 5
