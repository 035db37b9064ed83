"""Reading a term file: what is refused, where, and that nothing else ever happens."""

import datetime as dt
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import DATA
from hypothesis import given
from hypothesis import strategies as st

from partnergloss.errors import TermFileError
from partnergloss.keypath import key_path, lines_of
from partnergloss.layers import Layer
from partnergloss.model import Termbase
from partnergloss.termbase import load
from partnergloss.termfile import read

VALID = sorted((DATA / "valid").glob("*.toml"))
INVALID = sorted((DATA / "invalid").glob("*.toml"))


def termbase(file: Path) -> Termbase:
    """Load one file as if it were all there is."""
    return load([Layer("command line", str(file), "")])[0]


def refusal(file: Path | str) -> TermFileError:
    """Load a file that is refused."""
    with pytest.raises(TermFileError) as caught:
        load([Layer("command line", str(file), "")])
    return caught.value


def described(error: TermFileError) -> list[str]:
    """Write the problems as in a ``.problems`` file."""
    return [
        f"{problem.line} {problem.key + ': ' if problem.key else ''}{problem.message}" for problem in error.problems
    ]


def written(tmp_path: Path, content: str | bytes) -> Path:
    """Write a term file."""
    file = tmp_path / "terms.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_a_valid_file_loads(file: Path) -> None:
    """What the contract allows is read without a word."""
    assert read(str(file)).problems == []
    assert termbase(file).provenance == {}


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_every_problem_is_reported_in_one_run(file: Path) -> None:
    """Each problem has its line, its key path, what was expected and what was found, in the order of the lines."""
    expected = file.with_suffix(".problems").read_text(encoding="utf-8").splitlines()
    assert described(refusal(file)) == expected


def test_every_case_has_its_file() -> None:
    """No list of problems stands without the file that has them."""
    lists = {file.stem for file in (DATA / "invalid").glob("*.problems")}
    assert lists == {file.stem for file in INVALID}


def test_a_problem_names_file_line_key_and_reason(tmp_path: Path) -> None:
    """A line of the message can be clicked in an editor."""
    file = written(tmp_path, "\nschema = 2\n")
    assert refusal(file).message == f"{file}:2: schema: this program reads schema 1, found 2"


def test_an_empty_file_adds_nothing() -> None:
    """A file without a term is valid."""
    assert termbase(DATA / "valid" / "empty.toml").terms == {}


def test_every_field_arrives() -> None:
    """Values keep their types from the file to the term."""
    everything = termbase(DATA / "valid" / "every-field.toml")
    reseller = everything.terms["reseller"]
    assert reseller.reviewed == dt.date(2026, 11, 21)
    assert reseller.facets == {"bills": "partner", "earns": ("margin", "fee"), "effort": ("low", "high")}
    assert (reseller.figures[0].low, reseller.figures[0].high, reseller.figures[0].as_of) == (20.0, 40.5, 2025)
    assert everything.terms["agent"].figures[0].as_of == dt.date(2025, 3, 1)
    assert everything.ambiguous == {"partner": ("reseller", "agent")}


def test_control_characters_load() -> None:
    """Labels are shown safely where they are shown; reading keeps them as they are."""
    reseller = termbase(DATA / "valid" / "control-characters.toml").terms["reseller"]
    assert reseller.abbr[:2] == ("\x1b[31mRED", "a\0b")


def test_line_ends_do_not_change_what_is_read(tmp_path: Path) -> None:
    """A file from Windows says the same."""
    file = DATA / "valid" / "crlf.toml"
    assert b"\r\n" in file.read_bytes()
    assert termbase(file) == termbase(written(tmp_path, file.read_bytes().replace(b"\r\n", b"\n")))


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("# ok\nname = " + "[" * 100_000, 2, "is nested too deeply"),
        ("# ok\nname = " + "{a=" * 100_000, 2, "is nested too deeply"),
        ("[[" + "a." * 100_000 + "a]]", 1, "is nested too deeply"),
        ("\n\n" + "a." * 100_000 + "a = 1", 3, "is nested too deeply"),
        ("# ok\n\nname = [\n" + "9" * 5000 + "]", 3, "a number has too many digits"),
        ("\0", 1, "not valid TOML: invalid statement (column 1)"),
    ],
    ids=["lists", "inline-tables", "header", "dotted-key", "digits", "nul"],
)
def test_hostile_text_is_refused_with_its_line(tmp_path: Path, content: str, line: int, reason: str) -> None:
    """What a parser could fall over is a problem like any other."""
    (problem,) = refusal(written(tmp_path, content)).problems
    assert (problem.line, problem.message) == (line, reason)


