"""Questions to a person, in plain lines that a screen reader can follow: nothing is drawn over."""

from partnergloss.adding import Adding, id_of
from partnergloss.drafts import Draft
from partnergloss.errors import GlossError, UsageError, listed, quoted
from partnergloss.known import Known
from partnergloss.reply.saying import say
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from partnergloss.output import Output

    Read = TypeVar("Read")


def complete(output: "Output", adding: Adding, draft: Draft) -> Draft:
    """Ask for what a new term still needs, then for what helps to find it."""
    known, entry = adding.known, dict(draft.entry)
    term_id = draft.id
    for label in (*entry.get("abbr", ()), *entry.get("aliases", ())):
        if taken := _taken(known, label):
            say(output, taken)
    if not entry.get("name"):
        entry["name"] = _answer(output, "Name: ", lambda text: _named(adding, Draft(term_id, {"name": text}), text))
    if not id_of(Draft(term_id, entry)):
        question = "Id, lower-case words joined by hyphens: "
        term_id = _answer(output, question, lambda text: _named(adding, Draft(text, entry), text))
    if not entry.get("category"):
        say(output, f"Categories: {', '.join(item['name'] for item in known.shelf('categories').values())}")
        entry["category"] = _answer(output, "Category: ", known.category)
    if not entry.get("definition"):
        entry["definition"] = _answer(output, "Definition, one sentence: ", str)
    optional = {
        "abbr": ("Abbreviation", lambda text: _free(known, [text])),
        "aliases": ("Other names, with ; between them", lambda text: _free(known, _several(text))),
        "broader": ("A kind of which term", lambda text: [known.term(part, "type") for part in _several(text)]),
    }
    for field, (question, read) in optional.items():
        value = None if entry.get(field) else _answer_or_none(output, f"{question} (Enter to skip): ", read)
        if value:
            entry[field] = value
    return Draft(term_id, entry)


def approve(output: "Output", adding: Adding, draft: Draft) -> bool:
    """Show what would be written, and ask whether to."""
    output.note(f"\n{adding.fragment(draft, '').text}")
    output.note(f"File: {one_line(adding.written.path)}")
    while True:
        typed = output.ask("Write this? [Y/n] ")
        if typed is None:
            output.note("")
            return False
        if typed.strip().lower() in ("", "y", "yes", "n", "no"):
            return typed.strip().lower() in ("", "y", "yes")
        output.note("Type y or n.")


def _answer(output: "Output", question: str, read: "Callable[[str], Read]") -> "Read":
    """Ask until there is an answer that can be read."""
    while True:
        answer = _answer_or_none(output, question, read)
        if answer is not None:
            return answer
        output.note("A term needs this.")


def _answer_or_none(output: "Output", question: str, read: "Callable[[str], Read]") -> "Read | None":
    """Ask until there is an answer that can be read, or none."""
    while True:
        typed = output.ask(question)
        if typed is None:
            output.note("")
            raise UsageError("the input has ended", ("Nothing was written.",))
        if not typed.strip():
            return None
        try:
            typed.encode()
            return read(typed.strip())
        except UnicodeEncodeError:
            output.note("This is not UTF-8.")
        except GlossError as refusal:
            for line in (*refusal.message.split("\n"), *refusal.hints):
                say(output, line)


def _named(adding: Adding, draft: Draft, text: str) -> str:
    """Take a name or an id, unless it is there already."""
    refusal = adding.refusal(draft) if id_of(draft) else None
    if refusal:
        raise refusal
    return text


def _free(known: Known, labels: list[str]) -> list[str]:
    """Take labels that no other term has."""
    for label in labels:
        if taken := _taken(known, label):
            raise UsageError(taken, ("Give another, or none. One with several meanings takes gloss edit afterwards.",))
    return labels


def _taken(known: Known, label: str) -> str:
    """Say which terms have a label already; nothing where none has."""
    owners = known.labelled(label)
    return f"{quoted(label)} already leads to {listed(map(known.name, owners))}." if owners else ""


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
