"""``gloss choose`` as a user meets it: in a script by wishes, on a terminal by questions."""

import json
import shlex
from pathlib import Path

from conftest import Gloss
from terminal import talked
from test_answers import parsed

WISHES = ("--where", "sells=partner", "--where", "earns=commission", "--must", "paper=vendor")
CHOOSE = ["choose", "--no-pager"]


def test_json_has_every_verdict(gloss: Gloss) -> None:
    """The answer says what was wished and required, and how each term stands to both."""
    answer = parsed(gloss("choose", *WISHES, "--json").out, "choose")
    assert answer["wanted"] == {"sells": ["partner"], "earns": ["commission"]}
    assert answer["must"] == {"paper": ["vendor"]}
    first = answer["matches"][0]
    assert (first["id"], first["score"]) == ("sales-agent", 100)
    assert first["verdicts"] == {"sells": "meets", "earns": "meets", "paper": "meets"}


def test_a_pipe_gets_rows(gloss: Gloss) -> None:
    """Without a terminal: a header, then a row a term with one column a facet, parted by tabs."""
    head, first, *_ = gloss("choose", *WISHES).out.splitlines()
    assert head.split("\t") == ["score", "id", "name", "sells", "earns", "paper"]
    assert first.split("\t") == ["100", "sales-agent", "Sales agent", "meets", "meets", "meets"]


def test_without_a_terminal_nobody_is_asked(gloss: Gloss) -> None:
    """A script that says no wish is told how to, and gets the code of a wrong command line."""
    done = gloss("choose")
    assert (done.code, done.out) == (2, "")
    assert "gloss choose --where sells=" in done.err
    assert "error" in json.loads(gloss("choose", "--json").out)


def test_the_wish_that_is_proposed_can_be_made(gloss: Gloss, tmp_path: Path) -> None:
    """It names the category that was asked for, and quotes what a shell would read; a facet may have no values yet."""
    (tmp_path / ".gloss.toml").write_text(
        '[categories.cakes]\nname = "Cakes"\ndefinition = "What is baked."\norder = 1\nfacets = ["how sweet"]\n'
        '[facets."how sweet"]\nname = "Taste"\nquestion = "How sweet?"\nkind = "one"\n'
        'values.varies = "Depends"\nvalues."very $weet" = "Very"\n'
        '[terms.bun]\nname = "Bun"\ncategory = "cakes"\ndefinition = "A bun."\nfacets."how sweet" = "very $weet"\n'
    )
    proposed = gloss("choose", "--category", "cakes").err.splitlines()[1].partition(": gloss ")[2]
    assert proposed == "choose --category cakes --where 'how sweet=very $weet'"
    assert gloss(*shlex.split(proposed)).code == 0
    (tmp_path / ".gloss.toml").write_text(
        '[categories.pricing]\nname = "Pricing"\ndefinition = "What is paid."\norder = 1\nfacets = ["none"]\n'
        '[facets.none]\nname = "None"\nquestion = "None?"\nkind = "one"\nvalues = {}\n'
    )
    assert gloss("choose", "--category", "pricing").code == 2


def test_a_requirement_that_nothing_meets(gloss: Gloss) -> None:
    """It is a miss, and says what to do."""
    done = gloss("choose", "--must", "sells=self-serve", "--must", "earns=managed-fee")
    assert (done.code, done.out) == (3, "")
    assert "--where" in done.err


def test_a_poor_best_is_said_to_be_poor(gloss: Gloss) -> None:
    """Where even the first meets less than half of the wishes, a note says so."""
    contrary = ("sells=self-serve", "earns=managed-fee", "sold_as=renamed", "bills=marketplace", "brand=co-brand")
    done = gloss("choose", *(word for wish in contrary for word in ("--where", wish)))
    assert done.code == 0
    assert "Nothing fits well" in done.err


def test_questions_lead_to_an_answer(environment: dict[str, str], tmp_path: Path) -> None:
    """Facets ask their own questions, one answer at a time; Enter leaves one open; the answer compares what fits."""
    code, screen = talked(CHOOSE, ["x\n", "\n", "1\n", "1\n", "q\n"], columns=80, environment=environment, cwd=tmp_path)
    assert code == 0
    assert "Type a number from 1 to" in screen
    assert screen.count("Your answer: ") >= 3
    assert "Use when" in screen
    assert "gloss compare " in screen or "gloss define " in screen


def test_a_facet_of_ones_own_is_asked(environment: dict[str, str], tmp_path: Path) -> None:
    """Nothing about the facets stands in the program: a term file's own are asked with their own words."""
    file = tmp_path / "cakes.toml"
    file.write_text(
        '[categories.cakes]\nname = "Cakes"\ndefinition = "What is baked."\norder = 1\nfacets = ["taste"]\n'
        '[facets.taste]\nname = "Taste"\nquestion = "How does it taste?"\nkind = "one"\n'
        'values.sweet = "Sweet"\nvalues.sour = "Sour"\n'
        '[terms.tart]\nname = "Tart"\ncategory = "cakes"\ndefinition = "A tart."\nfacets.taste = "sour"\n'
        '[terms.bun]\nname = "Bun"\ncategory = "cakes"\ndefinition = "A bun."\nfacets.taste = "sweet"\n'
    )
    options = ["--category", "cakes", "--terms", str(file)]
    code, screen = talked([*CHOOSE, *options], ["2\n"], columns=80, environment=environment, cwd=tmp_path)
    assert code == 0
    assert "How does it taste?" in screen
    assert "2  Sour" in screen
    assert "Tart" in screen.split("Your answer: ")[-1]
