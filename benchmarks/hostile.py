"""Hostile term files in great number: ``python benchmarks/hostile.py [COUNT] [SEED]``.

Each input is one to three term files, as the user's, the project's, the environment's or named ones, and goes through
the real commands in this process, over a small base and now and then over the bundled terms. Only answers and refusals
may come out: no exception, no steering character, no JSON outside the schema, no problem without its place, no message
without end, nothing slow, nothing written beside the index; a skipped file changes no answer, an accepted one is
answered as written, and check and loading agree. By kind it prints how many were accepted, and the slowest.
"""

import datetime as dt
import json
import os
import random
import sys
import tempfile
import time
import tomllib  # noqa: TID251 - another reader of TOML is a witness
from collections import Counter
from pathlib import Path
from typing import Any

from hostile_case import JUDGED, LONGEST, Case, demand
from hostile_files import BASE_IDS, ROOT, WRITERS, base_files

from partnergloss.errors import TermFileError
from partnergloss.layers import Layer
from partnergloss.rules import RULES
from partnergloss.termbase import load

COUNT = 1_000
_BATCH = 100
_SLOWEST = 5.0
_UNUSABLE = {f"GL10{number}" for number in range(1, 8)}


def examine(case: Case, chance: random.Random, expected: str) -> bool:
    """Ask everything of one input; say whether all its files were accepted."""
    before = _written(case)
    answer = case.gloss("define", BASE_IDS[0], "--json")
    refused = case.skipped(answer.err) | ({"command line"} if answer.code == 5 else set())  # noqa: PLR2004
    if refused >= case.files.keys() and answer.code != 5:  # noqa: PLR2004
        demand(case.real or answer.out == expected, "a skipped file changed an answer")
    _check(case, refused)
    if answer.code != 5:  # noqa: PLR2004
        queries = [*BASE_IDS, *_as_written(case, chance, refused)]
        for arguments, terminal in _commands(chance, queries):
            case.gloss(*arguments, terminal=terminal)
    demand(_written(case) == before, "a file was written")
    return not refused


def _check(case: Case, refused: set[str]) -> None:
    """Check that check finds what loading refuses, and nothing more, each with its place."""
    role, file = next(iter(case.files.items()))
    problems = json.loads(case.gloss("check", str(file), "--json").out)["problems"]
    lines = file.read_bytes().replace(b"\r\n", b"\n").count(b"\n") + 1
    for problem in problems:
        demand(problem["code"] in RULES and problem["file"] == str(file), "no known rule, or of another file")
        demand(0 <= problem["line"] <= lines, f"no such line: {problem['line']}")
        demand(len(problem["key"]) + len(problem["message"]) < LONGEST, "an endless message")
    codes = {problem["code"] for problem in problems}
    unusable = bool(_UNUSABLE & codes)
    if unusable and len(problems) <= JUDGED:
        case.gloss("check", str(file), "--strict")
    if "GL101" not in codes and "meta" in _content(file):  # check takes it for a whole glossary
        demand(unusable == _refused_alone(file), "check and loading do not agree on a file of its own")
    elif len(case.files) == 1:
        demand(unusable == (role in refused), f"check {'refuses' if unusable else 'takes'}, loading does not agree")


def _refused_alone(file: Path) -> bool:
    try:
        load([Layer("bundled", str(file), "")])
    except TermFileError:
        return True
    return False


def _content(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().removeprefix(b"\xef\xbb\xbf").decode())
    except RecursionError:  # this reader takes less
        return {}


