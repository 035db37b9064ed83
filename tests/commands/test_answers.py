"""The commands as a script meets them: piped, with exit codes, JSON that keeps its schema, and nothing raw."""

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from conftest import Gloss
from jsonschema import Draft202012Validator
from terminal import shown

from partnergloss.commands.app import COMMANDS
from partnergloss.likely import LIKELY
from partnergloss.model import Term
from partnergloss.steps import CERTAIN

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA = json.loads((DOCS / "answers.schema.json").read_text(encoding="utf-8"))
GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def parsed(text: str, kind: str) -> Any:
    """Parse an answer and check it against its part of the schema."""
    answer = json.loads(text)
    schema = {"$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{kind}"}
    Draft202012Validator(schema).validate(answer)
    Draft202012Validator(SCHEMA).validate(answer)
    return answer


def test_the_schema_lists_every_field() -> None:
    """A field of the model is a key that every match has."""
    fields = {*Term.__struct_fields__, "id", "narrower", "provenance"}
    assert {*SCHEMA["$defs"]["term"]["required"]} == fields
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_lists_every_reason() -> None:
    """The reason of an answer is the name of a step, or why none answered."""
    reasons = {*SCHEMA["$defs"]["define"]["properties"]["reason"]["enum"]}
    assert reasons == {"name", *CERTAIN, *LIKELY, "unexplained", "comparison", "no_words", "too_long"}


@pytest.mark.parametrize(
    ("words", "code", "status", "ids"),
    [
        (["Value-added reseller"], 0, "exact", ["value-added-reseller"]),
        (["VAR"], 0, "alias", ["value-added-reseller"]),
        (["channel", "partners"], 0, "alias", ["channel-partner"]),
        (["reselller"], 0, "fuzzy", ["reseller"]),
        (["PRM"], 4, "ambiguous", ["partner-manager", "partner-relationship-management", "prm-software"]),
        (["quux"], 3, "not_found", []),
        ([""], 3, "not_found", []),
        (["--exact", "reselller"], 3, "not_found", []),
    ],
)
def test_define_json(gloss: Gloss, words: list[str], code: int, status: str, ids: list[str]) -> None:
    """``define --json`` prints one object on one line, whatever the outcome, and nothing on stderr."""
    ran = gloss("define", *words, "--json")
    answer = parsed(ran.out, "define")
    assert (ran.code, ran.err, ran.out.count("\n")) == (code, "", 1)
    assert (answer["status"], [match["id"] for match in answer["matches"]]) == (status, ids)


def test_bare_words_define(gloss: Gloss) -> None:
    """A first word that is no command is looked up, with the options of ``define``."""
    assert gloss("channel", "partner") == gloss("define", "channel", "partner")
    assert gloss("VAR", "--short") == gloss("define", "VAR", "--short")
    assert gloss("--short", "VAR") == gloss("define", "VAR", "--short")


def test_bare_words_with_vs_compare(gloss: Gloss) -> None:
    """Words with a standalone ``vs`` between them run the comparison."""
    wanted = gloss("compare", "channel partner", "VAR")
    for words in (["channel", "partner", "vs", "VAR"], ["compare", "channel", "partner", "versus", "VAR"]):
        assert gloss(*words) == wanted
    assert gloss("compare", "channel partner vs. VAR") == wanted


def test_define_piped_is_labelled_lines(gloss: Gloss) -> None:
    """In a pipe each line is a label and a text, unwrapped and without color."""
    ran = gloss("define", "VAR")
    assert ran.out.splitlines()[0] == "Name: Value-added reseller (VAR)"
    assert all(": " in line for line in ran.out.splitlines())
    assert "\x1b" not in ran.out
    assert ran.err == ""


def test_an_approximate_hit_says_so(gloss: Gloss) -> None:
    """What was asked and what is shown stands on stderr; the answer alone on stdout."""
    ran = gloss("define", "reselller")
    assert ran.code == 0
    assert "“reselller”" in ran.err
    assert "Reseller" in ran.err
    assert ran.out.startswith("Name: Reseller\n")


def test_a_miss_leaves_stdout_empty(gloss: Gloss) -> None:
    """An unknown term exits 3 with suggestions on stderr, each with the command to run."""
    ran = gloss("define", "partner", "foo")
    assert (ran.code, ran.out) == (3, "")
    assert "gloss define" in ran.err


