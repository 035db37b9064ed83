"""Which term files are looked at, in which order, and why."""

import os
import sys
from pathlib import Path

import pytest

from partnergloss.errors import UsageError
from partnergloss.layers import PROJECT_FILE, Layer, every, home, up_to, user_folder

posix = pytest.mark.skipif(sys.platform == "win32", reason="folders are named otherwise there")


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a home folder of one's own, with nothing set."""
    folder = tmp_path.resolve() / "home"
    folder.mkdir()
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA", "GLOSS_TERMS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.chdir(folder)
    return folder


def project() -> Layer:
    """Give the outermost place looked at for the project: the one that counts, if there is a file."""
    return next(layer for layer in every() if layer.origin == "project")


def touched(file: Path) -> str:
    """Make a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    return str(file)


@pytest.mark.usefixtures("at_home")
def test_layers_stand_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundled, user, project, environment, command line: later wins."""
    monkeypatch.setenv("GLOSS_TERMS", "one.toml")
    layers = every(("two.toml", "three.toml"))
    origins = [layer.origin for layer in layers]
    assert origins == ["bundled", "user", "project", "environment", "command line", "command line"]
    assert [layer.path for layer in layers[3:]] == ["one.toml", "two.toml", "three.toml"]
    assert [layer.named for layer in layers] == [False] * 4 + [True] * 2
    assert all(layer.reason for layer in layers)


@pytest.mark.usefixtures("at_home")
def test_the_bundled_file_is_there() -> None:
    """The lowest layer comes with the program."""
    assert every()[0].found


@pytest.mark.usefixtures("at_home")
def test_without_surroundings_only_what_is_named_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that loads a glossary gets the same one wherever it runs."""
    monkeypatch.setenv("GLOSS_TERMS", "one.toml")
    assert [layer.origin for layer in every(("two.toml",), ambient=False)] == ["bundled", "command line"]


@pytest.mark.usefixtures("at_home")
def test_gloss_terms_is_a_path_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files stand as in PATH; empty places are nothing."""
    monkeypatch.setenv("GLOSS_TERMS", os.pathsep.join(["a.toml", "", "b c.toml", ""]))
    assert [layer.path for layer in every() if layer.origin == "environment"] == ["a.toml", "b c.toml"]


