"""Packaging: what a wheel must hold, and the lines that others run from the README."""

import html
import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from terminal import shown

import partnergloss
from partnergloss import errors
from partnergloss.commands.app import COMMANDS
from partnergloss.request import VERBS

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
from pictures import PICTURES, WIDTH  # noqa: E402

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_package_is_listed() -> None:
    """The list of packages is explicit: a forgotten one works editable and breaks the wheel."""
    source = ROOT / "src"
    found = {".".join(init.parent.relative_to(source).parts) for init in source.rglob("__init__.py")}
    assert {*PROJECT["tool"]["setuptools"]["packages"]} == found | {"partnergloss.data"}


def test_the_version_is_the_package_s() -> None:
    """The constant and the installed metadata agree."""
    assert version("partnergloss") == partnergloss.__version__


def test_every_dependency_has_a_reason() -> None:
    """Each requirement stands on a line of its own with a comment that says why."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for listed in (PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()):
        for requirement in listed:
            line = next(line for line in text.splitlines() if f'"{requirement}"' in line)
            assert "  # " in line, line


def test_the_bundled_file_is_the_repository_s() -> None:
    """The installed package holds ``data/terms.toml`` of this repository."""
    from partnergloss.layers import every

    assert Path(every(ambient=False)[0].path).read_bytes() == (ROOT / "data" / "terms.toml").read_bytes()


@pytest.mark.parametrize("name", PICTURES)
def test_the_pictures_are_current(name: str, environment: dict[str, str], tmp_path: Path) -> None:
    """The README's pictures hold each line that the program shows now; ``scripts/pictures.py`` draws them."""
    drawn = html.unescape((ROOT / "docs" / f"{name}.svg").read_text(encoding="utf-8")).replace("\xa0", " ")
    words = re.sub(r"\s+", " ", " ".join(re.findall(r">([^<>]+)<", drawn)))
    arguments = [*PICTURES[name], "--color", "never", "--no-pager"]
    _, sent = shown(arguments, columns=WIDTH, environment=environment, cwd=tmp_path)
    missing = [word for word in sent.split() if word not in words]
    assert not missing


def test_the_public_names_exist() -> None:
    """Everything in ``__all__`` can be had."""
    assert all(getattr(partnergloss, name) for name in partnergloss.__all__)


def test_the_readme_lists_the_exit_codes() -> None:
    """The table of the README has every exit code that ``errors`` names."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = {int(code) for row in re.findall(r"(?m)^\| ([\d, ]+) \|", readme) for code in row.split(",")}
    public = {name: code for name, code in vars(errors).items() if name.isupper() and not name.startswith("_")}
    assert listed == set(public.values())


def test_the_verbs_are_one_list() -> None:
    """The verbs that are suggested are those that there are."""
    assert tuple(COMMANDS) == VERBS
