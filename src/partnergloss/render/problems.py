"""What a check found → what a terminal shows: the totals at the top, then every place, in columns where they fit."""

from partnergloss.render.drawing import Segment, Segments, Text, cell_len, console, drawn, grid, readable
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table as Grid

    from partnergloss.render.drawing import Console, RenderableType
    from partnergloss.view.problems import Group, Report

_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "dim"}
_LEFT, _BETWEEN, _HANGING = 2, 2, 6
_MOST_LINES = 2
"""Of a message beside its place; where it would take more, all messages of a rule stand under their places."""


def report(shown: "Report", *, width: int, color: bool) -> str:
    """Write all that a check found."""
    where = console(width, color=color)
    summary: list[RenderableType] = [Text(one_line(shown.head), "bold red" if shown.failed else "bold green")]
    summary += [Text(one_line(sentence)) for sentence in shown.files]
    summary += [Text(one_line(sentence), _STYLES["error"]) for sentence in shown.blocking]
    if shown.groups:
        summary += ["", _rules(shown.groups)]
    parts = [readable(summary, width)]
    groups = [group for group in shown.groups if group.rule.level != "info"]
    if groups:
        hint = f"To read why, with an example: gloss check --explain {groups[0].rule.code}"
        parts += ["", readable([Text(hint, "dim italic")], width)]
    for group in groups:
        rows = Segments(segment for place in _places(where, group) for segment in place)
        parts += ["", readable(_head(group), width), rows]
    return drawn(parts, where)


def _rules(groups: "list[Group]") -> "Grid":
    """Write how often each rule is broken."""
    table = grid()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for group in groups:
        rule, style = group.rule, _STYLES[group.rule.level]
        table.add_row(str(len(group.places)), Text(rule.code, style), Text(rule.level, style), Text(rule.demands))
    return table


def _head(group: "Group") -> "list[RenderableType]":
    """Say once for all its places what a rule demands, and what to do."""
    rule, style = group.rule, _STYLES[group.rule.level]
    return [Text.assemble((f"{rule.code} {rule.level}", style), f"  {rule.demands}"), Text(rule.fix)]


def _places(where: "Console", group: "Group") -> "Iterator[list[Segment]]":
    """Write each place on a line of its own, in columns where the terminal is wide enough, else the message below."""
    rows = [tuple(map(one_line, place)) for place in group.places]
    left, middle = (max(cell_len(row[column]) for row in rows) for column in (0, 1))
    left, middle = left + _BETWEEN, middle and middle + _BETWEEN
    room = where.width - _LEFT - left - middle
    if room * _MOST_LINES < max(cell_len(message) for *_, message in rows):
        for place, key, message in rows:
            yield _wrapped(where, f"{place}  {key}".rstrip(), _LEFT, "bold")
            yield _wrapped(where, message, _HANGING)
        return
    for place, key, message in rows:
        before = f"{' ' * _LEFT}{_padded(place, left)}{_padded(key, middle)}"
        yield [Segment(before), *_wrapped(where, message, _LEFT + left + middle)[1:]]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _wrapped(where: "Console", text: str, indent: int, style: str = "") -> list[Segment]:
    """Write a text on as many lines as it needs, all behind an indent; Rich is asked only where one is too long."""
    room, lead = where.width - indent, Segment(" " * indent)
    if cell_len(text) <= room:
        lines = [[Segment(text, where.get_style(style) if style else None)]]
    else:
        options = where.options.update(width=max(1, room), overflow="fold")
        lines = where.render_lines(Text(text), options, style=where.get_style(style) if style else None, pad=False)
    return [segment for line in lines for segment in (lead, *line, Segment.line())]
