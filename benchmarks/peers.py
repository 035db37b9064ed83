"""Other programs that look a word up, on the same terms in the same run: ``python benchmarks/peers.py``.

Each gets our terms in its own form: pages for the Python tldr, a StarDict dictionary for sdcv, a dictionary served on
this machine for dict, which often waits some 40 ms there for a delayed acknowledgement of the network's. What is not
installed is named, with the way to get it.
"""

import contextlib
import os
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from timing import BARE, GLOSS, Job, alone, arguments, interleaved, piped, show, times_pass

import partnergloss
from partnergloss.layers import bundled
from partnergloss.model import Term

ROUNDS = 21
ASKED = {"exact": "affiliate network", "one slip": "affilliate network", "two slips": "affilliate netwrok"}
_MEANT = "affiliate-network"
_FOLLOWING = "8"
_WAIT = 0.05
_TRIES = 100
_GET = {
    "tldr": "pip install tldr",
    "sdcv": "apt install sdcv",
    "dict": "apt install dict",
    "dictd": "apt install dictd",
    "dictfmt": "apt install dictfmt",
    "grep": "apt install grep",
}

Commands = dict[str, tuple[str, ...]]
Peer = Callable[[Path, dict[str, Term]], contextlib.AbstractContextManager[Commands]]
"""Sets a program up in a folder, for as long as it is used; its commands for what is asked."""


@contextlib.contextmanager
def tldr(_folder: Path, terms: dict[str, Term]) -> Iterator[Commands]:
    """Write pages where tldr keeps those it has fetched; fresh ones are read without the network."""
    pages = Path(os.environ["XDG_CACHE_HOME"], "tldr", "pages", "common")
    pages.mkdir(parents=True)
    for term in terms.values():
        page = f"# {term.name}\n\n> {term.definition}\n\n" + "".join(f"- {note}\n\n" for note in term.notes)
        (pages / f"{term.name.lower().replace(' ', '-').replace('/', '-')}.md").write_text(page, encoding="utf-8")
    yield {"tldr, exact": (_found("tldr"), *ASKED["exact"].split())}


@contextlib.contextmanager
def sdcv(folder: Path, terms: dict[str, Term]) -> Iterator[Commands]:
    """Write a StarDict dictionary: articles, a sorted index of labels into them, and a description."""
    articles, entries = bytearray(), []
    for term in terms.values():
        article = _article(term).encode()
        where = struct.pack(">II", len(articles), len(article))
        entries += [(label.encode(), where) for label in _labels(term)]
        articles += article
    entries.sort(key=lambda entry: (entry[0].lower(), entry[0]))
    index = b"".join(label + b"\0" + where for label, where in entries)
    about = {"version": "2.4.2", "bookname": "partnergloss", "wordcount": len(entries), "idxfilesize": len(index)}
    lines = [f"{key}={value}\n" for key, value in {**about, "sametypesequence": "m"}.items()]
    (folder / "terms.ifo").write_text("StarDict's dict ifo file\n" + "".join(lines), encoding="utf-8")
    (folder / "terms.idx").write_bytes(index)
    (folder / "terms.dict").write_bytes(articles)
    command = (_found("sdcv"), "-x", "-2", str(folder), "-n", "-0", "-1")
    yield {f"sdcv, {how}": (*command, query) for how, query in ASKED.items()}


