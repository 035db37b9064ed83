"""A parsed request → stdout, stderr and an exit code. Every door to the program leads here."""

from partnergloss import errors
from partnergloss.errors import GlossError, TermFileError
from partnergloss.glossary import Glossary, load_ambient
from partnergloss.layers import every
from partnergloss.lookup import LIKELY
from partnergloss.output import Output
from partnergloss.render import as_json, plain
from partnergloss.view.entry import entry, opening, title
from partnergloss.words import SEPARATORS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergloss.answer import Answer, Match


class Request:
    """What the command line asks for, whichever door it came through.

    Attributes:
        verb: a key of ``VERBS``.
        words: the arguments.
        bare: whether the verb was left out.
        json, plain, color, pager: how to answer.
        terms: the files of ``--terms``.
        exact, form, long: options of ``define``; ``form`` is ``short``, ``markdown`` or empty.
        category, where: options of ``list``.
    """

    __slots__ = (
        "bare", "category", "color", "exact", "form", "json", "long", "pager", "plain", "terms", "verb", "where",
        "words",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913 - one name an option
        self,
        verb: str,
        words: tuple[str, ...] = (),
        *,
        bare: bool = False,
        json: bool = False,
        plain: bool = False,
        color: str = "auto",
        pager: bool = True,
        terms: tuple[str, ...] = (),
        exact: bool = False,
        form: str = "",
        long: bool = False,
        category: str | None = None,
        where: tuple[str, ...] = (),
    ) -> None:
        self.verb = verb
        self.words = words
        self.bare = bare
        self.json = json
        self.plain = plain
        self.color = color
        self.pager = pager
        self.terms = terms
        self.exact = exact
        self.form = form
        self.long = long
        self.category = category
        self.where = where


def reply(request: Request) -> int:
    """Answer a request on the standard streams and give the exit code."""
    output = Output(plain=request.plain, color=request.color, pager=request.pager)
    try:
        return VERBS[request.verb](request, output)
    except GlossError as refusal:
        if request.json:
            problems = refusal.problems if isinstance(refusal, TermFileError) else []
            output.write(as_json.error(refusal, problems))
        output.note(f"gloss: {refusal.message}")
        for hint in refusal.hints:
            output.note(hint)
        return refusal.exit_code


def _glossary(request: Request, output: Output) -> Glossary:
    glossary = load_ambient(request.terms)
    for warning in glossary.warnings:
        output.note(f"gloss: {warning}")
    return glossary


def _text(request: Request, output: Output) -> int:
    output.write("\n".join(request.words) + "\n")
    return errors.ANSWERED


def _define(request: Request, output: Output) -> int:
    glossary = _glossary(request, output)
    answer = glossary.lookup(" ".join(request.words), exact=request.exact)
    if request.json:
        output.write(as_json.answer(answer))
    elif answer.matches:
        _show_answer(request, output, glossary, answer)
    else:
        _miss(request, output, answer)
    return {"ambiguous": errors.AMBIGUOUS, "not_found": errors.NOT_FOUND}.get(answer.status, errors.ANSWERED)


def _show_answer(request: Request, output: Output, glossary: Glossary, answer: "Answer") -> None:
    several = answer.status == "ambiguous"
    first, count = answer.matches[0], len(answer.matches)
    if several:
        meant = "may mean" if answer.reason in LIKELY else "means"
        output.note(f"“{answer.query}” {meant} {count} things. To read one: gloss define {first.id}")
    elif answer.status == "fuzzy":
        output.note(f"No term is called “{answer.query}”. Shown: {first.name}, the nearest.")
    shown = [_entry(request, output, glossary, match, brief=several and not request.long) for match in answer.matches]
    output.show(("" if request.form == "short" else "\n").join(shown))


def _entry(request: Request, output: Output, glossary: Glossary, match: "Match", *, brief: bool) -> str:
    record = match.record
    if request.form == "short":
        return plain.short(record, title(record))
    if brief:
        blocks = [block for block in opening(glossary.index, record) if block.lines]
    else:
        blocks = entry(glossary.index, record, long=request.long)
    if request.form == "markdown":
        from partnergloss.render import markdown

        return markdown.blocks(blocks)
    if output.terminal:
        from partnergloss.render import terminal

        return terminal.entry(blocks, width=terminal.size()[0], color=output.color)
    return plain.blocks(blocks, color=output.color)


def _miss(request: Request, output: Output, answer: "Answer") -> None:
    asked = answer.query if len(answer.query) <= 60 else answer.query[:57] + "…"  # noqa: PLR2004
    output.note(f"No term matches “{asked}”.")
    words = [word.casefold() for word in asked.split()]
    if request.bare and len(words) == 1:
        from partnergloss.lookup import alike

        for verb in alike(words[0], [name for name in VERBS if name != "text"]):
            output.note(f"Did you mean the command? gloss {verb}")
    if answer.reason == "comparison":
        output.note(f"To compare terms: gloss compare {asked}")
    for near in answer.suggestions:
        output.note(f"Did you mean {near.name}? gloss define {near.id}")


def _compare(request: Request, output: Output) -> int:
    queries = _parted(request.words)
    glossary = _glossary(request, output)
    compared = glossary.compare(*queries)
    if request.json:
        output.write(as_json.comparison(compared))
        return errors.ANSWERED
    from partnergloss.view.side_by_side import side_by_side

    table, blocks = side_by_side(glossary.index, compared)
    if output.terminal:
        from partnergloss.render import terminal

        output.show(terminal.comparison(table, blocks, width=terminal.size()[0], color=output.color))
    else:
        output.write(plain.table(table))
    return errors.ANSWERED


def _parted(words: tuple[str, ...]) -> list[str]:
    """Part words at a standalone ``vs``; without one each argument is a term."""
    if len(words) == 1:
        words = tuple(words[0].split())
    if not any(word.casefold() in SEPARATORS for word in words):
        return list(words)
    queries: list[list[str]] = [[]]
    for word in words:
        if word.casefold() in SEPARATORS:
            queries.append([])
        else:
            queries[-1].append(word)
    return [" ".join(query) for query in queries if query]


def _list(request: Request, output: Output) -> int:
    glossary = _glossary(request, output)
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


def _paths(request: Request, output: Output) -> int:
    layers = every(request.terms)
    index = _glossary(request, output).index_path
    if request.json:
        output.write(as_json.paths(layers, index))
        return errors.ANSWERED
    rows = [
        [str(rank), layer.origin, "found" if layer.found else "missing", layer.path, layer.reason]
        for rank, layer in enumerate(layers)
    ]
    rows.append(["", "index", "found" if index else "memory", index or "-", "derived; may be deleted at any time"])
    if output.terminal:
        from partnergloss.render import terminal

        pairs = [(f"{rank} {layer}".strip(), f"{path} ({found}; {why})") for rank, layer, found, path, why in rows]
        output.show(terminal.lines(pairs, width=terminal.size()[0], color=output.color))
    else:
        output.write(plain.rows_of([["rank", "layer", "found", "path", "reason"], *rows]))
    return errors.ANSWERED


VERBS: "dict[str, Callable[[Request, Output], int]]" = {
    "define": _define,
    "compare": _compare,
    "list": _list,
    "paths": _paths,
    "text": _text,
}
"""What each verb does; ``text`` prints its words as they are."""
