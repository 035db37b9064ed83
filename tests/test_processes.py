"""Many processes, killed ones and old ones share a cache folder; each answers right."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Gloss, Result
from small import Small

from partnergloss import cache

BUILDER = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from small import Small
import partnergloss.storing

pytestmark = pytest.mark.thorough
small = Small(Path(sys.argv[2]))
print("ready", flush=True)
small.broker()
"""
MOMENTS = 25


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Small:
    """Give a small set of layers and a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Small(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder that its index is in."""
    return tmp_path / "cache" / "partnergloss"


def aged(path: Path) -> Path:
    """Let a file look as if nobody had written it for an hour."""
    os.utime(path, (time.time() - 3600,) * 2)
    return path


def test_many_first_runs_at_once(gloss: Gloss, tmp_path: Path) -> None:
    """Twenty processes that start together with an empty cache answer alike and leave one index."""

    def ask(_: int) -> Result:
        return gloss("define", "VAR", XDG_CACHE_HOME=str(tmp_path))

    with ThreadPoolExecutor(20) as pool:
        (answer,) = set(pool.map(ask, range(20)))
    assert (answer.code, answer.err) == (0, "")
    assert len(list((tmp_path / "partnergloss").iterdir())) == 1
    assert ask(0) == answer


def test_a_build_killed_at_any_moment(small: Small, folder: Path, tmp_path: Path) -> None:
    """A build that is killed leaves no index or a good one, and what else it leaves goes with a later build."""
    start = time.monotonic()
    small.broker()
    longest = 2 * (time.monotonic() - start)
    for moment in range(MOMENTS):
        for index in folder.glob("*.sqlite"):
            index.unlink()
        command = [sys.executable, "-c", BUILDER, str(Path(__file__).parent), str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as builder:
            assert builder.stdout
            builder.stdout.readline()
            time.sleep(longest * moment / MOMENTS)
            builder.kill()
        assert small.broker() == "first"
    for left in folder.glob("*.unfinished"):
        aged(left)
    small.file.write_bytes(small.content("later"))
    assert small.broker() == "later"
    assert len(list(folder.iterdir())) == 1


def test_only_what_is_surely_dead_is_removed(small: Small, folder: Path) -> None:
    """A build removes unfinished files that are old and not locked, and nothing else."""
    folder.mkdir(parents=True)
    names = ("dead.unfinished", "live.unfinished", "young.unfinished", "other.sqlite", "text.unfinished")
    dead, live, young, other, text = (folder / name for name in names)
    for file in (dead, live, young, other):
        file.touch()
    text.write_text("no database " * 1000, encoding="utf-8")
    with closing(sqlite3.connect(live, isolation_level=None)) as builder:
        builder.executescript("PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE term (id)")
        for file in (dead, live, other, text):
            aged(file)
        small.broker()
        assert [file.exists() for file in (dead, live, young, other, text)] == [False, True, True, True, False]
    small.file.write_bytes(small.content("later"))
    small.broker()
    assert not live.exists()


def test_a_builder_holds_its_lock(small: Small, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a build takes, no other one removes what it writes."""
    from partnergloss import indexing, storing

    def pages(*_: object) -> Iterator[tuple[str, str]]:
        for file in folder.glob("*.unfinished"):
            aged(file)
            found.append(storing.is_being_built(str(file)))
        return iter(())

    found: list[bool] = []
    monkeypatch.setattr(indexing, "_phrases", pages)
    small.glossary()
    assert found
    assert all(found)


@pytest.mark.parametrize("event", ["deleted", "replaced", "folder deleted"])
def test_a_reader_goes_on(small: Small, folder: Path, event: str) -> None:
    """A process that reads an index is not disturbed when another deletes or replaces it."""
    glossary = small.glossary()
    listing = glossary.index.texts()
    first = next(listing)
    if event == "replaced":
        small.file.write_bytes(small.content("later"))
        assert small.broker() == "later"
    else:
        for file in folder.iterdir():
            file.unlink()
        if event == "folder deleted":
            folder.rmdir()
    assert len({first, *listing}) == len(glossary.terms)
    assert glossary.lookup("broker").matches[0].record["definition"] == "first"


def test_two_versions_share_a_folder(small: Small, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each version of the program has an index of its own, and leaves the other's alone."""
    small.broker()
    (mine,) = folder.iterdir()
    before = mine.stat()
    monkeypatch.setattr(cache, "__version__", "0.0.1")
    small.broker()
    assert len(list(folder.iterdir())) == 2
    assert mine.stat() == before
