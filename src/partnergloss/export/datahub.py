"""DataHub's business glossary YAML, for its source ``datahub-business-glossary``.

Follows that source's documentation and reader as of DataHub 1.7 (2026). Its reader refuses unknown keys, takes every
reference whether there is such a term or not, and replaces ``${NAME}`` in any text by that variable of the machine it
runs on; ids are given, so that names may hold anything and links lead to ids.
"""

import re
from collections.abc import Iterator

from partnergloss.export.description import described, links, markdown, plain
from partnergloss.export.extract import Extract
from partnergloss.export.yaml import Node, items
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.records import Record
    from partnergloss.view.blocks import Block

_HEAD = """\
# Ingest with a recipe whose source is datahub-business-glossary.
version: "1"
source: "partnergloss"
owners:
  type: "BUSINESS_OWNER"
  groups:
    - "partnergloss-owners"  # your group's id in DataHub
nodes:
"""

_EXPANDED = re.compile(r"\$\{.+\}")
"""What makes DataHub look for variables in a text."""


def write(extract: Extract) -> Iterator[str]:
    """Give the file: categories as nodes, each with its terms and the nodes below it."""
    depths = dict(_depths(extract))
    shelves: dict[str, list[str]] = {}
    for record in extract.records():
        term = _term(extract, record)
        shelves.setdefault(record["category"], []).extend(items([term], 4 * depths[record["category"]] + 6))
    yield _HEAD
    yield from _nodes(extract, shelves)


def _depths(extract: Extract) -> Iterator[tuple[str, int]]:
    """Give how many categories are above each."""
    depths: dict[str | None, int] = {None: -1}
    for name, category in extract.categories.items():
        depths[name] = depths[category["parent"]] + 1
        yield name, depths[name]


def _nodes(
    extract: Extract, shelves: dict[str, list[str]], parent: str | None = None, indent: int = 2
) -> Iterator[str]:
    """Give the lines of the categories right below one, each with its terms and the categories below it."""
    margin = " " * (indent + 2)
    below = [name for name, category in extract.categories.items() if category["parent"] == parent]
    for name in below:
        category = extract.categories[name]
        head = {"id": _id(name), "name": _inert(one_line(category["name"]))}
        yield from items([head | {"description": _inert(plain(category["definition"]))}], indent)
        if name in shelves:
            yield f"{margin}terms:\n"
            yield from shelves[name]
        inner = list(_nodes(extract, shelves, name, indent + 4))
        if inner:
            yield f"{margin}nodes:\n"
            yield from inner


def _term(extract: Extract, record: "Record") -> Node:
    sources, told = links(extract, record), described(extract, record)
    source = {"source_ref": sources[0][0], "source_url": sources[0][1]} if sources else {}
    term: dict[str, Node] = {
        "id": _id(record["id"]),
        "name": one_line(record["name"]),
        "description": markdown(part for part in told if part.role != "facts"),
        "term_source": "EXTERNAL" if sources else "INTERNAL",
        **source,
        "inherits": [_id(other) for other in record["broader"]],
        "contains": [_id(other) for other in extract.parts[record["id"]]],
        "related_terms": [_id(other) for other in dict.fromkeys([*record["related"], *record["contrast"]])],
        "custom_properties": _properties(record, told),
        "knowledge_links": [{"label": name, "url": url} for name, url in sources],
    }
    return _without_variables({key: value for key, value in term.items() if value})


def _properties(record: "Record", told: "list[Block]") -> dict[str, str]:
    """Give what DataHub has no field for, by the words people know it by."""
    named = [
        ("Status", record["status"].capitalize()),
        ("Abbreviations", "; ".join(record["abbr"])),
        ("Also called", "; ".join(record["aliases"])),
        *(line for part in told if part.role == "facts" for line in part.lines),
    ]
    properties: dict[str, str] = {}
    for label, text in named:
        name, value = one_line(label), one_line(text)
        if value:
            properties[name] = f"{properties[name]}; {value}" if name in properties else value
    return properties


def _id(name: str) -> str:
    """Name a term or category among those of other glossaries; DataHub takes it as it is."""
    return f"partnergloss.{name}"


def _without_variables(value: Node) -> Node:
    if isinstance(value, str):
        return _inert(value)
    if isinstance(value, dict):
        return {key: _without_variables(item) for key, item in value.items()}
    return [_without_variables(item) for item in value]


def _inert(text: str) -> str:
    """Keep DataHub from putting variables into a text; what it shows is the text, at most a blank before it."""
    if _EXPANDED.search(text):
        return re.sub(r"[\\$]", r"\\\g<0>", text)
    return f" {text}" if text.startswith("$") else text
