"""Kill ``gloss add`` or ``gloss edit`` at many moments: ``python tests/killing.py add|edit TIMES FOLDER``.

Half of the moments are anywhere, half while the file beside the term file is being written. After each the term file
must be whole, old or new, and hold what was said to be written. Prints how often it found the new one, the old one,
and something else.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

import tomli
from handwritten import BASE

from partnergloss import layers
from partnergloss.__main__ import run

EDITOR = """#!/bin/sh
sed -i 's/^definition = .*/definition = "Tier, as told the '"$TURN"'th time."/' "$1"
"""
TERM = '# {0}\n[terms.tier-{0}]\nname = "Tier {0}"\ncategory = "selling"\ndefinition = "Tier."\nstatus = "draft"\n\n'


def main(verb: str, times: int, folder: Path) -> None:
    """Kill a command so many times and print what was found."""
    file, said = folder / "terms.toml", folder / "said"
    file.write_text("# Ours.\n\n" + "".join(TERM.format(number) for number in range(100, 200)), encoding="utf-8")
    editor = folder / "editor"
    editor.write_text(EDITOR, encoding="utf-8")
    editor.chmod(0o755)
    os.environ |= {"EDITOR": str(editor), "XDG_CACHE_HOME": str(folder / "cache"), "TMPDIR": str(folder)}
    base = folder / "base.toml"
    base.write_text(BASE, encoding="utf-8")
    layers.bundled = lambda name: str(base)  # noqa: ARG005  # a small one, so that most of the time is reading and writing
    longest = _one(verb, 0, file, said, None)
    counts = {"new": 0, "old": 0, "broken": 0}
    for turn in range(1, times + 1):
        before = file.read_bytes()
        moment = random.uniform(0, longest) if turn % 2 else -random.uniform(0, 0.006)  # noqa: S311
        _one(verb, turn, file, said, moment)
        counts[_state(verb, turn, before, file.read_bytes(), said.read_text(encoding="utf-8"))] += 1
    _one(verb, times + 1, file, said, None)
    print(*counts.values(), len(list(folder.glob("*.unfinished"))) + len(list(folder.glob(".*.unfinished"))))  # noqa: T201


def _one(verb: str, turn: int, file: Path, said: Path, moment: float | None) -> float:
    """Run a command, kill it after some seconds, or, if negative, so long after it has begun to write."""
    os.environ["TURN"] = str(turn)
    words = {"add": [f"Level {turn}", "--category", "selling", "--definition", "Level."], "edit": ["tier-150"]}[verb]
    start = time.monotonic()
    child = os.fork()
    if not child:
        for stream, descriptor in ((said, 1), (file.parent / "notes", 2)):
            os.dup2(os.open(stream, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), descriptor)
        os._exit(run([verb, *words, "--to", str(file)]))
    if moment is not None:
        while moment < 0 and not [name for name in os.listdir(file.parent) if name.endswith(".unfinished")]:
            if os.waitpid(child, os.WNOHANG)[0]:
                return time.monotonic() - start
        time.sleep(abs(moment))
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.monotonic() - start


def _state(verb: str, turn: int, before: bytes, after: bytes, said: str) -> str:
    """Say whether the file is as it was, or as it shall be."""
    if after == before:
        return "broken" if said else "old"
    terms, old = (tomli.loads(content.decode())["terms"] for content in (after, before))
    if verb == "add":
        whole = terms.pop(f"level-{turn}")["definition"] == "Level." and terms == old
    else:
        whole = terms["tier-150"].pop("definition").startswith(f"Tier, as told the {turn}th")
        old["tier-150"].pop("definition")
        whole = whole and terms == old
    return "new" if whole else "broken"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
