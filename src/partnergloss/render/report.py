"""What documents use → what a terminal shows of it."""

from partnergloss.render.drawing import PROSE, Text, cell_len, console, drawn, grid
from partnergloss.visible import one_line
from partnergloss.words import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnergloss.render.drawing import RenderableType
    from partnergloss.view.usage import Finding

_HEADING = "bold"
_ASIDE = "dim"
_FILES = 5
"""Files that are named for each finding."""


def usage(found: "Mapping[str, list[Finding]]", headings: "Mapping[str, str]", *, width: int, color: bool) -> str:
    """Write what documents use, a heading for each kind; the file stands there only where there are several."""
    width = min(width, PROSE)
    several = len({file for findings in found.values() for one in findings for file, *_ in one.places}) > 1
    parts: list[RenderableType] = []
    for kind, findings in found.items():
        if findings:
            places = [_places(one) if several else f"line {one.line}" for one in findings]
            wide = max(cell_len(line) for place in places for line in place.split("\n"))
            table = grid()
            table.add_column(justify="right", no_wrap=True)
            table.add_column(overflow="fold")
            table.add_column(overflow="fold", style=_ASIDE, no_wrap=wide <= width // 2)
            for one, place in zip(findings, places, strict=True):
                table.add_row(f"{one.count} ×", _said(one), place)
            parts += [Text(f"{headings[kind]}: {len(findings)}", _HEADING), table, ""]
    return drawn(parts, console(width, color=color))


def _places(one: "Finding") -> str:
    """Write where a finding stands, a line for each of the first files."""
    shown = [one_line(f"{file}:{line}") for file, line, _ in one.places[:_FILES]]
    left = len(one.places) - len(shown)
    return "\n".join([*shown, *[f"{left} more file{'s' * (left > 1)}"] * bool(left)])


def _said(one: "Finding") -> Text:
    """Write what stands in the text, and what there is to say of it, unless that is the same."""
    same = fold(one.says) in (fold(one.text), fold(one.text).removesuffix("s"))
    return Text.assemble(one_line(one.text), ("" if same or not one.says else f" · {one_line(one.says)}", _ASIDE))
