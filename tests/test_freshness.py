"""An edited term file is seen by the very next command, whatever the edit leaves as it was."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small import Small

from partnergloss import layers, termbase


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Small:
    """Give a small set of layers and a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Small(tmp_path)


def in_place(file: Path, content: bytes) -> None:
    """Overwrite a file's bytes."""
    with file.open("r+b") as stream:
        stream.write(content)
        stream.truncate()


def with_its_times(file: Path, content: bytes) -> None:
    """Overwrite a file's bytes and put its times back."""
    status = file.stat()
    in_place(file, content)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def by_rename(file: Path, content: bytes) -> None:
    """Put another file in the place of a file, with the times of the first."""
    status = file.stat()
    other = file.with_suffix(".new")
    other.write_bytes(content)
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)


def deleted_first(file: Path, content: bytes) -> None:
    """Delete a file and write it anew; it may get the same inode."""
    file.unlink()
    file.write_bytes(content)


def touched(file: Path, content: bytes) -> None:
    """Overwrite a file's bytes and give it an old time."""
    in_place(file, content)
    os.utime(file, (1, 1))


EDITS = [in_place, with_its_times, by_rename, deleted_first, touched]
WORDS = st.sampled_from(["one", "two", "six", "twelve"])


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(EDITS), WORDS), min_size=1, max_size=6))
def test_edits_in_rapid_succession_are_seen(
    small: Small, edits: list[tuple[Callable[[Path, bytes], None], str]]
) -> None:
    """Each of many edits is answered with, also when it keeps size, time of change and inode."""
    for edit, word in edits:
        edit(small.file, small.content(word))
        assert small.broker() == word


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the times of files go by steps of 10 ms, as those of older kernels do."""
    stamp = layers._stamp

    def coarse(path: str) -> "tuple[layers.Stamp, bool]":
        seen, stream = stamp(path)
        if seen:
            size, modified, changed, inode = seen
            seen = size, modified - modified % 10_000_000, changed - changed % 10_000_000, inode
        return seen, stream

    monkeypatch.setattr(layers, "_stamp", coarse)


def edit_around_reading(monkeypatch: pytest.MonkeyPatch, small: Small, when: str) -> None:
    """Let the next build find the file edited just before or just after it reads it."""
    load = termbase.load

    def reading(found: "list[layers.Layer]") -> object:
        monkeypatch.setattr(termbase, "load", load)
        if when == "before":
            in_place(small.file, small.content("later"))
        read = load(found)
        if when == "after":
            in_place(small.file, small.content("later"))
        return read

    monkeypatch.setattr(termbase, "load", reading)


@pytest.mark.usefixtures("ticking")
@pytest.mark.parametrize("when", ["before", "after"])
def test_an_edit_in_the_tick_of_the_build_is_seen(small: Small, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    """An index is not taken for fresh when its file changed while it was built, though size and times stayed."""
    for _ in range(5):
        in_place(small.file, small.content("early"))
        edit_around_reading(monkeypatch, small, when)
        small.broker()
        assert small.broker() == "later"


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_edit_during_the_build_is_not_recorded_as_fresh(
    small: Small, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """What was read, or not, when the file changed under the build, is not kept for the next run."""
    edit_around_reading(monkeypatch, small, when)
    assert small.broker() == ("later" if when == "before" else "first")
    assert small.glossary().index_path
    assert small.broker() == "later"


def test_a_clock_that_goes_back_hides_no_edit(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files from the future are kept in the index, and their edits seen."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() - 3_600_000_000_000)
    assert small.broker() == "first"
    assert small.glossary().index_path
    in_place(small.file, small.content("later"))
    assert small.broker() == "later"


def test_a_file_that_comes_and_goes_is_seen(small: Small) -> None:
    """A link that leads elsewhere now, to a file like the first in size, is followed."""
    other = small.file.with_name("other.toml")
    other.write_bytes(small.content("other"))
    link = small.file.with_name("link.toml")
    link.symlink_to(small.file)
    real, small.file = small.file, link
    assert small.broker() == "first"
    link.unlink()
    link.symlink_to(other)
    assert small.broker() == "other"
    link.unlink()
    link.symlink_to(real)
    assert small.broker() == "first"