def test_a_query_too_long_is_told_so(gloss: Gloss) -> None:
    """Who pastes a page learns how much is read."""
    ran = gloss("define", "x" * 10_000)
    assert (ran.code, ran.out) == (3, "")
    assert "at most 200 characters" in ran.err


def test_a_mistyped_command_is_suggested(gloss: Gloss) -> None:
    """A word near a command and near no term gets the command suggested."""
    ran = gloss("lisst")
    assert ran.code == 3
    assert "gloss list" in ran.err


def test_define_refuses_a_comparison(gloss: Gloss) -> None:
    """``define`` does not split at ``vs``; it names the command that does."""
    ran = gloss("define", "reseller", "vs", "VAR")
    assert (ran.code, ran.out) == (3, "")
    assert "gloss compare reseller vs var" in ran.err


def test_compare_json(gloss: Gloss) -> None:
    """``compare --json`` gives terms in the order asked, rows and contrast."""
    answer = parsed(gloss("compare", "affiliate", "referral", "--json").out, "compare")
    assert [term["id"] for term in answer["terms"]] == ["affiliate-partner", "referral-partner"]
    sells = next(row for row in answer["rows"] if row["facet"] == "sells")
    assert sells == {
        "facet": "sells",
        "values": {"affiliate-partner": "self-serve", "referral-partner": "vendor"},
        "same": False,
    }
    assert answer["contrast"][0]["terms"] == ["affiliate-partner", "referral-partner"]


def test_compare_piped_is_tab_separated(gloss: Gloss) -> None:
    """Rows of facet, one column a term, same; differing rows first."""
    head, *rows = [line.split("\t") for line in gloss("compare", "reseller", "VAR", "MSP").out.splitlines()]
    assert head == ["facet", "reseller", "value-added-reseller", "managed-service-provider", "same"]
    assert {len(row) for row in rows} == {5}
    facets = [row for row in rows if row[0] not in ("contrast", "decide.use_when", "decide.avoid_when")]
    flags = [row[-1] for row in facets]
    assert flags == sorted(flags)
    assert [row[0] for row in rows[len(facets) :]] == ["contrast", "decide.use_when", "decide.avoid_when"]


