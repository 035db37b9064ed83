"""Every refusal: its exit code, its word in JSON, and what to type next."""

from itertools import islice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

ANSWERED = 0
UNEXPECTED = 1
USAGE = 2
NOT_FOUND = 3
AMBIGUOUS = 4
INVALID = 5
INTERRUPTED = 130
CLOSED_PIPE = 141

_PROBLEMS_SHOWN = 20
_QUOTED = 60
_LISTED = 30


def quoted(text: str) -> str:
    """Write a user's words inside a message: on one line, shortened, in quotation marks."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _QUOTED else line[: _QUOTED - 1] + '…'}”"


def shown(text: str) -> str:
    """Write a text of a term file inside a message: as Python writes it, shortened."""
    return repr(text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…")


def listed(texts: "Iterable[str]") -> str:
    """Write texts of a term file inside a message, parted by commas: as many as are read, each shortened."""
    some = [*islice(texts, _LISTED + 1)]
    short = [text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…" for text in some[:_LISTED]]
    return ", ".join([*short, "…"] if len(some) > _LISTED else short)


class GlossError(Exception):
    """A refusal that a user can act on.

    Args:
        message: what happened, and where.
        hints: what to do next, a line each.
    """

    code = "unexpected"
    exit_code = UNEXPECTED
    problems: "list[Problem]" = []  # noqa: RUF012 - only a TermFileError has any

    def __init__(self, message: str, hints: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints


class UsageError(GlossError):
    """The command line asks for something that does not exist or cannot be."""

    code = "usage"
    exit_code = USAGE


class NotFoundError(GlossError):
    """Nothing matched."""

    code = "not_found"
    exit_code = NOT_FOUND


class AmbiguousError(GlossError):
    """A word has several senses where one is needed."""

    code = "ambiguous"
    exit_code = AMBIGUOUS


class Problem:
    """One thing that is wrong in a term file.

    Attributes:
        file: the path as the user named it.
        line: the line, counted from 1; 0 where the whole file is meant.
        key: the key path, such as ``terms.reseller.facets.sells``; may be empty.
        message: what was expected and what was found.
        code: the rule of ``gloss check`` that it breaks; ``GL101`` means that the file cannot be used at all.
    """

    __slots__ = ("code", "file", "key", "line", "message")

    def __init__(self, file: str, line: int, key: str, message: str, code: str = "GL101") -> None:
        self.code = code
        self.file = file
        self.line = line
        self.key = key
        self.message = message

    def __str__(self) -> str:
        file = self.file.replace("\n", "\\u000a")  # one problem, one line, whatever a file is called
        place = f"{file}:{self.line}" if self.line else file
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class TermFileError(GlossError):
    """A term file cannot be used; ``problems`` has every reason, each with its place."""

    code = "term_file_invalid"
    exit_code = INVALID

    def __init__(self, problems: list[Problem], hints: tuple[str, ...] = ()) -> None:
        shown = [str(problem) for problem in problems[:_PROBLEMS_SHOWN]]
        if len(problems) > _PROBLEMS_SHOWN:
            shown.append(f"… and {len(problems) - _PROBLEMS_SHOWN} more")
        super().__init__("\n".join(shown), hints)
        self.problems = problems
