"""``gloss scan``: which terms a document uses, and which of its words nobody explains."""

from typing import Annotated

import typer

from partnergloss.commands import options
from partnergloss.request import FINDINGS, Request


def scan(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help="Text or Markdown; without any, or as -, standard input."),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="KIND[,KIND]",
            help="Exit with 5 where there is ambiguous, deprecated, unknown or changed.",
        ),
    ] = None,
    json: options.JsonOption = False,
    plain: options.PlainOption = False,
    color: options.ColorOption = "auto",
    terms: options.TermsOption = None,
    no_pager: options.NoPagerOption = False,
) -> Request:
    """Show which terms a document uses, and which of its words nobody explains.

    Besides the terms, with their count and first line: those whose meaning a file of yours changed, labels with
    several senses where the text does not say which, deprecated words with what replaces them, and acronyms that
    neither a term nor the text explains. In Markdown (.md, .markdown) code, link targets and comments are left out.

    \b
    gloss scan proposal.md
    gloss scan docs/*.md --fail-on ambiguous,deprecated,unknown
    pdftotext contract.pdf - | gloss scan --json
    """
    kinds = tuple((fail_on or "").split(",")) if fail_on is not None else ()
    if not set(kinds) <= set(FINDINGS):
        raise typer.BadParameter(f"--fail-on takes {', '.join(FINDINGS)}, with commas between them")
    return Request(
        "scan",
        tuple(file or ()),
        fail_on=kinds,
        json=json,
        plain=plain,
        color=color,
        pager=not no_pager,
        terms=tuple(terms or ()),
    )
