"""``gloss add`` as people and scripts use it: what is written, what is refused, what is said."""

import json
import os
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import tomli
from conftest import Gloss, Result
from terminal import talked
from test_answers import parsed

SILVER = [
    "Silver partner",
    "--category",
    "programs",
    "--definition",
    "Partner tier for firms with two certified people.",
]
TOML = """\
[terms.silver-partner]
name = "Silver partner"
category = "programs"
definition = "Partner tier for firms with two certified people."
status = "draft"
"""


@pytest.fixture
def mine(tmp_path: Path) -> dict[str, str]:
    """Give the variables of a person with a config folder of their own."""
    return {"XDG_CONFIG_HOME": str(tmp_path / "config")}


def terms(file: Path) -> Any:
    """Read the terms of a file as any TOML parser does."""
    return tomli.loads(file.read_text(encoding="utf-8"))["terms"]


def test_a_term_goes_into_the_user_s_file(gloss: Gloss, mine: dict[str, str], tmp_path: Path) -> None:
    """Without a project's file it is the user's own, made with its folders; the term can be read at once."""
    file = tmp_path / "config" / "partnergloss" / "terms.toml"
    ran = gloss("add", *SILVER, **mine)
    assert (ran.code, ran.out) == (0, f"added silver-partner to {file}:1\n")
    assert ran.err.startswith("To read it: gloss define silver-partner\n")
    assert file.read_text(encoding="utf-8") == TOML
    assert file.parent.stat().st_mode & 0o077 == 0
    assert gloss("define", "silver partner", "--short", **mine).code == 0
    again = gloss("add", *SILVER, **mine)
    assert (again.code, again.out) == (2, "")
    assert f"silver-partner is already in {file}:1" in again.err
    assert "gloss edit silver-partner\n" in again.err


def test_every_flag_is_a_field(gloss: Gloss, tmp_path: Path) -> None:
    """Words of people become ids; a facet takes the form of its kind; one fact a line, in the order of the model."""
    (tmp_path / ".gloss.toml").touch()
    flags = {
        "abbr": ["SP"], "alias": ["argent"], "cue": ["tier two"], "broader": ["VAR"],
        "related": ["partner tiers", "deal-registration"], "facet": ["paper=Vendor", "earns=margin,services"],
        "note": ['Says "x".'], "source": ["seed-001"], "category": ["selling part"],
        "definition": ["Reseller of silver."],
    }  # fmt: skip
    words = [word for flag, values in flags.items() for value in values for word in (f"--{flag}", value)]
    ran = gloss("add", *words, "Silver", "reseller")
    assert ran.code == 0, ran.err
    assert (tmp_path / ".gloss.toml").read_text(encoding="utf-8") == (
        '[terms.silver-reseller]\nname = "Silver reseller"\nabbr = ["SP"]\naliases = ["argent"]\ncues = ["tier two"]\n'
        'category = "selling"\ndefinition = "Reseller of silver."\nnotes = ["Says \\"x\\"."]\n'
        'broader = ["value-added-reseller"]\nrelated = ["partner-tier", "deal-registration"]\nfacets.paper = "vendor"\n'
        'facets.earns = ["margin", "services"]\nsources = ["seed-001"]\nstatus = "draft"\n'
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Silver"], "a new term needs category and definition"),
        (["--id", "silver"], "a new term needs name and category and definition"),
        (["VAR", "--category", "selling", "--definition", "x"], "gloss add --id value-added-reseller"),
        (["reseller", "--category", "selling", "--definition", "x"], "gloss edit reseller"),
        (["日本", "--category", "selling", "--definition", "x"], "Give one with --id"),
        (["X", "--id", "A b"], "is no id"),
        (["X", "--category", "partner"], "several categories match"),
        (["X", "--category", "quux"], "Categories: "),
        (["X", "--broader", "reselller"], "Did you mean Reseller? --broader reseller"),
        (["X", "--related", "PRM"], "Partner manager: --related partner-manager"),
        (["X", "--source", "seed-01"], "Did you mean seed-001?"),
        (["X", "--facet", "paper=quux"], "Values of paper: "),
        (["X", "--facet", "quux=1"], "Facets:"),
        (["X", "--facet", "paper=vendor,partner"], "paper takes one value"),
        (["--id", "reseller"], "gloss edit reseller"),
        (["X", "--to", "nowhere/x.toml"], "its folder does not exist"),
        (["X", "--to", "."], "it is a folder"),
        (["X", "--to", ""], "--to takes"),
        (["X", "--from-json", "-"], "--from-json"),
        ([os.fsdecode(b"\xff"), "--id", "x"], "is not UTF-8"),
    ],
)
def test_a_refusal_says_what_to_type(
    gloss: Gloss, mine: dict[str, str], tmp_path: Path, words: list[str], said: str
) -> None:
    """What cannot be added exits 2 with the way out, and nothing is written."""
    ran = gloss("add", *words, **mine)
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert said in ran.err
    assert not list(tmp_path.rglob("*.toml"))


