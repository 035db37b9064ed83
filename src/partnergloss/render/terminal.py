"""Blocks → what a terminal shows: width, wrapping, color. The only module that knows Rich."""

import io
import shutil
from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree

from partnergloss.render.visible import one_line
from partnergloss.view.blocks import Block, Hit, Node, Table
from partnergloss.view.entry import title

PROSE = 100
"""Columns; wider lines are hard to read."""
_LABEL = 10
_TWO_COLUMNS = 76
_COLUMN = 16
_SCORE = 3
_BETWEEN = 3
_STYLES = {"title": "bold cyan", "place": "dim", "changed": "yellow", "definition": "", "hint": "dim italic"}
_LABEL_STYLE = "bold"


def size() -> tuple[int, int]:
    """Give the columns and lines of the terminal; ``COLUMNS`` and ``LINES`` override them."""
    return shutil.get_terminal_size((80, 24))


def entry(blocks: Sequence[Block], *, width: int, color: bool) -> str:
    """Write one term."""
    width = min(width, PROSE)
    parts: list[RenderableType] = []
    for block in blocks:
        if block.role == "definition":
            parts += ["", *_texts(block), ""]
        elif block.role == "facts":
            parts += [_facts(block, width), ""]
        elif block.role == "title":
            parts.append(_title(block))
        elif block.role == "measure":
            parts += [_lines(block.lines), ""]
        elif block.role == "lines":
            parts.append(_lines(block.lines))
        else:
            parts += _texts(block)
    return _drawn(parts, width, color)


def comparison(table: Table, blocks: Sequence[Block], *, width: int, color: bool) -> str:
    """Write terms side by side, or stacked where the terminal is narrower than the columns need."""
    labels = max((cell_len(label) for _, label, *_ in table.rows), default=0) + len("≠ ")
    needed = [max(_COLUMN, *map(_longest_word, _texts_of(table, column))) for column in range(len(table.heads))]
    spare = width - labels - sum(needed) - _BETWEEN * len(needed)
    heading = Text(" vs ".join(one_line(name) for _, name in table.heads), _STYLES["title"])
    parts: list[RenderableType] = [
        heading,
        "",
        *(_columns(table, needed, spare) if spare >= 0 else _stacked(table)),
        "",
    ]
    for block in blocks:
        label = one_line(block.lines[0][0])
        parts.append(Text(label, _LABEL_STYLE))
        parts += [_item(text) for _, text in block.lines]
    return _drawn([_narrow(part, width) for part in parts], width, color)


def tree(nodes: Iterable[Node], *, width: int, color: bool) -> str:
    """Write terms under their categories."""
    parts: list[RenderableType] = []
    for node in nodes:
        root = Tree(_node_text(node))
        _grow(root, node)
        parts.append(root)
    return _drawn(parts, width, color)


def search(hits: Iterable[Hit], *, width: int, color: bool) -> str:
    """Write what a search found, the words that were asked for underlined."""
    width = min(width, PROSE)
    parts: list[RenderableType] = []
    for hit in hits:
        grid = Grid.grid(padding=(0, 2, 0, 0))
        grid.add_column(justify="right", style="dim", no_wrap=True, min_width=_SCORE)
        grid.add_column(overflow="fold")
        head = _marked(hit.title, hit.marked, _STYLES["title"])
        grid.add_row(str(hit.score), Text.assemble(head, "  ", (one_line(hit.id), "dim")))
        grid.add_row("", _marked(hit.definition, hit.marked, ""))
        grid.add_row("", Text(one_line(hit.where), _STYLES["hint"]))
        parts += [grid, ""]
    return _drawn(parts, width, color)


def lines(pairs: Sequence[tuple[str, str]], *, width: int, color: bool) -> str:
    """Write labelled lines."""
    return _drawn([_lines(pairs)], width, color)


def _title(block: Block) -> Text:
    (_, name), (_, term_id) = block.lines
    return Text.assemble((one_line(name), _STYLES["title"]), "  ", (one_line(term_id), "dim"))


def _marked(text: str, marked: set[str], style: str) -> Text:
    """Write a text with some of its words underlined."""
    written = Text("", style)
    for word in text.split():
        written.append(" " if written else "")
        written.append(one_line(word), "underline" if word in marked else "")
    return written


