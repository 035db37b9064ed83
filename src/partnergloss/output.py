"""Where answers go: which form the reader wants, color or none, the pager, and nothing unsafe on either stream."""

import os
import sys

from partnergloss.render.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO


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
        wished = os.environ.get("GLOSS_PLAIN", "0")
        self.terminal = self.out.isatty() and not plain and wished in ("", "0")
        self.color = _is_colored(color, terminal=self.terminal)
        self._pager = pager and self.terminal

    def write(self, text: str) -> None:
        """Send an answer that a renderer has already made safe."""
        self.out.write(text)

    def stream(self, parts: "Iterable[str]") -> None:
        """Send an answer part by part, as each is made, so that none is held whole."""
        self.out.writelines(parts)

    def show(self, text: str) -> None:
        """Send an answer, through the pager where it is taller than the terminal."""
        if self._pager:
            from partnergloss.render.terminal import size

            if text.count("\n") > size()[1] and _paged("".join(self._notes) + text):
                return
        self.write(text)

    def note(self, text: str) -> None:
        """Say something beside the answer, on the error stream, and at the head of what a pager shows."""
        if self._pager:
            self._notes.append(visible(text) + "\n")
        self.out.flush()
        try:
            print(visible(text), file=self.err, flush=True)
        except OSError:  # nobody reads it; the exit code still tells, if Python does not try again at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.err.fileno())


def _is_colored(color: str, *, terminal: bool) -> bool:
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


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
