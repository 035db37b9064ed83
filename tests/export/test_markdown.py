"""Markdown: read by markdown-it, every link leads somewhere and every text is text."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from extracts import extract, hostile
from markdown_it import MarkdownIt
from markdown_it.token import Token

import partnergloss
from partnergloss.export.extract import Extract
from partnergloss.export.markdown import file_name, pages, write
from partnergloss.glossary import Glossary
from partnergloss.view.entry import title
from partnergloss.visible import one_line

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LEFT_OUT = {"id", "hidden", "cues", "provenance", "waive", "category", "facets", "status", "scope"}
"""Fields that are left out, or shown in other words."""


def tokens(text: str) -> Iterator[Token]:
    """Give all tokens of a page, with those inside others."""
    for token in READER.parse(text):
        yield token
        yield from token.children or []


def links(text: str) -> list[str]:
    """Give the targets of all links."""
    return [str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"]


def anchors(text: str) -> list[str]:
    """Give the ids of all anchors, which are the only HTML on a page."""
    html = [token.content for token in tokens(text) if token.type in ("html_inline", "html_block")]
    assert set(html[1::2]) <= {"</a>"}
    assert all(tag.startswith('<a id="') and tag.endswith('">') for tag in html[::2])
    return [tag.removeprefix('<a id="').removesuffix('">') for tag in html[::2]]


def shown(text: str) -> str:
    """Give what a reader of the page reads, a paragraph or list item a line."""
    lines = [token.children or [] for token in READER.parse(text) if token.type == "inline"]
    return "\n".join("".join(child.content for child in line if child.type == "text") for line in lines)


def texts(value: Any) -> Iterator[str]:
    """Give all texts in a field."""
    if isinstance(value, str):
        yield one_line(value).strip()
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def assert_all_is_there(taken: Extract, by_term: dict[str, str]) -> None:
    """Compare each term with what is shown of it."""
    for record in taken.records():
        page = by_term[record["id"]]
        named = [taken.index.name(other) for other in (*record["contrast"], *record["related"], *record["broader"])]
        cited = [*record["sources"], *record["disputes"], *(figure["source"] for figure in record["figures"])]
        titled = [source["title"] for source in taken.index.sources(cited).values()]
        fields = {name: value for name, value in record.items() if name not in LEFT_OUT}
        for field in ("sources", "broader", "part_of", "related", "narrower", "replaced_by", "figures", "metric"):
            del fields[field]
        missing = [text for text in texts([fields, list(fields["questions"]), named, titled]) if text not in page]
        assert not missing, record["id"]


@pytest.mark.parametrize(("category", "where"), [("selling", []), ("programs", []), (None, ["paper=vendor"])])
def test_every_link_of_the_page_has_its_anchor(category: str | None, where: list[str]) -> None:
    """Each term has one anchor, its id; links lead to anchors of the page or to the web."""
    taken = extract(hostile(), category, where)
    page = "".join(write(taken))
    assert sorted(anchors(page)) == sorted(taken.ids)
    assert {to.removeprefix("#") for to in links(page) if not to.startswith("http")} == {*taken.ids}


def test_no_heading_takes_the_anchor_of_a_term(glossary: Glossary) -> None:
    """What renderers make of a heading as its anchor is no other term's id."""
    taken = extract(glossary)
    titles = {record["id"]: title(record) for record in taken.records()}
    titles |= {f"the category {name}": category["name"] for name, category in taken.categories.items()}
    slugs = {name: re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for name, heading in titles.items()}
    assert not [(name, slug) for name, slug in slugs.items() if slug in titles and slug != name]


def test_every_link_of_the_folder_has_its_page() -> None:
    """Each term has one page, linked from the first; links lead to pages of the folder or to the web."""
    taken = extract(hostile(), "programs")
    folder = dict(pages(taken))
    assert {*folder} == {"index.md", *(file_name(term) for term in taken.ids)}
    assert {*links(folder["index.md"])} == {*folder} - {"index.md"}
    led = {to for text in folder.values() for to in links(text) if not to.startswith("http")}
    assert led == {*folder}