def test_an_override_has_only_what_is_given(gloss: Gloss, tmp_path: Path) -> None:
    """With the id of a lower term the entry holds the fields given; the rest stays as it is below."""
    ran = gloss("add", "--id", "reseller", "--facet", "paper=varies", "--to", "project")
    assert ran.code == 0, ran.err
    assert (tmp_path / ".gloss.toml").read_text(encoding="utf-8") == '[terms.reseller]\nfacets.paper = "varies"\n'
    record = json.loads(gloss("define", "reseller", "--json").out)["matches"][0]
    assert (record["name"], record["facets"]["paper"]) == ("Reseller", "varies")


def test_another_sense_of_a_word(gloss: Gloss, tmp_path: Path) -> None:
    """With an id of its own a name may be taken again, there or below; the answer has the lines that declare it."""
    file = tmp_path / "t.toml"
    add = ["add", "--category", "programs", "--broader", "partner-tier", "--to", "t.toml"]
    told = []
    for name, term_id, said in (("Reseller", "our-reseller", "that sells"), ("reseller", "dealer", "under contract")):
        ran = gloss(*add, name, "--definition", f"Partner tier {said} for us.")
        assert (ran.code, "--id ID" in ran.err) == (2, True)
        ran = gloss(*add, name, "--definition", f"Partner tier {said} for us.", "--abbr", "PRM", "--id", term_id)
        assert ran.code == 0, ran.err
        told = ran.err.partition("the table [ambiguous] in t.toml needs:\n")[2].splitlines()
    with file.open("a", encoding="utf-8") as written:
        written.write("\n".join(["", "[ambiguous]", *told]))
    assert tomli.loads(file.read_text(encoding="utf-8"))["ambiguous"] == {
        "reseller": ["reseller", "dealer", "our-reseller"],
        "dealer": ["reseller", "dealer"],
        "PRM": ["partner-relationship-management", "prm-software", "partner-manager", "dealer", "our-reseller"],
    }
    ran = gloss("check", "t.toml")
    assert (ran.code, "GL111" in ran.out) == (0, False), ran.out


def test_a_project_s_file_is_made_at_the_root_of_the_repository(gloss: Gloss, tmp_path: Path) -> None:
    """``--to project`` looks for the repository upwards; from then on the project's file is the one written."""
    inner = tmp_path / "repository" / "inner"
    inner.mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    assert gloss("add", *SILVER, "--to", "project", cwd=inner).code == 0
    file = tmp_path / "repository" / ".gloss.toml"
    assert set(terms(file)) == {"silver-partner"}
    assert gloss("add", "Gold partner", *SILVER[1:], cwd=inner).code == 0
    assert list(terms(file)) == ["gold-partner", "silver-partner"]


def test_a_project_s_file_that_leads_elsewhere_is_left_alone(gloss: Gloss, tmp_path: Path) -> None:
    """A stranger's repository cannot have another file written; one's own files may be links."""
    (tmp_path / "target.toml").touch()
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / ".gloss.toml").symlink_to("../target.toml")
    for to in ([], ["--to", "project"]):
        ran = gloss("add", *SILVER, *to, cwd=tmp_path / "project")
        assert ran.code == 2
        assert "leads out of its folder" in ran.err
    (tmp_path / "link.toml").symlink_to("target.toml")
    assert gloss("add", *SILVER, "--to", "link.toml").code == 0
    assert (tmp_path / "link.toml").is_symlink()
    assert (tmp_path / "target.toml").read_text(encoding="utf-8") == TOML


def test_a_file_not_in_effect_says_how_to_use_it(gloss: Gloss, tmp_path: Path) -> None:
    """Any file can be written; its terms are known when the next is added, and the note is a command that works."""
    name = "our terms;\x1b[31m.toml"
    assert gloss("add", *SILVER, "--to", name).code == 0
    ran = gloss("add", "Silver plus", *SILVER[1:], "--broader", "silver partner", "--to", name)
    assert ran.code == 0
    assert "\x1b" not in ran.err + ran.out
    assert "--terms 'our terms;" in ran.err
    assert set(terms(tmp_path / name)) == {"silver-partner", "silver-plus"}


