"""What a terminal's answers are drawn with: Rich, set up as we use it, each part loaded where it is needed."""

import io

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.segment import Segment, Segments
from rich.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.table import Table

__all__ = [
    "PROSE", "Console", "RenderableType", "Segment", "Segments", "Text", "cell_len", "console", "drawn", "grid",
    "headed", "indented", "labelled", "readable",
]  # fmt: skip

PROSE = 100
"""Columns; wider lines are hard to read."""
_LABEL = 10


def console(width: int, *, color: bool) -> Console:
    """Give what lays out and colors parts of an answer, whatever the terminal at hand."""
    return Console(
        file=io.StringIO(),
        width=width,
        height=1,  # nothing depends on it; left out, Rich would ask the terminal for it at every step
        force_terminal=True,
        color_system="standard" if color else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def drawn(parts: "Iterable[RenderableType]", where: Console) -> str:
    """Write parts of an answer below each other, without blanks at the ends of lines."""
    with where.capture() as capture:
        where.print(Group(*parts))
    return "\n".join(line.rstrip() for line in capture.get().splitlines()).rstrip("\n") + "\n"


def grid(between: int = 2) -> "Table":
    """Give a table without lines, its columns so far apart."""
    from rich.table import Table  # loads the arithmetic of fractions; a list of terms goes without it

    return Table.grid(padding=(0, between, 0, 0))


def labelled(columns: int, style: str) -> "Table":
    """Give a table without lines for labels in that style, each with its text."""
    table = grid()
    for _ in range(columns):
        table.add_column(style=style, no_wrap=True, min_width=_LABEL)
        table.add_column(overflow="fold")
    return table


def headed() -> "Table":
    """Give a table with a line under its heads."""
    from rich import box
    from rich.table import Table

    return Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))


def indented(part: RenderableType) -> RenderableType:
    """Move a part of an answer in from the left."""
    from rich.padding import Padding

    return Padding(part, (0, 0, 0, 4))


def readable(parts: "Iterable[RenderableType]", width: int) -> RenderableType:
    """Keep prose within a readable width; tables may use the whole of it."""
    prose = Group(*parts)
    if width <= PROSE:
        return prose
    from rich.padding import Padding

    return Padding(prose, (0, width - PROSE, 0, 0))
