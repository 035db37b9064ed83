"""The HTML page as text: well formed, closed to the outside, and complete; what a browser makes of it is interop's."""

import csv
import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import DATA

import partnergloss
from partnergloss.export import html
from partnergloss.export.extract import Extract
from partnergloss.glossary import Glossary
from partnergloss.view.entry import entry
from partnergloss.words import fold

if TYPE_CHECKING:
    from partnergloss.records import Record

HOSTILE = Path(__file__).parents[2] / "interop" / "hostile.toml"
_VOID = {"meta", "link", "input"}


class Page(HTMLParser):
    """What stands in a page: elements that are closed in order, ids, addresses, and the texts of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.attributes: set[str] = set()
        self.blocks: dict[str, str] = {}
        self.text = ""
        self._block = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        named = dict(attrs)
        self.tags.add(tag)
        self.attributes.update(named)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.addresses += [value for name, value in attrs if name in {"href", "src", "action"} and value]
        if tag not in _VOID:
            self.open.append(tag)
        self._block = (named.get("id") or named.get("type") or tag) if tag in {"script", "style"} else ""

    def handle_endtag(self, tag: str) -> None:
        """Demand that what was opened last is closed first."""
        assert self.open.pop() == tag
        self._block = ""

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if self._block:
            self.blocks[self._block] = self.blocks.get(self._block, "") + data
        else:
            self.text += data

    def error(self, message: str) -> None:
        """Fail at what cannot be read."""
        raise AssertionError(message)


def extract(glossary: Glossary, category: str | None = None) -> Extract:
    """Give the terms of a category, or all."""
    return Extract(glossary.index, glossary.select(category, whole=True))


@pytest.fixture(scope="module")
def text(glossary: Glossary) -> str:
    """Give the page of the bundled glossary."""
    return "".join(html.write(extract(glossary)))


def details(page: Page) -> "list[Record]":
    """Read what the page says of each term."""
    return [json.loads(line) for line in page.blocks["page.details"].splitlines() if line]


def linked(value: object) -> set[str]:
    """Give the ids that some details lead to."""
    if isinstance(value, list):
        return {other for item in value for other in linked(item)}
    if isinstance(value, dict):
        own = {*value.get("contrast", ()), *value.get("above", ()), *value.get("broader", ())}
        return own | {value["term"]} if "term" in value else own | linked(value.get("more", []))
    return set()


def missing(glossary: Glossary, record: "Record", detail: "Record", tables: "Record") -> list[tuple[str, str]]:
    """Give the lines of a long entry that neither the list nor the details hold."""
    shelf = tables["facets"]
    values = {
        ", ".join(shelf[facet]["values"][item] for item in ([value] if isinstance(value, str) else value))
        for facet, value in detail["facets"].items()
    }
    held = json.dumps([detail, *tables["sources"].values()], ensure_ascii=False)
    names = {glossary.terms[term].name for term in linked(detail)}
    lines = [
        line for block in entry(glossary.index, record, long=True) if block.role != "title" for line in block.lines
    ]
    return [
        (label, line)
        for label, line in lines
        if label not in {"In", "Definition", "Source"}
        and json.dumps(line, ensure_ascii=False)[1:-1] not in held
        and not {*line.split(" · ")} <= names
        and line not in values
    ]


def test_well_formed(text: str, glossary: Glossary) -> None:
    """Elements close in order, no id stands twice, each term has one, and no link within the page leads nowhere."""
    page = Page(text)
    assert page.open == []
    assert len(page.ids) == len({*page.ids})
    assert {*glossary.terms} <= {*page.ids}
    inside = {address[1:] for address in page.addresses if address.startswith("#")} - {""}
    assert inside <= {*page.ids}


def test_nothing_from_outside(text: str) -> None:
    """The page loads nothing, and its policy lets nothing run but the very script and style in it."""
    page = Page(text)
    assert {address for address in page.addresses if not address.startswith("#")} == {"data:,"}
    assert not {name for name in page.attributes if name.startswith("on") or name in {"style", "srcset"}}
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    for block in ("script", "style"):
        digest = b64encode(sha256(page.blocks[block].encode()).digest()).decode()
        assert f"{block}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def test_the_data_are_complete(text: str, glossary: Glossary) -> None:
    """All that ``define --long`` says of a term stands in the page, and whatever it leads to is there."""
    page = Page(text)
    labels, told = json.loads(page.blocks["page.labels"]), details(page)
    tables = json.loads(page.blocks["page.tables"])
    assert [term_id for term_id, *_ in labels] == extract(glossary).ids
    assert linked(told) <= {*glossary.terms}
    assert {*glossary.sources} >= {*tables["sources"]}
    here = extract(glossary)
    for record, detail in zip(here.records(), told, strict=True):
        assert not missing(glossary, record, detail, tables)


def test_folding_cases(glossary: Glossary) -> None:
    """Each case folds as the file says and finds what it says; the page's own folding is held to the same file."""
    with (DATA / "folding.csv").open(encoding="utf-8", newline="") as file:
        for case in csv.DictReader(file):
            assert fold(case["query"]) == case["folded"]
            if case["ids"]:
                assert {match.id for match in glossary.lookup(case["query"]).matches} == {*case["ids"].split()}


def test_a_part_leads_nowhere_else(glossary: Glossary) -> None:
    """A category alone has links among its own terms only, and no sense that is left out."""
    part = extract(glossary, "selling")
    page = Page("".join(html.write(part)))
    assert 0 < len(part.ids) < len(glossary.terms)
    assert linked(details(page)) <= {*part.ids}
    senses = json.loads(page.blocks["page.tables"])["senses"]
    assert {term for ids in senses.values() for term in ids} <= {*part.ids}


def test_hostile_text_is_text() -> None:
    """Markup in a term adds no element, ends no script, and is read as it was written."""
    hostile = extract(partnergloss.load(HOSTILE))
    page = Page("".join(html.write(hostile)))
    assert page.open == []
    assert page.tags == Page("".join(html.write(extract(partnergloss.load())))).tags
    assert "<script>alert(1)</script> & \"quotes\" 'n' `ticks`" in page.text
    assert "Red \\u001b[31mescape" in page.text
    assert "\u202e" not in page.text
    for block in ("page.tables", "page.labels", "page.details", "application/ld+json"):
        assert not re.search("[<>&\u2028\u2029]", page.blocks[block])
    names = {name for _, name, *_ in json.loads(page.blocks["page.labels"])}
    assert "<script>alert(1)</script> & \"quotes\" 'n' `ticks`" in names


def test_schema_org(text: str, glossary: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search engines read a set with every term, its address and its definition, or of very many only the names."""
    told = json.loads(Page(text).blocks["application/ld+json"])
    assert told["@type"] == "DefinedTermSet"
    terms = {term["termCode"]: term for term in told["hasDefinedTerm"]}
    assert [*terms] == extract(glossary).ids
    var = terms["value-added-reseller"]
    assert (var["name"], var["url"]) == ("Value-added reseller", "#value-added-reseller")
    assert "VAR" in var["alternateName"]
    assert var["description"] == glossary.terms["value-added-reseller"].definition
    monkeypatch.setattr(html, "_ALL_TOLD", 1)
    brief = json.loads(Page("".join(html.write(extract(glossary, "selling")))).blocks["application/ld+json"])
    assert all("description" not in term and term["name"] for term in brief["hasDefinedTerm"])


def test_the_same_bytes(text: str, glossary: Glossary) -> None:
    """The same terms give the same page."""
    assert "".join(html.write(extract(glossary))) == text
