"""A damaged index: never a traceback, never half an answer, never somebody else's."""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from small import Small

from partnergloss.glossary import Glossary

PAGE = 8192  # as ``indexing`` asks for


class Kept:
    """An index in its place, to be harmed, and what it should say."""

    def __init__(self, small: Small) -> None:
        self.small = small
        glossary = small.glossary()
        assert glossary.index_path
        self.path = Path(glossary.index_path)
        self.good = self.path.read_bytes()
        self.wanted = answers(glossary)

    def put(self, content: bytes) -> None:
        """Put an index in the place, as a new file."""
        self.path.unlink(missing_ok=True)
        self.path.write_bytes(content)

    def change(self, statement: str) -> None:
        """Change the good index by SQL, past its own rules."""
        self.put(self.good)
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute(statement)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kept:
    """Give a good index in a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Kept(Small(tmp_path))


def answers(glossary: Glossary) -> list[Any]:
    """Ask on every path: exact, in other form, with a slip, in vain, by description, listed."""
    found = [glossary.lookup(query) for query in ("Broker", "dealers", "wholesalr", "distrbutor", "what", "nobody")]
    found.append(glossary.search("dealer that sells"))
    listed = [*glossary.index.texts(), glossary.index.shelf("categories")]
    return [(answer.status, [match.text for match in answer.matches]) for answer in found] + listed


@pytest.mark.parametrize("place", ["boundaries", "anywhere"])
def test_a_truncated_index_is_replaced(kept: Kept, place: str) -> None:
    """Wherever a file breaks off, the answers are right."""
    size = len(kept.good)
    places = range(0, size, PAGE) if place == "boundaries" else random.Random(1).sample(range(size), 30)  # noqa: S311
    for length in places:
        kept.put(kept.good[:length])
        assert answers(kept.small.glossary()) == kept.wanted


def test_a_page_of_zeros_is_noticed(kept: Kept) -> None:
    """Each page may be lost; the answers are right."""
    for start in range(0, len(kept.good), PAGE):
        kept.put(kept.good[:start] + bytes(PAGE) + kept.good[start + PAGE :])
        assert answers(kept.small.glossary()) == kept.wanted


def test_no_flipped_bit_reaches_an_answer(kept: Kept) -> None:
    """A bit may be wrong anywhere; nothing fails, and each term that is shown is whole."""
    true = {*map(str, kept.wanted[7:])}
    rng = random.Random(1)  # noqa: S311
    for _ in range(150):
        content = bytearray(kept.good)
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        kept.put(bytes(content))
        found = answers(kept.small.glossary())
        assert {*map(str, found[7:])} == true
        assert all(text in true for _, texts in found[:7] for text in texts)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE term SET record = CAST(replace(CAST(record AS TEXT), 'as such', 'as Such') AS BLOB)",
        "UPDATE term SET record = substr(record, 1, 99)",
        "UPDATE term SET record = 7",
        "UPDATE term SET record = CAST(x'ff' AS TEXT)",
        "UPDATE term SET record = x''",
        "UPDATE shelf SET value = CAST(replace(CAST(value AS TEXT), 'sells', 'Sells') AS BLOB)",
        "UPDATE phrase SET term = 'nobody'",
        "UPDATE phrase SET folded = CAST(x'ff' AS TEXT), joined = CAST(x'ff' AS TEXT) WHERE folded <> 'broker'",
        "UPDATE fact SET value = 'older' WHERE name = 'format'",
        "UPDATE fact SET value = CAST(value || ' ' AS BLOB) WHERE name = 'layers'",
        "DELETE FROM fact",
        "DELETE FROM term",
        "DELETE FROM stem_data",
        "DELETE FROM page_data",
        "DROP TABLE fact",
        "DROP TABLE shelf",
        "DROP TABLE term",
        "DROP TABLE word",
        "DROP TABLE stem",
        "DROP TABLE page_stem",
        "ALTER TABLE phrase RENAME COLUMN joined TO other",
    ],
)
def test_what_cannot_be_is_replaced(kept: Kept, harm: str) -> None:
    """Tables and columns that are missing, texts that do not fit and ids that lead nowhere lead to right answers."""
    kept.change(harm)
    assert answers(kept.small.glossary()) == kept.wanted


@pytest.mark.parametrize("intruder", ["pipe", "device", "link", "lost link", "folder", "full folder"])
def test_what_is_no_file_does_not_hold_up(kept: Kept, intruder: str) -> None:
    """Something else in the place of the index is neither waited for nor read."""
    kept.path.unlink()
    if intruder == "pipe":
        os.mkfifo(kept.path)
    elif intruder.endswith("folder"):
        kept.path.mkdir()
        if intruder == "full folder":
            (kept.path / "file").touch()
    else:
        targets = {"device": "/dev/zero", "link": str(kept.small.file), "lost link": "nowhere"}
        kept.path.symlink_to(targets[intruder])
    assert answers(kept.small.glossary()) == kept.wanted
    assert kept.small.file.read_bytes() == kept.small.content("first")


def test_a_mistake_of_ours_is_no_damage(kept: Kept) -> None:
    """A query that SQLite refuses, or a limit that cannot be, fails as such, and rebuilds nothing."""
    glossary = kept.small.glossary()
    before = kept.path.stat()
    for query, value in [("SELECT 1 FROM stem WHERE stem MATCH ?", '"'), ("SELEKT ?", ""), ("SELECT 1", "")]:
        with pytest.raises(sqlite3.Error):
            list(glossary.index.rows(query, value))
    with pytest.raises(ValueError, match="at least 1"):
        glossary.search("broker", 0)
    assert kept.path.stat() == before


def test_damage_is_repaired_each_time(kept: Kept) -> None:
    """A program that holds a glossary for long meets damage more than once."""
    glossary = kept.small.glossary()
    for _ in range(2):
        with kept.path.open("r+b") as file:
            file.seek(PAGE)
            file.write(bytes(len(kept.good) - PAGE))
        assert answers(glossary)[:-1] == kept.wanted[:-1]
