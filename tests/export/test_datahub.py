"""What goes to DataHub: YAML of double-quoted texts, only keys that DataHub knows, every id defined."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import partnergloss
from partnergloss.export import datahub
from partnergloss.export.extract import Extract
from partnergloss.export.yaml import scalar
from partnergloss.visible import visible

HOSTILE = Path(__file__).parents[2] / "interop" / "hostile.toml"
PARTS: dict[str, dict[str, Any]] = {"whole": {}, "part": {"category": "selling"}, "where": {"where": ["earns=margin"]}}
NODE = {"id", "name", "description", "terms", "nodes"}
TERM = {
    "id", "name", "description", "term_source", "source_ref", "source_url", "inherits", "contains", "related_terms",
    "custom_properties", "knowledge_links",
}  # fmt: skip
QUOTED = r'"[^"\\]*(?:\\.[^"\\]*)*"'
LINE = re.compile(rf"( *)((?:- )?)(?:({QUOTED}|[a-z_]+):)?(?: ?({QUOTED}))?")
"""A line: margin, dash, key, text."""


@cache
def extract(part: str = "part", *, hostile: bool = False) -> Extract:
    """Take terms out of the glossary as the command does."""
    glossary = partnergloss.load(HOSTILE) if hostile else partnergloss.load()
    return Extract(glossary.index, glossary.select(**PARTS[part], whole=True))


@cache
def written(part: str = "part", *, hostile: bool = False) -> str:
    """Give the file."""
    return "".join(datahub.write(extract(part, hostile=hostile)))


@cache
def read(text: str) -> Any:
    """Read the part of YAML that is written: block mappings and sequences of double-quoted texts."""
    lines = [line.partition("  # ")[0] for line in text.splitlines() if not line.startswith("#")]
    parsed = []
    for line in lines:
        found = LINE.fullmatch(line)
        assert found, line
        margin, dash, key, value = found.groups()
        word = json.loads(key) if key and key[0] == '"' else key
        parsed.append((len(margin), bool(dash), word, None if value is None else json.loads(value)))
    return _block(parsed, 0)


def _block(lines: list[tuple[int, bool, str | None, str | None]], margin: int) -> Any:
    """Take a mapping or a sequence from the lines."""
    if lines[0][1]:
        items = []
        while lines and lines[0][0] == margin and lines[0][1]:
            _, _, key, value = lines.pop(0)
            if key is None:
                items.append(value)
            else:
                lines.insert(0, (margin + 2, False, key, value))
                items.append(_block(lines, margin + 2))
        return items
    table: dict[str, Any] = {}
    while lines and lines[0][0] == margin and not lines[0][1]:
        _, _, key, value = lines.pop(0)
        assert key is not None
        assert key not in table
        table[key] = _block(lines, margin + 2) if value is None else value
    assert not lines or lines[0][0] < margin
    return table


def shelves(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the nodes below one."""
    for below in node.get("nodes", []):
        yield below
        yield from shelves(below)


def terms(text: str) -> dict[str, dict[str, Any]]:
    """Give the terms of a file by id."""
    found = [term for node in shelves(read(text)) for term in node.get("terms", [])]
    assert len({term["id"] for term in found}) == len(found)
    return {term["id"].removeprefix("partnergloss."): term for term in found}


@pytest.mark.parametrize(("part", "hostile"), [("whole", True), ("part", True), ("part", False), ("where", False)])
def test_known_keys_and_no_dangling_reference(part: str, hostile: bool) -> None:
    """Every term stands once, with keys that DataHub knows, and every id that is mentioned is that of a term."""
    found = terms(written(part, hostile=hostile))
    assert {*found} == {*extract(part, hostile=hostile).ids}
    for term in found.values():
        assert {*term} <= TERM
        assert term["name"]
        assert term["description"]
        mentioned = {*term.get("inherits", []), *term.get("contains", []), *term.get("related_terms", [])}
        assert {one.removeprefix("partnergloss.") for one in mentioned} <= {*found}