def test_hostile_text_is_text() -> None:
    """Nothing in a term is read as markup; all of it but cues and misspellings stands there to be read."""
    taken = extract(hostile(), "programs")
    folder = dict(pages(taken))
    assert not [name for name, text in folder.items() if anchors(text)]
    assert_all_is_there(taken, {term: shown(folder[file_name(term)]) for term in taken.ids})
    page = "".join(write(taken))
    assert_all_is_there(taken, dict.fromkeys(taken.ids, shown(page)))
    assert {token.type for token in tokens(page)} & {"fence", "code_block", "table_open", "hr", "s_open"} == set()
    assert not [to for to in links(page) if to.startswith("javascript")]
    assert "https://example.invalid/a%3Eb)c%5Dd%60e%5Cf?g=%22h%22&i=*j*_k_" in links(page)


def test_a_text_opens_nothing(tmp_path: Path) -> None:
    """However a definition begins, it is a paragraph, and its characters are all there."""
    openings = [*"- a|+ a|* a|1. a|23) a|# a|> a|---|===|```|~~~|: a|![a](b)|    a|<!-- a".split("|"), "| a |", "<div>"]
    openings += "&amp;|[a]: b|__a__|$$a$$|!!! a".split("|")
    file = tmp_path / "openings.toml"
    text = '[terms.opening-{}]\nname = "Opening {}"\ncategory = "programs"\ndefinition = "{}"\n'
    file.write_text("".join(text.format(n, n, opening) for n, opening in enumerate(openings)), encoding="utf-8")
    folder = dict(pages(extract(partnergloss.load(file), "programs")))
    for n, opening in enumerate(openings):
        page = folder[f"opening-{n}.md"]
        kinds = [token.type for token in READER.parse(page) if token.type.endswith("_open")]
        assert kinds == ["heading_open", "paragraph_open", "paragraph_open", "paragraph_open"], opening
        assert shown(page).splitlines()[2] == opening.strip()


def test_nothing_of_a_term_is_lost(glossary: Glossary) -> None:
    """Of a term's fields, all but cues and misspellings are on its page, figures and formulas too."""
    taken = extract(glossary, "metrics")
    folder = {term: text for term, (_, text) in zip(taken.ids, pages(taken), strict=False)}
    assert_all_is_there(taken, {term: shown(text) for term, text in folder.items()})
    for record in taken.records():
        for formula in record["metric"]["formulas"] if record["metric"] else []:
            assert formula["formula"] in shown(folder[record["id"]])
        for figure in record["figures"]:
            said = f"{figure['unit']}, {figure['basis']} ({figure['as_of']}; "
            assert said in shown(folder[record["id"]])


def test_a_name_that_means_another_file(tmp_path: Path) -> None:
    """A term called as our first page, or as a device of Windows, has a file of another name, and links follow."""
    file = tmp_path / "odd.toml"
    text = '[terms.{0}]\nname = "Odd {0}"\ncategory = "programs"\ndefinition = "Odd."\nrelated = ["index", "con"]\n'
    file.write_text("".join(text.format(term) for term in ("index", "con", "com1", "index-1")), encoding="utf-8")
    taken = extract(partnergloss.load(file), "programs")
    folder = dict(pages(taken))
    assert {"index_.md", "con_.md", "com1_.md", "index-1.md"} < {*folder}
    assert "[Odd index](index_.md) · [Odd con](con_.md)" in folder["index-1.md"]
    assert "# Odd index" in folder["index_.md"]


def test_the_tree_of_contents(glossary: Glossary) -> None:
    """Categories and narrower terms stand under what is above them, in the order of ``list``."""
    page = "".join(write(extract(glossary, "selling")))
    contents = page.partition("## Contents\n\n")[2].partition("\n\n")[0].splitlines()
    assert contents[:2] == ["- Partner types", "    - Selling partners"]
    assert "            - [Value-added reseller (VAR)](#value-added-reseller)" in contents
    assert [line.partition("(#")[2].removesuffix(")") for line in contents[2:]] == anchors(page)