def test_a_long_key_costs_little(tmp_path: Path) -> None:
    """The lines of many deep keys are found without keeping all that leads to them."""
    deep = ".".join("a" * 900)
    file = written(tmp_path, "".join(f"k{number}.{deep} = 1\n" for number in range(30)))
    assert [problem.line for problem in refusal(file).problems] == list(range(1, 31))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The reason is the system's own."""
    assert described(refusal(tmp_path / "none.toml")) == ["0 cannot be read: no such file or directory"]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is named as such."""
    assert described(refusal(tmp_path)) == ["0 cannot be read: it is a folder, not a file"]


def test_a_name_with_a_nul_is_refused() -> None:
    """No path is too odd to be refused."""
    assert described(refusal("a\0b")) == ["0 cannot be read: embedded null byte"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    """What the system cannot open is refused with the system's reason."""
    file = tmp_path / "terms.toml"
    file.symlink_to(file)
    assert described(refusal(file))[0].startswith("0 cannot be read: ")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user whom rights stop")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    """A file without the right to read it is refused."""
    file = written(tmp_path, "")
    file.chmod(0)
    assert described(refusal(file)) == ["0 cannot be read: permission denied"]


def test_the_message_shows_twenty_problems_and_counts_the_rest(tmp_path: Path) -> None:
    """A file that is wrong throughout does not flood the terminal; all problems are kept."""
    error = refusal(written(tmp_path, "".join(f"wrong{number} = 1\n" for number in range(25))))
    assert len(error.problems) == 25
    lines = error.message.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "… and 5 more"


# ── Properties

KEYS = st.sampled_from(
    [
        *"schema terms sources facets categories ambiguous meta reseller name category definition decide".split(),
        *"figures low metric formulas example kind values parent broader related contrast replaced_by replace".split(),
        *("a b", "", '"', "\n", "é", "#", "[", "="),
    ]
)
SCALARS = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    KEYS,
    st.dates(),
    st.datetimes(),
    st.times(),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=5)
PIECES = st.sampled_from([
    '"""', "'''", '"', "'", "\\", "\n", "\r\n", "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "#", " ", "\t",
    "1", "nan", "true", "2026-11-21", "terms", "reseller", "name = 'x'\n", "[terms.reseller]\n", "é", "\x00",
    "[[a.b]]\n",
])  # fmt: skip


def quoted(text: str) -> str:
    """Write a text as a TOML string on one line."""
    return (
        '"'
        + "".join(f"\\U{ord(letter):08x}" if letter < " " or letter in '"\\\x7f' else letter for letter in text)
        + '"'
    )


def toml(value: Any) -> str:
    """Write a plain value as TOML, on one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case dict():
            return "{" + ", ".join(f"{quoted(key)} = {toml(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case dt.date() | dt.time():
            return value.isoformat()
        case _:
            return str(value)


def loads_or_is_refused(file: Path) -> None:
    """Check that loading ends well, or with problems that stand within the file."""
    last = file.read_bytes().count(b"\n") + 1
    problems = []
    try:
        termbase(file)
    except TermFileError as error:
        problems = error.problems
    assert all(0 <= problem.line <= last for problem in problems)
    assert not any("\n" in str(problem) for problem in problems)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file to write examples to."""
    return tmp_path_factory.mktemp("scratch") / "terms.toml"


@given(st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join))
def test_any_text_loads_or_is_refused(scratch: Path, text: str) -> None:
    """No text, however odd, ends in anything but a termbase or problems with lines of the file."""
    scratch.write_bytes(text.encode("utf-8", "surrogatepass"))
    loads_or_is_refused(scratch)


@given(st.binary(max_size=40))
def test_any_bytes_load_or_are_refused(scratch: Path, content: bytes) -> None:
    """The same for bytes that need not be text."""
    scratch.write_bytes(content)
    loads_or_is_refused(scratch)


@given(TABLES)
def test_any_values_load_or_are_refused(scratch: Path, content: dict[str, Any]) -> None:
    """The same for TOML that is valid and says anything at all; each problem then has a line."""
    text = "".join(f"{quoted(key)} = {toml(value)}\n" for key, value in content.items())
    scratch.write_text(text, encoding="utf-8", newline="")
    loads_or_is_refused(scratch)


