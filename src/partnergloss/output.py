"""Where answers go: which form the reader wants, color or none, the pager, and nothing unsafe on either stream."""

import os
import sys
from itertools import islice

from partnergloss.visible import visible

_PORTION = 64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from partnergloss.render.progress import Bar


class Output:
    """The two streams of one run.

    Attributes:
        terminal: whether the answer is laid out for a terminal.
        color: whether it is colored; never changes the layout.
    """

    def __init__(self, *, plain: bool, color: str, pager: bool) -> None:
        self.out: TextIO = sys.stdout
        self.err: TextIO = sys.stderr
        self._notes: list[str] = []
        self._plain = plain or os.environ.get("GLOSS_PLAIN", "0") not in ("", "0")
        self.terminal = self.out.isatty() and not self._plain
        self.color = _is_colored(color, terminal=self.terminal)
        self._color = color
        self._bar: Bar | None = None
        self._pager = pager and self.terminal

    @property
    def width(self) -> int:
        """The columns of the terminal; ``COLUMNS`` overrides them."""
        return _size()[0]

    def write(self, text: str) -> None:
        """Send an answer that a renderer has already made safe."""
        self.out.write(text)

    def stream(self, parts: "Iterable[str]") -> None:
        """Send an answer as its parts are made, some at a time, so that it is never held whole."""
        waiting = iter(parts)
        while portion := "".join(islice(waiting, _PORTION)):
            self.out.write(portion)

    def show(self, text: str) -> None:
        """Send an answer, through the pager where it is taller than the terminal."""
        tall = self._pager and text.count("\n") > _size()[1]
        if not tall or not _paged("".join(self._notes) + text):
            self.write(text)

    def note(self, text: str) -> None:
        """Say something beside the answer, on the error stream, and at the head of what a pager shows."""
        if self._pager:
            self._notes.append(visible(text) + "\n")
        self.say(text)

    def say(self, text: str) -> None:
        """Say something on the error stream that is of no use beside the answer, such as a question before it."""
        self.out.flush()
        try:  # noqa: SIM105 - contextlib is not loaded on the path of `define`
            print(visible(text), file=self.err, flush=True)
        except OSError:  # nobody reads it; the exit code still tells
            pass

    @property
    def asks(self) -> bool:
        """Whether a person is there to answer questions: input and the error stream are terminals."""
        return bool(sys.stdin and sys.stdin.isatty() and self.err.isatty())

    def ask(self, question: str) -> str | None:
        """Ask a person on the error stream, and give the line typed, less its end; None where the input has ended."""
        self.out.flush()
        print(visible(question), end="", file=self.err, flush=True)
        line = sys.stdin.buffer.readline()
        return line.decode("utf-8", "surrogateescape").rstrip("\r\n") if line else None

    def progress(self, share: float, task: str = "Building the index") -> None:
        """Show how far a long task is while it runs, where the error stream is a terminal that can take it away again.

        Args:
            share: which part of it is done; at 1 nothing is left on the screen.
            task: what is being done.
        """
        if not self._bar and share < 1 and self.err.isatty() and not self._plain and os.environ.get("TERM") != "dumb":
            from partnergloss.render.progress import Bar

            self._bar = Bar(self.err, task, color=_is_colored(self._color, terminal=True))
        if self._bar:
            self._bar.show(share)
        if share >= 1:
            self._bar = None


def _is_colored(color: str, *, terminal: bool) -> bool:
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def _size() -> tuple[int, int]:
    """Give the columns and lines of the terminal as ``shutil`` does, which loads every form of compression with it.

    ``COLUMNS`` and ``LINES`` override them; 80 × 24 where neither says.
    """
    try:
        there = os.get_terminal_size(sys.__stdout__.fileno())  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # closed, detached or no terminal
        there = os.terminal_size((0, 0))
    return _set("COLUMNS") or there.columns or 80, _set("LINES") or there.lines or 24


def _set(variable: str) -> int:
    """Read a size from the environment; 0 where it says none."""
    try:
        return max(0, int(os.environ.get(variable, "")))
    except ValueError:
        return 0


def _paged(text: str) -> bool:
    """Show a text in GLOSS_PAGER, PAGER or ``less -FRX``; say whether one was there."""
    import shlex
    import shutil
    import signal
    import subprocess

    try:
        command = shlex.split(os.environ.get("GLOSS_PAGER") or os.environ.get("PAGER") or "less -FRX")
    except ValueError:  # a quotation mark without its other half
        return False
    if not command or not shutil.which(command[0]):
        return False
    before = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is for the pager, which restores the terminal
    try:
        subprocess.run(command, input=text.encode("utf-8", "backslashreplace"), check=False)  # noqa: S603
    except OSError:  # it cannot be run
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True
