"""``list``: a category and wishes → the terms that meet them."""

from itertools import chain

from partnergloss import errors
from partnergloss.glossary import files_of
from partnergloss.records import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergloss.glossary import Glossary
    from partnergloss.output import Output
    from partnergloss.request import Request


def answer(request: "Request", output: "Output", glossary: "Glossary") -> int:
    """Show the terms, those that are not for a terminal one by one as they are read, and give the exit code."""
    said_in = files_of(request.layer, request.terms)
    found = glossary.select(request.category, request.where, said_in=said_in, whole=request.json)
    first = next(found, None)
    texts = iter(()) if first is None else chain((first,), found)
    if request.json:
        from partnergloss.render import as_json

        output.stream(as_json.listing(texts))
    elif first is not None:
        _show(output, glossary, texts)
    if first is not None:
        return errors.ANSWERED
    output.note(
        "No term is in that category with those values."
        if said_in is None
        else "That layer says nothing of such terms."
    )
    return errors.NOT_FOUND


def _show(output: "Output", glossary: "Glossary", texts: "Iterator[str]") -> None:
    records = map(decode, texts)
    if output.terminal:
        from partnergloss.render import terminal
        from partnergloss.view.tree import tree

        nodes = tree(glossary.index, records)
        output.show(terminal.tree(nodes, width=output.width, color=output.color))
    else:
        from partnergloss.render import plain

        output.stream(plain.listing(records))
