"""A parsed request → stdout, stderr and an exit code, one file a verb. Every door to the program leads here."""

from partnergloss import errors
from partnergloss.errors import GlossError
from partnergloss.output import Output
from partnergloss.request import Request
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergloss.glossary import Glossary

__all__ = ["reply"]

_ALONE = ("check", "add", "edit", "completion")


def reply(request: Request) -> int:
    """Answer a request on the standard streams and give the exit code."""
    output = Output(plain=request.plain, color=request.color, pager=request.pager)
    if request.verb == "text":
        output.write("\n".join(request.words) + "\n")
        return errors.ANSWERED
    try:
        if request.verb in _ALONE:
            return _alone(request.verb)(request, output)
        from partnergloss.glossary import load_ambient

        glossary = load_ambient(request.terms, output.progress, request.layer)
        for warning in glossary.warnings:
            output.note(f"gloss: {warning}")
        verb = request.verb
        if request.bare and verb == "compare" and glossary.lookup(" ".join(request.words), exact=True).matches:
            verb = "define"  # a word with vs in it, such as principal vs agent, is no comparison
        return _answerer(verb)(request, output, glossary)
    except GlossError as refusal:
        if request.json:
            from partnergloss.render import as_json

            output.write(as_json.error(refusal))
        output.note(f"gloss: {refusal.message}")
        for hint in refusal.hints:
            output.note(one_line(hint))
        return refusal.exit_code


def _alone(verb: str) -> "Callable[[Request, Output], int]":
    """Load what answers a verb that asks no index, or only at need."""
    if verb == "check":
        from partnergloss.reply.check import answer
    elif verb == "add":
        from partnergloss.reply.add import answer
    elif verb == "edit":
        from partnergloss.reply.edit import answer
    else:
        from partnergloss.reply.completion import answer
    return answer


def _answerer(verb: str) -> "Callable[[Request, Output, Glossary], int]":
    """Load what answers a verb, and nothing else."""
    if verb == "define":
        from partnergloss.reply.define import answer
    elif verb == "compare":
        from partnergloss.reply.compare import answer
    elif verb == "list":
        from partnergloss.reply.list import answer
    elif verb == "search":
        from partnergloss.reply.search import answer
    elif verb == "choose":
        from partnergloss.reply.choose import answer
    elif verb == "export":
        from partnergloss.reply.export import answer
    elif verb == "scan":
        from partnergloss.reply.scan import answer
    else:
        from partnergloss.reply.paths import answer
    return answer
