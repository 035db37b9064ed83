"""``compare``: two to five queries → their terms side by side."""

from partnergloss import errors
from partnergloss.questions import SEPARATORS, parted
from partnergloss.reply.candor import own_up, say_changes
from partnergloss.view.side_by_side import side_by_side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.glossary import Glossary
    from partnergloss.output import Output
    from partnergloss.request import Request


def answer(request: "Request", output: "Output", glossary: "Glossary") -> int:
    """Show terms side by side, and give the exit code."""
    queries = _queries(request.words)
    compared = glossary.compare(*queries)
    if request.json:
        from partnergloss.render import as_json

        output.write(as_json.comparison(compared))
        return errors.ANSWERED
    for found in compared.answers:
        own_up(output, found)
        say_changes(output, found.matches[0].record)
    table, blocks = side_by_side(glossary.index, compared)
    if output.terminal:
        from partnergloss.render import terminal

        output.show(terminal.comparison(table, blocks, width=output.width, color=output.color))
    else:
        from partnergloss.render import plain

        output.write(plain.table(table))
    return errors.ANSWERED


def _queries(words: tuple[str, ...]) -> list[str]:
    """Part words at a standalone ``vs``; without one each argument is a term."""
    joined = " ".join(words)
    apart = len(words) == 1 or any(word.casefold() in SEPARATORS for word in words)
    return [part for part in parted(joined, SEPARATORS) if part] if apart else list(words)
