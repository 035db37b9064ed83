"""Blocks → what a terminal shows: width, wrapping, color. Only this, what it draws with and the bar know Rich."""

from partnergloss.render.drawing import (
    PROSE,
    Segment,
    Segments,
    Text,
    cell_len,
    console,
    drawn,
    grid,
    headed,
    indented,
    labelled,
    readable,
)
from partnergloss.view.entry import title
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.table import Table as Grid

    from partnergloss.render.drawing import Console, RenderableType
    from partnergloss.view.blocks import Block, Hit, Node, Table

_TWO_COLUMNS = 76
_COLUMN = 16
_SCORE = 3
_RAIL = "│   "
_LEAST = 20
_BETWEEN = 3
_STYLES = {"title": "bold cyan", "place": "dim", "changed": "yellow", "definition": "", "hint": "dim italic"}
_LABEL_STYLE = "bold"


def entry(blocks: "Sequence[Block]", *, width: int, color: bool) -> str:
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
        elif block.role in ("measure", "section"):
            parts += [_lines(block.lines), ""]
        elif block.role == "lines":
            parts.append(_lines(block.lines))
        else:
            parts += _texts(block)
    return drawn(parts, console(width, color=color))


def comparison(table: "Table", blocks: "Sequence[Block]", *, width: int, color: bool) -> str:
    """Write terms side by side, or stacked where the terminal is narrower than the columns need."""
    labels = max((cell_len(label) for _, label, *_ in table.rows), default=0) + len("≠ ")
    needed = [max(_COLUMN, *map(_longest_word, _texts_of(table, column))) for column in range(len(table.heads))]
    spare = width - labels - sum(needed) - _BETWEEN * len(needed)
    heading = Text(" vs ".join(one_line(name) for _, name in table.heads), _STYLES["title"])
    advice = [part for block in blocks for part in _listed(block)]
    parts = [
        readable([heading, ""], width),
        _columns(table, needed, spare) if spare >= 0 else readable(_stacked(table), width),
        readable([*_same(table), "", *advice], width),
    ]
    return drawn(parts, console(width, color=color))


def tree(nodes: "Iterable[Node]", *, width: int, color: bool) -> str:
    """Write terms under their categories."""
    where = console(width, color=color)
    return drawn([Segments(segment for node in nodes for segment in _branches(where, node))], where)


def search(hits: "Iterable[Hit]", *, width: int, color: bool) -> str:
    """Write what a search found, the words that were asked for underlined."""
    width = min(width, PROSE)
    parts: list[RenderableType] = []
    for hit in hits:
        row = grid()
        row.add_column(justify="right", style="dim", no_wrap=True, min_width=_SCORE)
        row.add_column(overflow="fold")
        head = _marked(hit.title, hit.marked, _STYLES["title"])
        row.add_row(str(hit.score), Text.assemble(head, "  ", (one_line(hit.id), "dim")))
        row.add_row("", _marked(hit.definition, hit.marked, ""))
        row.add_row("", Text(one_line(hit.where), _STYLES["hint"]))
        parts += [row, ""]
    return drawn(parts, console(width, color=color))


def lines(pairs: "Sequence[tuple[str, str]]", *, width: int, color: bool) -> str:
    """Write labelled lines."""
    return drawn([_lines(pairs)], console(width, color=color))


def _title(block: "Block") -> Text:
    (_, name), (_, term_id) = block.lines
    return Text.assemble((one_line(name), _STYLES["title"]), "  ", (one_line(term_id), "dim"))


def _marked(text: str, marked: set[str], style: str) -> Text:
    """Write a text with some of its words underlined."""
    written = Text("", style)
    for word in text.split():
        written.append(" " if written else "")
        written.append(one_line(word), "underline" if word in marked else "")
    return written


def _texts(block: "Block") -> list[Text]:
    labelled = block.role == "changed"
    return [
        Text(one_line(f"{label}: {text}" if labelled else text), _STYLES.get(block.role, ""))
        for label, text in block.lines
    ]


