"""What the hot path loads: a list, so that nothing heavy slips in unseen."""

import subprocess
import sys

import pytest

PYTHON = {"_datetime", "_json", "_sqlite3", "datetime", "math", "sqlite3", "sqlite3.dbapi2", "unicodedata", "zlib"}
"""Of the standard library, for SQLite, JSON and folding, beside what a bare interpreter has."""

PULLED_BY_SQLITE = {
    "_collections", "_functools", "_operator", "collections", "collections.abc", "functools", "itertools",
    "keyword", "operator", "reprlib", "types", "warnings",
}  # fmt: skip
"""What ``sqlite3`` and ``datetime`` themselves load on newer interpreters."""

OURS = {
    "answer", "approximation", "cache", "comparison", "data", "database", "errors", "glossary", "index", "layers",
    "lookup", "output", "questions", "records", "render", "render.as_json", "render.plain", "render.visible", "reply",
    "reply.candor", "reply.compare", "reply.define", "reply.list", "reply.search", "reply.stream", "request", "search",
    "selection", "spelling", "steps", "version", "view", "view.blocks", "view.entry", "view.side_by_side", "words",
}  # fmt: skip

PROGRAM = """
import sys
from partnergloss.reply import reply
from partnergloss.request import Request
code = reply(Request({verb!r}, {words!r}, json={json}))
print(code, *sorted(sys.modules), file=sys.stderr)
"""


def modules(program: str, environment: dict[str, str]) -> list[str]:
    """Run a program that lists its modules on stderr."""
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    return done.stderr.decode().split()


@pytest.mark.parametrize("json", [False, True], ids=["piped", "json"])
@pytest.mark.parametrize(
    ("verb", "words"), [("define", ("VAR",)), ("compare", ("VAR", "MSP")), ("list", ()), ("search", ("late", "paying"))]
)
def test_the_hot_path_is_lean(verb: str, words: tuple[str, ...], json: bool, environment: dict[str, str]) -> None:
    """From ``reply`` on, a piped or JSON answer loads nothing that is not listed here.

    No Typer, Rich, rapidfuzz, msgspec, tomli, dataclasses, enum, typing or pathlib. Typer still parses before that.
    """
    program = PROGRAM.format(verb=verb, words=words, json=json)
    modules(program, environment)  # builds the index
    code, *loaded = modules(program, environment)
    bare = modules("import sys; print(*sys.modules, file=sys.stderr)", environment)
    assert code == "0"
    ours = {"partnergloss", *(f"partnergloss.{name}" for name in OURS)}
    assert {*loaded} - {*bare} <= ours | PYTHON | PULLED_BY_SQLITE
    assert {*loaded} >= {"partnergloss.lookup", "sqlite3"}
