"""What each hot command loads: exact lists, so that nothing heavy slips in unseen."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from terminal import shown

DOOR = {"__main__", "door", "errors", "output", "reply", "request", "version", "visible"}
"""What every command loads that does not need the framework."""

LOOKUP = DOOR | {
    "answer", "cache", "data", "database", "glossary", "index", "layers", "lookup", "records", "render", "steps",
    "words",
}  # fmt: skip
"""What every command loads that asks the glossary."""

ENTRY = {"reply.candor", "reply.define", "reply.stream", "view", "view.blocks", "view.entry"}
SEARCH = {"questions", "retrieval", "search", "stemming"}
NEAREST = {"approximation", "likely", "questions", "retrieval", "spelling", "stemming"}
COMPARE = {"comparison", "questions", "reply.candor", "reply.compare", "view", "view.blocks", "view.entry"}

PYTHON = {"_json", "_sqlite3", "gc", "itertools", "zlib"}
"""Of the standard library, for JSON, SQLite and the name of its file."""

PULLED_BY_SQLITE = {
    "_collections", "_functools", "_operator", "collections", "collections.abc", "functools", "keyword", "operator",
    "reprlib", "types",
}  # fmt: skip
"""What ``_sqlite3`` itself loads, more or less of it by the version of Python."""

COMMANDS: dict[str, tuple[set[str], set[str]]] = {
    "--version": (DOOR, {"gc", "itertools"}),
    "define VAR": (LOOKUP | ENTRY | {"render.plain"}, PYTHON),
    "define VAR --json": (LOOKUP | ENTRY | {"render.as_json"}, PYTHON),
    "VAR": (LOOKUP | ENTRY | {"questions", "render.plain"}, PYTHON),
    "compare VAR MSP": (LOOKUP | COMPARE | {"render.plain", "view.side_by_side"}, PYTHON),
    "compare VAR MSP --json": (LOOKUP | COMPARE | {"render.as_json", "view.side_by_side"}, PYTHON),
    "list": (LOOKUP | {"render.plain", "reply.list", "selection"}, PYTHON),
    "list --json": (LOOKUP | {"render.as_json", "reply.list", "selection"}, PYTHON),
    "search late paying": (LOOKUP | SEARCH | {"render.plain", "reply.search", "reply.stream"}, {*PYTHON, "math"}),
}
"""The command, which of our modules it loads, and which others beside what a bare interpreter has."""

PROGRAM = """
import sys
from partnergloss.__main__ import run
code = run(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""


def modules(environment: dict[str, str], program: str, *arguments: str) -> list[str]:
    """Run a program that lists its modules on stderr."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    return done.stderr.decode().split()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_hot_command_is_lean(command: str, environment: dict[str, str]) -> None:
    """With the index built, a piped or JSON answer loads just what is listed here.

    No Typer, Rich, rapidfuzz, msgspec, tomli, dataclasses, enum, typing or pathlib.
    """
    ours, others = COMMANDS[command]
    modules(environment, PROGRAM, "list")  # builds the index
    code, *loaded = modules(environment, PROGRAM, *command.split())
    bare = modules(environment, "import sys; print(*sys.modules, file=sys.stderr)")
    added = {*loaded} - {*bare}
    assert code == "0"
    assert {name for name in added if name.startswith("partnergloss.")} == {f"partnergloss.{name}" for name in ours}
    assert {name for name in added if not name.startswith("partnergloss")} <= others | PULLED_BY_SQLITE


def test_an_approximate_answer_adds_rapidfuzz_alone(environment: dict[str, str]) -> None:
    """A misspelled query loads the later steps, rapidfuzz and what that pulls in, but nothing heavy of ours."""
    modules(environment, PROGRAM, "list")
    bare = modules(environment, "import sys; print(*sys.modules, file=sys.stderr)")
    loaded = {*modules(environment, PROGRAM, "define", "affilliate netwrok")} - {*bare}
    ours = {name.removeprefix("partnergloss.") for name in loaded if name.startswith("partnergloss.")}
    assert ours == LOOKUP | ENTRY | NEAREST | {"render.plain"}
    assert "rapidfuzz" in loaded
    assert not {"typer", "rich", "msgspec", "tomli", "sqlite3", "pathlib", "json"} & loaded


DRAWN = {"render.drawing", "render.terminal", "view", "view.blocks", "view.entry"}
"""What every answer on a terminal loads of ours."""

RICH = {
    "", "_emoji_replace", "_export_format", "_extension", "_fileno", "_log_render", "_loop", "_null_file", "_palettes",
    "_pick", "_wrap", "align", "cells", "color", "color_triplet", "console", "constrain", "containers", "control",
    "default_styles", "emoji", "errors", "highlighter", "jupyter", "markup", "measure", "pager", "palette", "protocol",
    "region", "repr", "screen", "segment", "style", "styled", "terminal_theme", "text", "theme", "themes",
}  # fmt: skip
"""What Rich needs to lay out and color text, besides its tables of character widths."""

TABLES = {"_ratio", "box", "padding", "table"}
"""What Rich needs for tables."""

PULLED_BY_RICH = {
    "__future__", "_ast", "_bisect", "_compat_pickle", "_datetime", "_opcode", "_pickle", "_random", "_sre", "_struct",
    "_typing", "_weakrefset", "ast", "bisect", "colorsys", "contextlib", "copy", "copyreg", "dataclasses", "datetime",
    "dis", "enum", "gc", "importlib", "importlib._bootstrap", "importlib._bootstrap_external", "importlib.machinery",
    "inspect", "linecache", "math", "opcode", "pickle", "random", "re", "re._casefix", "re._compiler", "re._constants",
    "re._parser", "struct", "threading", "token", "tokenize", "typing", "typing.io", "typing.re", "warnings", "weakref",
    "_opcode_metadata", "_sha2", "_sha512", "_tokenize",  # on some versions of Python
}  # fmt: skip
PULLED_BY_TABLES = {"_decimal", "decimal", "fractions", "numbers"}

ON_A_TERMINAL = {
    "define VAR": (LOOKUP | ENTRY | DRAWN | {"render.plain"}, TABLES, PULLED_BY_TABLES),
    "compare VAR MSP": (LOOKUP | COMPARE | DRAWN | {"view.side_by_side"}, TABLES, PULLED_BY_TABLES),
    "list": (LOOKUP | DRAWN | {"reply.list", "selection", "view.tree"}, set(), set()),
}
"""The command, which of our modules it loads, and which others beside what every answer on a terminal does."""


@pytest.mark.parametrize("command", ON_A_TERMINAL)
def test_a_terminal_loads_no_more_of_rich_than_it_shows(
    command: str, environment: dict[str, str], tmp_path: Path
) -> None:
    """With the index built, an answer on a terminal loads just what is listed here; a list goes without tables.

    Before 14.3.4 Rich itself loads much that it may never use, so there only our own modules are held to the list.
    """
    ours, tables, others = ON_A_TERMINAL[command]
    modules(environment, PROGRAM, "list")  # builds the index
    arguments = [*command.split(), "--no-pager"]
    _, sent = shown(arguments, columns=80, environment=environment, cwd=tmp_path, program=("-c", PROGRAM))
    code, *loaded = sent.splitlines()[-1].split()
    bare = modules(environment, "import sys; print(*sys.modules, file=sys.stderr)")
    added = {name for name in {*loaded} - {*bare} if not name.startswith("rich._unicode_data")}
    assert code == "0"
    assert {name for name in added if name.startswith("partnergloss.")} == {f"partnergloss.{name}" for name in ours}
    if tuple(map(int, version("rich").split(".")[:3])) >= (14, 3, 4):
        rich = {f"rich.{name}".removesuffix(".") for name in RICH | tables}
        standard = PYTHON | PULLED_BY_SQLITE | PULLED_BY_RICH | others
        assert {name for name in added if not name.startswith("partnergloss")} <= rich | standard
