"""A company's own words over the bundled ones, as a user meets them."""

import json
import os
import shlex
from pathlib import Path

import pytest
from conftest import Gloss

HOUSE = """\
[terms.reseller]
definition = "Company that sells our product under its own paper."
facets.paper = "varies"

[terms.referral-partner]
category = "referral-and-marketing"             # as it is below

[terms.silver-partner]
name = "Silver partner"
category = "programs"
definition = "Partner tier for resellers with two certified people."
broader = ["partner-tier"]
status = "draft"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a folder with a term file of its own."""
    (tmp_path / ".gloss.toml").write_text(HOUSE, encoding="utf-8")
    return tmp_path


def _lines(text: str, label: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(f"{label}: ")]


def test_a_changed_meaning_is_said_in_one_line(gloss: Gloss, project: Path) -> None:
    """Whoever reads a house sense is told whose it is, and which fields, however many files changed it."""
    more = project / "more.toml"
    more.write_text('[terms.reseller]\nabbr = ["RS"]\n', encoding="utf-8")
    ran = gloss("define", "reseller", "--terms", str(more))
    assert _lines(ran.out, "Changed by") == ["Changed by: .gloss.toml (definition, facets.paper), more.toml (abbr)"]
    long = gloss("define", "reseller", "--long", "--terms", str(more))
    assert _lines(long.out, "Changed by") == _lines(ran.out, "Changed by")
    (match,) = json.loads(gloss("define", "reseller", "--json").out)["matches"]
    file = str(project / ".gloss.toml")
    assert match["provenance"] == {"definition": file, "facets.paper": file}


@pytest.mark.usefixtures("project")
def test_what_a_layer_repeats_is_no_change(gloss: Gloss) -> None:
    """A field that says what the lower layers say comes from them."""
    ran = gloss("define", "referral partner", "--json")
    assert json.loads(ran.out)["matches"][0]["provenance"] == {}


def test_the_industrys_sense_under_a_house_sense(gloss: Gloss, project: Path) -> None:
    """``--layer bundled`` shows a term as if no file of one's own were there."""
    assert "own paper" in gloss("define", "reseller").out
    bundled = gloss("define", "reseller", "--layer", "bundled")
    elsewhere = gloss("define", "reseller", cwd=project.parent)
    assert (bundled.code, bundled.out) == (0, elsewhere.out)
    ran = gloss("define", "silver partner", "--layer", "bundled")
    assert (ran.code, ran.out) == (3, "")
    assert "in bundled" in ran.err


def test_senses_of_ones_own(gloss: Gloss, tmp_path: Path) -> None:
    """Where a file says what an ambiguous label may mean, the answer says which file; of a bundled one, nothing."""
    assert "by" not in gloss("define", "PRM").err
    file = tmp_path / ".gloss.toml"
    file.write_text('[ambiguous]\nPRM = ["prm-software", "partner-manager"]\n', encoding="utf-8")
    ran = gloss("define", "prm")
    assert (ran.code, ran.out.count("Name: ")) == (4, 2)
    assert ran.err.startswith("“prm” means 2 things, by .gloss.toml. ")


@pytest.mark.usefixtures("project")
def test_what_a_layer_says(gloss: Gloss) -> None:
    """``list --layer`` names the terms that a layer adds or changes; of the bundled one, all."""
    ids = [line.split("\t")[0] for line in gloss("list", "--layer", "project").out.splitlines()]
    assert ids == ["id", "reseller", "silver-partner"]
    answer = json.loads(gloss("list", "--layer", "project", "--json").out)
    assert [term["id"] for term in answer["terms"]] == ids[1:]
    assert answer["terms"][0]["definition"].endswith("own paper.")
    bundled = gloss("list", "--layer", "bundled").out
    assert "\nsilver-partner\t" not in bundled
    assert bundled.count("\n") > 400
    ran = gloss("list", "--layer", "project", "--category", "pricing")
    assert (ran.code, ran.out) == (3, "")


def test_a_layer_that_is_not_there(gloss: Gloss) -> None:
    """The refusal names the layers that are."""
    ran = gloss("define", "VAR", "--layer", "user")
    assert (ran.code, ran.out) == (2, "")
    assert "only bundled" in ran.err
    assert json.loads(gloss("list", "--layer", "user", "--json").out)["error"]["code"] == "usage"