def _as_written(case: Case, chance: random.Random, refused: set[str]) -> list[str]:
    """Check that a term of the highest file is answered as written there; give its labels, to ask for."""
    role, file = [*case.files.items()][-1]
    terms = {} if role in refused else _content(file).get("terms", {})
    if not terms:
        return []
    term_id = chance.choice([*terms])
    if len(term_id) > 200:  # noqa: PLR2004 - the longest query
        return []
    matches = json.loads(case.gloss("define", term_id, "--json").out)["matches"]
    (record,) = [match for match in matches if match["id"] == term_id]
    for field in terms[term_id].keys() - {"replace", "related", "contrast", "figures", "metric", "facets", "decide"}:
        value = terms[term_id][field]
        value = value.isoformat() if isinstance(value, dt.date) else value
        told = {key: record[field].get(key) for key in value} if isinstance(value, dict) else record[field]
        demand(told == value, f"{field} is not answered as written")
    above = {str(path) for role, path in case.files.items() if role not in refused}
    demand({*record["provenance"].values()} <= above, "provenance names a file that is not in effect")
    labels = [record["name"], *record["abbr"], *record["aliases"], *record["hidden"], *record["cues"]]
    return [term_id, *[label[:300] for label in labels if label.strip() and not label.startswith("-")]]


def _commands(chance: random.Random, queries: list[str]) -> list[tuple[list[str], bool]]:
    """Give some of all commands, each for a pipe or a terminal of some width."""
    os.environ["COLUMNS"] = str(chance.choice((1, 20, 60, 80, 200)))
    query, other = chance.choice(queries), chance.choice(queries)
    form = chance.choice(([], ["--long"], ["--short"], ["--markdown"], ["--json"]))
    made = [
        ["define", query, *form],
        ["define", chance.choice(queries), "--long"],
        ["compare", query, other, *chance.choice(([], ["--json"]))],
        ["list", *chance.choice(([], ["--json"], ["--category", query]))],
        ["search", query, *chance.choice(([], ["--json"]))],
    ]
    return [([*words, "--color", "never", "--no-pager"], chance.random() < 0.5) for words in chance.sample(made, 3)]  # noqa: PLR2004


def _undisturbed(scratch: Path, small: Path) -> str:
    """Give what a term is without any file of the user's."""
    os.environ["XDG_CACHE_HOME"] = str(scratch / "cache")
    case = Case(scratch / "none", random.Random(0))
    case.files, case.real = {}, False
    for file in _written(case):
        if Path(file[0]).is_file():
            Path(file[0]).unlink()
    case.enter(small)
    return case.gloss("define", BASE_IDS[0], "--json").out


def _written(case: Case) -> list[tuple[str, int]]:
    """Give every file of a case with its time."""
    folder = case.work.parent
    return sorted((str(file), file.stat().st_mtime_ns) for file in folder.rglob("*"))


def main() -> None:
    """Make, ask and report; stop at nothing, and fail if there was a fault."""
    count, seed = map(int, [*sys.argv[1:3], *(str(COUNT), "1")[len(sys.argv) - 1 :]])
    made, accepted, slowest, faults = Counter[str](), Counter[str](), dict.fromkeys(WRITERS, 0.0), 0
    with tempfile.TemporaryDirectory() as scratch:
        small = base_files(Path(scratch))
        expected = _undisturbed(Path(scratch), small)
        for start in range(0, count, _BATCH):  # files are at rest when they are read
            chances = [random.Random(f"{seed} {number}") for number in range(start, min(start + _BATCH, count))]
            cases = [Case(Path(scratch, str(start), str(number)), chance) for number, chance in enumerate(chances)]
            os.environ["XDG_CACHE_HOME"] = str(Path(scratch, str(start), "cache"))
            for number, (case, chance) in enumerate(zip(cases, chances, strict=True), start):
                case.enter(small)
                began = time.process_time()
                try:
                    accepted[case.kind] += examine(case, chance, expected)
                    demand(time.process_time() - began < _SLOWEST, "slow")
                except Exception as fault:  # noqa: BLE001 - every one counts
                    faults += 1
                    print(f"{seed} {number} {case.kind} {[*case.files]}: {type(fault).__name__}: {str(fault)[:300]}")
                made[case.kind] += 1
                slowest[case.kind] = max(slowest[case.kind], time.process_time() - began)
            os.chdir(ROOT)
    print(f"{'kind':<16}{'made':>8}{'accepted':>10}{'slowest s':>11}")
    for kind in WRITERS:
        print(f"{kind:<16}{made[kind]:>8}{accepted[kind]:>10}{slowest[kind]:>11.2f}")
    sys.exit(f"{faults} of {count} inputs ended badly" if faults else 0)


if __name__ == "__main__":
    main()
