"""``gloss check`` as a person meets it: on a terminal of any width, over layers, and with ``--explain``."""

import json
from pathlib import Path

import pytest
from conftest import Gloss
from rich.cells import cell_len
from terminal import shown
from test_answers import parsed

from partnergloss.rules import RULES

TERM = 'name = "{0} partner"\ncategory = "programs"\ndefinition = "{1}"\nstatus = "draft"\n'
MANY = "".join(
    f"[terms.partner-{number}]\n{TERM.format(number, f'A partner of rank {number}')}related = ['nobody-{number}']\n"
    for number in range(200)
)
"""Some 600 problems: each definition opens with an article and has no full stop, each link leads nowhere."""

HOSTILE = '[terms.reseller]\n"\\u202ekey\\u001b[2J" = 1\nfacets."中文 [red]x[/red] %s {0}" = "a"\n'


@pytest.fixture
def looked_at(environment: dict[str, str], tmp_path: Path) -> "Look":
    """Run ``gloss check`` on a terminal and give its exit code and what it shows."""
    return Look(environment, tmp_path)


class Look:
    """``gloss check`` on a terminal."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self._environment = environment | {"NO_COLOR": "1"}
        self._folder = folder

    def __call__(self, *arguments: str, columns: int = 80, **variables: str) -> tuple[int, str]:
        """Check; keyword arguments are further variables."""
        environment, lines = self._environment | variables, 60_000
        command = ["check", *arguments]
        return shown(command, columns=columns, environment=environment, cwd=self._folder, lines=lines)


@pytest.mark.thorough
@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("text", [MANY, HOSTILE, "", '[terms.reseller]\nnotes = ["TBD"]\n'])
def test_nothing_is_cut_or_too_wide(text: str, columns: int, looked_at: Look, gloss: Gloss, tmp_path: Path) -> None:
    """Whatever the width, each problem is there with place, key and message, and no line is wider."""
    name = "ours \u202e.toml"
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, sent = looked_at(name, columns=columns)
    assert max(map(cell_len, sent.splitlines())) <= columns
    assert not {"\x1b", "\u202e"} & {*sent}
    letters = "".join(sent.split())
    listed = json.loads(gloss("check", name, "--json").out)["problems"]
    assert code == (5 if any(problem["level"] == "error" for problem in listed) else 0)
    for problem in listed:
        place = f"{problem['file']}:{problem['line']}"
        for said in (place, problem["key"], problem["message"]):
            assert "".join(said.replace("\u202e", "\\u202e").split()) in letters


def test_totals_stand_first_and_errors_before_warnings(looked_at: Look, tmp_path: Path) -> None:
    """The first lines say how it went and what keeps the file from being used; then rules, then each with its places.

    What a rule demands and what to do is said once for all its places.
    """
    (tmp_path / "ours.toml").write_text(MANY, encoding="utf-8")
    code, sent = looked_at("ours.toml")
    head, blocking, _, *rows = sent.splitlines()
    assert (code, head) == (5, "Failed: 200 errors and 400 warnings in ours.toml.")
    assert blocking == "No other command uses ours.toml until these are mended: GL104."
    assert [row.split()[:3] for row in rows[:3]] == [
        ["200", "GL104", "error"],
        ["200", "GL203", "warning"],
        ["200", "GL207", "warning"],
    ]
    heads = [line.split()[0] for line in sent.splitlines() if line.startswith("GL")]
    assert heads == sorted({*heads})
    fixes = ["".join(RULES[rule].fix.split()) for rule in heads]
    assert ["".join(sent.split()).count(fix) for fix in fixes] == [1] * len(fixes)


def test_a_pager_shows_the_totals_first(looked_at: Look, tmp_path: Path) -> None:
    """What is taller than the screen goes to the pager whole."""
    (tmp_path / "ours.toml").write_text(MANY, encoding="utf-8")
    _, sent = looked_at("ours.toml", LINES="24", GLOSS_PAGER="head -1")
    assert sent == "Failed: 200 errors and 400 warnings in ours.toml.\n"


def test_how_it_went(looked_at: Look, tmp_path: Path) -> None:
    """The first line says whether the check passed, and whether it would with ``--strict``."""
    (tmp_path / "ours.toml").write_text('[terms.reseller]\nnotes = ["TBD"]\n', encoding="utf-8")
    (tmp_path / "sound.toml").touch()
    assert looked_at("sound.toml", "--strict") == (0, "Passed: no problems in sound.toml.\n")
    code, sent = looked_at("ours.toml")
    assert (code, sent.splitlines()[0]) == (0, "Passed: 1 warning in ours.toml; with --strict it fails.")
    code, sent = looked_at("ours.toml", "--strict")
    assert (code, sent.splitlines()[0]) == (5, "Failed: 1 warning in ours.toml.")


def test_over_which_layers(looked_at: Look, gloss: Gloss, tmp_path: Path) -> None:
    """Where more than the bundled terms is below a file, or nothing, it is said: elsewhere the answer may differ."""
    (tmp_path / ".gloss.toml").write_text(f"[terms.low]\n{TERM.format('Low', 'Rank.')}", encoding="utf-8")
    (tmp_path / "top.toml").write_text('[terms.low]\nrelated = ["reseller"]\n', encoding="utf-8")
    (tmp_path / "whole.toml").write_text('[meta]\ntitle = "Whole"\n', encoding="utf-8")
    over = f"over bundled, project ({tmp_path}/.gloss.toml)"
    both = " ".join(looked_at("top.toml", "whole.toml")[1].split())
    assert f"top.toml: no problems, checked {over}. whole.toml: no problems, checked alone, because it has" in both
    assert f"Checked {over}." in " ".join(looked_at("top.toml")[1].split())
    (tmp_path / "meant.toml").write_text('[meta]\ntitle = "Ours"\n[terms.reseller]\nnotes = ["Ours."]\n')
    assert "meant.toml is checked alone, because it has [meta]\n" in gloss("check", "meant.toml").err
    assert gloss("check", "top.toml").err == f"top.toml is checked {over}\nNo problems in top.toml\n"


def test_a_rule_is_explained(gloss: Gloss, looked_at: Look) -> None:
    """``--explain`` takes a code in any case and needs no file; terminal, pipe and JSON say the same."""
    answer = parsed(gloss("check", "--explain", "gl204", "--json").out, "rule")
    rule = RULES["GL204"]
    assert (answer["code"], answer["demands"], answer["fix"]) == ("GL204", rule.demands, rule.fix)
    assert answer["waive"] == 'waive.GL204 = "reason"'
    piped = gloss("check", "missing.toml", "--explain", " Gl204 ")
    assert (piped.code, piped.err) == (0, "")
    code, sent = looked_at("--explain", "GL204")
    assert code == 0
    for key in ("code", "level", "demands", "why", "fix", "waive", "broken", "mended"):
        assert "".join(answer[key].split()) in "".join(sent.split())
        for line in answer[key].splitlines():
            assert line in piped.out
    assert [line.split(":")[0] for line in piped.out.splitlines()][:6] == "rule level demands why fix waive".split()


@pytest.mark.parametrize(("code", "said"), [("GL104", "no command but check"), ("GL111", "not possible")])
def test_what_an_error_means(gloss: Gloss, code: str, said: str) -> None:
    """The explanation says whether the file can be used all the same, and that no error is waived."""
    assert said in gloss("check", "--explain", code).out
    answer = parsed(gloss("check", "--explain", code, "--json").out, "rule")
    assert (answer["refused"], answer["waive"]) == (code == "GL104", None)


@pytest.mark.parametrize("code", ["GL999", "204", "", "\x1b[31m", "all"])
def test_no_such_rule(gloss: Gloss, code: str) -> None:
    """A code that is none is a mistake on the command line; it says which there are, and which are near."""
    ran = gloss("check", "--explain", code)
    assert (ran.code, ran.out) == (2, "")
    assert "Rules: errors GL101 to GL122, warnings GL201 to GL221, infos GL301 to GL302." in ran.err
    assert ("GL204" in ran.err) == (code == "204")
    assert "\x1b" not in ran.err
    assert parsed(gloss("check", "--explain", code, "--json").out, "error")["error"]["code"] == "usage"
