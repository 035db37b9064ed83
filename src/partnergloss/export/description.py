"""A term's texts as one Markdown description, for formats that have few fields of their own."""

import re

from partnergloss.export.extract import cited
from partnergloss.render.markdown import blocks
from partnergloss.view.blocks import Block
from partnergloss.view.entry import entry
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergloss.export.extract import Extract
    from partnergloss.records import Record

_LEFT_OUT = ("title", "changed", "hint")
_ELSEWHERE = ("Also", "Kinds", "Related", "Source")
"""Labels of what such a format has a field for."""


def described(extract: "Extract", record: "Record") -> list[Block]:
    """Lay out all that ``define --long`` shows, but labels, links to terms and sources that can be linked.

    Args:
        extract: what is exported.
        record: one of its terms.

    Returns:
        The definition, which lists show the beginning of, then the rest; ``facts`` for the facets.
    """
    parts: list[Block] = []
    for block in entry(extract.index, record, long=True):
        lines = [line for line in block.lines if block.role != "lines" or line[0] not in _ELSEWHERE]
        if lines and block.role not in _LEFT_OUT:
            parts.insert(0 if block.role == "definition" else len(parts), Block(block.role, lines))
    unlinked = [source for source in _sources(extract, record) if not _linkable(source)]
    parts.append(Block("lines", [("Source", f"{_named(source)} {source['url']}".strip()) for source in unlinked]))
    return parts


def markdown(parts: "Iterable[Block]") -> str:
    """Write such parts as Markdown."""
    return blocks(parts).strip()


def plain(text: str) -> str:
    """Write a text as Markdown that says just this."""
    return markdown([Block("definition", [("", text)])])


def links(extract: "Extract", record: "Record") -> list[tuple[str, str]]:
    """Give ``(name, address)`` of each source on the web."""
    return [(_named(source), one_line(source["url"])) for source in _sources(extract, record) if _linkable(source)]


def _named(source: "Record") -> str:
    """Name a source with its grade and the day it was read: ``FTC rule [A], 2026-11-28``."""
    day = f", {source['retrieved']}" if source["retrieved"] else ""
    return one_line(f"{source['title']} [{source['grade']}]{day}")


def _sources(extract: "Extract", record: "Record") -> list["Record"]:
    return [extract.sources[name] for name in cited(record)]


def _linkable(source: "Record") -> bool:
    """Say whether a source has an address that does nothing but lead to a page."""
    return bool(re.match(r"https?://\w", source["url"]))
