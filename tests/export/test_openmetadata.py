"""What goes to OpenMetadata holds to the header and the rules that it publishes."""

import csv
import io
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openmetadata_rules import HEADER, Glossary

import partnergloss
from partnergloss.export import openmetadata
from partnergloss.export.extract import Extract
from partnergloss.export.openmetadata import GLOSSARY
from partnergloss.records import decode

HOSTILE = Path(__file__).parents[2] / "interop" / "hostile.toml"
INVERSE = {"broader": "narrower", "narrower": "broader", "partOf": "hasPart", "hasPart": "partOf"}
PARTS: dict[str, dict[str, Any]] = {"whole": {}, "part": {"category": "selling"}, "where": {"where": ["earns=margin"]}}


@cache
def extract(part: str = "part", *, hostile: bool = False) -> Extract:
    """Take terms out of the glossary as the command does."""
    glossary = partnergloss.load(HOSTILE) if hostile else partnergloss.load()
    return Extract(glossary.index, glossary.select(**PARTS[part], whole=True))


@cache
def single(part: str = "part", *, hostile: bool = False) -> str:
    """Give one file."""
    return "".join(openmetadata.write(extract(part, hostile=hostile)))


@cache
def files(part: str = "part", *, hostile: bool = False) -> list[str]:
    """Give the files for a new glossary: terms, links."""
    pages = dict(openmetadata.pages(extract(part, hostile=hostile)))
    assert [*pages] == ["1-terms.csv", "2-links.csv"]
    return [*pages.values()]


def rows(text: str) -> dict[str, dict[str, str]]:
    """Read a file: each row by its name, its cells by their column."""
    return {row["name*"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


@pytest.mark.parametrize(("part", "hostile"), [("whole", True), ("part", True), ("part", False), ("where", False)])
def test_a_new_glossary_takes_both_files(part: str, hostile: bool) -> None:
    """Terms first, then their links: no row breaks a rule, and the links stand at both their ends."""
    extracted = extract(part, hostile=hostile)
    there = Glossary(GLOSSARY)
    assert [fault for text in files(part, hostile=hostile) for fault in there.take(text)] == []
    assert {name.rpartition(".")[2] for name in there.terms} == {*extracted.ids, *extracted.categories}
    both = {pair for pair in there.links if there.terms[pair[0]] == "Approved"}
    assert both
    assert all(there.links[other, one] == INVERSE.get(there.links[one, other], "relatedTo") for one, other in both)


def test_one_file_updates_a_glossary() -> None:
    """The single file is taken by a glossary that has the terms, and says what the two files say."""
    new, old = Glossary(GLOSSARY), Glossary(GLOSSARY)
    terms, linked = files()
    assert new.take(terms) + new.take(linked) + old.take(terms) == []
    assert old.take(single()) == []
    assert (new.terms, new.links) == (old.terms, old.links)


def test_lines_end_as_the_standard_for_csv_says() -> None:
    """Lines end in CR LF, there is no byte-order mark, and line ends inside a cell are LF."""
    text = single()
    assert text.startswith(f"{HEADER}\r\n")
    assert text.endswith(",,,,\r\n")
    assert text.count("\r") == 1 + len(extract().ids) + len(extract().categories)


def test_fields() -> None:
    """Labels, links, sources and status stand in fields of their own, all else in the description."""
    row = rows(single())["value-added-reseller"]
    term = next(record for record in extract().records() if record["id"] == "value-added-reseller")
    assert row["parent"] == "partnergloss.partner-types.selling"
    assert row["displayName"] == term["name"]
    assert row["synonyms"].split(";") == term["abbr"] + term["aliases"]
    assert "broader:partnergloss.partner-types.selling.reseller" in row["relatedTerms"].split(";")
    linked = [source for source in term["sources"] if extract().sources[source]["url"]]
    assert row["references"].split(";")[1::2] == [extract().sources[source]["url"] for source in linked]
    assert row["glossaryStatus"] == "Approved"
    assert row["description"].startswith(term["definition"])
    told = [*term["notes"], term["example"], *term["questions"].values(), *term["contrast"].values()]
    told += [text for texts in term["decide"].values() for text in texts] + [*term["disputes"].values()]
    assert [text for text in told if text not in row["description"].replace("\\", "")] == []
    assert "- **Who sells:** Partner\n" in row["description"]


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("name*", "name", "header"),
        (",domains,", ",", "header"),
        (",Approved,,,,\r\n", ",Approved,,,\r\n", "number of fields"),
        (",partner-types,", ",partner.types,", "name"),
        (",Approved,", ",Retired,", "status"),
        ("partnergloss.partner-types.selling,distributor,", "partnergloss.nowhere,distributor,", "parent"),
        ("partnergloss.partner-types.selling,distributor,", "partnergloss.partner-types,reseller,", "name twice"),
        ("partnergloss.partner-types.selling,distributor,", "partnergloss.partner-types.selling,reseller,", "twice"),
        (
            "partnergloss.partner-types.selling,distributor,",
            "partnergloss.partner-types.selling,selling,",
            "own parent",
        ),
        (",VAR;", ",VAR;;", "synonym"),
        (",VAR;", ",VAR::1;", "synonym"),
        (",VAR;", ",=VAR;", "formula"),
        (";https://", ";", "reference"),
        (";https://", ";extra;https://", "reference"),
        (";https://", ";https://a b", "reference"),
        (",,,,Approved,", ",,,me,Approved,", "of the company"),
        (",Distributor,", ",,", "nothing to show"),
    ],
)
def test_seeded_faults_are_found(before: str, after: str, fault: str) -> None:
    """The rules see each fault that is put into a good file."""
    text = files()[0]
    assert before in text
    assert fault in {found.rpartition(": ")[2] for found in Glossary(GLOSSARY).take(text.replace(before, after, 1))}


