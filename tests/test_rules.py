"""The rules of ``gloss check``: each finds its fault, with line and key, and nothing else; waivers; every code."""

import contextlib
import datetime as dt
import functools
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergloss.errors import Problem, TermFileError
from partnergloss.rules import RULES, Rule, check
from partnergloss.rules.arithmetic import FormulaError, verify
from partnergloss.rules.explanation import explanation, waiver
from partnergloss.termfile import TermFile, read

ROOT = Path(__file__).resolve().parent.parent
CASES = Path(__file__).parent / "data" / "rules"
DOCS = ROOT / "docs" / "writing-entries.md"
BUNDLED = ROOT / "data" / "terms.toml"
TODAY = dt.date(2026, 11, 21)
"""Ages are counted to the day the cases were written for."""

FILES = sorted(CASES.glob("*.toml"))
EXPECTED = re.compile(r"# (GL\d{3}.*)")


class Expected(NamedTuple):
    """A problem that a case announces by a comment: the codes stand above the line that has them."""

    line: int
    code: str


def announced(file: Path) -> list[Expected]:
    """Read which problems a case announces: ``# GL203 GL204`` stands in the line above the fault."""
    return sorted(
        Expected(number + 1, code)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (found := EXPECTED.match(line))
        for code in found[1].split()
    )


def problems(file: Path, *below: Path) -> list[Problem]:
    """Check a file over the files below it, infos left out."""
    try:
        checked = read(str(file))
    except TermFileError as error:
        return error.problems
    lower = [_lower(file) for file in below]
    today = lower[0].content["meta"]["updated"] if lower else TODAY  # nothing in the bundled file lies ahead
    return [problem for problem in check(checked, lower, today) if RULES[problem.code].level != "info"]


@functools.cache
def _lower(file: Path) -> TermFile:
    return read(str(file))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_fault_is_found_where_it_stands(file: Path) -> None:
    """A case has exactly the problems that its comments announce, each at the line below the comment."""
    assert sorted(Expected(p.line, p.code) for p in problems(file)) == announced(file)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Partner tier for firms that have two certified people.", "is 100 % like that of 'silver'"),
        ("Partner tier for firms that have two certified persons.", "is 93 % like that of 'silver'"),
        ("Partner tier for firms that have four certified people.", ""),
        ("Partner tier for firms that have 12 certified people.", ""),
        ("Partner tier for firms.", ""),
        ("Partner tier for firms that have two certified people, sell in two regions and renew each year.", ""),
    ],
)
def test_how_alike_definitions_are(tmp_path: Path, said: str, found: str) -> None:
    """Words beyond those of the other one count too, and what differs in a number alone is told apart by it."""
    file = tmp_path / "ours.toml"
    texts = {"gold": said, "silver": "Partner tier for firms that have two certified people."}
    file.write_text(
        "".join(
            f'[terms.{name}]\nname = "{name} level"\ncategory = "programs"\nbroader = ["partner-tier"]\n'
            f'definition = "{text}"\nstatus = "draft"\n'
            for name, text in texts.items()
        ),
        encoding="utf-8",
    )
    messages = [problem.message for problem in problems(file, BUNDLED) if problem.code == "GL209"]
    assert "".join(messages).replace("'gold'", "'silver'") == found


def test_every_rule_has_a_case() -> None:
    """Each error and warning is shown to be found by a case, and left alone by another."""
    found = [{expected.code for expected in announced(file)} for file in FILES]
    codes = {rule.code for rule in RULES.values() if rule.level != "info"}
    assert set().union(*found) == codes - {"GL101"}  # a file that cannot be read announces nothing
    assert set() in found


