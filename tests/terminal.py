"""A terminal for tests: the real command on a pseudo-terminal of a chosen size."""

import os
import pty
import select
import struct
import subprocess
import sys
import termios
from fcntl import ioctl
from pathlib import Path


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
    process = subprocess.Popen(
        [sys.executable, *program, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={"TERM": "xterm"} | environment,
        cwd=cwd,
        start_new_session=session,
    )
    os.close(theirs)
    sent = b""
    while True:
        ready, _, _ = select.select([ours], [], [], 30)
        try:
            chunk = os.read(ours, 65536) if ready else b""
        except OSError:  # the other side has closed
            chunk = b""
        if not chunk:
            break
        sent += chunk
    os.close(ours)
    return process.wait(timeout=30), sent.decode().replace("\r\n", "\n")


def talked(
    arguments: list[str],
    answers: list[str],
    *,
    environment: dict[str, str],
    cwd: Path,
    program: tuple[str, ...] = ("-m", "partnergloss"),
) -> tuple[int, str]:
    """Run ``gloss`` on a terminal and answer each question, a line that ends in a space, with the next of the answers.

    Gives its exit code and all that stood on the terminal, answers included.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, *program, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={"TERM": "xterm"} | environment,
        cwd=cwd,
        start_new_session=True,
        preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - Ctrl-C needs its terminal
    )
    os.close(theirs)
    sent, waiting = b"", [*answers]
    while True:
        ready, _, _ = select.select([ours], [], [], 30)
        try:
            chunk = os.read(ours, 65536) if ready else b""
        except OSError:  # the other side has closed
            chunk = b""
        if not chunk:
            break
        sent += chunk
        if waiting and sent.endswith((b": ", b"] ")):
            os.write(ours, waiting.pop(0).encode("utf-8", "surrogateescape"))
    os.close(ours)
    return process.wait(timeout=30), sent.decode("utf-8", "replace").replace("\r\n", "\n")
