"""Markdown: one page, or a folder with a page a term, in the words and the order of ``define --long``.

CommonMark 0.31.2 (January 2024), so written that GitHub, GitLab and MkDocs (Python-Markdown 3) show the same. On one
page every term has an anchor of its own, ``#ID``: renderers make different ones of a heading, and a name may change.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from partnergloss.export.extract import Extract
from partnergloss.render.markdown import blocks
from partnergloss.view.blocks import Linked, Node
from partnergloss.view.entry import entry, title
from partnergloss.view.tree import tree
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.records import Record

_ESCAPED = {ord(char): f"\\{char}" for char in "\\`*_{}[]#"} | {ord(char): f"&#{ord(char)};" for char in "|~$"}
_ESCAPED |= {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;"}
"""What Python-Markdown would not take after a backslash is an entity."""

_OPENING = re.compile(r"^(?:[0-9]+[.)](?=\s|$)|[-+=!:])")
"""With what a list, a rule, an underline or the block of an extension begins."""

_IN_URLS = "!#$%&'()*+,/:;=?@"
_LINKED = ("http://", "https://")

_TAKEN = {"index", "readme", "aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""Names of files that mean something else: to us, to GitHub, to Windows."""

_STEM = ("id", "name", "abbr", "category", "broader")
"""What the tree of terms is made from."""

_ELSEWHERE = ("title", "changed")
"""Parts of an entry that are a heading here, or say where on this machine a term comes from."""

Where = Callable[[str], str]
"""The id of a term in, the target of a link to it out."""


def write(extract: Extract) -> Iterator[str]:
    """Give one page: the tree of its terms, then a section a term."""
    stems: list[Record] = []
    bodies = {}
    for record in extract.records():
        stems.append({field: record[field] for field in _STEM})
        bodies[record["id"]] = _body(extract, record, "#{}".format)
    top = tree(extract.index, stems)
    yield f"{_head(extract)}## Contents\n\n"
    yield from _listed(top, "#{}".format)
    above = ""
    for record in _terms(top):
        if record["category"] != above:
            above = record["category"]
            yield _category(extract, above)
        yield f'\n### <a id="{record["id"]}"></a>{_line(title(record))}\n\n{bodies[record["id"]]}'


def pages(extract: Extract) -> Iterator[tuple[str, str]]:
    """Give a page a term, and ``index.md`` with the tree of them."""
    stems: list[Record] = []
    for record in extract.records():
        stems.append({field: record[field] for field in _STEM})
        body = _body(extract, record, file_name)
        yield file_name(record["id"]), f"# {_line(title(record))}\n\n{body}\n[Contents](index.md)\n"
    yield "index.md", "".join([_head(extract), *_listed(tree(extract.index, stems), file_name)])


def file_name(term: str) -> str:
    """Name the page of a term: its id, with an underscore, which no id has, where that means something else."""
    return f"{term}_.md" if term in _TAKEN else f"{term}.md"


def _head(extract: Extract) -> str:
    """Say what the glossary is."""
    meta = extract.meta
    facts = [("Version", meta["version"]), ("Updated", meta["updated"]), ("License", meta["license"])]
    said = " · ".join(f"{label}: {_text(str(fact))}" for label, fact in facts if fact)
    return f"# {_line(meta['title']) or 'Glossary'}\n\n" + (f"{said}\n\n" if said else "")


def _listed(nodes: Iterable[Node], where: Where, indent: str = "") -> Iterator[str]:
    """List categories and, as links, terms; four spaces a level, as Python-Markdown counts."""
    for node in nodes:
        record = node.record
        yield f"{indent}- {_link(title(record), where(record['id'])) if record else _line(node.name)}\n"
        yield from _listed(node.children, where, f"{indent}    ")


def _terms(nodes: "Iterable[Node]") -> "Iterator[Record]":
    """Give the terms of a tree from top to bottom."""
    for node in nodes:
        if node.record:
            yield node.record
        yield from _terms(node.children)


def _category(extract: Extract, name: str) -> str:
    """Write the heading of a category: where it sits, and what it is."""
    path: list[str] = []
    above = name
    while above:
        path.insert(0, _line(extract.categories[above]["name"]))
        above = extract.categories[above]["parent"]
    return f"\n## {' › '.join(path)}\n\n{_line(extract.categories[name]['definition'])}\n"


def _body(extract: Extract, record: "Record", where: Where) -> str:
    """Write an entry under its heading."""

    def part(text: str, to: str) -> str:
        if to.startswith(_LINKED):
            return f"<{quote(to, safe=_IN_URLS)}>"
        if not to or ":" in to:  # an address that is none of the web's
            return _text(text)
        return _link(text, where(to)) if text else f" {_link(extract.index.name(to), where(to))}"

    def say(text: str) -> str:
        return "".join(part(*linked) for linked in text.parts) if isinstance(text, Linked) else _line(text)

    return blocks((one for one in entry(extract.index, record, long=True) if one.role not in _ELSEWHERE), say)


def _link(text: str, to: str) -> str:
    return f"[{_text(text)}]({to})"


def _text(text: str) -> str:
    """Keep every reader of Markdown from reading anything into a part of a line."""
    return one_line(text).translate(_ESCAPED)


def _line(text: str) -> str:
    """Keep it from that at the beginning of a line, too."""
    line = _text(text.strip())
    return _OPENING.sub(lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", line)