def test_paths_says_what_became_of_each_place(gloss: Gloss, project: Path) -> None:
    """Found, missing, or skipped because of its faults: nobody has to guess which file is in effect."""
    inner = project / "docs" / "de"
    inner.mkdir(parents=True)
    broken = project / "broken.toml"
    broken.write_text("[terms.x\n", encoding="utf-8")
    ran = gloss("paths", cwd=inner, GLOSS_TERMS=f"{broken}{os.pathsep}gone.toml")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert [(row[1], row[2]) for row in rows[1:-1]] == [
        ("bundled", "found"), ("user", "missing"), ("project", "found"), ("project", "missing"),
        ("project", "missing"), ("environment", "skipped"), ("environment", "missing"),
    ]  # fmt: skip
    assert [row[0] for row in rows[1:-1]] == [str(rank) for rank in range(7)]
    assert "broken.toml:1" in ran.err


def test_a_project_that_links_to_another_file_is_skipped(gloss: Gloss, tmp_path: Path) -> None:
    """A stranger's repository cannot make us read, or show a line of, a file of ours."""
    secret = tmp_path / "secret.toml"
    secret.write_text('password = "hunter2"\n', encoding="utf-8")
    project = tmp_path / "clone"
    project.mkdir()
    (project / ".gloss.toml").symlink_to("../secret.toml")
    ran = gloss("define", "VAR", cwd=project)
    assert ran.code == 0
    assert "link out of its folder" in ran.err
    assert "password" not in ran.err
    checked = gloss("check", cwd=project)
    assert "password" not in checked.out + checked.err
    (project / "terms").mkdir()
    (project / "terms" / "ours.toml").write_text('[terms.reseller]\nabbr = ["RS"]\n', encoding="utf-8")
    (project / ".gloss.toml").unlink()
    (project / ".gloss.toml").symlink_to("terms/ours.toml")
    assert gloss("define", "reseller", cwd=project).err == ""


@pytest.mark.parametrize("term", ["a; touch it", "b`id`", "$(id)", "two\nlines", "it's"])
def test_a_command_in_a_hint_runs_nothing_else(gloss: Gloss, tmp_path: Path, term: str) -> None:
    """Whatever a file takes as an id, a hint names it as one argument, on one line."""
    entries = (
        f'[terms.{json.dumps(name)}]\nname = "Wid\\nget"\ncategory = "programs"\ndefinition = "A thing."\n'
        for name in (term, "plain")
    )
    (tmp_path / ".gloss.toml").write_text("".join(entries), encoding="utf-8")
    several = gloss("edit", "wid", "get").err.splitlines()
    assert [shlex.split(line) for line in several[1:]] == [
        ["Wid", "get:", "gloss", "edit", term.replace("\n", " ")],
        ["Wid", "get:", "gloss", "edit", "plain"],
    ]
    there = gloss("add", "wid get", "--category", "programs", "--definition", "A thing.").err.splitlines()
    assert shlex.split(there[1]) == ["To", "change", "it:", "gloss", "edit", term.replace("\n", " ")]


def test_a_command_in_a_hint_repeats_what_was_asked_safely(gloss: Gloss) -> None:
    """Words that were asked stand in a command so that a shell reads them as words."""
    ran = gloss("compare", "PRM", "$(var)")
    assert "gloss compare partner-manager vs '$(var)'\n" in ran.err


def test_what_a_file_changes_is_never_left_out(gloss: Gloss, tmp_path: Path) -> None:
    """Each field that a file says in the place of a lower one stands in the short view too, and no other one more."""
    entry = {
        'facets.paper = "varies"': "Contract with: Depends",
        'facets.flags = ["disclosure"]': "Legal, finance: Paid-endorsement notice",
        'aliases = ["route seller"]': "Also: route seller",
        'notes = ["Ask the desk."]': "Note: Ask the desk.",
        'example = "Acme sells for us."': "Example: Acme sells for us.",
        'decide.use_when = ["First.", "Second."]': "Use when: Second.",
        'contrast.broker = "A broker signs nothing."': "Versus: A broker signs nothing.",
        'questions."Who asks?" = "The desk."': "Question: Who asks? The desk.",
        'disputes.seed-002 = "Says otherwise."': "Dispute: ",
    }
    (tmp_path / ".gloss.toml").write_text("\n".join(["[terms.reseller]", *entry]), encoding="utf-8")
    bundled = gloss("define", "reseller", "--layer", "bundled").out.splitlines()
    ours = gloss("define", "reseller").out.splitlines()
    more = [line for line in ours if line not in bundled]
    assert [said for said in entry.values() if not any(line.startswith(said) for line in more)] == []
    assert len(more) == len(entry) + 2  # the other advice, and whose it is
