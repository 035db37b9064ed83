"""``search``: a description → the terms it fits; with ``-`` one description a line of standard input."""

from partnergloss import errors
from partnergloss.errors import quoted
from partnergloss.reply.stream import answer_each
from partnergloss.search import WEAK
from partnergloss.words import LONGEST_QUERY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.glossary import Glossary
    from partnergloss.output import Output
    from partnergloss.reply.stream import Send
    from partnergloss.request import Request


_MISSES = {
    "unexplained": "No term is described by {}. To see all terms: gloss list",
    "no_words": "Nothing in {} describes a term. To see all terms: gloss list",
    "too_long": f"A description has at most {LONGEST_QUERY} characters.",
}


def answer(request: "Request", output: "Output", glossary: "Glossary") -> int:
    """Show the terms that a description fits, or each of those on standard input, and give the exit code."""
    return answer_each(request, output, lambda text, send: _answer_one(request, output, glossary, text, send))


def _answer_one(request: "Request", output: "Output", glossary: "Glossary", text: str, send: "Send") -> int:
    found = glossary.search(text)
    if request.json:
        from partnergloss.render import as_json

        output.write(as_json.search(found))
    else:
        for word, meant in found.read.items():
            output.note(f"{quoted(word)} is read as {', '.join(meant)}." if meant else f"No term has {quoted(word)}.")
        if found.matches and found.matches[0].score < WEAK:
            output.note("None of these explains half of your words.")
        if found.matches and output.terminal:
            from partnergloss.render import terminal
            from partnergloss.view.hits import hits

            send(terminal.search(hits(found), width=output.width, color=output.color))
        elif found.matches:
            from partnergloss.render import plain

            send(plain.search(found.matches))
        else:
            output.note(_MISSES[found.reason].format(quoted(text)))
    return errors.ANSWERED if found.matches else errors.NOT_FOUND