def test_compare_across_categories(gloss: Gloss) -> None:
    """Terms without a common facet are compared by the fields that all terms have."""
    ran = gloss("compare", "channel conflict", "commission", "--json")
    assert [row["facet"] for row in parsed(ran.out, "compare")["rows"]] == [
        "category",
        "broader",
        "scope",
        "definition",
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["affiliate"], 2),
        (["affiliate", "vs"], 2),
        (["VAR", "value-added reseller"], 2),
        (["reseller", "VAR", "MSP", "OEM", "ISV", "SI"], 2),
        (["reseller", "quux"], 3),
        (["reseller", "PRM"], 4),
    ],
)
def test_compare_refuses(gloss: Gloss, words: list[str], code: int) -> None:
    """Two to five different terms, each with one sense; the refusal says what to do, in JSON too."""
    ran = gloss("compare", *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("gloss: ")
    asked = gloss("compare", *words, "--json")
    assert asked.code == code
    parsed(asked.out, "error")


def test_list_json_and_rows(gloss: Gloss) -> None:
    """``list`` gives the same terms as JSON and as tab-separated rows with a header."""
    answer = parsed(gloss("list", "--category", "pricing", "--json").out, "list")
    head, *rows = [line.split("\t") for line in gloss("list", "--category", "pricing").out.splitlines()]
    assert head == ["id", "name", "category", "abbr", "definition"]
    assert [row[0] for row in rows] == [term["id"] for term in answer["terms"]]
    assert {row[2] for row in rows} == {"pricing"}


def test_a_category_includes_those_under_it(gloss: Gloss) -> None:
    """An id, a name or an unambiguous part names a category, with all its descendants."""
    by_id = gloss("list", "--category", "partner-types")
    assert by_id == gloss("list", "--category", "Partner Types")
    assert "\tselling\t" in by_id.out
    assert gloss("list", "--category", "selling partners") == gloss("list", "--category", "sellin")


def test_where_means_and_between_options_or_between_values(gloss: Gloss) -> None:
    """A comma means or, a repeated option means and, a many-valued facet matches when any value does."""
    ran = gloss("list", "--where", "paper=vendor,partner", "--where", "earns=margin", "--json")
    terms = parsed(ran.out, "list")["terms"]
    assert terms
    for term in terms:
        assert term["facets"]["paper"] in ("vendor", "partner")
        assert "margin" in term["facets"]["earns"]


def test_where_takes_the_words_shown(gloss: Gloss) -> None:
    """A facet and a value may be named as the answers name them, in any case."""
    wanted = gloss("list", "--where", "paper=vendor", "--where", "earns=commission")
    assert wanted == gloss("list", "--where", "contract WITH=Vendor", "--where", "earns=Percentage")
    assert wanted.code == 0


def test_a_question_of_two_terms_leads_to_compare(gloss: Gloss) -> None:
    """A miss that names two terms says how to compare them."""
    for asked in ("affiliate or referral", "what is the difference between an affiliate and a referral"):
        ran = gloss("define", *asked.split())
        assert ran.code == 3
        assert "gloss compare affiliate vs referral\n" in ran.err


def test_compare_owns_up(gloss: Gloss, tmp_path: Path) -> None:
    """What was read differently, and what a file of the user's changed, stands on stderr."""
    file = tmp_path / "ours.toml"
    file.write_text('[terms.reseller]\nfacets.paper = "varies"\n', encoding="utf-8")
    ran = gloss("compare", "reselller", "VAR", "--terms", str(file))
    assert "“reselller”. Shown: Reseller" in ran.err
    assert "Reseller: changed by ours.toml (facets.paper)" in ran.err
    answer = parsed(gloss("compare", "reselller", "VAR", "--json").out, "compare")
    assert [query["status"] for query in answer["queries"]] == ["fuzzy", "alias"]


def test_a_kind_and_what_it_is_a_kind_of(environment: dict[str, str], tmp_path: Path) -> None:
    """Comparing a term with what it is a kind of says so first."""
    words = ["compare", "channel partner", "VAR", "--no-pager", "--color", "never"]
    _, sent = shown(words, columns=80, environment=environment, cwd=tmp_path)
    assert "- Value-added reseller is a kind of Channel partner.\n" in sent


@pytest.mark.parametrize(
    ("options", "listed"),
    [
        (["--where", "paper=nobody"], "each-own"),
        (["--where", "paper"], "each-own"),
        (["--category", ""], "pricing"),
        (["--where", "nosuch=1"], "paper"),
        (["--category", "nosuch"], "pricing"),
        (["--category", "partners"], "selling"),
    ],
)
def test_list_names_the_legal_values(gloss: Gloss, options: list[str], listed: str) -> None:
    """A bad category, facet or value exits 2 and lists what there is."""
    ran = gloss("list", *options)
    assert (ran.code, ran.out) == (2, "")
    assert listed in ran.err


def test_a_list_of_nothing_is_no_match(gloss: Gloss) -> None:
    """Where no term fits, the exit code is 3, and JSON still answers."""
    options = ["list", "--category", "pricing", "--where", "sells=vendor"]
    ran = gloss(*options)
    assert (ran.code, ran.out) == (3, "")
    assert parsed(gloss(*options, "--json").out, "list") == {"terms": []}


def test_paths(gloss: Gloss, tmp_path: Path) -> None:
    """``paths`` lists every place looked at, found or not, and the index."""
    (tmp_path / ".gloss.toml").write_text("", encoding="utf-8")
    answer = parsed(gloss("paths", "--json").out, "paths")
    found = {layer["layer"]: (layer["found"], layer["state"]) for layer in answer["layers"]}
    assert found == {"bundled": (True, "found"), "user": (False, "missing"), "project": (True, "found")}
    assert Path(answer["index"]).is_file()
    assert gloss("paths").out.startswith("rank\tlayer\tfound\tpath\treason\n0\tbundled\tfound\t")


def test_no_arguments_show_examples_and_verbs(gloss: Gloss) -> None:
    """Bare ``gloss`` shows three examples and the verbs."""
    ran = gloss()
    assert ran.code == 0
    assert ran.out.count("gloss ") >= 3
    assert all(verb in ran.out for verb in COMMANDS)


@pytest.mark.parametrize("verb", [*COMMANDS])
def test_every_verb_has_help_and_a_place_in_the_readme(gloss: Gloss, verb: str) -> None:
    """``-h`` and ``--help`` explain a command with examples; the README shows it."""
    ran = gloss(verb, "-h")
    assert ran.code == 0
    assert ran == gloss(verb, "--help")
    assert f"gloss {verb}" in ran.out
    assert f"gloss {verb}" in (DOCS.parent / "README.md").read_text(encoding="utf-8")


def test_version(gloss: Gloss) -> None:
    """``--version`` says which."""
    assert gloss("--version").out == "gloss 0.1.0\n"


@pytest.mark.parametrize(
    "arguments", [["define"], ["define", "--nosuch", "x"], ["list", "--color", "red"], ["completion", "x"]]
)
def test_a_wrong_command_line_exits_2(gloss: Gloss, arguments: list[str]) -> None:
    """Usage errors are text on stderr, with where to look."""
    ran = gloss(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "-h" in ran.err
    assert "Traceback" not in ran.err


def test_short_and_markdown(gloss: Gloss) -> None:
    """``--short`` is one paste-ready line, ``--markdown`` escapes what Markdown would read."""
    short = gloss("define", "MSP", "--short").out
    assert short.startswith("Managed service provider (MSP): ")
    assert short.count("\n") == 1
    markdown = gloss("define", "zz circle", "--markdown", "--terms", str(GOLDEN / "terms.toml")).out
    assert "**Zz circle (ZZC)**" in markdown
    assert "\\[list price\\]" in markdown


def test_define_reads_queries(gloss: Gloss) -> None:
    """``define -`` answers each line of standard input, blank ones too; the exit code is the highest."""
    asked = b"VAR\r\n\nPRM\nreselller\nno such thing\xff"
    ran = gloss("define", "-", "--json", stdin=asked)
    answers = [parsed(line, "define") for line in ran.out.splitlines()]
    assert [answer["query"] for answer in answers] == ["VAR", "", "PRM", "reselller", "no such thing\udcff"]
    statuses = [answer["status"] for answer in answers]
    assert statuses == ["alias", "not_found", "ambiguous", "fuzzy", "not_found"]
    assert (ran.code, ran.err) == (4, "")
    assert [gloss("define", answer["query"], "--json").out for answer in answers[:4]] == ran.out.splitlines(True)[:4]


def test_search_json(gloss: Gloss) -> None:
    """``search --json`` prints one object on one line, with the words found in each field."""
    ran = gloss("search", "late", "paying", "custmers", "--json")
    answer = parsed(ran.out, "search")
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    assert answer["matches"][0]["id"] == "days-sales-outstanding"
    assert answer["read"] == {"custmers": ["customers"]}
    assert "customers" in answer["matches"][0]["reason"]["cues"]
    assert parsed(gloss("search", "zzzq", "--json").out, "search")["matches"] == []


def test_search_piped_is_tab_separated(gloss: Gloss) -> None:
    """Piped, a search is rows of score, id, name and definition under a header; a word read otherwise is said."""
    ran = gloss("search", "late paying custmers")
    head, first, *_ = [line.split("\t") for line in ran.out.splitlines()]
    assert head == ["score", "id", "name", "definition"]
    assert first[1:3] == ["days-sales-outstanding", "Days sales outstanding"]
    assert "“custmers” is read as customers." in ran.err
    missed = gloss("search", "zzzq")
    assert (missed.code, missed.out) == (3, "")


def test_search_reads_descriptions(gloss: Gloss) -> None:
    """``search -`` answers each line of standard input; the exit code is the highest."""
    ran = gloss("search", "-", "--json", stdin=b"late paying customers\n\nzzzq")
    answers = [parsed(line, "search") for line in ran.out.splitlines()]
    assert [len(answer["matches"]) > 0 for answer in answers] == [True, False, False]
    assert ran.code == 3


def test_a_miss_proposes_the_search_that_finds(gloss: Gloss) -> None:
    """``define`` of a description names the search that has a good hit, in words that a shell takes as they are."""
    ran = gloss("define", "what's the customer's bill; it arrives late & unpaid?")
    assert ran.code == 3
    line = next(line for line in ran.err.splitlines() if "gloss search" in line)
    proposed = line.partition("gloss search ")[2].split()
    assert all(word.isalnum() for word in proposed)
    assert gloss("search", *proposed).code == 0


@pytest.mark.parametrize(("asked", "code"), [(b"", 0), (b"VAR", 0), (b"VAR\nquux\n", 3), (b"\n", 3)])
def test_the_highest_code_counts(gloss: Gloss, asked: bytes, code: int) -> None:
    """No line is no question; one that nothing matches shows in the exit code, whatever follows."""
    assert gloss("define", "-", stdin=asked).code == code


def test_answers_to_several_queries_stand_apart(gloss: Gloss) -> None:
    """As text, entries are parted by a blank line; ``--short`` gives a line each, and misses stand on stderr."""
    one, other = gloss("define", "VAR").out, gloss("define", "MSP").out
    ran = gloss("define", "-", stdin=b"VAR\nquux\nMSP\n")
    assert ran.out == f"{one}\n{other}"
    assert "“quux”" in ran.err
    short = gloss("define", "-", "--short", stdin=b"VAR\nMSP\n").out
    assert short == gloss("define", "VAR", "--short").out + gloss("define", "MSP", "--short").out


def test_check_json(gloss: Gloss, tmp_path: Path) -> None:
    """``check --json`` lists every problem with its rule, place and what to do; errors fail, warnings if strict."""
    file = tmp_path / "ours.toml"
    text = '[terms.reseller]\ndefinition = "A reseller is a firm."\n'
    file.write_text(text, encoding="utf-8")
    ran = gloss("check", str(file), "--json")
    answer = parsed(ran.out, "check")
    assert [(p["code"], p["level"], p["line"]) for p in answer["problems"]] == [
        ("GL204", "warning", 2),
        ("GL206", "warning", 2),
        ("GL207", "warning", 2),
    ]
    assert answer["summary"] == {"GL204": 1, "GL206": 1, "GL207": 1}
    assert (ran.code, ran.err) == (0, "")
    assert gloss("check", str(file), "--json", "--strict").code == 5
    file.write_text(text + "nonsense = 1\n", encoding="utf-8")
    assert gloss("check", str(file)).code == 5


def test_check_text(gloss: Gloss, tmp_path: Path) -> None:
    """As text each problem is a line as compilers write it; the count by rule stands on stderr."""
    (tmp_path / ".gloss.toml").write_text('[terms.reseller]\naliases = ["a;b"]\n', encoding="utf-8")
    named = gloss("check", ".gloss.toml")
    assert named.code == 5
    assert named.out == (
        ".gloss.toml:2: error GL121 terms.reseller.aliases[0]: 'a;b' holds a semicolon, a tab or a line end."
        " Make it two labels.\n"
    )
    assert "    1 × GL121 error: A label has no semicolon, tab or line end.\n" in named.err
    in_effect = gloss("check")
    assert in_effect.code == 5
    assert f"{tmp_path}/{named.out}" in in_effect.out


def test_check_of_a_sound_file(gloss: Gloss, tmp_path: Path) -> None:
    """Nothing to mend is nothing on stdout, and said on stderr; a file that is not there fails."""
    (tmp_path / "empty.toml").touch()
    ran = gloss("check", "empty.toml", "--strict")
    assert (ran.code, ran.out, ran.err) == (0, "", "No problems in empty.toml\n")
    (tmp_path / ".gloss.toml").write_text("terms = [", encoding="utf-8")
    broken = gloss("check", ".gloss.toml")
    assert (broken.code, broken.out.count("\n")) == (5, 1)
    assert "skipped" not in broken.err
    assert "skipped the project term file" in gloss("check", "empty.toml").err
    assert gloss("check", "empty.toml", "--terms", "missing.toml").code == 5
    missing = gloss("check", "missing.toml", "--json")
    assert missing.code == 5
    assert parsed(missing.out, "check")["summary"] == {"GL101": 1}


def test_check_stands_on_what_is_in_effect(gloss: Gloss, tmp_path: Path) -> None:
    """A lower layer that the commands skip is left out of the check too, and named."""
    term = 'name = "{0}"\ncategory = "sales"\ndefinition = "Call."\nstatus = "draft"\n'
    (tmp_path / ".gloss.toml").write_text(f"[terms.low]\n{term.format('Low')}related = ['nowhere']\n", encoding="utf-8")
    (tmp_path / "top.toml").write_text(f"[terms.top]\n{term.format('Top')}related = ['low']\n", encoding="utf-8")
    ran = gloss("check", "top.toml")
    assert ran.code == 5
    assert "GL104 terms.top.related[0]: there is no term 'low'" in ran.out
    assert "skipped the project term file" in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_check_reads_a_pipe_once(gloss: Gloss, tmp_path: Path) -> None:
    """A pipe that is checked and in effect too is read only once, so that nothing waits for ever."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("[terms.reseller]\nnotes = ['Ours.']\n",), daemon=True)
    writer.start()
    assert gloss("check", str(pipe), "--terms", str(pipe)).code == 0
    writer.join(timeout=10)


def test_a_bare_label_with_vs_in_it_is_defined(gloss: Gloss) -> None:
    """Words that name a term as a whole are no comparison, though a ``vs`` stands between them."""
    assert gloss("principal", "vs", "agent") == gloss("define", "principal vs agent")
    assert gloss("principal", "vs", "agent").out.startswith("Name: Principal or agent\n")


def test_a_comparison_settles_a_word_with_several_senses(gloss: Gloss) -> None:
    """Of several senses the one contrasted with the other term is compared, and said; else none is guessed."""
    settled = gloss("compare", "PRM", "CRM")
    assert settled.out == gloss("compare", "prm-software", "CRM").out
    assert settled.err.startswith("“PRM” means several things (gloss define PRM). Shown: Partner relationship")
    query = parsed(gloss("compare", "PRM", "CRM", "--json").out, "compare")["queries"][0]
    assert (query["status"], query["reason"]) == ("ambiguous", "contrast")
    assert gloss("compare", "value added", "MSP").code == 4  # parts of several labels are no senses
    open_ = gloss("compare", "PRM", "VAR")
    assert (open_.code, open_.out) == (4, "")
    assert "Partner manager: gloss compare partner-manager vs VAR\n" in open_.err


def test_a_term_is_not_compared_with_itself(gloss: Gloss) -> None:
    """The refusal says which word was only nearly the term's, so that nobody takes two words for one meaning."""
    ran = gloss("compare", "systms integrater", "SI")
    assert (ran.code, ran.out) == (2, "")
    assert "“systms integrater” and “SI” lead to the same term: Systems integrator\n" in ran.err
    assert "No term is called “systms integrater”; this one is the nearest.\n" in ran.err


def test_a_noun_left_out_before_vs_is_the_last_one_s(gloss: Gloss) -> None:
    """``product vs technology partner`` compares two partners, as it is meant."""
    assert gloss("compare", "product", "vs.", "technology", "partner") == gloss(
        "compare", "product partner", "technology partner"
    )


def test_metrics_are_compared_by_how_they_are_measured(gloss: Gloss) -> None:
    """Beside category and definition, metrics show formula, unit, direction and timing."""
    answer = parsed(gloss("compare", "NRR", "GRR", "--json").out, "compare")
    rows = {row["facet"]: row for row in answer["rows"]}
    assert [*rows][-4:] == ["metric.formulas", "metric.unit", "metric.direction", "metric.timing"]
    assert rows["metric.unit"]["values"] == {"net-revenue-retention": "percent", "gross-revenue-retention": "percent"}
    assert not rows["metric.formulas"]["same"]


@pytest.mark.parametrize(
    ("arguments", "told", "left_out"),
    [
        ([], {"payer (Who pays)", "sells (Who sells)", "employer (Employed by)"}, ""),
        (["--category", "pricing"], {"Facets in Pricing:", "payer (Who pays)", "brand (Brand shown)"}, "sells"),
        (["--category", "selling"], {"Facets in Selling partners:", "sells (Who sells)"}, "payer"),
        (["--category", "metrics"], {"There are none in Metrics."}, "sells"),
    ],
)
def test_an_unknown_facet_lists_those_that_can_be_meant(
    gloss: Gloss, arguments: list[str], told: set[str], left_out: str
) -> None:
    """A line for each facet, of the category asked and those above and below it, or of all."""
    ran = gloss("list", "--where", "quux=1", *arguments)
    lines = ran.err.splitlines()
    assert (ran.code, ran.out, told - {*lines}) == (2, "", set())
    assert not left_out or not any(line.startswith(f"{left_out} ") for line in lines)
