"""A terminal for tests: the real command on a pseudo-terminal of a chosen size."""

import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path
from typing import Any


def shown(  # noqa: PLR0913 - what a terminal is
    arguments: list[str],
    *,
    columns: int,
    environment: dict[str, str],
    cwd: Path,
    lines: int = 200,
    session: bool = False,
    program: tuple[str, ...] = ("-m", "partnergloss"),
) -> tuple[int, str]:
    """Run ``gloss``, or another program, where both streams are one terminal; give its exit code and all that it sent.

    With ``session`` it runs in a session of its own, so that signals to its group do not reach the tests.
    """
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    command = [sys.executable, *program, *arguments]
    with _started(command, theirs, environment, cwd, start_new_session=session) as process:
        sent = b"".join(_chunks(ours))
        return process.wait(timeout=30), sent.decode().replace("\r\n", "\n")


def talked(  # noqa: PLR0913 - what a terminal is
    arguments: list[str],
    answers: list[str],
    *,
    environment: dict[str, str],
    cwd: Path,
    program: tuple[str, ...] = ("-m", "partnergloss"),
    columns: int = 80,
) -> tuple[int, str]:
    """Run ``gloss`` on a terminal and answer each question, a line that ends in a space, with the next of the answers.

    Gives its exit code and all that stood on the terminal, answers included.
    """
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, *program, *arguments]
    own = {"start_new_session": True, "preexec_fn": lambda: ioctl(0, termios.TIOCSCTTY, 0)}  # Ctrl-C needs its terminal
    with _started(command, theirs, environment, cwd, **own) as process:
        sent, waiting = b"", [*answers]
        for chunk in _chunks(ours):
            sent += chunk
            if waiting and sent.endswith((b": ", b"] ")):
                os.write(ours, waiting.pop(0).encode("utf-8", "surrogateescape"))
        return process.wait(timeout=30), sent.decode("utf-8", "replace").replace("\r\n", "\n")


def _started(
    command: list[str], terminal: int, environment: dict[str, str], cwd: Path, **own: Any
) -> "subprocess.Popen[bytes]":
    """Start a program with all its streams on a terminal, which only the program holds from then on."""
    variables = {"TERM": "xterm"} | environment
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=variables, cwd=cwd, **own)
    os.close(terminal)
    return process


def _chunks(ours: int) -> Iterator[bytes]:
    """Give what comes from a terminal until its program ends, or says nothing for half a minute."""
    while True:
        ready, _, _ = select.select([ours], [], [], 30)
        try:
            chunk = os.read(ours, 65536) if ready else b""
        except OSError:  # the other side has closed
            chunk = b""
        if not chunk:
            break
        yield chunk
    os.close(ours)
