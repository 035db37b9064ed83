"""Completing ``gloss define val`` in the shells that are installed, as jobs.

For bash and fish a job is a new shell, from start to exit, that reads the script from a file and completes. zsh only
completes in its line editor: there a job is one press of Tab in a running shell that has completed before, by its own
clock.
"""

import os
import shutil
import subprocess
from pathlib import Path

from timing import GLOSS, Job, piped

_RIGHT = "value-added-reseller"
_BASH = 'source "$1"; COMP_WORDS=(gloss define val) COMP_CWORD=2; _gloss; printf "%s\\n" "${COMPREPLY[@]}"'
_FISH = 'source $argv[1]; complete -C "gloss define val"'
_ZSH = "zmodload zsh/zpty; zpty shell zsh -d -i; while zpty -r shell line; do :; done"
_ZSHRC = """
source {script}
zmodload zsh/datetime
setopt no_auto_list
zle-line-init() {{
    BUFFER='gloss list --' CURSOR=13
    zle complete-word
    BUFFER='gloss define val' CURSOR=16
    local start=$EPOCHREALTIME
    zle complete-word
    print -r -- $((EPOCHREALTIME - start)) $BUFFER > {note}
    exit
}}
zle -N zle-line-init
"""


def completion(folder: Path) -> dict[str, Job]:
    """Give a job for each shell that is there, by its name; scripts are written into the folder."""
    found = {}
    for shell, make in {"bash": _bash, "zsh": _zsh, "fish": _fish}.items():
        if shutil.which(shell):
            script = folder / f"gloss.{shell}"
            script.write_bytes(subprocess.run([GLOSS, "completion", shell], capture_output=True, check=True).stdout)
            found[shell] = make(script)
    return found


def _bash(script: Path) -> Job:
    return _offering("bash", "--noprofile", "--norc", "-c", _BASH, "bash", str(script))


def _fish(script: Path) -> Job:
    return _offering("fish", "--no-config", "-c", _FISH, str(script))


def _offering(*command: str) -> Job:
    """Make a job of a shell that prints what it offers, once it has been seen to offer the right thing."""
    offered = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    assert _RIGHT in offered, offered
    return piped(*command)


def _zsh(script: Path) -> Job:
    note = script.with_suffix(".note")
    (script.parent / ".zshrc").write_text(_ZSHRC.format(script=script, note=note), encoding="utf-8")
    environment = {**os.environ, "ZDOTDIR": str(script.parent)}

    def job() -> float:
        subprocess.run(["zsh", "-f", "-c", _ZSH], env=environment, capture_output=True, check=True)
        seconds, completed = note.read_text(encoding="utf-8").split(maxsplit=1)
        assert completed.startswith("gloss define value"), completed  # as far as all candidates agree, or the first
        return float(seconds)

    return job
