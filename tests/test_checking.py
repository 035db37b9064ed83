"""``docs/checking.md``: each command that it gives a team does what the page says, on sound files and on others."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from partnergloss.errors import INVALID

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "checking.md").read_text(encoding="utf-8")
HOOKS = re.findall(r"entry: (.+)\n.*\n +(files|types): (.+)", PAGE)
STEPS = re.findall(r"- run: (.*gloss (?:check|scan).*)", PAGE)
FOR_A_BOT = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]

SOUND = """\
[terms.silver-partner]
name = "Silver partner"
category = "programs"
definition = "Partner tier for resellers with two certified people."
broader = ["partner-tier"]
status = "draft"
"""
BROKEN = SOUND.replace('"partner-tier"', '"nobody"').replace("Partner tier for", "A silver partner among")


def _team(folder: Path, *, sound: bool) -> None:
    """Make a team's repository."""
    (folder / ".gloss.toml").write_text(SOUND if sound else BROKEN, encoding="utf-8")
    (folder / "README.md").write_text("A VAR resells.\n" if sound else "The PRM talks to ZQX.\n", encoding="utf-8")
    for command in ("init -q", "add ."):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)


def _run(line: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a line as a shell does that has this program on its path."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    command = ["sh", "-c", line]
    return subprocess.run(
        command, cwd=folder, env=environment | {"PATH": programs}, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("sound", [True, False])
@pytest.mark.thorough
def test_hooks_and_steps_fail_where_they_should(*, sound: bool, environment: dict[str, str], tmp_path: Path) -> None:
    """Each hook, given the files that it is for, and each step of the job passes sound files and fails others."""
    _team(tmp_path, sound=sound)
    files = {"files": ".gloss.toml", "types": "README.md"}
    hooks = [f"{entry} {files[kind]}" for entry, kind, _ in HOOKS]
    codes = [_run(line, tmp_path, environment).returncode for line in (*hooks, *STEPS)]
    assert len(hooks) == len(STEPS) == 2
    assert codes == ([0] * 4 if sound else [INVALID, INVALID, INVALID, 123])  # xargs has one code for all failures


def test_the_hook_takes_term_files_in_any_folder() -> None:
    """Its pattern fits what is a project's term file, and no other."""
    (pattern,) = (found for _, kind, found in HOOKS if kind == "files")
    assert all(re.search(pattern, name) for name in (".gloss.toml", "docs/.gloss.toml"))
    assert not any(re.search(pattern, name) for name in ("my.gloss.toml", ".gloss.toml.orig", "terms.toml"))


@pytest.mark.skipif(not (shutil.which("jq") and shutil.which("git")), reason="git or jq is not installed")
def test_what_a_bot_reads(environment: dict[str, str], tmp_path: Path) -> None:
    """The lines for a bot give the errors, the counts, and the words that nobody explains."""
    _team(tmp_path, sound=False)
    errors, counts, unknown = (_run(line, tmp_path, environment).stdout.splitlines() for line in FOR_A_BOT)
    assert [line.split("\t")[:3] for line in errors] == [[".gloss.toml", "5", "GL104"]]
    assert counts == ["1 × GL104", "1 × GL204", "1 × GL207"]
    assert unknown == ["ZQX"]


def test_the_page_is_short() -> None:
    """It is read in two screens."""
    assert PAGE.count("\n") <= 80
