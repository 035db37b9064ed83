"""What ``scan`` finds in documents: the terms used, and the words that need one of explanation."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import DATA
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import partnergloss
from partnergloss.glossary import Glossary
from partnergloss.prose import prose
from partnergloss.scan import Scan
from partnergloss.view.usage import findings

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(path for path in (DATA / "scan").iterdir() if path.suffix in (".md", ".txt"))


def read(path: Path) -> str:
    """Read a document as the command does: no byte-order mark, line ends as on Unix."""
    return path.read_text(encoding="utf-8-sig")


def found(glossary: Glossary, scan: Scan) -> dict[str, Any]:
    """Write what a scan found in the form of an ``.expected.json`` file; senses in any order."""
    kinds = findings(glossary.index, [("", scan)])
    return {
        "terms": {one.records[0]["id"]: [one.count, one.line, one.text] for one in kinds["term"]},
        "ambiguous": {
            one.text: [sorted(record["id"] for record in one.records), one.count, one.line]
            for one in kinds["ambiguous"]
        },
        "deprecated": {
            one.records[0]["id"]: [one.records[0]["replaced_by"], one.count, one.line] for one in kinds["deprecated"]
        },
        "unknown": {one.text: [one.count, one.line] for one in kinds["unknown"]},
        "changed": {one.records[0]["id"]: [one.count, one.line] for one in kinds["changed"]},
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_documents(document: Path) -> None:
    """Each document in ``tests/data/scan``, with the term file of its name if there is one, uses just what is expected.

    The expectations were written by hand, by somebody who had not seen the program.
    """
    own = document.with_suffix(".toml")
    glossary = partnergloss.load(*([own] if own.exists() else []))
    expected = json.loads(document.with_suffix(".expected.json").read_text(encoding="utf-8"))
    for senses in expected["ambiguous"].values():
        senses[0].sort()
    scan = glossary.scan(read(document), markdown=document.suffix == ".md")
    assert found(glossary, scan) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("reseller, Resellers, RESELLER’s and the reseller-friendly Ré\u00adseller", 5),
        ("resellership, bireseller, my_reseller_id, reseller2", 0),
        ("_reseller_ **resellers** ~~reseller~~, (reseller) “reseller” reseller/reseller", 7),
    ],
)
def test_forms_of_a_label(glossary: Glossary, text: str, count: int) -> None:
    """Case, accents, plural, possessive and parts of compounds count; other forms and parts of words do not."""
    uses = glossary.scan(text).terms
    assert (uses["reseller"].count if "reseller" in uses else 0) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("co-sell cosell Co‑selling co sell", {"co-selling": 4}),
        ("up-sell, upselling", {"upselling": 2}),
        ("LTV:CAC is 3, S&D is up", {"ltv-to-cac": 1, "ship-and-debit": 1}),
        ("var vars VAR VARs VAR's Var", {"value-added-reseller": 3}),
        ("a value-added reseller (VAR), a VAR (value-added reseller)", {"value-added-reseller": 2}),
        ("channel\npartner", {"channel-partner": 1}),
        ("channel\n\npartner", {"channel": 1}),
        ("channel. Partner", {"channel": 1}),
        ("- channel\n- partner", {"channel": 1}),
        ("* channel\n* partner", {"channel": 1}),
        ("The channel partner program", {"partner-program": 1}),
    ],
)
def test_where_labels_begin_and_end(glossary: Glossary, text: str, expected: dict[str, int]) -> None:
    """The longest label counts once, across a line end but no mark; gaps and hyphens are levelled."""
    terms = glossary.scan(text).terms
    assert {term: use.count for term, use in terms.items() if term in expected} == expected


@pytest.mark.parametrize(
    ("text", "terms", "ambiguous"),
    [
        ("PRM", [], ["PRM"]),
        ("PRM, and partner relationship management", ["partner-relationship-management"], []),
        ("PRM software beside the PRM", ["prm-software"], []),
        ("The PRM (partner manager) calls. PRM", ["partner-manager"], []),
        ("prm", [], []),
        ("MAP (manufacturing automation protocol): MAP", [], []),
        ("MAP (mutual action planning): MAP", ["mutual-action-plan"], []),
    ],
)
def test_a_label_with_several_senses(glossary: Glossary, text: str, terms: list[str], ambiguous: list[str]) -> None:
    """It is ambiguous unless the document says which sense; what is explained otherwise is none of them."""
    scan = glossary.scan(text)
    assert [*scan.terms] == terms
    assert [use.text for use in scan.ambiguous] == ambiguous
    assert scan.unknown == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("The XQR and two XQRs", ["XQR"]),
        ("extra quality review (EQR): EQR, in fine", []),
        ("EQR (extra quality review), in fine", []),
        ("EQR stands for extra quality review. EQR, in fine", []),
        ("EQR = extra quality of the review, in fine", []),
        ("The review (XQR)", ["XQR"]),
        ("You must NOT sell, you MUST sell XQR", ["XQR"]),
        ("# XQR AGENDA\n\nfine", []),
        ("SCOPE\n\nfine", []),
        ("XQR, ZRT, QQS", ["XQR", "ZRT", "QQS"]),
        ("Part II of the US and EU", []),
        ("the X2Y kit", ["X2Y"]),
    ],
)
def test_acronyms_that_nobody_explains(glossary: Glossary, text: str, unknown: list[str]) -> None:
    """Those that the document explains, headings, stressed words, numbers and general ones are left out."""
    assert [use.text for use in glossary.scan(text, markdown=True).unknown] == unknown


def _words(tokens: Sequence[Token] | None) -> Iterator[str]:
    """Give the text that a full Markdown parser finds."""
    for token in tokens or ():
        if token.type == "text":
            yield token.content
        elif token.type in ("softbreak", "hardbreak", "code_inline", "html_inline"):
            yield " "
        elif token.type == "inline":
            yield from _words(token.children)
            yield "\n"
        else:
            yield from _words(token.children)


def _parsed(text: str) -> list[str]:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    without_urls = re.sub(r"(?:https?://|www\.)[^\s<>]+", " ", "".join(_words(parser.parse(text))))
    return re.findall(r"[^\W\d_]+", without_urls)


@pytest.mark.parametrize(
    "page", [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/writing-entries.md")]
)
def test_prose_is_what_a_markdown_parser_finds(page: Path) -> None:
    """On real pages the words left are those of a full parser, which would take many times as long."""
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"[^\W\d_]+", prose(text)) == _parsed(text)


PIECES = st.sampled_from(
    [
        "alpha", "beta", " ", " ", "\n", "\n\n", "`", "``", "```", "~~~", "<!--", "-->", "<b>", "</b>", "<a href='x'>",
        "[", "]", "](", "(u)", ")", "[x]: y",
        "# ", "- ", "* ", "1. ", "> ", "    ", "\t", "**", "_", "|", "---", "&amp;",
        "<pre>", "</pre>", "<code>", "</code>", "http://a.b/c", "\\", '"', "é", "\u202e", "\x00", "PRM", "reseller",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_line_moves_and_no_word_is_made_up(text: str) -> None:
    """Whatever the Markdown, the lines stay where they are, and every letter left stood there, in that order."""
    left = prose(text)
    assert left.count("\n") == text.count("\n")
    there = iter(text.replace("&amp;", "&"))
    assert all(letter in there for letter in left if letter.isalnum())


@given(text=st.lists(PIECES, max_size=40).map("".join), markdown=st.booleans())
def test_uses_stand_where_they_are_said_to(glossary: Glossary, text: str, *, markdown: bool) -> None:
    """Whatever the document, each use has a line of it, on which its text begins."""
    scan = glossary.scan(text, markdown=markdown)
    lines = text.split("\n")
    for use in [*scan.terms.values(), *scan.ambiguous, *scan.unknown]:
        assert use.count >= 1
        assert use.text.split()[0] in re.sub(r"[*~\u00ad]", "", lines[use.line - 1])


def test_portions_are_one_document(glossary: Glossary) -> None:
    """A long document is read in portions: counts, lines, and what one part says of another, are those of the whole."""
    middle = "A plain line without any of the words in question.\n" * 3000
    scan = glossary.scan(
        f"The PRM.\n{middle}\nReseller\n\n{middle}\nPartner relationship management, PRM, resellers.\n"
    )
    assert (scan.terms["reseller"].count, scan.terms["reseller"].line) == (2, 3003)
    assert scan.terms["partner-relationship-management"].count == 3
    assert scan.ambiguous == []


def test_an_endless_label_is_not_looked_for(tmp_path: Path) -> None:
    """A label that is longer than any query is in no document; one that is as long as the longest query is found."""
    labels = {"longest": "w " * 99 + "ww", "endless": "w " * 99 + "www"}
    assert [*map(len, labels.values())] == [200, 201]
    head = 'category = "programs"\ndefinition = "Tier."\n'
    file = tmp_path / "terms.toml"
    terms = (f'[terms.{name}]\nname = "{name}"\naliases = ["{label}"]\n{head}' for name, label in labels.items())
    file.write_text("".join(terms), encoding="utf-8")
    assert [*partnergloss.load(file).scan("\n\n".join(labels.values())).terms] == ["longest"]


def test_a_label_of_many_terms(tmp_path: Path) -> None:
    """A label that terms share, however each writes it, may mean any of them; brackets behind it narrow that down."""
    head = 'category = "programs"\ndefinition = "Tier."\n'
    terms = {"a": '["Frob gauge"]', "b": '["frob-gauge"]\nabbr = ["FRG"]', "c": '["FROB gauge"]\nabbr = ["FRG"]'}
    file = tmp_path / "terms.toml"
    file.write_text(
        "".join(f'[terms.{name}]\nname = "{name} thing"\naliases = {said}\n{head}' for name, said in terms.items()),
        encoding="utf-8",
    )
    glossary = partnergloss.load(file)
    assert [use.ids for use in glossary.scan("The frob gauges.").ambiguous] == [("a", "b", "c")]
    assert [use.ids for use in glossary.scan("The frob gauge (FRG).").ambiguous] == [("b", "c")]