@pytest.mark.parametrize("wrong", ["near:{}", "{}", "relatedTo:partnergloss.nothing", "relatedTo:{};relatedTo:{}"])
def test_seeded_faults_of_links_are_found(wrong: str) -> None:
    """A link of no known kind, without a kind, to nothing or said twice is seen."""
    terms, linked = files()
    there = Glossary(GLOSSARY)
    assert there.take(terms) == []
    target = "partnergloss.partner-types.selling.reseller"
    assert there.take(linked.replace(f"broader:{target}", wrong.format(target, target), 1)) != []


def test_links_do_not_lead_to_terms_still_to_be_written() -> None:
    """The single file is not for a new glossary: the rules say so, as OpenMetadata does."""
    assert any(": link " in fault for fault in Glossary(GLOSSARY).take(single()))


def test_hostile_text_is_inert() -> None:
    """No cell is run by a spreadsheet, ends a list or an address, or leads to a script; the texts are still there."""
    found = rows(single("whole", hostile=True))
    formula, separators = found["hostile-formula"], found["hostile-separators"]
    assert formula["displayName"] == '\'=HYPERLINK("http://example.invalid","x")'
    assert formula["synonyms"].split(";") == ["'+1+1", "-2+3", "@SUM(A1)", "%0A", "*anchor &alias !tag"]
    assert formula["description"].startswith("\\=cmd")
    assert separators["synonyms"].split(";")[:3] == ["'=A1", "one, two", "three:four:five"]
    assert separators["references"].split(";")[1] == "https://example.invalid/a%3Bb%20c%7Cd?e=%7Bf%7D&g=100%25#h%23i"
    assert "javascript" not in separators["references"]
    assert "javascript:alert(5)" in separators["description"]
    assert "\x1b" not in "".join(map(str, found.values()))
    assert found["hostile-terminal"]["displayName"] == "Red \\u001b[31mescape\\u001b[0m"


def test_a_facet_may_be_called_as_a_field(tmp_path: Path) -> None:
    """A facet with a name that the description leaves elsewhere is a facet all the same."""
    path = tmp_path / "terms.toml"
    facet = (
        '[facets.origin]\nname = "Source"\nquestion = "From where?"\nkind = "one"\nvalues = { here = "From here" }\n'
    )
    path.write_text(f'{facet}[terms.reseller]\nfacets.origin = "here"\n')
    glossary = partnergloss.load(path)
    text = "".join(openmetadata.write(Extract(glossary.index, glossary.select("selling", whole=True))))
    assert "- **Source:** From here\n" in rows(text)["reseller"]["description"]


def test_a_term_may_be_called_as_its_category(tmp_path: Path) -> None:
    """OpenMetadata wants one name once; the category gives way."""
    path = tmp_path / "terms.toml"
    path.write_text('[terms.selling]\nname = "Selling"\ncategory = "selling"\ndefinition = "Work of a seller."\n')
    glossary = partnergloss.load(path)
    there = Glossary(GLOSSARY)
    pages = openmetadata.pages(Extract(glossary.index, glossary.select("selling", whole=True)))
    assert [fault for _, text in pages for fault in there.take(text)] == []
    assert "partnergloss.partner-types.selling_.selling" in there.terms


def test_the_same_every_time() -> None:
    """The same terms give the same bytes."""
    texts = [*extract().texts()]
    again = Extract(extract().index, texts)
    assert [decode(text)["id"] for text in texts] == again.ids
    assert [text for _, text in openmetadata.pages(again)] == files()
