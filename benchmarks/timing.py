"""How benchmarks run commands, time them beside each other and print what they found.

Ratios travel between machines, milliseconds do not, so that everything is set against ``python -c pass`` of the same
rounds. All of it happens in a folder and a home of its own: nothing of the user's is read or written.
"""

import argparse
import contextlib
import datetime as dt
import os
import platform
import pty
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import partnergloss

GLOSS = str(Path(sys.executable).parent / "gloss")
BARE = "python -c pass"
_WEIGH = """
import os, sys
away = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[away])
print(os.wait4(child, 0)[2].ru_maxrss)
"""
_KILOBYTES = 1 if sys.platform == "linux" else 1 / 1024
_MEGABYTE = 1024
_READ = 65536

Job = Callable[[], float]
"""Does something once and gives the seconds that it took."""


class Cost(NamedTuple):
    """What a run took."""

    seconds: float
    megabytes: float


def timed(work: Callable[[], object]) -> Job:
    """Make a job of what is to be timed from outside."""

    def job() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return job


def piped(*command: str, stdin: str = "") -> Job:
    """Run a command with its output in a pipe."""
    return timed(lambda: subprocess.run(command, input=stdin.encode(), capture_output=True, check=False))


def on_terminal(*command: str) -> Job:
    """Run a command with its output on a terminal."""

    def work() -> None:
        ours, theirs = pty.openpty()
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
            os.close(theirs)
            with contextlib.suppress(OSError):  # the other side has closed
                while os.read(ours, _READ):
                    pass
            process.wait()
        os.close(ours)

    return timed(work)


def weigh(*command: str, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command and give its peak memory too.

    A process begins with its parent's peak: it is started from an interpreter that is smaller than any command here.
    """
    start = time.perf_counter()
    small = [sys.executable, "-I", "-S", "-c", _WEIGH, *command]
    done = subprocess.run(small, env={**os.environ, **(environment or {})}, capture_output=True, check=True)
    return Cost(time.perf_counter() - start, int(done.stdout) * _KILOBYTES / _MEGABYTE)


def interleaved(jobs: Mapping[str, Job], rounds: int) -> dict[str, list[float]]:
    """Run every job once a round, in random order, after one round for nothing; give the seconds of each."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(rounds):
        for name in random.sample(list(jobs), len(jobs)):  # order, not secrecy
            taken[name].append(jobs[name]())
    return taken


def times_pass(taken: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Give the median ratio of each job to ``python -c pass`` in the same round."""
    bare = taken[BARE]
    return {
        name: statistics.median(one / other for one, other in zip(seconds, bare, strict=True))
        for name, seconds in taken.items()
    }


@contextlib.contextmanager
def alone() -> Iterator[Path]:
    """Work in a new folder, with a home and a cache there and without anything of the user's."""
    _refuse_unfair()
    before, folder_before = dict(os.environ), Path.cwd()
    with tempfile.TemporaryDirectory(prefix="partnergloss-benchmarks-") as name:
        folder = Path(name)
        for variable in ("GLOSS_TERMS", "GLOSS_PLAIN", "GLOSS_PAGER", "NO_COLOR", "FORCE_COLOR", "ZDOTDIR"):
            os.environ.pop(variable, None)
        os.environ |= {"HOME": name, "XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config")}
        os.environ |= {"PATH": f"{Path(GLOSS).parent}{os.pathsep}{before.get('PATH', '')}", "TERM": "xterm-256color"}
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(folder_before)
            os.environ.clear()
            os.environ |= before


def _refuse_unfair() -> None:
    """Leave where the figures would say more of the installation than of the program."""
    if "site-packages" not in (partnergloss.__file__ or ""):
        sys.exit("Install the wheel first (pip install .): an editable install slows Python's own start.")
    if "import re\n" in Path(GLOSS).read_text(encoding="utf-8"):
        sys.exit(
            f"An old pip wrote {GLOSS}, which imports re: pip install -U pip, then pip install --force-reinstall ."
        )


def machine() -> str:
    """Say what was measured where: the date, the program's version, the interpreter, the cores."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    where = f"{platform.system()}, {os.cpu_count()} cores"
    return f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}: gloss {partnergloss.__version__}, {python}, {where}"


def arguments(about: str | None) -> argparse.ArgumentParser:
    """Give a parser that knows what all benchmarks take, with the module's docstring for help."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, metavar="N", help="how often each job is run")
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    return parser


def show(head: Sequence[str], rows: Iterable[Sequence[str]], *, markdown: bool) -> None:
    """Print a table: words in the first column, figures in the others."""
    every = [head, *rows]
    widths = [max(len(row[column]) for row in every) for column in range(len(head))]
    first, *others = widths
    lines = [[row[0].ljust(first), *map(str.rjust, row[1:], others)] for row in every]
    if markdown:
        lines.insert(1, ["-" * first, *("-" * (width - 1) + ":" for width in others)])
    for line in lines:
        print("| " + " | ".join(line) + " |" if markdown else "  ".join(line))
    print()
