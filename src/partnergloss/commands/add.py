"""``gloss add``: a new term, or new words for an old one, into a term file of one's own."""

from typing import Annotated

import typer

from partnergloss.commands import options
from partnergloss.request import Request


def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    name: Annotated[list[str] | None, typer.Argument(metavar="[NAME...]", help="Its name; words are joined.")] = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id; else made from the name.")] = None,
    category: Annotated[str | None, typer.Option("--category", metavar="CATEGORY", help="Where it belongs.")] = None,
    definition: Annotated[str | None, typer.Option("--definition", metavar="TEXT", help="What it is.")] = None,
    abbr: Annotated[list[str] | None, typer.Option("--abbr", metavar="TEXT", help="Its abbreviation.")] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", metavar="TEXT", help="Another name.")] = None,
    cue: Annotated[list[str] | None, typer.Option("--cue", metavar="TEXT", help="How people describe it.")] = None,
    broader: Annotated[
        list[str] | None, typer.Option("--broader", metavar="TERM", help="What it is a kind of.")
    ] = None,
    related: Annotated[list[str] | None, typer.Option("--related", metavar="TERM", help="What goes with it.")] = None,
    facet: Annotated[
        list[str] | None, typer.Option("--facet", metavar="FACET=VALUE[,VALUE]", help="What decides; repeatable.")
    ] = None,
    note: Annotated[list[str] | None, typer.Option("--note", metavar="TEXT", help="What else to know.")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", metavar="SOURCE", help="Who says so.")] = None,
    from_json: Annotated[
        str | None,
        typer.Option(
            "--from-json", metavar="FILE", help="Read terms as JSON objects from a file, or - for standard input."
        ),
    ] = None,
    to: options.ToOption = None,
    json: options.JsonOption = False,
    plain: options.PlainOption = False,
    color: options.ColorOption = "auto",
    terms: options.TermsOption = None,
) -> Request:
    """Add a term to your own term file.

    On a terminal it asks for what is missing. With the --id of a term that a lower file defines, only what you give
    is changed here; all else stays as it is there.

    \b
    gloss add
    gloss add "Silver partner" --category programs --definition "Partner tier for ..." --broader partner-tier
    gloss add --id reseller --facet paper=varies
    gloss add --from-json - < terms.json
    """
    said = {
        "name": " ".join(name or ()), "category": category, "definition": definition, "abbr": abbr, "aliases": alias,
        "cues": cue, "broader": broader, "related": related, "facets": facet, "notes": note, "sources": source,
    }  # fmt: skip
    fields = {field: value for field, value in said.items() if value}
    if from_json is not None and (fields or id_):
        raise typer.BadParameter("--from-json says all of the terms; it goes with none of the other words")
    return Request(
        "add",
        id=id_,
        fields=fields,
        from_json=from_json,
        to=to,
        json=json,
        plain=plain,
        color=color,
        terms=tuple(terms or ()),
    )
