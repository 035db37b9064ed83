"""A single ``-``: one query a line of standard input, one answer each."""

import gc
import sys

from partnergloss import errors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from partnergloss.output import Output
    from partnergloss.request import Request

    Send = Callable[[str], None]
    """Takes an answer that is ready to be shown."""

_STANDARD_INPUT = ("-",)


def answer_each(request: "Request", output: "Output", answer_one: "Callable[[str, Send], int]") -> int:
    """Answer the words of a request, or each line of standard input; give the exit code, the highest of all."""
    if request.words != _STANDARD_INPUT:
        return answer_one(" ".join(request.words), output.show)
    highest, before = errors.ANSWERED, ""
    gc.freeze()  # what is loaded stays
    gc.enable()  # what one answer may leave behind, a million may not

    def send(text: str) -> None:
        nonlocal before
        output.write(before + text)
        before = "" if request.form == "short" else "\n"

    for query in _queries():
        highest = max(highest, answer_one(query, send))
        output.out.flush()  # who asked may be waiting for it before asking the next
    return highest


def _queries() -> "Iterator[str]":
    """Read one query a line, blank ones included; lines end as on Unix or as on Windows."""
    for line in sys.stdin.buffer if sys.stdin else ():
        yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "surrogateescape")
