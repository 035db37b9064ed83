"""A private file opened in the person's editor; it is not taken away while it holds what nobody else has."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile

from partnergloss.errors import GlossError, UsageError
from partnergloss.visible import one_line

_USUAL = ("notepad",) if sys.platform == "win32" else ("editor", "nano", "vi")


class Desk:
    """A file to edit in.

    Attributes:
        path: the file.
    """

    def __init__(self) -> None:
        self._command = _command()
        self._first: str | None = None
        self._folder = tempfile.mkdtemp(prefix="gloss-edit-")
        self.path = os.path.join(self._folder, "term.toml")  # an id may be a stranger's, and lead elsewhere

    def edited(self, text: str) -> str:
        """Let a person edit a text; line ends in the result are as Unix writes them.

        Raises:
            UsageError: the editor cannot be started.
            GlossError: it has failed.
        """
        if self._first is None:
            self._first = text
        with open(self.path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
        _run([*self._command, self.path])
        return self._now()

    def _now(self) -> str:
        try:
            with open(self.path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
                return file.read().replace("\r\n", "\n")
        except FileNotFoundError:  # taken away, as good as emptied
            return ""

    def holds_work(self) -> bool:
        """Say whether the file holds anything else than what it held first."""
        try:
            return self._now() not in ("", self._first)
        except OSError:
            return True

    def clear(self) -> None:
        """Take the file away."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _command() -> list[str]:
    """Find the editor that the person wants, with its arguments."""
    for variable in ("VISUAL", "EDITOR"):
        said = os.environ.get(variable, "").strip()
        try:
            words = [said] if shutil.which(said) else shlex.split(said, posix=sys.platform != "win32")
        except ValueError as error:
            raise UsageError(f"{variable} has a quotation mark without its other half", (f"Now: {said}",)) from error
        if words:
            return words
    found = next((name for name in _USUAL if shutil.which(name)), None)
    if not found:
        raise UsageError(f"there is no editor: {', '.join(_USUAL)}", ("Name one in the variable EDITOR.",))
    return [found]


def _run(command: list[str]) -> None:
    """Run an editor to its end; where the answer goes elsewhere than the terminal, the editor stays on the terminal."""
    before = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is for the editor, which would inherit SIG_IGN
    try:
        shown = None if sys.stdout.isatty() else sys.stderr.fileno()
        code = subprocess.run(command, stdout=shown, check=False).returncode  # noqa: S603 - the person's own editor
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hints = ("Nothing was changed. Name another in the variable EDITOR.",)
        raise UsageError(f"the editor {one_line(command[0])} cannot be started: {reason}", hints) from error
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        how = f"ended with code {code}" if code > 0 else f"was ended by signal {-code}"
        raise GlossError(f"the editor {one_line(command[0])} {how}", ("Nothing was changed.",))
