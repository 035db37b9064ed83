"""A parsed request → stdout, stderr and an exit code, one file a verb. Every door to the program leads here."""

from partnergloss import errors
from partnergloss.errors import GlossError, TermFileError
from partnergloss.glossary import load_ambient
from partnergloss.output import Output
from partnergloss.render import as_json
from partnergloss.request import Request

__all__ = ["reply"]


def reply(request: Request) -> int:
    """Answer a request on the standard streams and give the exit code."""
    output = Output(plain=request.plain, color=request.color, pager=request.pager)
    if request.verb == "text":
        output.write("\n".join(request.words) + "\n")
        return errors.ANSWERED
    try:
        glossary = load_ambient(request.terms)
        for warning in glossary.warnings:
            output.note(f"gloss: {warning}")
        verb = __import__(f"{__name__}.{request.verb}", fromlist=["answer"])
        code: int = verb.answer(request, output, glossary)
    except GlossError as refusal:
        if request.json:
            output.write(as_json.error(refusal, refusal.problems if isinstance(refusal, TermFileError) else []))
        for line in (f"gloss: {refusal.message}", *refusal.hints):
            output.note(line)
        return refusal.exit_code
    return code
