"""Layers merged: what wins, who said it, and which layer the program goes on without."""

from pathlib import Path

import pytest

from partnergloss.errors import TermFileError
from partnergloss.layers import Layer
from partnergloss.model import Termbase
from partnergloss.termbase import load

BASE = """
[meta]
title = "Base"
language = "en"
[sources.guide]
title = "A guide"
kind = "guide"
grade = "C"
[categories.selling]
name = "Selling"
definition = "Who sells."
order = 1
facets = ["bills"]
[facets.bills]
name = "Who bills"
question = "Who sends the invoice?"
kind = "one"
values.vendor = "The vendor"
values.partner = "The partner"
[ambiguous]
partner = ["reseller", "agent"]
[terms.reseller]
name = "Reseller"
aliases = ["Dealer", "Retailer"]
category = "selling"
definition = "A company that buys and sells on."
facets.bills = "partner"
notes = ["A note."]
[terms.agent]
name = "Agent"
category = "selling"
definition = "Someone who brokers a sale."
facets.bills = "vendor"
"""


class Layers:
    """Term files written for a test, the base lowest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._layers: list[Layer] = []
        self.add("bundled", BASE)

    def add(self, origin: str, text: str) -> str:
        """Put a layer on top, and give its path."""
        file = self._folder / f"{len(self._layers)}.toml"
        file.write_text(text, encoding="utf-8")
        self._layers.append(Layer(origin, str(file), ""))
        return str(file)

    def add_missing(self, origin: str) -> str:
        """Put a layer on top whose file is not there, and give its path."""
        path = str(self._folder / "missing.toml")
        self._layers.append(Layer(origin, path, ""))
        return path

    def load(self) -> Termbase:
        """Load layers that are all sound."""
        termbase, warnings, used = load(self._layers)
        assert warnings == []
        assert used == [layer.path for layer in self._layers]
        return termbase

    def load_with_warnings(self) -> tuple[Termbase, list[str]]:
        """Load layers, with what is said of those that were skipped."""
        termbase, warnings, _ = load(self._layers)
        return termbase, warnings

    def refusal(self) -> str:
        """Load layers that are refused."""
        with pytest.raises(TermFileError) as caught:
            load(self._layers)
        return caught.value.message


@pytest.fixture
def layers(tmp_path: Path) -> Layers:
    """Give the base layer, to put others on top."""
    return Layers(tmp_path)


def test_the_base_alone_has_no_provenance(layers: Layers) -> None:
    """What nobody changed needs no saying."""
    assert layers.load().provenance == {}


def test_a_field_replaces_the_field(layers: Layers) -> None:
    """A list is replaced whole; other fields stay."""
    layers.add("user", '[terms.reseller]\naliases = ["Händler"]\n')
    reseller = layers.load().terms["reseller"]
    assert reseller.aliases == ("Händler",)
    assert (reseller.name, reseller.notes, reseller.facets) == ("Reseller", ("A note.",), {"bills": "partner"})


def test_a_dotted_key_replaces_that_key(layers: Layers) -> None:
    """What a layer says under a key of a table changes that key; the others stay, and lists are not joined."""
    facet = '[facets.sells]\nname = "Sells"\nquestion = "Who?"\nkind = "one"\nvalues.partner = "Partner"\n'
    path = layers.add("user", facet + '[terms.reseller]\nfacets.sells = "partner"\nquestions."Who pays?" = "Us."\n')
    termbase = layers.load()
    assert termbase.terms["reseller"].facets == {"bills": "partner", "sells": "partner"}
    assert termbase.provenance["reseller"] == {"facets.sells": path, "questions": path}


def test_later_wins_field_by_field(layers: Layers) -> None:
    """The highest layer that says a field is the one that counts, and the one that is named."""
    user = layers.add("user", '[terms.reseller]\nname = "U"\ndefinition = "Of the user."\n')
    named = layers.add("command line", '[terms.reseller]\nname = "N"\n')
    termbase = layers.load()
    assert (termbase.terms["reseller"].name, termbase.terms["reseller"].definition) == ("N", "Of the user.")
    assert termbase.provenance == {"reseller": {"name": named, "definition": user}}


def test_replace_discards_what_lower_layers_say(layers: Layers) -> None:
    """With ``replace = true`` the term is only what this layer says, and what layers above it add."""
    layers.add("user", '[terms.reseller]\nnotes = ["Of the user."]\n')
    path = layers.add(
        "project", '[terms.reseller]\nreplace = true\nname = "R"\ncategory = "selling"\ndefinition = "New."\n'
    )
    top = layers.add("command line", '[terms.reseller]\ncues = ["x"]\n')
    termbase = layers.load()
    reseller = termbase.terms["reseller"]
    assert (reseller.name, reseller.notes, reseller.aliases, reseller.facets) == ("R", (), (), {})
    assert termbase.provenance["reseller"] == {"name": path, "category": path, "definition": path, "cues": top}


def test_replace_without_a_body_blames_the_replacing_file(layers: Layers) -> None:
    """A term replaced must be whole; the file that replaced it is the one to mend."""
    path = layers.add("command line", '\n[terms.reseller]\nreplace = true\nname = "R"\n')
    assert layers.refusal().splitlines() == [
        f"{path}:2: terms.reseller.category: is missing in a new term",
        f"{path}:2: terms.reseller.definition: is missing in a new term",
    ]


def test_a_layer_adds_terms_and_shelves(layers: Layers) -> None:
    """New terms, categories, facets and sources are welcome in any layer, also from one used in another."""
    layers.add("user", '[terms.agent]\ncategory = "own"\nsources = ["ours"]\nfacets.region = "eu"\n')
    path = layers.add(
        "command line",
        '[categories.own]\nname = "Own"\ndefinition = "Ours."\norder = 9\nfacets = ["region"]\n'
        '[facets.region]\nname = "Region"\nquestion = "Where?"\nkind = "one"\nvalues.eu = "Europe"\n'
        '[sources.ours]\ntitle = "Our wiki"\nkind = "guide"\ngrade = "B"\n'
        '[terms.var]\nname = "VAR"\ncategory = "own"\ndefinition = "Ours."\nbroader = ["reseller"]\n',
    )
    termbase = layers.load()
    assert set(termbase.terms) == {"reseller", "agent", "var"}
    assert termbase.terms["agent"].sources == ("ours",)
    assert set(termbase.categories) == {"selling", "own"}
    assert set(termbase.provenance["var"].values()) == {path}


def test_an_ambiguous_entry_replaces_the_list(layers: Layers) -> None:
    """A company can decide what a word means to it; other words stay ambiguous."""
    layers.add("user", '[ambiguous]\npartner = ["agent"]\nrep = ["agent", "reseller"]\n')
    assert layers.load().ambiguous == {"partner": ("agent",), "rep": ("agent", "reseller")}


def test_meta_is_merged_by_field(layers: Layers) -> None:
    """A layer may give the whole its own title."""
    layers.add("user", '[meta]\ntitle = "Ours"\n')
    meta = layers.load().meta
    assert (meta.title, meta.language) == ("Ours", "en")


@pytest.mark.parametrize("origin", ["user", "project", "environment"])
def test_an_unnamed_layer_that_is_missing_is_skipped(layers: Layers, origin: str) -> None:
    """Who asks for a term gets it; a warning says what was left out."""
    path = layers.add_missing(origin)
    termbase, warnings = layers.load_with_warnings()
    assert len(termbase.terms) == 2
    assert warnings == [f"skipped the {origin} term file: {path}: cannot be read: no such file or directory"]


def test_a_named_layer_that_is_missing_is_an_error(layers: Layers) -> None:
    """What was asked for and cannot be had is refused."""
    path = layers.add_missing("command line")
    assert layers.refusal() == f"{path}: cannot be read: no such file or directory"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("terms = [", ":1: not valid TOML: invalid value (column 10)"),
        ("schema = 2\n", ":1: schema: this program reads schema 1, found 2"),
        ("meta = 1\nterms = 2\n", ":1: meta: expected a table, found 1 (and 1 more)"),
        ('[terms.agent]\nbroader = ["nobody"]\n', ":2: terms.agent.broader[0]: there is no term 'nobody'"),
    ],
    ids=["syntax", "schema", "shape", "reference"],
)
def test_a_broken_layer_is_skipped_whole(layers: Layers, text: str, problem: str) -> None:
    """The warning shows the first problem; the layers above and below count."""
    path = layers.add("user", text)
    layers.add("project", '[terms.reseller]\nname = "Of the project"\n')
    termbase, warnings = layers.load_with_warnings()
    assert warnings == [f"skipped the user term file: {path}{problem}"]
    assert termbase.terms["reseller"].name == "Of the project"


def test_every_broken_layer_is_skipped_for_its_own_reason(layers: Layers) -> None:
    """Each warning speaks of the file it names."""
    user = layers.add("user", '[terms.agent]\nbroader = ["nobody"]\n')
    project = layers.add("project", '[terms.agent]\nrelated = ["nothing"]\n')
    _, warnings = layers.load_with_warnings()
    assert warnings == [
        f"skipped the user term file: {user}:2: terms.agent.broader[0]: there is no term 'nobody'",
        f"skipped the project term file: {project}:2: terms.agent.related[0]: there is no term 'nothing'",
    ]


def test_a_layer_that_takes_something_away_is_the_one_to_skip(layers: Layers) -> None:
    """A facet without the values that lower terms have is at fault, not the terms, nor an innocent layer above."""
    user = layers.add(
        "user", '[facets.bills]\nname = "B"\nquestion = "Who?"\nkind = "one"\nvalues.vendor = "The vendor"\n'
    )
    layers.add("project", '[terms.reseller]\nname = "Of the project"\n')
    termbase, (warning,) = layers.load_with_warnings()
    assert warning.startswith(f"skipped the user term file {user}: ")
    assert "'partner' is no value of 'bills'" in warning
    assert termbase.terms["reseller"].name == "Of the project"


def test_a_named_layer_that_takes_something_away_is_named(layers: Layers) -> None:
    """The lines are those of the terms left without a value; the first message says whose doing it is."""
    path = layers.add(
        "command line", '[facets.bills]\nname = "B"\nquestion = "Who?"\nkind = "one"\nvalues.vendor = "The vendor"\n'
    )
    first, second = layers.refusal().splitlines()
    assert first == f"{path}: takes away what lower layers stand on"
    assert second.endswith("terms.reseller.facets.bills: 'partner' is no value of 'bills'; it takes vendor")


def test_a_cycle_through_layers_is_found(layers: Layers) -> None:
    """The layer that closes a cycle is skipped."""
    layers.add("user", '[terms.agent]\nbroader = ["reseller"]\n')
    layers.add("project", '[terms.reseller]\nbroader = ["agent"]\n')
    termbase, warnings = layers.load_with_warnings()
    assert termbase.terms["agent"].broader == ("reseller",)
    assert len(warnings) == 1
    assert warnings[0].startswith("skipped the project term file")


def test_all_named_layers_are_reported_in_one_run(layers: Layers) -> None:
    """Who names two broken files reads about both; what may be skipped does not hide it."""
    layers.add("user", "wrong = 1\n")
    first = layers.add("command line", 'meta = 1\n[terms.agent]\nbroader = ["nobody"]\n')
    second = layers.add("command line", "ambiguous = 2\n")
    assert layers.refusal().splitlines() == [
        f"{first}:1: meta: expected a table, found 1",
        f"{first}:3: terms.agent.broader[0]: there is no term 'nobody'",
        f"{second}:1: ambiguous: expected a table, found 2",
    ]


def test_what_cannot_be_read_does_not_hide_the_rest(layers: Layers) -> None:
    """A file with a syntax error and one with a wrong type are reported together."""
    first = layers.add("command line", "meta = 1\n")
    second = layers.add("command line", "meta = [")
    assert sorted(layers.refusal().splitlines()) == [
        f"{first}:1: meta: expected a table, found 1",
        f"{second}:1: not valid TOML: invalid value (column 9)",
    ]
