"""The glossary as files that other programs read, one module a format: terms in, text out.

A format's module has ``write``, an extract in, the parts of one file out. What can also be a folder of pages has
``pages``, an extract in, ``(file name, text)`` of each page out.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple, Protocol, cast, runtime_checkable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.export.extract import Extract

__all__ = ["FORMATS", "Folder", "Format", "Writer", "writer"]


class Format(NamedTuple):
    """What a person should know of a format.

    Attributes:
        about: what it is, in a few words.
        lost: what of a term it cannot hold, or holds only as text; empty where all arrives as it is.
        links: whether links between terms must lead to terms of the same file.
    """

    about: str
    lost: str = ""
    links: bool = True


_SKOS_LOST = "facets, advice, figures and questions stand as notes; cues are left out"

FORMATS = {
    "json": Format("one document: terms, categories, facets, sources", links=False),
    "jsonl": Format("one term a line", "categories, facets and sources stand as ids only", links=False),
    "csv": Format("one term a row, for spreadsheets", links=False),
    "markdown": Format("one page, or with -o FOLDER/ a page a term", "cues and misspellings are left out"),
    "html": Format("one page that searches and compares, for any web server"),
    "skos": Format("SKOS as JSON-LD, for vocabulary servers", _SKOS_LOST),
    "skos-turtle": Format("the same as Turtle", _SKOS_LOST),
    "openmetadata": Format(
        "OpenMetadata's CSV, or with -o FOLDER/ two for a new glossary",
        "facets, advice and figures stand in the description; cues, misspellings and links to drafts are left out",
    ),
    "datahub": Format(
        "DataHub's business glossary YAML",
        "advice, figures and questions stand in the description; cues and misspellings are left out",
    ),
    "anki": Format("flashcards for Anki", "a card has what define shows without --long, less links and sources"),
}
"""Every format, in the order of the help; its module has the same name, with ``_`` for ``-``."""


class Writer(Protocol):
    """A format's module."""

    def write(self, extract: "Extract") -> Iterator[str]:
        """Give the file, part by part."""


@runtime_checkable
class Folder(Protocol):
    """The module of a format that can also be a folder."""

    def pages(self, extract: "Extract") -> Iterator[tuple[str, str]]:
        """Give the file name and the text of each page."""


def writer(name: str) -> Writer:
    """Load what writes a format of ``FORMATS``, and nothing else."""
    return cast("Writer", import_module(f"{__name__}.{name.replace('-', '_')}"))