@pytest.mark.parametrize("file", sorted((CASES.parent / "invalid").glob("*.toml")), ids=lambda file: file.stem)
def test_what_loading_refuses_is_found_too(file: Path) -> None:
    """Every problem that stops loading has the code of an error, and its line."""
    expected = file.with_suffix(".problems").read_text(encoding="utf-8").splitlines()
    found = problems(file)
    listed = [f"{p.line} {p.key}: {p.message}" if p.key else f"{p.line} {p.message}" for p in found]
    assert {*expected} <= {*listed}
    assert all(p.code in RULES for p in found)


def test_a_file_without_meta_is_checked_over_the_layers_below(tmp_path: Path) -> None:
    """It may refer to what they have, answers only for itself, and clashes with their labels."""
    file = tmp_path / "ours.toml"
    file.write_text(
        "[terms.silver-partner]\n"
        'name = "Silver partner"\naliases = ["VAR"]\ncategory = "selling"\nstatus = "draft"\n'
        'definition = "Reseller in the second tier of our program."\nbroader = ["reseller"]\n'
        'facets.sells = "partner"\nfacets.sold_as = "as-is"\nfacets.paper = "partner"\nfacets.earns = ["margin"]\n',
        encoding="utf-8",
    )
    assert [(p.line, p.code) for p in problems(file, BUNDLED)] == [(3, "GL111")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[terms.reseller]\nnotes = ["Ours."]\n', []),
        ('\n[terms.reseller]\ncategory = "pricing"\n', [(2, "GL108")]),
        ('[terms.reseller]\nrelated = ["value-added-reseller"]\n', [(2, "GL113"), (2, "GL220")]),
        ('[terms.reseller]\nstatus = "deprecated"\nreplaced_by = "broker"\n', [(1, "GL116")]),
        ('[terms.reseller]\naliases = ["discount"]\n', [(1, "GL204"), (2, "GL111")]),
        ('[ambiguous]\nPRM = ["prm-software"]\n', [(2, "GL112")]),
        (
            '[terms.reseller]\ncategory = "pricing"\n[terms.x]\nname = "X"\ncategory = "selling"\ndefinition = "Y."\n',
            [(1, "GL108"), (3, "GL108"), (3, "GL117"), (3, "GL202"), (3, "GL217"), (3, "GL218")],
        ),
        ('[categories.selling]\nname = "Selling"\n', [(1, "GL102")]),
        ('[categories.partner-types]\nname = "Partners"\n', [(1, "GL102")]),
        ('[terms.reseller]\nwaive.GL208 = "None."\n', [(2, "GL219")]),
        ("[terms.reseller]\n", [(1, "GL122")]),
        ("[terms.reseller]\n[terms.reseller.facets]\n", [(2, "GL122")]),
        ("[terms.reseller]\nnotes = []\n", []),
        ('[terms.reseller]\ncues = ["a", "b", "c", "a"]\n', [(2, "GL221")]),
        ('[terms.reseller]\ncues = ["sell it", "b", "c", "Sell-it"]\n', [(2, "GL221")]),
        ('[terms.reseller]\nfacets.earns = ["margin", "margin"]\n', [(2, "GL221")]),
        ('[terms.reseller]\nsources = ["seed-001", "seed-001"]\n', [(2, "GL221")]),
        ('[terms.reseller]\ndecide.use_when = ["One", "One"]\n', [(2, "GL221")]),
        ('[facets.paper]\nname = "P"\nquestion = "Q?"\nkind = "one"\nvalues.ours = "Ours"\n', [(0, "GL106")]),
    ],
)
@pytest.mark.thorough
def test_a_layer_answers_for_what_becomes_wrong_because_of_it(
    tmp_path: Path, text: str, expected: list[tuple[int, str]]
) -> None:
    """Also where a lower layer says what is wrong now; what was wrong before is not its own."""
    file = tmp_path / "ours.toml"
    file.write_text(text, encoding="utf-8")
    assert sorted({(p.line, p.code) for p in problems(file, BUNDLED)}) == expected