def _facts(block: "Block", width: int) -> "Grid":
    columns = 2 if width >= _TWO_COLUMNS else 1
    facts = labelled(columns, _LABEL_STYLE)
    half = -(-len(block.lines) // columns)
    for position in range(half):
        row = [pair for start in range(columns) for pair in _cell(block.lines, start * half + position)]
        facts.add_row(*row)
    return facts


def _cell(pairs: "Sequence[tuple[str, str]]", position: int) -> tuple[Text, Text]:
    label, text = pairs[position] if position < len(pairs) else ("", "")
    return Text(one_line(label)), Text(one_line(text))


def _lines(pairs: "Sequence[tuple[str, str]]") -> "Grid":
    """Write labels in a column of their own, each once, and hang the texts beside them."""
    listed = labelled(1, _LABEL_STYLE)
    before = ""
    for label, text in pairs:
        listed.add_row(Text("" if label == before else one_line(label)), Text(one_line(text)))
        before = label
    return listed


def _texts_of(table: "Table", column: int) -> list[str]:
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


def _columns(table: "Table", needed: list[int], spare: int) -> "Grid":
    columns = headed()
    columns.add_column("", no_wrap=True)
    longest = [max(map(cell_len, _texts_of(table, column))) for column in range(len(table.heads))]
    for (_, name), width in zip(table.heads, _shared(needed, longest, spare), strict=True):
        # Widths are given outright: Rich would let least widths overflow the terminal.
        columns.add_column(Text(one_line(name)), overflow="fold", header_style=_LABEL_STYLE, width=width)
    for _, label, _, shown, same in table.rows:
        if not same:
            columns.add_row(Text(f"≠ {one_line(label)}", _LABEL_STYLE), *(Text(one_line(value)) for value in shown))
    return columns


def _stacked(table: "Table") -> "list[RenderableType]":
    parts: list[RenderableType] = []
    for _, label, _, shown, same in table.rows:
        if not same:
            parts.append(Text(f"≠ {one_line(label)}", _LABEL_STYLE))
            named = zip(table.heads, shown, strict=True)
            parts += [indented(Text(one_line(f"{name}: {value}"))) for (_, name), value in named]
    return parts


def _same(table: "Table") -> list[Text]:
    """Fold the rows in which nothing differs into one line."""
    alike = [f"{label}: {shown[0]}" for _, label, _, shown, same in table.rows if same]
    return [Text.assemble(("= The same: ", _LABEL_STYLE), one_line(" · ".join(alike)))] if alike else []


def _listed(block: "Block") -> "Iterator[RenderableType]":
    """Write a label above the texts that belong to it."""
    yield Text(one_line(block.lines[0][0]), _LABEL_STYLE)
    table = grid(1)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for _, text in block.lines:
        table.add_row("  -", Text(one_line(text)))
    yield table


def _branches(where: "Console", root: "Node") -> "Iterator[Segment]":
    """Draw a node and all below it, each under its own; so deep that names would have no room, it goes on as deep."""
    waiting = [(root, "", "")]
    while waiting:
        node, lead, below = waiting.pop()
        yield from _name(where, node, lead, below)
        last, room = len(node.children) - 1, where.width - cell_len(below) - len(_RAIL)
        if room < min(_LEAST, where.width // 2):
            below = below[: -len(_RAIL)]
        for position, child in reversed([*enumerate(node.children)]):
            fork, rail = ("└── ", "    ") if position == last else ("├── ", _RAIL)
            waiting.append((child, below + fork, below + rail))


def _name(where: "Console", node: "Node", lead: str, below: str) -> "Iterator[Segment]":
    """Draw a node's name behind its lead; Rich's own tree wraps and measures every name anew."""
    name, style = (title(node.record), None) if node.record else (node.name, where.get_style(_LABEL_STYLE))
    shown, room = one_line(name), where.width - cell_len(lead)
    if cell_len(shown) <= room:
        rows = [[Segment(shown, style)]]
    else:
        rows = where.render_lines(Text(shown), where.options.update(width=room), style=style, pad=False)
    for line in rows:
        yield from (Segment(lead), *line, Segment.line())
        lead = below
