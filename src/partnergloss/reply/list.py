"""``list``: a category and wishes → the terms that meet them."""

from partnergloss import errors
from partnergloss.render import as_json, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.glossary import Glossary
    from partnergloss.output import Output
    from partnergloss.request import Request


def answer(request: "Request", output: "Output", glossary: "Glossary") -> int:
    """Show the terms, and give the exit code."""
    records = glossary.select(request.category, request.where)
    if request.json:
        output.write(as_json.listing(records))
    elif records and output.terminal:
        from partnergloss.render import terminal
        from partnergloss.view.tree import tree

        nodes = tree(glossary.index, records)
        output.show(terminal.tree(nodes, width=terminal.size()[0], color=output.color))
    elif records:
        output.write(plain.listing(records))
    if records:
        return errors.ANSWERED
    output.note("No term is in that category with those values.")
    return errors.NOT_FOUND
