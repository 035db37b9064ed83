"""Whole commands against ``python -c pass``, interleaved in one run: ``python benchmarks/commands.py``.

Run it with the Python of an environment into which a current pip has installed the wheel: an editable install slows
``pass`` itself, and an older pip's script imports ``re``.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from shells import completion
from slips import mistyped
from timing import BARE, GLOSS, Job, alone, arguments, interleaved, on_terminal, piped, show, timed, times_pass, weigh

import partnergloss

ROUNDS = 21
_SEED = 5
_RIGHT, _MISTYPED = 900, 100
_MEMORY = ("define exact, piped", 15, 11)

LIMITS = {
    "define exact, piped": (2.2, 1.5),
    "define exact, --json": (2.2, 1.5),
    "define exact, terminal": (6.5, 5),
    "define approximate, piped": (4.5, 3.2),
    "not found, with suggestions": (4.5, 3.2),
    "compare, piped": (2.5, 1.7),
    "compare, --json": (2.5, 1.7),
    "compare, terminal": (7.5, 6),
    "list, piped": (2.5, 1.7),
    "list, --json": (2.5, 1.7),
    "list, terminal": (7.5, 6),
    "search, piped": (2.8, 1.8),
    "completion in bash": (1.8, 0.5),
    "completion in zsh": (1.8, 0.5),
    "completion in fish": (1.8, 0.5),
    "--version": (1.3,),
    "--help": (7,),
    "first run, index built": (25, 12),
    "1,000 queries, --json": (60, 20),
}
"""What each job may take at most, and what we aim for, in times ``python -c pass``."""


def first_run() -> float:
    """Answer with an empty cache, so that the index is built."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        return timed(
            lambda: subprocess.run([GLOSS, "define", "VAR"], capture_output=True, check=True, env=environment)
        )()


def queries() -> str:
    """Give the lines of the queries: labels as they are and some with one or two slips, in random order."""
    chance = random.Random(_SEED)
    terms = partnergloss.load().terms.values()
    labels = [label for term in terms for label in (term.name, *term.aliases)]
    asked = chance.sample(labels, _RIGHT) + [query for _, query in mistyped(labels, _MISTYPED, chance)]
    return "\n".join(chance.sample(asked, len(asked)))


def jobs(folder: Path) -> dict[str, Job]:
    """Give what is measured, by name."""
    pair = ("affiliate", "referral")
    found = {
        BARE: piped(sys.executable, "-c", "pass"),
        "define exact, piped": piped(GLOSS, "define", "VAR"),
        "define exact, --json": piped(GLOSS, "define", "VAR", "--json"),
        "define exact, terminal": on_terminal(GLOSS, "define", "VAR"),
        "define approximate, piped": piped(GLOSS, "define", "affilliate netwrok"),
        "not found, with suggestions": piped(GLOSS, "define", "partner xyzzy"),
        "compare, piped": piped(GLOSS, "compare", *pair),
        "compare, --json": piped(GLOSS, "compare", *pair, "--json"),
        "compare, terminal": on_terminal(GLOSS, "compare", *pair, "--no-pager"),
        "list, piped": piped(GLOSS, "list"),
        "list, --json": piped(GLOSS, "list", "--json"),
        "list, terminal": on_terminal(GLOSS, "list", "--no-pager"),
        "search, piped": piped(GLOSS, "search", "late", "paying", "customers"),
        "--version": piped(GLOSS, "--version"),
        "--help": piped(GLOSS, "--help"),
        "first run, index built": first_run,
        "1,000 queries, --json": piped(GLOSS, "define", "-", "--json", stdin=queries()),
    }
    return found | {f"completion in {shell}": job for shell, job in completion(folder).items()}


OWN = """
[terms.made-up-{name}]
name = "Made-up {name} thing"
category = "programs"
definition = "Thing that the {name} file adds."
[terms.reseller]
notes = ["What the {name} file says."]
"""
"""A term file that adds a term and changes another."""


def own_layers(folder: Path) -> None:
    """Put three term files into effect: the user's, the project's, and one in GLOSS_TERMS."""
    places = {"user": folder / "config/partnergloss/terms.toml", "project": folder / ".gloss.toml"}
    places["team"] = folder / "team.toml"
    for name, file in places.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(OWN.format(name=name), encoding="utf-8")
    os.environ["GLOSS_TERMS"] = str(places["team"])


def report(rounds: int, *, layers: bool, markdown: bool) -> None:
    """Measure, and print a table of medians beside the limits, then the peak memory.

    With ``layers`` three term files of one's own are in effect.
    """
    with alone() as folder:
        if layers:
            own_layers(folder)
        taken = interleaved(jobs(folder), rounds)
        name, limit, aim = _MEMORY
        weights = [weigh(*command).megabytes for command in ((sys.executable, "-c", "pass"), (GLOSS, "define", "VAR"))]
    rows = []
    for job, ratio in times_pass(taken).items():
        bounds = [f"{bound:g}" for bound in LIMITS.get(job, ())] + ["", ""]
        rows.append([job, f"{statistics.median(taken[job]) * 1000:.1f}", f"{ratio:.2f}", *bounds[:2]])
    show(["job, three own layers" if layers else "job", "ms", "× pass", "limit", "aim"], rows, markdown=markdown)
    weighed = [[BARE, f"{weights[0]:.1f}", "", ""], [name, f"{weights[1]:.1f}", str(limit), str(aim)]]
    show(["peak memory", "MB", "limit", "aim"], weighed, markdown=markdown)
    missing = [job for job in LIMITS if job not in taken]
    if missing:
        print(f"Not measured, for want of the shell: {', '.join(missing)}\n")


def main() -> None:
    """Print the tables."""
    parser = arguments(__doc__)
    parser.add_argument("--layers", action="store_true", help="with three term files of one's own in effect")
    given = parser.parse_args()
    report(given.rounds or ROUNDS, layers=given.layers, markdown=given.markdown)


if __name__ == "__main__":
    main()
