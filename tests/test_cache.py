"""The index: built once, seen to be stale, replaced when damaged, done without where it cannot be kept."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from partnergloss import index as indexes
from partnergloss.cache import open_index
from partnergloss.glossary import Glossary
from partnergloss.layers import every

FIRST = '[terms.broker]\ndefinition = "First."\n'
OTHER = '[terms.broker]\ndefinition = "Other."\n'


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "partnergloss"


def definition(*files: Path) -> str:
    """Open the index over these files and read one term."""
    glossary = Glossary(open_index(every(tuple(map(str, files)), ambient=False)))
    return str(glossary.lookup("broker").matches[0].record["definition"])


def test_it_is_built_once(cache: Path) -> None:
    """The second opening uses the file that the first has written, and leaves nothing beside it."""
    definition()
    (file,) = cache.iterdir()
    before = file.stat()
    definition()
    assert file.stat() == before
    assert list(cache.iterdir()) == [file]


def test_an_edit_is_seen_at_once(tmp_path: Path) -> None:
    """A changed file is read again, also when the edit keeps its size and its second."""
    file = tmp_path / "terms.toml"
    file.write_text(FIRST, encoding="utf-8")
    times = file.stat()
    assert definition(file) == "First."
    file.write_text(OTHER, encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert definition(file) == "Other."


def test_each_set_of_files_has_an_index_of_its_own(cache: Path, tmp_path: Path) -> None:
    """Answers with and without a file of yours do not replace each other's index."""
    file = tmp_path / "terms.toml"
    file.write_text(FIRST, encoding="utf-8")
    assert definition(file) == "First."
    assert definition() != "First."
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("harm", ["truncate", "foreign", "empty", "text", "tail", "folder"])
@pytest.mark.thorough
def test_a_bad_index_is_replaced(cache: Path, harm: str) -> None:
    """A truncated, foreign, empty or damaged index gives the right answer and is built anew."""
    wanted = definition()
    (file,) = cache.iterdir()
    good = file.read_bytes()
    if harm == "folder":
        file.unlink()
        file.mkdir()
    elif harm == "foreign":
        file.unlink()
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE other (x)")
    else:
        tail = good[:4096] + b"\xff" * (len(good) - 4096)
        file.write_bytes({"truncate": good[: len(good) // 2], "empty": b"", "text": b"hello", "tail": tail}[harm])
    assert definition() == wanted
    if harm != "folder":
        assert definition() == wanted
        assert indexes.open_file(str(file)).fact("format") == indexes.FORMAT


def test_damage_found_later_is_repaired(cache: Path) -> None:
    """An index that SQLite finds damaged in the middle of an answer is rebuilt, and the answer is whole."""
    wanted = definition()
    (file,) = cache.iterdir()
    content = bytearray(file.read_bytes())
    start = content.index(b'{"id":"broker"') // 4096 * 4096
    content[start : start + 4096] = b"\xff" * 4096
    file.write_bytes(content)
    assert definition() == wanted


def test_an_index_built_in_this_run_is_repaired_too(cache: Path) -> None:
    """A glossary that has built its index goes on when that is damaged behind its back."""
    glossary = Glossary(open_index(every(ambient=False)))
    (file,) = cache.iterdir()
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    assert glossary.lookup("broker").matches


@pytest.mark.thorough
def test_threads_share_a_glossary(cache: Path) -> None:
    """One glossary answers in any thread, and many may be loaded at once from an empty cache."""

    def ask(_: int) -> str:
        return definition()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(ask, range(16)))
        glossary = Glossary(open_index(every(ambient=False)))
        answers |= set(pool.map(lambda _: glossary.lookup("broker").matches[0].record["definition"], range(16)))
    assert len(answers) == 1
    assert len(list(cache.iterdir())) == 1


def test_it_is_opened_for_reading_only() -> None:
    """Nothing that runs later can change an index in use."""
    path = open_index(every(ambient=False)).path
    assert path
    index = indexes.open_file(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        index._connection.execute("DELETE FROM term")
