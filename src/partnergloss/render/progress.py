"""A bar that shows how far a long task is, and leaves nothing behind."""

from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn


class Bar:
    """A bar on a terminal."""

    def __init__(self, stream: TextIO, title: str, *, color: bool) -> None:
        console = Console(file=stream, force_terminal=True, color_system="standard" if color else None)
        self._progress = Progress(
            TextColumn(title),
            BarColumn(20),  # narrow enough for an echoed ^C to stand beside it
            TaskProgressColumn(),
            console=console,
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("", total=1)
        self._progress.start()
        console.show_cursor()  # nobody would bring it back if the program were killed

    def show(self, share: float) -> None:
        """Draw which share of the task is done; at 1 take the bar away."""
        self._progress.update(self._task, completed=share, refresh=share < 1)
        if share >= 1:
            self._progress.stop()