def _texts(block: Block) -> list[RenderableType]:
    labelled = block.role == "changed"
    return [
        Text(one_line(f"{label}: {text}" if labelled else text), _STYLES.get(block.role, ""))
        for label, text in block.lines
    ]


def _facts(block: Block, width: int) -> RenderableType:
    columns = 2 if width >= _TWO_COLUMNS else 1
    grid = Grid.grid(padding=(0, 2, 0, 0))
    for _ in range(columns):
        grid.add_column(style=_LABEL_STYLE, no_wrap=True, min_width=_LABEL)
        grid.add_column(overflow="fold", ratio=1)
    half = -(-len(block.lines) // columns)
    for position in range(half):
        row = [pair for start in range(columns) for pair in _cell(block.lines, start * half + position)]
        grid.add_row(*row)
    return grid


def _cell(pairs: Sequence[tuple[str, str]], position: int) -> tuple[Text, Text]:
    label, text = pairs[position] if position < len(pairs) else ("", "")
    return Text(one_line(label)), Text(one_line(text))


def _lines(pairs: Sequence[tuple[str, str]]) -> RenderableType:
    """Write labels in a column of their own, each once, and hang the texts beside them."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style=_LABEL_STYLE, no_wrap=True, min_width=_LABEL)
    grid.add_column(overflow="fold")
    before = ""
    for label, text in pairs:
        grid.add_row(Text("" if label == before else one_line(label)), Text(one_line(text)))
        before = label
    return grid


def _texts_of(table: Table, column: int) -> list[str]:
    """Give what stands in a column, its head first."""
    texts = [table.heads[column][1], *(row[3][column] for row in table.rows if not row[4])]
    return [one_line(text) for text in texts]


def _shared(needed: list[int], longest: list[int], spare: int) -> list[int]:
    """Widen columns one by one with what is to spare, none beyond its longest text."""
    widths = list(needed)
    while spare > 0 and (short := [column for column, width in enumerate(widths) if width < longest[column]]):
        for column in short[:spare]:
            widths[column] += 1
            spare -= 1
    return widths


def _longest_word(text: str) -> int:
    """Measure the longest word: names and values wrap between words, never inside."""
    return max(map(cell_len, text.split()), default=0)


def _columns(table: Table, needed: list[int], spare: int) -> list[RenderableType]:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    grid.add_column("", no_wrap=True)
    longest = [max(map(cell_len, _texts_of(table, column))) for column in range(len(table.heads))]
    for (_, name), width in zip(table.heads, _shared(needed, longest, spare), strict=True):
        # Widths are given outright: Rich would let least widths overflow the terminal.
        grid.add_column(Text(one_line(name)), overflow="fold", header_style=_LABEL_STYLE, width=width)
    for _, label, _, shown, same in table.rows:
        if not same:
            grid.add_row(Text(f"≠ {one_line(label)}", _LABEL_STYLE), *(Text(one_line(value)) for value in shown))
    return [grid, *_same(table)]


def _stacked(table: Table) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for _, label, _, shown, same in table.rows:
        if not same:
            parts.append(Text(f"≠ {one_line(label)}", _LABEL_STYLE))
            named = zip(table.heads, shown, strict=True)
            parts += [Padding(Text(one_line(f"{name}: {value}")), (0, 0, 0, 4)) for (_, name), value in named]
    return [*parts, *_same(table)]


def _same(table: Table) -> list[RenderableType]:
    """Fold the rows in which nothing differs into one line."""
    alike = [f"{label}: {shown[0]}" for _, label, _, shown, same in table.rows if same]
    return [Text.assemble(("= The same: ", _LABEL_STYLE), one_line(" · ".join(alike)))] if alike else []


def _item(text: str) -> RenderableType:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row("  -", Text(one_line(text)))
    return grid


def _narrow(part: RenderableType, width: int) -> RenderableType:
    """Keep prose within a readable width; tables may use the whole of it."""
    if isinstance(part, Grid) and part.box:
        return part
    return Padding(part, (0, max(0, width - PROSE), 0, 0))


def _node_text(node: Node) -> Text:
    if node.record:
        return Text(one_line(title(node.record)))
    return Text(one_line(node.name), _LABEL_STYLE)


def _grow(branch: Tree, node: Node) -> None:
    for child in node.children:
        _grow(branch.add(_node_text(child)), child)


def _drawn(parts: Iterable[RenderableType], width: int, color: bool) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=True,
        color_system="standard" if color else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()).rstrip("\n") + "\n"
