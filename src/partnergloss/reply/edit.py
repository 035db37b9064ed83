"""``edit``: one term of a term file through the person's editor, and back when it is sound."""

from partnergloss import errors
from partnergloss.amending import Fragment, Written
from partnergloss.editing import Editing
from partnergloss.errors import GlossError, TermFileError
from partnergloss.glossary import load_ambient
from partnergloss.known import Known
from partnergloss.layers import every
from partnergloss.render import as_json
from partnergloss.reply.editor import Desk
from partnergloss.reply.report import report, say_size
from partnergloss.rules import RULES
from partnergloss.saving import content
from partnergloss.target import Target, in_effect, is_among, read_below, read_layers, target
from partnergloss.termbase import Merger, settled
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.output import Output
    from partnergloss.request import Request

_ROUNDS = 20
"""How often an editor is opened that always brings another mistake; no person needs as many."""


def answer(request: "Request", output: "Output") -> int:
    """Let a term be edited, say where it stands, and give the exit code."""
    warnings: list[str] = []
    term_id, place = _meant(request, output, warnings)
    below = read_below(place.path, in_effect(request.terms), warnings)
    for warning in dict.fromkeys(warnings):
        output.note(f"gloss: {warning}")
    say_size(output, place.path)
    editing = Editing(place, below, term_id)
    desk = Desk()
    try:
        fragment = _edited(output, editing, desk)
    except GlossError as refusal:
        refusal.hints = (*refusal.hints, *_left(desk))
        raise
    except BaseException:
        for line in _left(desk):
            output.note(f"gloss: {line}")
        raise
    desk.clear()
    if fragment:
        ids = sorted(fragment.ids, key=lambda name: name != term_id)
        report(request, output, below, editing.written, ids, hindered=editing.hindered)
    elif request.json:
        output.write(as_json.changes([], [], RULES))
    return errors.ANSWERED


def _meant(request: "Request", output: "Output", warnings: list[str]) -> tuple[str, Target]:
    """Find the term that is meant, and the file: the one named, or the topmost of one's own that says something."""
    layers = in_effect(request.terms)
    entries = read_layers(layers, warnings)
    settled(entries, warnings)  # also above the file, and the file itself
    files = [file for _, file in entries]
    named = None if request.to is None else target(request.to, every(request.terms))
    if named and not is_among(layers, named.path):
        files.append(Written(named.path, content(named.path, folders=named.folders)).file)
    known = Known(Merger(files), lambda: load_ambient(request.terms, output.progress))
    term_id = known.term(" ".join(request.words).strip(), "gloss edit")
    own = [
        layer.origin
        for layer, file in entries
        if layer.origin in ("user", "project") and term_id in file.content.get("terms", {})
    ]
    return term_id, named or target(own[-1] if own else None, every(request.terms))


def _edited(output: "Output", editing: Editing, desk: Desk) -> Fragment | None:
    """Open the editor until the text is sound, or closed again as it was; give what was saved, if anything was."""
    text = editing.template()
    before = ""
    unchanged = editing.kept(text)
    for rounds in range(1, _ROUNDS + 1):
        typed = desk.edited(text)
        kept = editing.kept(typed)
        if not kept:
            output.note(f"Nothing was changed. {_where(editing)}".rstrip())
            return None
        if kept == unchanged:
            output.note("Nothing was changed.")
            return None
        fragment, problems = editing.judged(desk.path, typed)
        last = kept == before or rounds == _ROUNDS
        if fragment and (last or not problems):
            editing.save(kept, fragment)
            return fragment
        if last:
            raise TermFileError(problems, ("Nothing was changed.",))
        before, text = kept, editing.again(typed, problems)
    raise AssertionError("the last round ends in one way or the other")


def _where(editing: Editing) -> str:
    """Say how to take a term out of a file, which no empty text does."""
    line = editing.line
    return f"To take the term out, delete it in {one_line(editing.written.path)}:{line}" if line else ""


def _left(desk: Desk) -> tuple[str, ...]:
    """Take the private file away, unless it holds what was typed; then say where it is."""
    if desk.holds_work():
        return (f"What you wrote is kept in {one_line(desk.path)}",)
    desk.clear()
    return ()
