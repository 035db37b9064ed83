"""A file is changed whole or not at all, by one at a time; what it was is never lost."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from partnergloss.errors import GlossError, UsageError
from partnergloss.saving import rewrite


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a cache folder of its own."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def longer(raw: bytes) -> bytes:
    """Make a content longer by a line."""
    return raw + b"line\n"


def test_the_mode_stays(tmp_path: Path) -> None:
    """A file keeps who may read it; a new one is as the system makes new files."""
    file = tmp_path / "a"
    file.write_bytes(b"old\n")
    file.chmod(0o640)
    rewrite(str(file), longer)
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"old\nline\n", 0o640)
    rewrite(str(tmp_path / "new"), longer)
    plain = tmp_path / "plain"
    plain.touch()
    assert (tmp_path / "new").stat().st_mode == plain.stat().st_mode


def test_folders_are_made_for_the_user_alone(tmp_path: Path) -> None:
    """Missing folders are made only where that is wanted, open to nobody else."""
    file = tmp_path / "one" / "two" / "a"
    with pytest.raises(UsageError, match="folder does not exist"):
        rewrite(str(file), longer)
    rewrite(str(file), longer, folders=True)
    assert file.read_bytes() == b"line\n"
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (file.parent, file.parent.parent)] == [0o700, 0o700]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that a link leads to is changed, beside itself, even where it is not there yet."""
    real = tmp_path / "dotfiles"
    real.mkdir()
    for name, old in (("there", b"old\n"), ("missing", None)):
        if old:
            (real / name).write_bytes(old)
        link = tmp_path / name
        link.symlink_to(real / name)
        rewrite(str(link), longer)
        assert link.is_symlink()
        assert (real / name).read_bytes() == (old or b"") + b"line\n"
    assert {path.name for path in real.iterdir()} == {"there", "missing"}


@pytest.mark.parametrize("name", ["sp ace", "new\nline", "\x1b[31m", "x" * 250, "ütf", os.fsdecode(b"\xff")])
def test_any_name_can_be_written(tmp_path: Path, name: str) -> None:
    """Odd and long names leave room for the file beside them."""
    rewrite(str(tmp_path / name), longer)
    rewrite(str(tmp_path / name), longer)
    assert (tmp_path / name).read_bytes() == b"line\nline\n"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder, a pipe, a device and a link to itself are left alone, and nobody waits for them."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "loop", Path(os.devnull), tmp_path / "pipe" / "a"):
        with pytest.raises(UsageError):
            rewrite(str(path), longer)


def test_a_change_that_fails_leaves_the_file(tmp_path: Path) -> None:
    """What the change raises goes through; nothing is left behind."""
    file = tmp_path / "a"
    file.write_bytes(b"old\n")

    def fail(_: bytes) -> bytes:
        raise UsageError("no")

    with pytest.raises(UsageError, match="no"):
        rewrite(str(file), fail)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old\n"]


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
def test_a_disk_that_fails_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Where the system refuses to write, flush or rename, the file is as it was, with nothing beside it."""
    file = tmp_path / "a"
    file.write_bytes(b"old\n")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, call, fail)
        with pytest.raises(GlossError, match="no space left on device"):
            rewrite(str(file), longer)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old\n"]


def test_a_change_by_another_is_not_lost(tmp_path: Path) -> None:
    """Where an editor saves the file meanwhile, the change is made anew from what it saved."""
    file = tmp_path / "a"
    file.write_bytes(b"old\n")
    seen: list[bytes] = []

    def change(raw: bytes) -> bytes:
        seen.append(raw)
        if len(seen) == 1:
            file.write_bytes(b"other\n")
        return longer(raw)

    rewrite(str(file), change)
    assert (seen, file.read_bytes()) == ([b"old\n", b"other\n"], b"other\nline\n")


def test_a_file_that_never_rests_is_given_up(tmp_path: Path) -> None:
    """Who changes a file all the time is left alone with it."""
    file = tmp_path / "a"
    with pytest.raises(GlossError, match="changes all the time"):
        rewrite(str(file), lambda raw: file.write_bytes(longer(raw)) * b"x")
    assert file.read_bytes() == b"line\n" * 20


def killed(file: Path) -> Path:
    """Kill a writer right before it renames, and give what it leaves."""
    program = "import os, sys; os.replace = lambda *_: os.kill(os.getpid(), 9)\n"
    program += "from partnergloss.saving import rewrite; rewrite(sys.argv[1], lambda raw: raw + b'lost')"
    assert subprocess.run([sys.executable, "-c", program, str(file)], check=False).returncode == -signal.SIGKILL
    (left,) = file.parent.glob("*.unfinished")
    return left


def test_what_a_killed_run_left_goes(tmp_path: Path) -> None:
    """The next writer of the same file removes it, and no other."""
    file = tmp_path / "a"
    left = killed(file)
    rewrite(str(tmp_path / "b"), longer)
    assert left.read_bytes() == b"lost"
    rewrite(str(file), longer)
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


def test_without_a_lock_only_what_is_old_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where others may be writing unseen, what one of them has just written stays."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    file = tmp_path / "a"
    left = killed(file)
    rewrite(str(file), longer)
    assert left.exists()
    os.utime(left, (time.time() - 3600,) * 2)
    rewrite(str(file), longer)
    assert not left.exists()


def test_writers_take_turns(tmp_path: Path) -> None:
    """While one writes, another waits; both changes are there."""
    file = tmp_path / "a"
    inside, let_go = threading.Event(), threading.Event()

    def slow(raw: bytes) -> bytes:
        inside.set()
        assert let_go.wait(30)
        return longer(raw)

    one = threading.Thread(target=rewrite, args=(str(file), slow))
    one.start()
    assert inside.wait(30)
    other = threading.Thread(target=rewrite, args=(str(file), longer))
    other.start()
    other.join(0.3)
    assert other.is_alive()
    let_go.set()
    for thread in (one, other):
        thread.join(30)
    assert file.read_bytes() == b"line\nline\n"


def test_who_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer does not wait for ever for another."""
    monkeypatch.setattr("partnergloss.saving._PATIENCE", 0.1)
    file = str(tmp_path / "a")

    def within(_: bytes) -> bytes:
        rewrite(file, longer)
        raise AssertionError("two at once")

    with pytest.raises(GlossError, match="another gloss is writing"):
        rewrite(file, within)


def test_without_a_cache_folder_it_writes_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no lock can be kept, the look right before the rename must do."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    rewrite(str(tmp_path / "a"), longer)
    assert (tmp_path / "a").read_bytes() == b"line\n"
    assert len(list(tmp_path.iterdir())) == 1


def test_nothing_but_the_target_is_written(tmp_path: Path, cache: Path) -> None:
    """In the cache folder there is an empty file to lock, and nothing is left beside the target."""
    rewrite(str(tmp_path / "a"), longer)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert [path.stat().st_size for path in cache.rglob("*") if path.is_file()] == [0]
