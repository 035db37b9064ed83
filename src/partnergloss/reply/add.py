"""``add``: words of the command line, answers to questions, or JSON → new terms in a term file."""

import sys

from partnergloss import errors
from partnergloss.adding import Adding, id_of
from partnergloss.drafts import Draft
from partnergloss.drafts import read as read_json
from partnergloss.errors import AmbiguousError, NotFoundError, UsageError, quoted
from partnergloss.glossary import load_ambient
from partnergloss.known import Known
from partnergloss.layers import every
from partnergloss.reply.asking import approve, complete
from partnergloss.reply.report import report, say_size
from partnergloss.target import in_effect, read_below, target
from partnergloss.termfile import LARGEST
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from partnergloss.output import Output
    from partnergloss.request import Request

_OPTIONS = {"name": "NAME", "category": "--category CATEGORY", "definition": "--definition TEXT"}
"""What a new term needs, and how to say it."""


def answer(request: "Request", output: "Output") -> int:
    """Add the terms, say where they stand, and give the exit code."""
    place = target(request.to, every(request.terms))
    warnings: list[str] = []
    below = read_below(place.path, in_effect(request.terms), warnings)
    for warning in warnings:
        output.note(f"gloss: {warning}")
    say_size(output, place.path)
    adding = Adding(place, below, lambda: load_ambient(request.terms, output.progress))
    if request.from_json is not None:
        name = "standard input" if request.from_json == "-" else request.from_json
        drafts = read_json(_json(request.from_json), one_line(name))
    else:
        name, draft = place.path, _drafted(request, output, adding)
        if not draft:
            output.note("Nothing was written.")
            return errors.ANSWERED
        drafts = [draft]
    ids = adding.write(drafts, name)
    report(request, output, below, adding.written, ids, hindered=adding.hindered)
    return errors.ANSWERED


def _json(path: str) -> bytes:
    """Read all JSON from a file or standard input."""
    if path == "-":
        raw = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""
    else:
        try:
            with open(path, "rb") as file:
                raw = file.read(LARGEST + 1)
        except OSError as error:
            raise UsageError(f"{one_line(path)} cannot be read: {(error.strerror or str(error)).lower()}") from error
    if len(raw) > LARGEST:
        raise UsageError(f"{one_line(path)} is larger than 256 MB")
    return raw


def _drafted(request: "Request", output: "Output", adding: Adding) -> Draft | None:
    """Make a term of the words given, and of the answers to questions; None where a person would rather not."""
    asking = output.asks and not request.json
    draft = Draft(request.id, _entry(request.fields, adding.known))
    nameless = "name" in draft.entry and not id_of(draft)
    refusal = adding.refusal(draft) if id_of(draft) or (nameless and not asking) else None
    if refusal:
        raise refusal
    changes = draft.id in adding.lower
    if changes and not draft.entry:
        raise UsageError(f"nothing is said of {draft.id}", (f"With an editor: gloss edit {draft.id}",))
    missing = [] if changes else [field for field in _OPTIONS if not draft.entry.get(field)]
    if not missing and not nameless:
        return draft
    if not asking:
        ways = [_OPTIONS[field] for field in missing]
        raise UsageError(f"a new term needs {' and '.join(missing)}", (f"Say: gloss add ... {' '.join(ways)}",))
    try:
        draft = complete(output, adding, draft)
        return draft if approve(output, adding, draft) else None
    except KeyboardInterrupt:
        output.note("\nNothing was written.")  # what the terminal shows for Ctrl-C has no line of its own
        raise


def _entry(fields: "dict[str, str | list[str]]", known: Known) -> "dict[str, Any]":
    """Turn the words of the command line into fields of a term."""
    entry: dict[str, Any] = {}
    for field, said in fields.items():
        value = said.strip() if isinstance(said, str) else [text.strip() for text in said if text.strip()]
        for text in (value,) if isinstance(value, str) else value:
            refuse_bytes(text)
        if value:
            entry[field] = _read(field, value, known)
    return entry


def _read(field: str, value: "Any", known: Known) -> "Any":  # noqa: ANN401 - whatever the field takes
    if field == "category":
        return known.category(value)
    if field == "facets":
        return known.facets(value)
    if field == "sources":
        return [known.source(text) for text in value]
    if field in ("broader", "related"):
        return [linked(known, text, f"--{field}") for text in value]
    return value


def linked(known: Known, text: str, option: str) -> str:
    """Find the one term that a link leads to.

    Raises:
        UsageError: it leads to none, or to several.
    """
    try:
        return known.term(text, option)
    except (AmbiguousError, NotFoundError) as error:
        raise UsageError(error.message, error.hints) from error


def refuse_bytes(text: str) -> None:
    """Refuse what was typed in another encoding than UTF-8.

    Raises:
        UsageError: some of it cannot be written.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{quoted(text)} is not UTF-8") from error
