"""The bundled terms: what every one of them owes the reader."""

import csv
import datetime as dt
import tomllib
from pathlib import Path

import pytest

import partnergloss
from partnergloss.commands.app import COMMANDS
from partnergloss.glossary import Glossary
from partnergloss.model import Term
from partnergloss.records import decode
from partnergloss.render import terminal
from partnergloss.rules import RULES, check
from partnergloss.rules.arithmetic import verify
from partnergloss.termfile import read
from partnergloss.view.entry import entry
from partnergloss.words import fold

FILE = Path(__file__).resolve().parent.parent / "data" / "terms.toml"
HEADWORDS = [
    *csv.DictReader((Path(__file__).parent / "data" / "headwords.csv").read_text(encoding="utf-8").splitlines())
]
"""The headwords of the four source glossaries, and the terms they must lead to."""

GLOSSARY = partnergloss.load()
TERMS = GLOSSARY.terms
AMBIGUOUS = {
    "PRM": {"partner-relationship-management", "prm-software", "partner-manager"},
    "agency": {"sales-agent", "agency-partner"},
    "alliance": {"strategic-alliance", "technology-alliance"},
    "PQL": {"product-qualified-lead", "partner-qualified-lead"},
    "CPI": {"cost-per-impression", "cost-per-install"},
    "CSP": {"cloud-solution-provider", "communications-service-provider"},
    "SAM": {"serviceable-addressable-market", "strategic-account-manager"},
    "CPA": {"cost-per-action", "cost-per-acquisition"},
    "MAP": {"minimum-advertised-price", "marketing-automation-platform", "mutual-action-plan"},
    "SOR": {"seller-of-record", "system-of-record"},
    "PAC": {"partner-advisory-council", "partner-acquisition-cost"},
    "tier": {"partner-tier", "distribution-tier"},
    "sell-through": {"sell-through-motion", "sell-through-rate"},
    "Affiliates or Alliance": {"affiliate-partner", "technology-alliance"},
}
"""Words that the trade uses for several things."""

every_term = pytest.mark.parametrize("term_id", TERMS)


def problems_by_term() -> dict[str, list[str]]:
    """Give what ``gloss check --strict`` finds on the day the file was last updated, by term."""
    updated = tomllib.loads(FILE.read_text(encoding="utf-8"))["meta"]["updated"]
    assert isinstance(updated, dt.date)
    found: dict[str, list[str]] = {}
    for problem in check(read(str(FILE)), [], updated):
        if RULES[problem.code].level != "info":
            shelf, name, *_ = problem.key.split(".")
            found.setdefault(name if shelf == "terms" else "", []).append(f"{problem.code} {problem}")
    return found


PROBLEMS = problems_by_term()


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


def test_the_file_as_a_whole_is_sound() -> None:
    """Nothing beside the terms breaks a rule."""
    assert PROBLEMS.get("", []) == []


@every_term
def test_a_term_is_well_written(term_id: str) -> None:
    """A term breaks no rule of ``gloss check``, not even one of writing."""
    assert PROBLEMS.get(term_id, []) == []


@every_term
def test_a_term_is_approved_and_can_be_described(term_id: str) -> None:
    """What is bundled is approved, and has three cues or more, none of them a label of its own."""
    term = TERMS[term_id]
    assert term.status == "approved"
    assert len(term.cues) >= 3
    assert not {fold(cue) for cue in term.cues} & {fold(label) for label in labels(term)}


@every_term
def test_every_formula_computes(term_id: str) -> None:
    """The example of each formula gives its result; a metric with several formulas names each."""
    metric = TERMS[term_id].metric
    for formula in metric.formulas if metric else ():
        verify(formula.formula, formula.example)
    names = [formula.name for formula in metric.formulas] if metric else []
    assert len(names) < 2 or all(names)


@every_term
def test_no_label_is_a_command(term_id: str) -> None:
    """A label equal to a command could not be looked up without its verb."""
    reserved = {*COMMANDS, "search", "choose", "scan", "check", "add", "edit", "export"}
    assert not reserved & {fold(label) for label in [term_id, *labels(TERMS[term_id])]}


def test_the_glossary_is_large_enough() -> None:
    """It holds every concept of the sources, ninety more, and sentences on what people mix up."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))["terms"]
    assert len(TERMS) >= 288
    assert sum(len(term.get("contrast", {})) for term in raw.values()) >= 120


@pytest.mark.parametrize("row", HEADWORDS, ids=lambda row: row["headword"])
def test_every_headword_of_the_sources_leads_to_its_entry(row: dict[str, str]) -> None:
    """An entry's headword is a label of its term, alone or among declared senses; a comparison compares."""
    ids = row["terms"].split()
    if row["kind"] == "comparison":
        asked = row["headword"].split(" vs. ")
        assert [record["id"] for record in GLOSSARY.compare(*(asked if len(asked) > 1 else ids)).records] == ids
        return
    answer = GLOSSARY.lookup(row["headword"] if row["kind"] == "entry" else ids[0])
    declared = AMBIGUOUS.get(row["headword"], set())
    assert answer.status in (("ambiguous",) if len(declared | {*ids}) > 1 else ("exact", "alias"))
    assert {match.id for match in answer.matches} == declared | {*ids}


@pytest.mark.parametrize("label", AMBIGUOUS)
def test_a_word_with_several_senses_shows_them_all(label: str) -> None:
    """What the trade uses for several things is never answered by one of them."""
    answer = GLOSSARY.lookup(label)
    assert answer.status == "ambiguous"
    assert {match.id for match in answer.matches} == AMBIGUOUS[label]


def test_a_definition_fits_a_screen() -> None:
    """At 80 columns, 24 lines hold the answer for at least 95 % of the terms."""
    heights = {
        record["id"]: terminal.entry(entry(GLOSSARY.index, record), width=80, color=False).count("\n")
        for record in map(decode, GLOSSARY.select(whole=True))
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
    records = {record["id"]: record for record in map(decode, partnergloss.load(file).select(whole=True))}
    assert records["zz-two"]["related"] == ["zz-one"]
    assert list(records["zz-two"]["contrast"].items()) == [("zz-one", "2"), ("broker", "b"), ("zz-three", "3")]
    assert records["zz-one"]["contrast"] == {"zz-two": "1"}
