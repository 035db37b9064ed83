"""``define``: one query → its term, its senses, or suggestions; with ``-`` one query a line of standard input."""

from partnergloss import errors
from partnergloss.errors import quoted
from partnergloss.reply.candor import own_up, say_changes
from partnergloss.reply.stream import answer_each
from partnergloss.request import VERBS
from partnergloss.steps import CERTAIN
from partnergloss.view.entry import entry, from_here, opening, title
from partnergloss.visible import one_line
from partnergloss.words import LONGEST_QUERY, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.answer import Answer, Match
    from partnergloss.glossary import Glossary
    from partnergloss.output import Output
    from partnergloss.reply.stream import Send
    from partnergloss.request import Request

_CODES = {"ambiguous": errors.AMBIGUOUS, "not_found": errors.NOT_FOUND}


def answer(request: "Request", output: "Output", glossary: "Glossary") -> int:
    """Show what a query means, or each of those on standard input, and give the exit code, the highest of all."""
    return answer_each(request, output, lambda query, send: _answer_one(request, output, glossary, query, send))


def _answer_one(request: "Request", output: "Output", glossary: "Glossary", query: str, send: "Send") -> int:
    found = glossary.lookup(query, exact=request.exact)
    if request.json:
        from partnergloss.render import as_json

        output.write(as_json.answer(found))
    elif found.matches:
        send(_shown(request, output, glossary, found))
    else:
        _miss(request, output, glossary, found)
    return _CODES.get(found.status, errors.ANSWERED)


def _shown(request: "Request", output: "Output", glossary: "Glossary", found: "Answer") -> str:
    brief = found.status == "ambiguous" and not request.long
    if found.status == "ambiguous":
        meant = "means" if found.reason in CERTAIN else "may mean"
        ids = [match.id for match in found.matches]
        clear = next((term_id for term_id in ids if fold(term_id) != fold(found.query)), ids[0])
        file = glossary.index.declared_in(fold(found.query))
        several = f"{quoted(found.query)} {meant} {len(found.matches)} things{file and f', by {from_here(file)}'}."
        output.note(f"{several} To read one: gloss define {clear}")
    else:
        own_up(output, found)
    shown = [_entry(request, output, glossary, match, brief=brief) for match in found.matches]
    return ("" if request.form == "short" else "\n").join(shown)


def _entry(request: "Request", output: "Output", glossary: "Glossary", match: "Match", *, brief: bool) -> str:
    from partnergloss.render import plain

    record = match.record
    if request.form == "short":
        say_changes(output, match.record)
        return plain.short(record, title(record))
    blocks = opening(glossary.index, record) if brief else entry(glossary.index, record, long=request.long)
    if request.form == "markdown":
        from partnergloss.render import markdown

        return markdown.blocks(blocks)
    if output.terminal:
        from partnergloss.render import terminal

        return terminal.entry(blocks, width=output.width, color=output.color)
    return plain.blocks(blocks, color=output.color)


def _miss(request: "Request", output: "Output", glossary: "Glossary", found: "Answer") -> None:
    from partnergloss.questions import sides
    from partnergloss.search import GOOD
    from partnergloss.spelling import alike

    if found.reason == "too_long":
        output.note(f"A query has at most {LONGEST_QUERY} characters.")
        return
    there = f" in {request.layer}, or below it" if request.layer else ""
    output.note(f"No term matches {quoted(found.query)}{there}.")
    first = (found.query.split() or [""])[0].casefold()
    verbs = alike(first, VERBS) if request.bare else []
    for verb in verbs:
        output.note(f"Did you mean the command? gloss {verb} -h")
    parts = sides(found.query)
    if len(parts) > 1 and all(glossary.lookup(part).matches for part in parts):
        output.note(f"To compare terms: gloss compare {' vs '.join(parts)}")
        return
    for near in found.suggestions:
        output.note(f"Did you mean {one_line(near.name)}? gloss define {near.id}")
    if found.described >= GOOD and not verbs:
        output.note(f"By description: gloss search {_plain_words(found.query)}")
    elif not found.suggestions:
        output.note("To see all terms: gloss list")


def _plain_words(text: str) -> str:
    """Leave out what a shell would read otherwise."""
    return " ".join("".join(char if char.isalnum() else " " for char in text).split())