SHELVES = ["sources", "categories", "facets", "ambiguous", "terms", "meta"]
IDS = st.sampled_from(["a", "b", "B b"])
FIELDS = st.dictionaries(KEYS, SCALARS | IDS | st.lists(SCALARS | IDS, max_size=2) | TABLES, max_size=8)


@given(st.dictionaries(st.sampled_from(SHELVES), st.dictionaries(IDS, FIELDS), max_size=6))
def test_any_fields_load_or_are_refused(scratch: Path, content: dict[str, Any]) -> None:
    """The same for shelves that hold tables with the right names and any values."""
    text = "".join(f"{key} = {toml(value)}\n" for key, value in content.items())
    scratch.write_text(text, encoding="utf-8", newline="")
    loads_or_is_refused(scratch)


@given(st.lists(KEYS, min_size=1).map(tuple))
def test_a_key_path_is_a_key_in_toml(path: tuple[str, ...]) -> None:
    """A key path without list positions can be pasted into a file."""
    table: Any = tomllib.loads(f"{key_path(path)} = 1")
    for part in path:
        table = table[part]
    assert table == 1


class Writer:
    """Writes a document and keeps the line of each key as it goes.

    Attributes:
        text: the document so far.
        lines: the line of each key path written.
    """

    def __init__(self, draw: st.DrawFn, newline: str) -> None:
        self.text = ""
        self.lines: dict[tuple[str | int, ...], int] = {}
        self._draw = draw
        self._newline = newline

    def write(self, statement: str, path: tuple[str | int, ...]) -> None:
        """Write a statement that sets what is at a path, after some lines that say nothing."""
        for filler in self._draw(st.lists(st.sampled_from(["", "  ", "# [x] = \"\"\" ''' {"]), max_size=2)):
            self.text += filler + self._newline
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], self.text.count("\n") + 1)
        comment = self._draw(st.sampled_from(["", "  # ] } \" ' ''' [a]"]))
        indent = self._draw(st.sampled_from(["", "  ", "\t"]))
        self.text += indent + statement.replace("\n", self._newline) + comment + self._newline

    def table(self, path: tuple[str | int, ...], header: tuple[str, ...], depth: int) -> None:
        """Write keys, then tables and arrays of tables below them."""
        names = [f"k{number}" for number in range(self._draw(st.integers(0, 3)))]
        for name in names:
            dotted = (name, *self._draw(st.lists(KEYS, max_size=2)))
            self.write(f"{spelled(self._draw, dotted)} = {self._draw(VALUE_TEXTS)}", path + dotted)
        for number in range(self._draw(st.integers(0, 2)) if depth else 0):
            name = f"t{number}"
            inner = (*header, name)
            if self._draw(st.booleans()):
                self.write(f"[ {spelled(self._draw, inner)} ]", (*path, name))
                self.table((*path, name), inner, depth - 1)
            else:
                for position in range(self._draw(st.integers(1, 3))):
                    self.write(f"[[{spelled(self._draw, inner)}]]", (*path, name, position))
                    self.table((*path, name, position), inner, depth - 1)


VALUE_TEXTS = st.sampled_from([
    "1", "'#'", '"]"', '"\\""', '[\n  1, # ]\n  "[",\n]', "[[1], [\n]]", "{ a = 1, b = '}' }", "{}", "[]",
    '"""\n[x]\ny = 1\n"""', "'''\n[[x]]\n'''", '"""a""""', '"""a"""""', "'''a''''", '"""\\"""\n"""',
    '"""\\\n  """', '""', "''", '""""""', "''''''", '"""""a"""', "[\"\"\"\n\"\"\", '''\n''']",
    "2026-11-21 10:00:00", "-inf",
])  # fmt: skip


def spelled(draw: st.DrawFn, path: tuple[str, ...]) -> str:
    """Write a dotted key as people do: bare or quoted, with or without spaces."""
    dot = draw(st.sampled_from([".", " . "]))
    return dot.join(
        part if part.isascii() and part.isalnum() and draw(st.booleans()) else quoted(part) for part in path
    )


@st.composite
def documents(draw: st.DrawFn) -> Writer:
    """Give documents of tables, arrays of tables, dotted keys and values over several lines."""
    writer = Writer(draw, draw(st.sampled_from(["\n", "\r\n"])))
    writer.table((), (), 3)
    return writer


@given(documents())
def test_every_key_is_found_on_its_line(document: Writer) -> None:
    """Whatever stands before a key, its line is right."""
    tomllib.loads(document.text)
    found = lines_of(document.text.replace("\r\n", "\n"))
    assert {path: found.get(path) for path in document.lines} == document.lines