def test_what_loading_refuses_is_not_written(gloss: Gloss, tmp_path: Path) -> None:
    """Problems exit 5 with their key path, and the file stays; those that were there before are no hindrance."""
    file = tmp_path / ".gloss.toml"
    old = '[terms.old]\nname = "Old"\nnonsense = 1\nbroader = ["gone"]\n'
    file.write_text(old, encoding="utf-8")
    asked = json.dumps(
        {"name": "New", "category": "programs", "definition": "New thing.", "broader": ["gone"]}
    ).encode()
    ran = gloss("add", "--from-json", "-", stdin=asked)
    assert (ran.code, file.read_text(encoding="utf-8")) == (5, old)
    assert "standard input:1: terms.new.broader[0]: there is no term 'gone'" in ran.err
    assert "old" not in ran.err
    ran = gloss("add", *SILVER)
    assert ran.code == 0
    assert "other terms keep this file from being used: gloss check" in ran.err
    assert file.read_text(encoding="utf-8") == old + "\n" + TOML


@pytest.mark.parametrize(
    ("content", "line"),
    [(b'[terms.a]\nname = "', 2), (b"[terms.a]\n\xff", 2), (b"\nschema = 2\n", 2), (b"a = " + b"[" * 100_000, 1)],
)
def test_a_file_that_is_no_term_file_is_left_alone(gloss: Gloss, tmp_path: Path, content: bytes, line: int) -> None:
    """Where the file is named that cannot be read, nothing is added; file and line are said."""
    file = tmp_path / "ours.toml"
    file.write_bytes(content)
    ran = gloss("add", *SILVER, "--to", "ours.toml")
    assert (ran.code, ran.out, file.read_bytes()) == (5, "", content)
    assert f"ours.toml:{line}: " in ran.err


@pytest.mark.parametrize("content", ["terms = {}\n", "[[terms]]\nname = 'Old'\n", 'terms.silver-partner.name = ""\n'])
def test_a_file_written_otherwise_is_left_alone(gloss: Gloss, tmp_path: Path, content: str) -> None:
    """Where a table of its own cannot be put, the file is left to its owner."""
    file = tmp_path / "ours.toml"
    file.write_text(content, encoding="utf-8")
    ran = gloss("add", *SILVER, "--to", "ours.toml")
    assert ran.code in (2, 5)
    assert "ours.toml" in ran.err
    assert file.read_text(encoding="utf-8") == content


def test_notes_on_what_was_written_are_few(gloss: Gloss, tmp_path: Path) -> None:
    """What the rules find is said after saving, five lines at most; ``--json`` has all of it."""
    (tmp_path / ".gloss.toml").touch()
    asked = {"name": "A;b\t", "category": "pricing", "definition": "It is a not thing, etc", "related": ["reseller"]}
    ran = gloss("add", "--from-json", "-", "--json", stdin=json.dumps(asked | {"id": "one"}).encode())
    answer = parsed(ran.out, "change")
    assert (ran.code, ran.err) == (0, "")
    assert answer["terms"] == [{"id": "one", "file": str(tmp_path / ".gloss.toml"), "line": 1}]
    assert len(answer["problems"]) > 5
    assert {problem["level"] for problem in answer["problems"]} <= {"error", "warning"}
    ran = gloss("add", "--from-json", "-", stdin=json.dumps(asked | {"id": "two", "name": "C;d\t"}).encode())
    notes = [line for line in ran.err.splitlines() if line.startswith("gloss: ")]
    assert len(notes) == 5
    assert notes[-1].startswith("gloss: … and ")
    assert notes[-1].endswith(f" more: gloss check {tmp_path}/.gloss.toml")


@pytest.mark.parametrize(
    "text",
    [
        '{{"name": "One {0}", {1}}}\n{{"name": "Two {0}", {1}}}\n',
        '[{{"name": "Two {0}", {1}}}, {{"id": "one-{0}", "name": "One {0}", {1}, "abbr": null}}]',
        '\ufeff [\r\n{{"name": "One {0}", {1}}}\r\n,{{"name": "Two {0}", {1}}}]\r\n',
        '{{"name": "One {0}", {1}}} {{"name": "Two {0}",\n{1}}}',
    ],
)
def test_terms_from_json(gloss: Gloss, tmp_path: Path, text: str) -> None:
    """Objects on lines, in an array or one after the other are terms; dates are texts as JSON has them."""
    (tmp_path / ".gloss.toml").touch()
    figure = {"what": "w", "low": 1, "high": 2, "unit": "u", "basis": "b", "as_of": "2025-03-01", "source": "seed-001"}
    fields = {"category": "programs", "definition": "Such.", "sources": ["seed-001"], "reviewed": "2026-11-02"}
    said = json.dumps(fields | {"figures": [figure]})[1:-1]
    (tmp_path / "in.json").write_text(text.format("x", said), encoding="utf-8", newline="")
    ran = gloss("add", "--from-json", "in.json")
    assert ran.code == 0, ran.err
    assert [line.split()[1] for line in ran.out.splitlines()] in (["one-x", "two-x"], ["two-x", "one-x"])
    found = terms(tmp_path / ".gloss.toml")
    assert list(found) == ["one-x", "two-x"]
    assert str(found["one-x"]["reviewed"]) == "2026-11-02"
    assert str(found["two-x"]["figures"][0]["as_of"]) == "2025-03-01"
    assert "status" not in found["one-x"]
    assert gloss("check", ".gloss.toml").code in (0, 5)


