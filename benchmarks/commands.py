"""Whole commands against ``python -c pass``, interleaved in one run: ``python benchmarks/commands.py [ROUNDS]``.

Ratios travel between machines, milliseconds do not. Run it with the Python of an environment into which a current
pip has installed the wheel: an editable install slows ``pass`` itself, and an older pip's script imports ``re``.
"""

import os
import pty
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import partnergloss

GLOSS = str(Path(sys.executable).parent / "gloss")
ROUNDS = 21
_LIBRARY = """
from partnergloss.reply import reply
from partnergloss.request import Request
reply(Request("define", ("VAR",)))
"""


def piped(*command: str) -> Callable[[], None]:
    """Run a command with its output in a pipe."""

    def run() -> None:
        subprocess.run(command, capture_output=True, check=False)

    return run


def on_terminal(*command: str) -> Callable[[], None]:
    """Run a command with its output on a terminal."""

    def run() -> None:
        ours, theirs = pty.openpty()
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
            os.close(theirs)
            try:
                while os.read(ours, 65536):
                    pass
            except OSError:  # the other side has closed
                pass
            process.wait()
        os.close(ours)

    return run


def first_run() -> None:
    """Answer with an empty cache, so that the index is built."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        subprocess.run([GLOSS, "define", "VAR"], capture_output=True, check=True, env=environment)


JOBS: dict[str, Callable[[], None]] = {
    "python -c pass": piped(sys.executable, "-c", "pass"),
    "define exact, piped, without Typer": piped(sys.executable, "-c", _LIBRARY),
    "define exact, piped": piped(GLOSS, "define", "VAR"),
    "define exact, --json": piped(GLOSS, "define", "VAR", "--json"),
    "define exact, terminal": on_terminal(GLOSS, "define", "VAR"),
    "define approximate, piped": piped(GLOSS, "define", "affilliate netwrok"),
    "not found, with suggestions": piped(GLOSS, "define", "partner xyzzy"),
    "compare, piped": piped(GLOSS, "compare", "affiliate", "referral"),
    "compare, terminal": on_terminal(GLOSS, "compare", "affiliate", "referral", "--no-pager"),
    "list, piped": piped(GLOSS, "list"),
    "list, terminal": on_terminal(GLOSS, "list", "--no-pager"),
    "--version": piped(GLOSS, "--version"),
    "--help": piped(GLOSS, "--help"),
    "first run, index built": first_run,
}


def measure(rounds: int) -> dict[str, list[float]]:
    """Run every job once a round, in random order; give the seconds of each."""
    taken: dict[str, list[float]] = {name: [] for name in JOBS}
    for job in JOBS.values():
        job()
    for _ in range(rounds):
        for name in random.sample(list(JOBS), len(JOBS)):  # order, not secrecy
            start = time.perf_counter()
            JOBS[name]()
            taken[name].append(time.perf_counter() - start)
    return taken


def main() -> None:
    """Print a table of medians and of the median ratio to ``python -c pass`` in the same round."""
    if "site-packages" not in (partnergloss.__file__ or ""):
        sys.exit("Install the wheel first (pip install .): an editable install would be measured wrongly.")
    taken = measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
    bare = taken["python -c pass"]
    print(f"{'job':<38}{'ms':>8}{'x pass':>8}")
    for name, seconds in taken.items():
        ratio = statistics.median(one / other for one, other in zip(seconds, bare, strict=True))
        print(f"{name:<38}{statistics.median(seconds) * 1000:>8.1f}{ratio:>8.2f}")


if __name__ == "__main__":
    main()
