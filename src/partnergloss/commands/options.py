"""Options that several verbs share."""

from typing import Annotated, Literal

import typer

Color = Literal["auto", "always", "never"]

JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON, with every field.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="No boxes, color or wrapping, as in a pipe.")]
ColorOption = Annotated[Color, typer.Option("--color", help="Color: auto, always or never.", show_default=False)]
NoPagerOption = Annotated[bool, typer.Option("--no-pager", help="Never hand a long answer to a pager.")]
ToOption = Annotated[
    str | None,
    typer.Option("--to", metavar="user|project|FILE", help="Which term file to write; else the project's, or yours."),
]
CategoryOption = Annotated[
    str | None,
    typer.Option("--category", metavar="CATEGORY", help="An id, a name or a part of one; with all below it."),
]
WhereOption = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="FACET=VALUE[,VALUE]", help="Only terms with one of these values; repeatable."),
]
LayerOption = Annotated[
    str | None,
    typer.Option("--layer", metavar="LAYER", help="Only what stands in this layer, and in those below it."),
]
TermsOption = Annotated[
    list[str] | None,
    typer.Option("--terms", metavar="FILE", help="Add a term file of yours on top; may be repeated."),
]
