"""One hostile input: term files in their places, what commands say of them, and what must hold of anything said."""

import io
import json
import os
import random
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from hostile_files import ROOT, WRITERS
from jsonschema import Draft202012Validator

from partnergloss.__main__ import run
from partnergloss.reply import reply
from partnergloss.request import Request

_REAL = 0.01
_CODES = (0, 2, 3, 4, 5)
_ROLES = ("user", "project", "environment", "command line")
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_SCHEMA = json.loads((ROOT / "docs" / "answers.schema.json").read_text(encoding="utf-8"))
_BUNDLED = import_module("partnergloss.data")
_REAL_DATA = _BUNDLED.__file__
LONGEST = 2_000
JUDGED = 50


class Fault(Exception):  # noqa: N818 - what is looked for
    """Something that must not be."""


class Said(NamedTuple):
    """What a command sent."""

    code: int
    out: str
    err: str


class _Screen(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Case:
    """One input: term files in their places.

    Attributes:
        kind: what made the first of them.
        files: the path of each, by its role.
    """

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.kind = chance.choice([*WRITERS])
        self.real = chance.random() < _REAL
        self.config, self.work = folder / "config", folder / "work"
        places = {"user": self.config / "partnergloss" / "terms.toml", "project": self.work / ".gloss.toml"}
        roles = sorted(chance.sample(_ROLES, chance.choice((1, 1, 1, 2, 3))), key=_ROLES.index)
        self.files = {role: places.get(role, self.work / f"{role.split()[0]}.toml") for role in roles}
        self.work.mkdir(parents=True)
        for number, file in enumerate(self.files.values()):
            file.parent.mkdir(parents=True, exist_ok=True)
            kind = chance.choice([*WRITERS]) if number else self.kind
            file.write_bytes(WRITERS[kind](chance))

    def enter(self, small: Path) -> None:
        """Let a new run find the files in their places."""
        os.chdir(self.work)
        os.environ["XDG_CONFIG_HOME"] = str(self.config)
        os.environ["GLOSS_TERMS"] = str(self.files.get("environment", ""))
        _BUNDLED.__file__ = _REAL_DATA if self.real else str(small / "__init__.py")

    def gloss(self, *arguments: str, terminal: bool = False) -> Said:
        """Run a command, and check what it sends."""
        named = self.files.get("command line")
        terms = ["--terms", str(named)] if named and arguments[0] != "check" else []
        out, err, told = io.BytesIO(), io.BytesIO(), (sys.stdout, sys.stderr)
        sys.stdout, sys.stderr = (_Screen if terminal else io.TextIOWrapper)(out), io.TextIOWrapper(err)
        try:
            checked = arguments[0] == "check"  # rarely by the door: the framework takes longer than the check
            request = Request("check", arguments[1:2], json="--json" in arguments, strict="--strict" in arguments)
            code = reply(request) if checked and not self.real else run([*arguments, *terms])
            sys.stdout.flush()
            sys.stderr.flush()
            said = Said(code, out.getvalue().decode(), err.getvalue().decode())
        finally:
            sys.stdout, sys.stderr = told
        _judge(arguments, said, json_wanted="--json" in arguments)
        return said

    def skipped(self, err: str) -> set[str]:
        """Give the roles whose files were left out."""
        return {role for role in self.files if f"skipped the {role} term file" in err}


def _judge(arguments: tuple[str, ...], said: Said, *, json_wanted: bool) -> None:
    """Check an exit code, both streams, and JSON by its schema."""
    demand(said.code in _CODES, f"exit code {said.code}")
    for text in (said.out, said.err):
        demand(not _STEERING.search(text), "a steering character was sent")
    demand("Traceback" not in said.err, "a traceback")
    longest = max(map(len, said.err.splitlines()), default=0)
    demand(longest < LONGEST or arguments[0] != "check", f"a message of {longest} characters")
    if json_wanted:
        answer = json.loads(said.out)
        answer |= {"problems": answer["problems"][:JUDGED]} if "problems" in answer else {}
        shape = _SCHEMA["$defs"]["error" if "error" in answer else arguments[0]]
        fault = next(Draft202012Validator({"$defs": _SCHEMA["$defs"]} | shape).iter_errors(answer), None)
        demand(fault is None, f"outside the schema: {fault and fault.message[:200]}")


def demand(kept: bool, otherwise: str) -> None:
    """Say what is wrong unless something holds.

    Raises:
        Fault: it does not.
    """
    if not kept:
        raise Fault(otherwise)
