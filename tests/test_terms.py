"""The bundled terms: what every one of them owes the reader."""

import math
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

import partnergloss
from partnergloss.commands.app import COMMANDS
from partnergloss.comparison import facet_order
from partnergloss.glossary import Glossary
from partnergloss.model import Term
from partnergloss.render import terminal
from partnergloss.view.entry import entry
from partnergloss.words import fold

FILE = Path(__file__).resolve().parent.parent / "data" / "terms.toml"
GLOSSARY = partnergloss.load()
TERMS = GLOSSARY.terms
every_term = pytest.mark.parametrize("term_id", TERMS)


def required_facets(category: str) -> tuple[str, ...]:
    """Give the facets that each term of a category must have, its own or the nearest above."""
    name: str | None = category
    while name:
        shelf = GLOSSARY.categories[name]
        if shelf.facets:
            return shelf.required
        name = shelf.parent
    return ()


def labels(term: Term) -> list[str]:
    """Give all labels of a term but its id."""
    return [term.name, *term.abbr, *term.aliases, *term.hidden]


def test_the_file_is_plain_toml() -> None:
    """Any TOML 1.0 parser reads the bundled file."""
    assert tomllib.loads(FILE.read_text(encoding="utf-8"))["schema"] == 1


def test_terms_stand_by_category_and_alphabet() -> None:
    """The file is grouped by category, in the order of the categories, and alphabetical inside."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    order = {name: category["order"] for name, category in raw["categories"].items()}
    keys = [(order[term["category"]], term_id) for term_id, term in raw["terms"].items()]
    assert keys == sorted(keys)


@every_term
def test_a_term_is_complete(term_id: str) -> None:
    """An approved term has sources, a review date, cues, and something that helps to decide."""
    term = TERMS[term_id]
    assert term.status == "approved"
    assert term.sources
    assert term.reviewed
    assert 3 <= len(term.cues) <= 8
    assert term.decide.use_when
    assert term.decide.avoid_when
    assert term.decide.watch_out


@every_term
def test_a_definition_is_one_short_sentence(term_id: str) -> None:
    """A definition is one sentence of at most 40 words that does not contain its own name."""
    term = TERMS[term_id]
    assert len(term.definition.split()) <= 40
    assert re.fullmatch(r"[^.!?]+\.", term.definition)
    assert f" {fold(term.name)} " not in f" {fold(term.definition)} "


@every_term
def test_prose_holds_no_bare_percentages(term_id: str) -> None:
    """Numbers of percent stand in figures, with basis, date and source."""
    term = TERMS[term_id]
    prose = [term.definition, *term.notes, term.example, *term.contrast.values(), *term.questions.values()]
    prose += [*term.decide.use_when, *term.decide.avoid_when, *term.decide.watch_out]
    assert not [text for text in prose if re.search(r"\d\s*(%|percent)", text)]


@every_term
def test_facets_belong_to_the_category(term_id: str) -> None:
    """A term has only facets of its category, and all that are required."""
    term = TERMS[term_id]
    assert {*term.facets} <= {*facet_order(GLOSSARY.index, term.category)}
    assert {*required_facets(term.category)} <= {*term.facets}


@every_term
def test_links_are_stored_once(term_id: str) -> None:
    """Related and contrast are stored on one side, never both for the same pair, and related is no ancestor."""
    term = TERMS[term_id]
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))["terms"]
    for other in raw[term_id].get("related", []):
        assert term_id not in raw[other].get("related", [])
        assert other not in term.contrast
        assert other not in term.broader
    for other in raw[term_id].get("contrast", {}):
        assert term_id not in raw[other].get("contrast", {})
        assert other != term_id


@every_term
def test_figures_are_real(term_id: str) -> None:
    """A figure has its low end first and says on what it is based."""
    for figure in TERMS[term_id].figures:
        assert figure.low <= figure.high
        assert math.isfinite(figure.high)
        assert figure.basis
        assert figure.source in GLOSSARY.sources


@every_term
def test_text_is_clean(term_id: str) -> None:
    """No control characters, no unnormalised letters, no separators of other formats in labels."""
    term = TERMS[term_id]
    for text in [*labels(term), *term.cues, term.definition, *term.notes, *term.contrast.values()]:
        assert unicodedata.is_normalized("NFC", text)
        assert not [char for char in text if unicodedata.category(char) in ("Cc", "Cf")]
    assert not [label for label in labels(term) if ";" in label or "\t" in label]


@every_term
def test_no_label_is_a_command(term_id: str) -> None:
    """A label equal to a command could not be looked up without its verb."""
    reserved = {*COMMANDS, "search", "choose", "scan", "check", "add", "edit", "export"}
    assert not reserved & {fold(label) for label in [term_id, *labels(TERMS[term_id])]}


def test_a_label_belongs_to_one_term_or_is_declared() -> None:
    """Labels are pairwise different, but for those listed as ambiguous."""
    owners: dict[str, set[str]] = {}
    for term_id, term in TERMS.items():
        for label in labels(term):
            owners.setdefault(fold(label), set()).add(term_id)
    declared = {fold(label) for label in tomllib.loads(FILE.read_text(encoding="utf-8"))["ambiguous"]}
    assert {label for label, ids in owners.items() if len(ids) > 1} <= declared


def test_ids_of_terms_and_categories_differ() -> None:
    """A category is no term."""
    assert not {*TERMS} & {*GLOSSARY.categories}


def test_siblings_differ_in_facets() -> None:
    """No two terms of a category have the same facets: a comparison would show nothing."""
    rows: dict[tuple[str, str], str] = {}
    for term_id, term in TERMS.items():
        if term.facets:
            row = (term.category, repr(sorted(term.facets.items())))
            assert row not in rows, (term_id, rows[row])
            rows[row] = term_id


def test_a_definition_fits_a_screen() -> None:
    """At 80 columns, 24 lines hold the answer for at least 95 % of the terms."""
    heights = {
        record["id"]: terminal.entry(entry(GLOSSARY.index, record), width=80, color=False).count("\n")
        for record in GLOSSARY.select()
    }
    tall = {term_id for term_id, height in heights.items() if height > 24}
    assert len(tall) <= 0.05 * len(heights), tall


@pytest.mark.parametrize(
    "queries",
    [
        ("channel partner", "value-added reseller"),
        ("channel partner", "affiliate"),
        ("product partner", "technology partner"),
        ("affiliate", "referral"),
        ("reseller", "VAR", "MSP"),
        ("agent", "reseller"),
        ("commission-based pricing", "reseller pricing", "flat fee pricing"),
    ],
)
def test_comparisons_that_people_make_tell_which_to_choose(glossary: Glossary, queries: tuple[str, ...]) -> None:
    """Each pair differs in facets, has a sentence on the difference, and each term says when to choose it."""
    compared = glossary.compare(*queries)
    pairs = len(queries) * (len(queries) - 1) // 2
    assert len([row for row in compared.rows if not row.same]) >= 4
    assert len(compared.contrast) == pairs
    assert all(record["decide"]["use_when"] and record["decide"]["avoid_when"] for record in compared.records)


def test_links_are_read_both_ways(tmp_path: Path) -> None:
    """Related and contrast stored at one term are had at the other, its own words first, then its siblings'."""
    file = tmp_path / "terms.toml"
    body = 'definition = "D."\n'
    file.write_text(
        f'[terms.zz-one]\nname = "One"\ncategory = "pricing"\n{body}related = ["zz-two"]\ncontrast.zz-two = "1"\n'
        f'[terms.zz-two]\nname = "Two"\ncategory = "selling"\n{body}contrast.zz-one = "2"\ncontrast.broker = "b"\n'
        f'[terms.zz-three]\nname = "Three"\ncategory = "selling"\n{body}contrast.zz-two = "3"\n',
        encoding="utf-8",
    )
    records = {record["id"]: record for record in partnergloss.load(file).select()}
    assert records["zz-two"]["related"] == ["zz-one"]
    assert list(records["zz-two"]["contrast"].items()) == [("zz-one", "2"), ("broker", "b"), ("zz-three", "3")]
    assert records["zz-one"]["contrast"] == {"zz-two": "1"}
