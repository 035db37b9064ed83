"""HTML: one page that searches, compares and links, with nothing from the network.

Follows the HTML Living Standard and Content Security Policy Level 3 (both as of November 2026), WCAG 2.2 level AA,
and schema.org's DefinedTermSet. Without JavaScript it is a list of definitions with links.
"""

import os
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from partnergloss.export.extract import Extract, shown
from partnergloss.export.page_data import data, inert
from partnergloss.view.blocks import Node
from partnergloss.view.tree import tree
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.records import Record

_FOLDER = os.path.dirname(__file__)
_SCRIPTS = ("fold.js", "search.js", "page.js")
_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Only this very script and style run, and no text can become markup; ``data:`` is the empty icon's alone."""

_ALL_TOLD = 2000
"""Terms up to which the schema.org data repeat definitions; of more they would be a third of the page."""

_LEVELS = 6


def write(extract: Extract) -> Iterator[str]:
    """Give the page."""
    made = data(extract)
    meta = shown(extract.meta)
    title = str(meta["title"] or "Glossary")
    script = '"use strict";\n(() => {\n' + "\n".join(map(_file, _SCRIPTS)) + "})();\n"
    style = _file("page.css")
    fillings: dict[str, Iterable[str]] = {
        "language": [escape(meta["language"] or "en")],
        "policy": [_POLICY.format(script=_hash(script), style=_hash(style))],
        "title": [escape(title)],
        "style": [style],
        "linked": _linked(meta, title, made.terms),
        "count": [_counted(len(made.terms))],
        "categories": _contents(extract, made.terms),
        "terms": _sections(extract, made.terms),
        "about": [escape(_about(meta, len(made.terms)))],
        "tables": [inert(made.tables)],
        "labels": _listed(map(inert, made.labels)),
        "details": (f"{line}\n" for line in made.details),
        "script": [script],
    }
    for number, part in enumerate(re.split(r"\{\{(\w+)\}\}", _file("page.html"))):
        yield from fillings[part] if number % 2 else [part]


def _contents(extract: Extract, terms: "list[Record]") -> Iterator[str]:
    """Write the tree of categories as nested lists of links."""
    yield from _nested(node for node in tree(extract.index, terms) if node.record is None)


def _nested(nodes: Iterable[Node]) -> Iterator[str]:
    yield "<ul>\n"
    for node in nodes:
        yield f'<li><a href="#category.{node.id}">{_text(node.name)}</a>'
        under = [child for child in node.children if child.record is None]
        if under:
            yield from _nested(under)
        yield "</li>\n"
    yield "</ul>\n"


def _sections(extract: Extract, terms: "list[Record]") -> Iterator[str]:
    """Write the categories one in the other, with their terms, each with its name and definition."""
    for node in tree(extract.index, terms):
        yield from _section(extract, node, 2)


def _section(extract: Extract, node: Node, level: int) -> Iterator[str]:
    """Write a category: ids of categories and of the page's own parts have a dot, and no term's has."""
    yield f'<section id="category.{node.id}"><h{level}>{_text(node.name)}</h{level}>\n'
    yield f'<p class="about">{_text(extract.categories[node.id]["definition"])}</p>\n'
    yield from _items([child for child in node.children if child.record])
    for child in node.children:
        if child.record is None:
            yield from _section(extract, child, min(level + 1, _LEVELS))
    yield "</section>\n"


def _items(nodes: list[Node]) -> Iterator[str]:
    if not nodes:
        return
    yield '<ul class="terms">\n'
    for node in nodes:
        record = node.record or {}
        abbr = f" <span>({escape(', '.join(record['abbr']))})</span>" if record["abbr"] else ""
        yield f'<li id="{node.id}"><div><a href="#{node.id}">{escape(node.name)}</a>{abbr}</div>'
        yield f"<p>{escape(record['definition'])}</p>"
        yield from _items(node.children)
        yield "</li>\n"
    yield "</ul>\n"


def _linked(meta: "Record", title: str, terms: "list[Record]") -> Iterator[str]:
    """Write schema.org's DefinedTermSet as JSON-LD, for search engines."""
    head = {"@context": "https://schema.org", "@type": "DefinedTermSet", "@id": "#page.list", "name": title}
    head |= {"inLanguage": meta["language"], "version": meta["version"], "dateModified": meta["updated"]}
    opening = inert({key: value for key, value in head.items() if value})
    yield f'{opening[:-1]},"hasDefinedTerm":'
    yield from _listed(inert(_defined(term, whole=len(terms) <= _ALL_TOLD)) for term in terms)
    yield "}"


def _defined(term: "Record", *, whole: bool) -> "Record":
    told = {"@type": "DefinedTerm", "@id": f"#{term['id']}", "url": f"#{term['id']}", "termCode": term["id"]}
    told |= {"name": term["name"], "inDefinedTermSet": {"@id": "#page.list"}}
    if not whole:
        return told
    return told | {"alternateName": [*term["abbr"], *term["aliases"]], "description": term["definition"]}


def _about(meta: "Record", count: int) -> str:
    """Say in a line what the page holds, of which version, and under which license."""
    version = f"version {meta['version']}" if meta["version"] else ""
    updated = f"updated {meta['updated']}" if meta["updated"] else ""
    licensed = f"license {meta['license']}" if meta["license"] else ""
    return ", ".join(part for part in (_counted(count), version, updated, licensed) if part) + "."


def _counted(count: int) -> str:
    return f"{count:,} {'term' if count == 1 else 'terms'}"


def _file(name: str) -> str:
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _listed(items: Iterable[str]) -> Iterator[str]:
    """Write a JSON list, an item a line."""
    yield "["
    for number, item in enumerate(items):
        yield f",\n{item}" if number else item
    yield "]"


def _text(text: str) -> str:
    return escape(one_line(text))
