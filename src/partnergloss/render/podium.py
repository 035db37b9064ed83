"""A ranking → what a terminal shows of it."""

from partnergloss.render.drawing import Text, console, drawn, headed, indented, labelled, readable
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnergloss.render.drawing import RenderableType
    from partnergloss.view.blocks import Block
    from partnergloss.view.ranking import Place

_NAME = "bold cyan"
_LABEL = "bold"
_ASIDE = "dim italic"
_NARROW = 76


def ranking(places: "Sequence[Place]", blocks: "Sequence[Block]", *, width: int, color: bool) -> str:
    """Write what fits as a table, or stacked where that has no room, then advice on the first."""
    parts = [_columns(places)] if width >= _NARROW else list(_stacked(places))
    for block in blocks:
        if block.role == "hint":
            parts += ["", *(Text(one_line(f"{label}: {text}"), _ASIDE) for label, text in block.lines)]
        else:
            parts += ["", readable(list(_advice(block)), width)]
    return drawn(parts, console(width, color=color))


def _columns(places: "Sequence[Place]") -> "RenderableType":
    table = headed()
    table.add_column("", justify="right", no_wrap=True)
    for head, style in (("", _NAME), ("Fits", ""), ("Does not, or may not", "")):
        table.add_column(Text(head), style=style, overflow="fold", header_style=_LABEL)
    for place in places:
        fails = Text(one_line(place.fails or "–"))
        table.add_row(f"{place.score} %", Text(one_line(place.title)), Text(one_line(place.fits or "–")), fails)
    return table


def _stacked(places: "Sequence[Place]") -> "Iterator[RenderableType]":
    for place in places:
        yield Text.assemble((one_line(place.title), _NAME), f"  {place.score} %")
        for label, said in (("Fits", place.fits), ("Does not, or may not", place.fails)):
            if said:
                yield indented(Text.assemble((f"{label}: ", _LABEL), one_line(said)))


def _advice(block: "Block") -> "Iterator[RenderableType]":
    (_, name), *advice = block.lines
    yield Text(one_line(name), _NAME)
    table = labelled(1, _LABEL)
    before = ""
    for label, text in advice:
        table.add_row(Text("" if label == before else label), Text(one_line(text)))
        before = label
    yield table