def test_a_missing_layer_is_expected_only_where_somebody_listed_it(
    at_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody must have a file of their own; a file that is listed and missing is worth a word."""
    monkeypatch.setenv("GLOSS_TERMS", str(at_home / "none.toml"))
    expected = {layer.origin: layer.expected for layer in every((str(at_home / "no.toml"),))}
    assert expected == {"bundled": True, "user": False, "project": False, "environment": True, "command line": True}


def test_the_nearest_project_file_counts(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking starts in the working folder and goes upwards."""
    touched(at_home / "work" / PROJECT_FILE)
    nearest = touched(at_home / "work" / "a" / PROJECT_FILE)
    folder = at_home / "work" / "a" / "b" / "c"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    assert (project().path, project().found) == (nearest, True)


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_repository_ends_the_search(at_home: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """A project's meanings do not leak into a repository inside it, a work tree (a ``.git`` file) included."""
    touched(at_home / PROJECT_FILE)
    repository = at_home / "repository"
    folder = repository / "docs"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    assert project().found
    if kind == "folder":
        (repository / ".git").mkdir()
    else:
        (repository / ".git").touch()
    assert not project().found
    assert str(repository) in project().reason


def test_a_file_beside_the_repository_folder_counts(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The root of a repository is the usual place."""
    (at_home / "repository" / ".git").mkdir(parents=True)
    file = touched(at_home / "repository" / PROJECT_FILE)
    monkeypatch.chdir(at_home / "repository")
    assert project().path == file


def test_the_home_folder_ends_the_search(at_home: Path) -> None:
    """What stands above a home folder belongs to others; what stands in it counts."""
    touched(at_home.parent / PROJECT_FILE)
    assert not project().found
    file = touched(at_home / PROJECT_FILE)
    assert project().path == file


@posix
def test_a_home_reached_through_a_link_ends_the_search(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder has no links in it; the home folder may."""
    touched(at_home.parent / PROJECT_FILE)
    link = at_home.parent / "link"
    link.symlink_to(at_home)
    monkeypatch.setenv("HOME", str(link))
    assert not project().found


def test_every_place_looked_at_is_told(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The places from the working folder up to the file that counts, or to the end, are named, the inner ones last."""
    folder = at_home / "a" / "b"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    looked = [str(place / PROJECT_FILE) for place in (at_home, at_home / "a", folder)]
    assert [(layer.path, layer.found) for layer in every() if layer.origin == "project"] == [
        (path, False) for path in looked
    ]
    assert "home" in project().reason
    touched(at_home / "a" / PROJECT_FILE)
    found = [(layer.path, layer.found) for layer in every() if layer.origin == "project"]
    assert found == [(looked[1], True), (looked[2], False)]


@pytest.fixture
def of_another(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project file in the home folder whose owner is somebody else."""
    file = at_home / PROJECT_FILE
    file.touch()
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    return file


@posix
@pytest.mark.parametrize("mode", [0o1777, 0o777])
def test_a_strangers_file_in_a_shared_folder_is_not_read(of_another: Path, mode: int) -> None:
    """Where anyone can put a file, such as in /tmp, only one's own counts, also in the working folder itself."""
    of_another.parent.chmod(mode)
    assert (project().found, project().expected, project().barred) == (False, False, True)
    assert "not yours" in project().reason


@posix
def test_a_file_of_another_counts_where_only_they_can_write(of_another: Path) -> None:
    """A colleague's folder is no shared one."""
    of_another.parent.chmod(0o755)
    assert project().found


@posix
def test_ones_own_file_in_a_shared_folder_counts(at_home: Path) -> None:
    """Whoever works in /tmp may have a project there."""
    at_home.chmod(0o1777)
    (at_home / PROJECT_FILE).touch()
    assert project().found


def test_layers_up_to_one(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A layer stands for itself and those below it; where several have its name, for all of them."""
    monkeypatch.setenv("GLOSS_TERMS", os.pathsep.join([touched(at_home / "a.toml"), touched(at_home / "b.toml")]))
    touched(at_home / PROJECT_FILE)
    layers = every((touched(at_home / "c.toml"),))
    assert [layer.origin for layer in up_to(layers, "bundled")] == ["bundled"]
    assert [layer.origin for layer in up_to(layers, "project")] == ["bundled", "project"]
    assert [Path(layer.path).name for layer in up_to(layers, "environment")][-2:] == ["a.toml", "b.toml"]
    assert up_to(layers, "command-line")[-1].path.endswith("c.toml")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("name", ["project", "", "nobody", "\x1b[31m"])
def test_a_layer_that_is_not_there(name: str) -> None:
    """An unknown or missing layer is refused, with those that are there."""
    with pytest.raises(UsageError, match="only bundled"):
        up_to(every(), name)


@posix
def test_a_link_to_nowhere_is_there(at_home: Path) -> None:
    """A project file whose target is gone is read, so that its absence is told."""
    (at_home / PROJECT_FILE).symlink_to("gone.toml")
    assert project().expected


@pytest.mark.parametrize("value", ["", "relative/home"])
@posix
@pytest.mark.usefixtures("at_home")
def test_without_a_home_there_is_no_user_layer(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """No home, no file of one's own; all else works."""
    monkeypatch.setenv("HOME", value)
    assert home() is None
    assert (user_folder("config"), user_folder("cache")) == (None, None)
    assert {layer.origin for layer in every()} == {"bundled", "project"}


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="folders are named otherwise there")
def test_the_users_folders_follow_the_platform(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """XDG variables are heeded where they are absolute."""
    assert user_folder("config") == str(at_home / ".config" / "partnergloss")
    assert user_folder("cache") == str(at_home / ".cache" / "partnergloss")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(at_home / "settings"))
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert user_folder("config") == str(at_home / "settings" / "partnergloss")
    assert user_folder("cache") == str(at_home / ".cache" / "partnergloss")


@posix
def test_a_working_folder_that_is_gone_has_no_project(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stands in a deleted folder still gets an answer."""
    folder = at_home / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert [layer.origin for layer in every()] == ["bundled", "user"]


def test_a_stamp_changes_with_the_file(tmp_path: Path) -> None:
    """The index can tell when a layer was changed, came or went."""
    file = tmp_path / "terms.toml"
    stamps = [Layer("user", str(file), "").stamp]
    for content in ("schema = 1", "schema = 1 "):
        file.write_text(content, encoding="utf-8")
        stamps.append(Layer("user", str(file), "").stamp)
    assert stamps[0] is None
    assert len(set(stamps)) == 3


def test_a_path_with_a_nul_is_no_file() -> None:
    """No path is too odd to be looked at."""
    assert not Layer("command line", "a\0b", "").found
