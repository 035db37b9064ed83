"""SKOS: what is said of a term, and that both forms are strictly what they claim to be."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import extracts
import pytest

import partnergloss
from partnergloss.export import skos, skos_turtle
from partnergloss.export.concepts import Vocabulary
from partnergloss.export.extract import Extract
from partnergloss.export.statements import PREFIXES, Link, Resource, Statement, Text
from partnergloss.visible import visible

KINDS = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")

NAME = r"(?:(?:term|category|skos|dct|owl|xsd):[A-Za-z0-9-]*|<https?://[^\x00-\x20<>\"{}|^`\\]*>)"
THING = rf'(?:{NAME}|"(?:[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]|\\[\\"nrt])*"(?:@en|\^\^xsd:[a-z]+)?)'
BLOCK = re.compile(rf"{NAME} (?:a skos:[A-Za-z]+|{NAME} {THING})(?: ;\n    {NAME} {THING}(?:, {THING})*)* \.\n")
"""One resource in Turtle: no text ends before its quote, no address before its bracket."""

OWN = Path(__file__).parents[1] / "data" / "own_words_in_skos.toml"
"""Terms that SKOS has conditions on: what it is part of stands above it, labels that only look different."""

EXTRACTS: dict[str, tuple[str | None, tuple[str, ...], Path | None]] = {
    "whole": (None, (), None),
    "category": ("selling", (), None),
    "wish": (None, ("earns=margin",), None),
    "hostile": ("programs", (), extracts.HOSTILE),
    "own": ("partner-types", (), OWN),
}
"""What is exported: category, wishes, term file."""


@cache
def extract(name: str) -> Extract:
    """Take terms out of the glossary as the command does."""
    category, where, file = EXTRACTS[name]
    return extracts.extract(partnergloss.load(file) if file else partnergloss.load(), category, where)


@cache
def read(name: str) -> dict[str, dict[str, list[str]]]:
    """Read the JSON-LD as JSON: what is said of each resource, links by name and all else as text."""
    return {node["@id"]: listed(node) for node in json.loads("".join(skos.write(extract(name))))["@graph"]}


def listed(node: dict[str, Any]) -> dict[str, list[str]]:
    """Give the values of each property of a resource."""
    told = {name: value if isinstance(value, list) else [value] for name, value in node.items() if name[0] != "@"}
    return {name: [_plain(item) for item in values] for name, values in told.items()}


def _plain(item: str | dict[str, str]) -> str:
    return item if isinstance(item, str) else item.get("@id") or item["@value"]


def with_meta(**said: str) -> Extract:
    """Take the partners, of a glossary that says this of itself."""
    taken = Extract(extract("own").index, extract("own").texts())
    taken.meta |= said
    return taken


@pytest.mark.parametrize("name", ["whole", "hostile"])
def test_every_text_of_a_term_arrives(name: str) -> None:
    """Labels stand in their kinds and texts in the property for them; only what has no property is a note."""
    taken, told = extract(name), read(name)
    for record in taken.records():
        said = told[f"term:{record['id']}"]
        labels = [record["name"], *record["abbr"], *record["aliases"]]
        assert said["skos:prefLabel"] == [record["name"]]
        assert {*labels} <= {*said["skos:prefLabel"], *said.get("skos:altLabel", [])}
        assert said.get("skos:hiddenLabel", []) == [label for label in record["hidden"] if label not in labels]
        assert said["skos:definition"] == [record["definition"]]
        assert said["skos:notation"] == [record["id"]]
        assert said.get("skos:example", []) == [record["example"]] * bool(record["example"])
        advice = [text for texts in record["decide"].values() for text in texts]
        expected = {*filter(None, record["notes"]), *advice, *record["contrast"].values()}
        scope = "\n".join(said.get("skos:scopeNote", []))
        assert not [text for text in expected if text not in scope]
        notes = "\n".join(said.get("skos:note", []))
        formulas = [formula["formula"] for formula in record["metric"]["formulas"]] if record["metric"] else []
        told_in_notes = {*record["questions"].values(), *record["disputes"].values(), *formulas}
        told_in_notes |= {visible(taken.facets[facet]["name"]) for facet in record["facets"]}
        assert not [text for text in told_in_notes if text not in notes]
        sources = [taken.sources[source] for source in record["sources"]]
        assert len(said.get("dct:source", [])) == len({source["url"] or source["title"] for source in sources})


def test_a_label_declared_ambiguous_is_one_of_each_meaning() -> None:
    """A vocabulary server finds both terms that CSP may mean, as we do."""
    taken, told = extract("whole"), read("whole")
    for label, ids in taken.ambiguous.items():
        for term in ids:
            said = told[f"term:{term}"]
            assert visible(label) in [*said["skos:prefLabel"], *said.get("skos:altLabel", [])]


def test_no_label_is_of_two_kinds() -> None:
    """Labels that differ only until control characters are shown are one label."""
    told = read("own")
    assert "bell \\u0007" in told["term:kind-and-part"]["skos:altLabel"]
    assert told["term:old-word"]["skos:prefLabel"] == ["Old \\u0007 word"]
    for said in told.values():
        labels = [label for kind in KINDS for label in said.get(kind, [])]
        assert len(labels) == len({*labels})


def test_what_stands_above_is_not_related() -> None:
    """A term is not related to what it is a kind of, however far above, be it part of that or confused with it."""
    for name in ("whole", "own"):
        taken, told = extract(name), read(name)
        above = taken.index.ancestors(taken.glance())
        related = [(term, other) for term in taken.ids for other in told[f"term:{term}"].get("skos:related", [])]
        assert related
        assert not [pair for pair in related if pair[1].removeprefix("term:") in {*above[pair[0]], pair[0]}]
    assert told["term:kind-and-part"]["skos:related"] == ["term:distributor"]
    assert told["term:kind-and-part"]["dct:isPartOf"] == ["term:reseller"]
    assert told["term:reseller"]["dct:hasPart"] == ["term:kind-and-part"]


def test_where_a_term_stands() -> None:
    """A retired term says so and names its successor; a draft and a limited scope are said in words."""
    told = read("own")
    assert told["term:old-word"]["owl:deprecated"] == ["true"]
    assert told["term:old-word"]["dct:isReplacedBy"] == ["term:reseller"]
    assert "Status: draft" in told["term:kind-and-part"]["skos:editorialNote"]
    assert "Holds only at AWS" in told["term:kind-and-part"]["skos:scopeNote"]


def test_an_address_is_one() -> None:
    """What would end an address is encoded, in the link and where the page is described; what leads to none is text."""
    page = "https://example.invalid/a%3Eb%22c%5Cd%60e%20f%25zz%20%C3%A9#g%23h"
    said = read("own")["term:kind-and-part"]
    assert said["dct:source"] == [page, "No page"]
    assert read("own")[page]["dct:title"] == ["A \\u0007 page"]


def test_a_page_and_a_text_are_two_things() -> None:
    """A title that looks like an address is not taken for the page; what is said twice stands once."""
    said: list[Statement] = [
        ("dct:source", Link("https://a")),
        ("dct:source", Text("https://a")),
        ("dct:source", Link("https://a")),
    ]
    assert Resource("term:x", "", said).by_property() == {"dct:source": [Link("https://a"), Text("https://a")]}


def test_categories_hold_terms_and_are_none() -> None:
    """Every term is a member of its category, every category of the one above; no category is a broader concept."""
    taken, told = extract("whole"), read("whole")
    for name, category in taken.categories.items():
        assert not category["parent"] or f"category:{name}" in told[f"category:{category['parent']}"]["skos:member"]
    for record in taken.records():
        assert f"term:{record['id']}" in told[f"category:{record['category']}"]["skos:member"]
    assert not [to for said in told.values() for to in said.get("skos:broader", []) if to.startswith("category:")]


@pytest.mark.parametrize(
    ("license_", "said"),
    [
        ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
        ("https://example.org/our terms", "https://example.org/our%20terms"),
        ("For us alone", "For us alone"),
    ],
)
def test_the_license_is_a_page_where_one_is_known(license_: str, said: str) -> None:
    """Who loads the file can follow it."""
    scheme = next(Vocabulary(with_meta(license=license_)).resources())
    assert scheme.by_property()["dct:license"] == [Link(said) if said.startswith("https:") else Text(said)]


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("de-AT", "de-AT"), ("not a tag", "")])
def test_the_language_is_that_of_the_glossary(language: str, tag: str) -> None:
    """Texts carry its tag; one that is no tag would break both forms and is left out."""
    taken = with_meta(language=language)
    assert Vocabulary(taken).language == tag
    assert json.loads("".join(skos.write(taken)))["@context"].get("@language", "") == tag
    assert ('"Reseller"@' in "".join(skos_turtle.write(taken))) == bool(tag)


def test_the_context_is_in_the_file() -> None:
    """A reader fetches nothing to understand the JSON-LD, and every name begins with a declared prefix."""
    document = json.loads("".join(skos.write(extract("category"))))
    assert document["@context"] == PREFIXES | {"@language": "en"}
    names = {name for node in document["@graph"] for name in node if name[0] != "@"}
    assert {name.partition(":")[0] for name in names} <= {*PREFIXES}


@pytest.mark.parametrize("name", ["category", "hostile", "own"])
def test_turtle_is_turtle(name: str) -> None:
    """Every block is of Turtle's grammar, and no text of a term ends its quotes, whatever is in it."""
    taken = extract(name)
    prefixes, *blocks = "".join(skos_turtle.write(taken)).split("\n\n")
    assert prefixes.splitlines() == [f"@prefix {prefix}: <{meant}> ." for prefix, meant in PREFIXES.items()]
    wrong = [block for block in blocks if not BLOCK.fullmatch(f"{block.rstrip()}\n")]
    assert not wrong
    assert len(blocks) == len([*Vocabulary(taken).resources()])


@pytest.mark.parametrize("name", ["category", "wish"])
def test_a_part_leads_nowhere_else(name: str) -> None:
    """Links to terms that are not exported are gone, from both forms."""
    taken, told = extract(name), read(name)
    assert taken.outside
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", "".join(skos_turtle.write(taken)))
    assert {*re.findall(r"\bterm:([a-z0-9-]+)", bare)} == {*taken.ids}
    links = {to for said in told.values() for values in said.values() for to in values if re.fullmatch("term:\\S+", to)}
    assert links == {f"term:{term}" for term in taken.ids}