def test_nodes_are_the_category_tree() -> None:
    """Each category is a node below the one above it, and its terms stand in it."""
    file = read(written("whole", hostile=True))
    assert (file["version"], file["owners"]["groups"]) == ("1", ["partnergloss-owners"])
    above = {below["id"]: node.get("id") for node in [file, *shelves(file)] for below in node.get("nodes", [])}
    categories = extract("whole", hostile=True).categories
    assert above == {
        f"partnergloss.{name}": category["parent"] and f"partnergloss.{category['parent']}"
        for name, category in categories.items()
    }
    for node in shelves(file):
        assert {*node} <= NODE
        assert node["name"] == categories[node["id"].removeprefix("partnergloss.")]["name"]
        inside = [term["id"].removeprefix("partnergloss.") for term in node.get("terms", [])]
        assert inside == [
            record["id"]
            for record in extract("whole", hostile=True).glance()
            if f"partnergloss.{record['category']}" == node["id"]
        ]


def test_fields() -> None:
    """Links, sources and facets stand in fields of their own, all else in the description."""
    found = terms(written())
    term = found["value-added-reseller"]
    record = next(record for record in extract().records() if record["id"] == "value-added-reseller")
    sources = [extract().sources[source] for source in record["sources"]]
    linked = [source["url"] for source in sources if source["url"]]
    assert term["inherits"] == ["partnergloss.reseller"]
    assert {*term["related_terms"]} == {f"partnergloss.{other}" for other in [*record["related"], *record["contrast"]]}
    assert [link["url"] for link in term["knowledge_links"]] == linked
    assert (term["term_source"], term["source_url"]) == ("EXTERNAL", linked[0])
    assert term["custom_properties"]["Abbreviations"] == "VAR"
    assert term["custom_properties"]["Status"] == "Approved"
    assert term["custom_properties"]["Who sells"] == "Partner"
    assert term["description"].startswith(record["definition"])
    told = [*record["notes"], record["example"], *record["questions"].values(), *record["contrast"].values()]
    told += [text for texts in record["decide"].values() for text in texts] + [*record["disputes"].values()]
    assert [text for text in told if text not in term["description"].replace("\\", "")] == []


def test_wholes_contain_their_parts() -> None:
    """A term that others are part of contains just these."""
    parts: dict[str, set[str]] = {}
    for record in extract("whole", hostile=True).glance():
        for whole in record["part_of"]:
            parts.setdefault(whole, set()).add(f"partnergloss.{record['id']}")
    assert len(parts) > 1
    found = terms(written("whole", hostile=True))
    assert {name: {*term["contains"]} for name, term in found.items() if "contains" in term} == parts


def test_hostile_text_is_inert() -> None:
    """Nothing is a variable, a script to open or a control character; every text is there."""
    text = written("whole", hostile=True)
    assert visible(text) == text
    found = terms(text)
    separators = found["hostile-separators"]
    assert separators["name"] == r"\$HOME; \${HOME} \\ \$\$ \$5"  # expanded, this is the name
    assert found["hostile-terminal"]["name"] == r"Red \u001b[31mescape\u001b[0m"
    assert not [link for link in separators["knowledge_links"] if not link["url"].startswith("https://")]
    assert "javascript:alert(5)" in separators["description"]
    assert found["hostile-formula"]["name"] == '=HYPERLINK("http://example.invalid","x")'


@pytest.mark.parametrize("text", ['"', "\\", "a\nb", "\x85\u2028\u2029\ufeff", "\ufffe\uffff", "yes", "😀", "# : - {"])
def test_scalars_are_json_on_a_line(text: str) -> None:
    """A text is one line of printable characters, quoted, and JSON reads it back."""
    assert json.loads(scalar(text)) == text
    assert scalar(text).isprintable()