def test_all_problems_of_all_terms_are_told_at_once(gloss: Gloss, tmp_path: Path) -> None:
    """All or nothing: each problem has the line of its object and its key path."""
    (tmp_path / ".gloss.toml").write_text(TOML, encoding="utf-8")
    lines = [
        '{"name": "Fine", "category": "programs", "definition": "Fine thing."}',
        '{"name": "Silver Partner", "category": "programs", "definition": "Again."}',
        '{"name": "Bad", "category": "programs", "definition": 7, "nonsense": [[]]}',
        '{"name": "Fine", "category": "programs", "definition": "Fine thing."}',
        '{"definition": "No name."}',
        '{"id": "Not One", "name": "x"}',
        '{"name": "Dangling", "category": "quux", "definition": "x", "broader": ["bad-one"]}',
        '{"name": "Dated", "category": "programs", "definition": "x", "reviewed": "2026-02-30"}',
        '{"name": "reseller", "category": "selling", "definition": "Ours."}',
    ]
    ran = gloss("add", "--from-json", "-", stdin="\n".join(lines).encode())
    assert (ran.code, ran.out) == (5, "")
    told = [line.removeprefix("gloss: ").removeprefix("standard input:") for line in ran.err.splitlines()]
    places = [": ".join(line.split(": ")[:2]) for line in told[:-1]]
    assert places[0] == "2: terms.silver-partner"
    assert {"3: terms.bad.definition", "3: terms.bad.nonsense", "4: terms.fine", '6: terms."Not One"'} <= set(places)
    assert {
        "7: terms.dangling.category",
        "7: terms.dangling.broader[0]",
        "8: terms.dated.reviewed",
        "9: terms.reseller",
    } <= set(places)
    assert any(place.startswith("5: there is neither") for place in places)
    assert (tmp_path / ".gloss.toml").read_text(encoding="utf-8") == TOML


def test_bad_json_is_refused(gloss: Gloss, mine: dict[str, str]) -> None:
    """What is no JSON exits 2 with its place and nothing else."""
    ran = gloss("add", "--from-json", "-", stdin=b'{"name": "a"}\n{"name": }', **mine)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "gloss: standard input:2: column 10: not valid JSON: expecting value\n"


def test_errors_are_json_too(gloss: Gloss, mine: dict[str, str]) -> None:
    """With ``--json`` a refusal is an object on stdout."""
    answer = parsed(gloss("add", "VAR", "--json", **mine).out, "error")
    assert answer["error"]["code"] == "usage"


def test_a_full_disk_changes_nothing(environment: dict[str, str], tmp_path: Path) -> None:
    """Where no byte more can be written the file stays, and the command says why."""
    file = tmp_path / ".gloss.toml"
    file.write_text("# " + "x" * 5000 + "\n", encoding="utf-8")
    before = file.read_bytes()

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    command = [sys.executable, "-m", "partnergloss", "add", *SILVER]
    ran = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=False, preexec_fn=full)
    assert (ran.returncode, ran.stdout, file.read_bytes()) == (1, b"", before)
    assert b"cannot be written: file too large" in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == [".gloss.toml"]


@pytest.mark.thorough
@pytest.mark.parametrize("writers", [2, 8])
def test_many_writers_at_once_lose_nothing(gloss: Gloss, tmp_path: Path, writers: int) -> None:
    """Processes that add to one file take turns; every term is there, in alphabetical order."""
    (tmp_path / ".gloss.toml").touch()

    def one(number: int) -> Result:
        return gloss("add", f"Tier {number}", *SILVER[1:])

    with ThreadPoolExecutor(writers) as pool:
        assert {ran.code for ran in pool.map(one, range(writers))} == {0}
    assert list(terms(tmp_path / ".gloss.toml")) == [f"tier-{number}" for number in range(writers)]