def test_a_file_with_meta_stands_alone(tmp_path: Path) -> None:
    """It is a glossary of its own: what others have, it has not."""
    file = tmp_path / "whole.toml"
    file.write_text('[meta]\ntitle = "Ours"\n[terms.reseller]\nnotes = ["Ours."]\n', encoding="utf-8")
    assert {p.code for p in problems(file, BUNDLED)} >= {"GL107"}


def test_the_order_of_problems_is_always_the_same() -> None:
    """By line, then by rule."""
    found = problems(CASES / "facts.toml")
    assert [(p.line, p.code) for p in found] == sorted((p.line, p.code) for p in found)


def test_an_info_is_counted() -> None:
    """Answered facets and disputes are told for the file that has them."""
    codes = {p.code for p in check(read(str(BUNDLED)), [], TODAY)}
    assert {"GL301", "GL302"} <= codes


def test_the_bundled_file_waives_little() -> None:
    """Rules bind its writers too; that it breaks none is tested term by term."""
    waivers = re.findall(r"^waive\.", BUNDLED.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(waivers) <= 10


def test_codes_keep_their_order() -> None:
    """The first figure of a code is its level, and the table is in the order of the codes."""
    levels = {"1": "error", "2": "warning", "3": "info"}
    assert [*RULES] == sorted(RULES)
    assert all(levels[code[2]] == rule.level for code, rule in RULES.items())


def test_the_page_for_writers_has_every_rule() -> None:
    """The table of ``docs/writing-entries.md`` is that of the program."""
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| GL")]
    assert rows == [f"| {r.code} | {r.level} | {r.demands} | {r.fix} |" for r in RULES.values()]


def test_the_examples_of_the_page_are_what_it_says(tmp_path: Path) -> None:
    """The good entries break no rule, the bad one breaks all that the page names."""
    good, bad, metric = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "example.toml"
    file.write_text(good + metric, encoding="utf-8")
    assert [str(p) for p in problems(file, BUNDLED)] == []
    file.write_text(bad, encoding="utf-8")
    found = {p.code for p in problems(file, BUNDLED)}
    assert found == {"GL109", "GL110", "GL117", "GL202", "GL203", "GL204", "GL207", "GL211", "GL216", "GL218"}


def test_the_file_of_the_readme_is_sound(tmp_path: Path) -> None:
    """What the README shows as a file of one's own breaks no rule."""
    (shown,) = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "ours.toml"
    file.write_text(shown, encoding="utf-8")
    assert [str(p) for p in problems(file, BUNDLED)] == []


@pytest.mark.parametrize(
    ("formula", "example", "reason"),
    [
        ("a # b", {"a": 1, "result": 1}, "a comment"),
        ("max / 2", {"max": 2, "result": 1}, "'max' is no name"),
        ("net-sales / 2", {"net-sales": 2, "result": 1}, "'net-sales' is no name"),
        ("a / b", {"a": 1, "b": 0, "result": 0}, "cannot be computed"),
        ("a + b", {"a": 1, "result": 1}, "has no 'b'"),
        ("a", {"a": 1, "b": 2, "result": 1}, "does not use b"),
        ("a", {"a": 1}, "has no 'result'"),
        ("a * 2", {"a": 1, "result": 3}, "gives 2, not 3"),
        ("a +", {"a": 1, "result": 1}, "no arithmetic"),
        ("a ** a", {"a": 9, "result": 1}, r"'a \*\* a' is not allowed"),
        ("a.real", {"a": 1, "result": 1}, "not allowed"),
        ("round(a)", {"a": 1, "result": 1}, "not allowed"),
        ("max()", {"result": 1}, "cannot be computed"),
        ("True", {"result": 1}, "not allowed"),
        ("__import__('os').getpid()", {"result": 1}, "not allowed"),
        ("-" * 400 + "1", {"result": 2}, "arithmetic|computed|gives 1"),
        ("1" + "0" * 400, {"result": 1}, "computed"),
        ("9" * 501, {"result": 1}, "longer"),
        ("1e308 * 1e308", {"result": 1}, "no finite"),
        ("a * 10 - a * 10", {"a": 1e308, "result": 7}, "no finite"),
        ("a / b", {"a": 1, "b": 1000, "result": 0.005}, "gives 0.001"),
        ("1if 1else 2", {"result": 1}, "arithmetic|allowed"),
        ("min(a)", {"a": 1, "result": 1}, "computed"),
    ],
)
def test_a_formula_is_arithmetic_and_nothing_else(formula: str, example: dict[str, float], reason: str) -> None:
    """Whatever is no arithmetic, or does not compute, is refused with the reason; nothing is run."""
    with pytest.raises(FormulaError, match=reason):
        verify(formula, example)


@given(st.floats(-1e6, 1e6), st.floats(0.1, 1e6))
def test_a_formula_gives_what_arithmetic_gives(a: float, b: float) -> None:
    """Every operation that is allowed computes."""
    verify("-(a + b) * 2 / b - abs(a) + max(a, b) - min(a, b, 1)", {
        "a": a, "b": b, "result": -(a + b) * 2 / b - abs(a) + max(a, b) - min(a, b, 1),
    })  # fmt: skip


@given(st.text(max_size=60))
def test_no_formula_does_harm(formula: str) -> None:
    """Any text computes or is refused."""
    with contextlib.suppress(FormulaError):
        verify(formula, {"result": 1})


@pytest.mark.thorough
@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_the_example_of_a_rule_breaks_it_alone(rule: Rule, tmp_path: Path) -> None:
    """What ``--explain`` shows as broken breaks that rule and no other, what it shows as mended breaks none."""
    said = explanation(rule)
    if rule.level == "info":
        assert (said.broken, said.mended) == ("", "")
        return
    file = tmp_path / "example.toml"
    file.write_text(said.broken, encoding="utf-8")
    assert {p.code for p in problems(file, BUNDLED)} == {rule.code}
    file.write_text(said.mended, encoding="utf-8")
    assert [str(p) for p in problems(file, BUNDLED)] == []
    assert max(map(len, (said.broken + said.mended).splitlines())) <= 68  # beside a label, on 80 columns


WAIVABLE = [rule for rule in RULES.values() if waiver(rule)]


@pytest.mark.parametrize("code", ["GL204", "GL205", "GL217", "GL117"])
def test_a_waiver_works_where_it_is_promised(code: str, tmp_path: Path) -> None:
    """What ``--explain`` says a term may write waives the rule in its own example; an error stays an error."""
    rule = RULES[code]
    file, text = tmp_path / "example.toml", explanation(rule).broken
    file.write_text(text, encoding="utf-8")
    for term in {problem.key.split(".")[1] for problem in problems(file, BUNDLED)}:
        head = f"[terms.{term}]\n"
        text = text if head in text else f"{head}{text}"
        text = text.replace(head, f'{head}waive.{code} = "reason"\n')
    file.write_text(text, encoding="utf-8")
    assert {p.code for p in problems(file, BUNDLED)} == (set() if rule in WAIVABLE else {code, "GL219"})


def test_every_warning_but_one_can_be_waived() -> None:
    """No error and no info is waived, and no waiver by another."""
    assert {rule.code for rule in WAIVABLE} == {r.code for r in RULES.values() if r.level == "warning"} - {"GL219"}


def test_what_a_lower_layer_says_is_reported_once(tmp_path: Path) -> None:
    """A term that a file moves to another category is one mistake, however many facets no longer fit there."""
    file = tmp_path / "ours.toml"
    file.write_text('[terms.service-partner]\ncategory = "sales"\n', encoding="utf-8")
    (problem,) = problems(file, BUNDLED)
    assert (problem.line, problem.code) == (1, "GL108")
    assert re.search(r"and \d+ more like it\); with this file, what a lower one says no longer fits$", problem.message)