@contextlib.contextmanager
def dictionary(folder: Path, terms: dict[str, Term]) -> Iterator[Commands]:
    """Format a dictionary for dictd and serve it on this machine, on a free port, until it is no longer used."""
    text = "".join(f"_____\n\n{'%%%'.join(_labels(term))}\n{_article(term)}\n" for term in terms.values())
    form = [_found("dictfmt"), "-c5", "--utf8", "--headword-separator", "%%%", "-s", "partnergloss", "-u", "none"]
    subprocess.run([*form, str(folder / "terms")], input=text.encode(), capture_output=True, check=True)
    served = f'database partnergloss {{ data "{folder}/terms.dict" index "{folder}/terms.index" }}'
    (folder / "dictd.conf").write_text(f"access {{ allow * }}\n{served}\n", encoding="utf-8")
    for path in (folder.parent, folder):
        path.chmod(0o755)  # a dictd that root starts reads as a user of its own
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [_found("dictd"), "-d", "nodetach", "-c", str(folder / "dictd.conf"), "-p", port]
    command += ["--listen-to", "127.0.0.1", "--locale", "C.UTF-8", "--pid-file", str(folder / "pid")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        _await(int(port))
        try:
            ask = (_found("dict"), "-h", "127.0.0.1", "-p", port)
            yield {f"dict, {how}": (*ask, query) for how, query in ASKED.items()}
        finally:
            server.terminate()


@contextlib.contextmanager
def grep(_folder: Path, terms: dict[str, Term]) -> Iterator[Commands]:
    """Look for the name in the term file and print what follows, with the definition."""
    name = f'name = "{terms[_MEANT].name}"'
    yield {"grep, exact": (_found("grep"), "-F", "-m", "1", "-A", _FOLLOWING, name, bundled("terms.toml"))}


PEERS: dict[Peer, tuple[str, ...]] = {
    tldr: ("tldr",),
    sdcv: ("sdcv",),
    dictionary: ("dict", "dictd", "dictfmt"),
    grep: ("grep",),
}
"""What sets each peer up, and the programs that it needs."""


def _found(program: str) -> str:
    """Give a program's path, also where only root's path has it; empty where it is not installed."""
    return shutil.which(program, path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin") or ""


def _await(port: int) -> None:
    """Wait until a server answers."""
    for _ in range(_TRIES):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(_WAIT)
    sys.exit("dictd did not start.")


def _labels(term: Term) -> list[str]:
    return [term.name, *term.aliases, *term.abbr]


def _article(term: Term) -> str:
    return "\n".join([term.name, term.definition, *term.notes])


def answered(command: tuple[str, ...], term: Term) -> str:
    """Say what a command gives of the term that is meant: its entry, its name alone, or nothing."""
    done = subprocess.run(command, capture_output=True, check=False)
    text = " ".join((done.stdout + done.stderr).decode(errors="replace").split())
    opening = " ".join(term.definition.split()[:6])
    return "entry" if opening in text else "name" if term.name.lower() in text.lower() else "nothing"


def report(rounds: int, *, markdown: bool) -> None:
    """Set every peer up, measure them beside us, and print a table."""
    terms = partnergloss.load().terms
    with alone() as folder, contextlib.ExitStack() as used:
        commands: Commands = {f"gloss, {how}": (GLOSS, "define", query) for how, query in ASKED.items()}
        missing = {program for needed in PEERS.values() for program in needed if not _found(program)}
        for peer, needed in PEERS.items():
            if not missing & {*needed}:
                place = folder / needed[0]
                place.mkdir()
                commands |= used.enter_context(peer(place, terms))
        gives = {name: answered(command, terms[_MEANT]) for name, command in commands.items()}
        jobs: dict[str, Job] = {BARE: piped(sys.executable, "-c", "pass")}
        taken = interleaved(jobs | {name: piped(*command) for name, command in commands.items()}, rounds)
    rows = [
        [name, f"{statistics.median(taken[name]) * 1000:.1f}", f"{ratio:.2f}", gives.get(name, "")]
        for name, ratio in times_pass(taken).items()
    ]
    show(["the same terms", "ms", "× pass", "gives"], rows, markdown=markdown)
    if missing:
        print(f"Not installed, so not measured: {', '.join(f'{name} ({_GET[name]})' for name in sorted(missing))}\n")


def main() -> None:
    """Print the table."""
    given = arguments(__doc__).parse_args()
    report(given.rounds or ROUNDS, markdown=given.markdown)


if __name__ == "__main__":
    main()