def asked(environment: dict[str, str], cwd: Path, words: list[str], answers: list[str]) -> tuple[int, str]:
    """Run ``add`` for the project on a terminal."""
    return talked(["add", "--to", "project", *words], answers, environment=environment, cwd=cwd)


def test_on_a_terminal_it_asks(environment: dict[str, str], tmp_path: Path) -> None:
    """It asks for what is missing, says why an answer does not do and asks again, and shows what it will write."""
    answers = [
        "var\n", "Iron partner\n", "quux\n", "programs\n", "\n", "Partner tier of the last.\n", "IP\n",
        "ferrous; fe \n", "partner tierr\n", "partner tier\n", "what\n", "\n",
    ]  # fmt: skip
    code, sent = asked(environment, tmp_path, [], answers)
    assert code == 0, sent
    written = (
        '[terms.iron-partner]\nname = "Iron partner"\nabbr = ["IP"]\naliases = ["ferrous", "fe"]\n'
        'category = "programs"\ndefinition = "Partner tier of the last."\n'
        'broader = ["partner-tier"]\nstatus = "draft"\n'
    )
    assert (tmp_path / ".gloss.toml").read_text(encoding="utf-8") == written
    assert f"\n{written}\nFile: {tmp_path}/.gloss.toml\nWrite this? [Y/n] " in sent
    assert "“var” is already defined" in sent
    assert "Did you mean Partner tier? type partner-tier" in sent
    assert sent.count("Category: ") == 2
    assert sent.count("Categories: Partner types, ") == 1
    assert "\x1b" not in sent


def test_a_label_of_another_term_is_told_at_once(environment: dict[str, str], tmp_path: Path) -> None:
    """An abbreviation or another name that leads elsewhere is said where it is typed, and asked for again."""
    answers = ["VAR\n", "\n", "ferrous; reseller\n", "ferrous\n", "\n", "y\n"]
    code, sent = asked(environment, tmp_path, SILVER, [])
    assert code == 0, sent  # nothing was asked
    (tmp_path / ".gloss.toml").unlink()
    options = ["--definition", "Partner tier of the last.", "--category", "programs"]
    code, sent = asked(environment, tmp_path, options, ["Iron partner\n", *answers])
    assert code == 0, sent
    assert "“VAR” already leads to Value-added reseller.\n" in sent
    assert "“reseller” already leads to Reseller.\n" in sent
    assert terms(tmp_path / ".gloss.toml")["iron-partner"].get("abbr") is None
    assert terms(tmp_path / ".gloss.toml")["iron-partner"]["aliases"] == ["ferrous"]
    options += ["--abbr", "PRM"]
    _, sent = asked(environment, tmp_path, options, ["Steel partner\n", "\n", "\n", "n\n"])
    told, question = sent.find("“PRM” already leads to Partner relationship management"), sent.find("Name: ")
    assert 0 <= told < question


@pytest.mark.parametrize(
    ("answers", "code"),
    [(["programs\n", "x\n", "\n", "\n", "\n", "n\n"], 0), (["programs\n", "\x03"], 130), (["programs\n", "\x04"], 2)],
)
def test_who_stops_writes_nothing(environment: dict[str, str], tmp_path: Path, answers: list[str], code: int) -> None:
    """A no, Ctrl-C and the end of input leave no file."""
    ended, sent = asked(environment, tmp_path, ["Iron"], answers)
    assert (ended, sent.splitlines()[-1]) == (code, "Nothing was written.")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("columns", [60, 80])
def test_no_line_is_broken_inside_a_word(environment: dict[str, str], tmp_path: Path, columns: int) -> None:
    """What is said while it asks fits the terminal, line by line."""
    answers = ["quux\n", "programs\n", "VAR\n", "\n", "reseller\n", "\n", "A tier\n", "\n", "n\n"]
    command = ["add", "Iron partner", "--definition", "Tier."]
    _, sent = talked(command, ["nowhere\n", *answers], environment=environment, cwd=tmp_path, columns=columns)
    said = sent.partition("\n\n[terms.")[0].splitlines()
    assert "Categories: Partner types" in sent
    assert max(map(len, said)) <= columns


def test_where_nothing_is_missing_it_asks_nothing(environment: dict[str, str], tmp_path: Path) -> None:
    """All said on the command line is all."""
    code, sent = asked(environment, tmp_path, SILVER, [])
    assert (code, "?" in sent.splitlines()[0]) == (0, False)
    assert (tmp_path / ".gloss.toml").read_text(encoding="utf-8") == TOML
