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
from typing import NamedTuple

from partnergloss import questions, words
from partnergloss.comparison import measures
from partnergloss.export.extract import Extract, shown
from partnergloss.records import encode
from partnergloss.view.blocks import Node
from partnergloss.view.entry import ADVICE, entry, place
from partnergloss.view.tree import tree
from partnergloss.visible import one_line, visible
from partnergloss.words import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.index import Index
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

_INERT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_KINDS = ("name", "abbr", "both", "alias", "hidden", "id")
_LEVELS = 6

_BRIEF = ("id", "name", "abbr", "aliases", "category", "broader", "definition")
_APART = {*(label for _, label in ADVICE), "Versus", "Kinds", "Related", "Replaced by", "Source"}
"""Labels of lines that the page builds itself, since they have links or are compared."""

_RELATIONS = (
    ("broader", "A kind of"),
    ("part_of", "Part of"),
    ("narrower", "Kinds"),
    ("related", "Related"),
)


class Data(NamedTuple):
    """What the page's script works with.

    Attributes:
        tables: what all terms share, and the tables that words are folded by.
        terms: what the list shows of each term, by name.
        labels: ``[id, name, abbreviations, folded labels by kind, folded words of definition and cues]`` of each.
        details: what an entry and a comparison show of each beyond that, as JSON on one line.
    """

    tables: "Record"
    terms: "list[Record]"
    labels: list[list[object]]
    details: list[str]


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
        "tables": [_json(made.tables)],
        "labels": _listed(map(_json, made.labels)),
        "details": (f"{line}\n" for line in made.details),
        "script": [script],
    }
    for number, part in enumerate(re.split(r"\{\{(\w+)\}\}", _file("page.html"))):
        yield from fillings[part] if number % 2 else [part]


def data(extract: Extract) -> Data:
    """Build all that the page's script works with; ``definition`` and ``name`` of a term stand in the list."""
    terms, labels, details, facets = [], [], [], set(extract.facets)
    for record in extract.records():
        terms.append({field: record[field] for field in _BRIEF})
        labels.append(_labels(extract.index, record))
        details.append(_json(_details(extract, record)))
        facets.update(record["facets"])
    return Data(_tables(extract, facets), terms, labels, details)


def _tables(extract: Extract, facets: set[str]) -> "Record":
    shelf = extract.index.shelf("facets")
    here = {*extract.ids}
    return {
        "words": words.tables(),
        "questions": questions.tables(),
        "senses": {fold(label): [term for term in ids if term in here] for label, ids in extract.ambiguous.items()},
        "advice": dict(ADVICE),
        "categories": shown({name: category["name"] for name, category in extract.categories.items()}),
        "orders": {name: extract.index.facet_order(name) for name in extract.categories},
        "facets": shown({name: {field: shelf[name][field] for field in ("name", "values")} for name in sorted(facets)}),
        "sources": shown(
            {
                name: [source[field] or "" for field in ("title", "url", "grade", "retrieved")]
                for name, source in extract.sources.items()
            }
        ),
    }


def _labels(index: "Index", record: "Record") -> list[object]:
    """Give the keys under which a term is found, as the index has them."""
    keys: dict[str, list[str]] = {}
    for kind, folded in index.phrases_of(record["id"]):
        keys.setdefault(kind, []).append(folded)
    said = " ".join([fold(record["definition"]), *keys.get("cue", ())])
    text = " ".join(dict.fromkeys(word for word in said.split() if word not in words.LINKING))
    labels = {kind: keys[kind] for kind in _KINDS if kind in keys}
    return [record["id"], record["name"], ", ".join(record["abbr"]), labels, text]


def _details(extract: Extract, record: "Record") -> "Record":
    index = extract.index
    blocks = entry(index, record, long=True)
    lines = [line for block in blocks if block.role == "lines" for line in block.lines if line[0] not in _APART]
    (above,) = index.ancestors([record]).values()
    said = place(index, record | {"broader": [], "part_of": []})
    sources: list[list[object]] = [["Source", {"source": source}] for source in _cited(record)]
    return {
        **{field: record[field] for field in ("category", "broader", "scope", "facets", "decide", "contrast")},
        "above": sorted(above.intersection(extract.ids)),
        "place": visible(said),
        "measure": [[*line] for block in blocks if block.role == "measure" for line in block.lines],
        "metric": measures(record["metric"]) if record["metric"] else None,
        "more": [
            *([label, visible(text)] for label, text in lines if label != "Reviewed"),
            *_relations(record),
            *sources,
            *([label, text] for label, text in lines if label == "Reviewed"),
        ],
    }


def _relations(record: "Record") -> list[list[object]]:
    """Give a line a term, each with its link."""
    lines: list[list[object]] = [[label, {"term": term}] for field, label in _RELATIONS for term in record[field]]
    replaced = record["replaced_by"]
    return [*lines, *([["Replaced by", {"term": replaced}]] if replaced else [])]


def _cited(record: "Record") -> list[str]:
    figured = [figure["source"] for figure in record["figures"]]
    return list(dict.fromkeys([*record["sources"], *figured, *record["disputes"]]))


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
        yield from _section(node, 2)


def _section(node: Node, level: int) -> Iterator[str]:
    """Write a category: ids of categories and of the page's own parts have a dot, and no term's has."""
    yield f'<section id="category.{node.id}"><h{level}>{_text(node.name)}</h{level}>\n'
    yield from _items([child for child in node.children if child.record])
    for child in node.children:
        if child.record is None:
            yield from _section(child, min(level + 1, _LEVELS))
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
    opening = _json({key: value for key, value in head.items() if value})
    yield f'{opening[:-1]},"hasDefinedTerm":'
    yield from _listed(_json(_defined(term, whole=len(terms) <= _ALL_TOLD)) for term in terms)
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


def _json(value: object) -> str:
    """Write JSON in which nothing ends a script or begins a tag."""
    return encode(value).translate(_INERT)


def _text(text: str) -> str:
    return escape(one_line(text))
