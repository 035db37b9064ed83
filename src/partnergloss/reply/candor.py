"""What is said beside an answer, so that none is taken for more than it is."""

from partnergloss.errors import quoted
from partnergloss.lookup import CONTRAST
from partnergloss.view.entry import FROM, changes
from partnergloss.visible import typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.answer import Answer
    from partnergloss.output import Output
    from partnergloss.records import Record


def own_up(output: "Output", answer: "Answer") -> None:
    """Say that the term shown is not quite what was asked, or is one sense of it."""
    if answer.reason == CONTRAST:
        several = f"{quoted(answer.query)} means several things (gloss define {typed(answer.query)})."
        output.note(f"{several} Shown: {answer.matches[0].name}.")
    if answer.status == "fuzzy":
        output.note(f"No term is called {quoted(answer.query)}. Shown: {answer.matches[0].name}, the nearest.")


def say_changes(output: "Output", record: "Record") -> None:
    """Say which files of the user's changed a term, where the answer itself does not."""
    for label, text in changes(record):
        if label != FROM:
            output.note(f"{record['name']}: {label.lower()} {text}")
