"""What documents use → what a terminal shows of it."""

from partnergloss.render.drawing import PROSE, Text, console, drawn, grid
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnergloss.render.drawing import RenderableType
    from partnergloss.view.usage import Finding

_HEADING = "bold"


def usage(found: "Mapping[str, list[Finding]]", headings: "Mapping[str, str]", *, width: int, color: bool) -> str:
    """Write what documents use, a heading for each kind; the file stands there only where there are several."""
    several = len({one.file for findings in found.values() for one in findings}) > 1
    parts: list[RenderableType] = []
    for kind, findings in found.items():
        if findings:
            table = grid()
            table.add_column(justify="right", no_wrap=True)
            table.add_column(overflow="fold")
            table.add_column(overflow="fold", style="dim")
            table.add_column(overflow="fold")
            for one in findings:
                place = f"{one.file}:{one.line}" if several else f"line {one.line}"
                cells = (f"{one.count} ×", one.text, place, one.says if kind != "term" else _id(one))
                table.add_row(*(Text(one_line(cell)) for cell in cells))
            parts += [Text(f"{headings[kind]}: {len(findings)}", _HEADING), table, ""]
    return drawn(parts, console(min(width, PROSE), color=color))


def _id(one: "Finding") -> str:
    return str(one.records[0]["id"])
