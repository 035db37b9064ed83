"""``gloss scan`` as people and CI meet it: rows, JSON, a report on a terminal, exit codes."""

from pathlib import Path

import pytest
from conftest import Gloss
from terminal import shown
from test_answers import parsed

HOUSE = """\
[terms.reseller]
definition = "Company that sells our product under its own paper."

[terms.channel-partner]
aliases = ["channel partner", "route partner"]

[terms.old-tier]
name = "Chrome partner"
category = "programs"
definition = "Partner tier that was given up."
status = "deprecated"
replaced_by = "partner-tier"
"""
DOCUMENT = """\
# Our channel

Each reseller, a Chrome partner too, logs in to the PRM.
The XQR is for every reseller and every route partner.
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Give a document beside a term file of one's own."""
    (tmp_path / ".gloss.toml").write_text(HOUSE, encoding="utf-8")
    file = tmp_path / "plan.md"
    file.write_text(DOCUMENT, encoding="utf-8")
    return file


def test_json(gloss: Gloss, document: Path) -> None:
    """Terms, and those with something to say of them, by the schema; a changed name is no changed meaning."""
    ran = gloss("scan", document.name, "--json")
    answer = parsed(ran.out, "scan")
    assert ran.code == 0
    assert {term["id"]: (term["count"], term["line"]) for term in answer["terms"]} == {
        "reseller": (2, 3), "channel": (1, 1), "old-tier": (1, 3), "channel-partner": (1, 4),
    }  # fmt: skip
    assert [(one["label"], len(one["senses"]), one["line"]) for one in answer["ambiguous"]] == [("PRM", 3, 3)]
    assert [(one["id"], one["replaced_by"]) for one in answer["deprecated"]] == [("old-tier", "partner-tier")]
    place = {"count": 1, "file": "plan.md", "line": 4}
    assert answer["unknown"] == [{"text": "XQR", **place, "places": [place]}]
    assert [(one["id"], [*one["provenance"]]) for one in answer["changed"]] == [("reseller", ["definition"])]


@pytest.mark.usefixtures("document")
def test_rows(gloss: Gloss) -> None:
    """In a pipe each finding is a row, with what asks for a change of the text first."""
    ran = gloss("scan", "plan.md")
    head, *rows = [line.split("\t") for line in ran.out.splitlines()]
    assert head == ["kind", "count", "file", "line", "text", "id", "says", "also"]
    assert [row[0] for row in rows] == ["ambiguous", "deprecated", "unknown", "changed", *["term"] * 4]
    assert rows[1] == [
        "deprecated",
        "1",
        "plan.md",
        "3",
        "Chrome partner",
        "old-tier",
        "Chrome partner: use partner-tier",
        "",
    ]
    assert ran.err == ""


@pytest.mark.usefixtures("document")
def test_deprecated_with_nothing_in_its_place(gloss: Gloss, tmp_path: Path) -> None:
    """A deprecated term that names no successor is told as such."""
    (tmp_path / ".gloss.toml").unlink()
    old = tmp_path / "old.toml"
    old.write_text(
        '[terms.gone]\nname = "Chrome partner"\nreplace = true\ncategory = "programs"\nstatus = "deprecated"\n'
        'definition = "Partner tier that was given up."\n',
        encoding="utf-8",
    )
    ran = gloss("scan", "plan.md", "--terms", str(old))
    assert "\tChrome partner: nothing is named in its place\t\n" in ran.out


@pytest.mark.usefixtures("document")
def test_several_files_are_counted_together(gloss: Gloss, tmp_path: Path) -> None:
    """What several documents use is added up; each says for itself what a label means."""
    (tmp_path / "other.txt").write_text("A reseller knows its partner manager, and the PRM.\n", encoding="utf-8")
    answer = parsed(gloss("scan", "plan.md", "other.txt", "--json").out, "scan")
    reseller = next(term for term in answer["terms"] if term["id"] == "reseller")
    assert (reseller["count"], reseller["file"]) == (3, "plan.md")
    assert [(one["count"], one["file"]) for one in answer["ambiguous"]] == [(1, "plan.md")]


@pytest.mark.usefixtures("document")
def test_each_file_that_uses_a_word_is_named(gloss: Gloss, environment: dict[str, str], tmp_path: Path) -> None:
    """A finding says of every document that has it on which line, in each form."""
    names = [f"{number}.md" for number in range(8)]
    for name in names:
        (tmp_path / name).write_text("\nThe XQR, an XQR and a Chrome partner.\n", encoding="utf-8")
    answer = parsed(gloss("scan", "plan.md", *names, "--json").out, "scan")
    places = [("plan.md", 4, 1), *((name, 2, 2) for name in names)]
    assert [(one["file"], one["line"], one["count"]) for one in answer["unknown"][0]["places"]] == places
    assert len(answer["deprecated"][0]["places"]) == 9
    row = next(line for line in gloss("scan", "plan.md", *names).out.splitlines() if line.startswith("unknown"))
    assert row.split("\t")[-1] == " ".join(f"{name}:2" for name in names)
    _, text = shown(["scan", "plan.md", *names], columns=80, environment=environment, cwd=tmp_path)
    for place in ("plan.md:4", "0.md:2", "3.md:2", "4 more files"):
        assert place in text.partition("Explained nowhere")[2].partition("Meant otherwise")[0]


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize(
    ("kinds", "code", "told"),
    [
        ("ambiguous,deprecated,unknown", 5, "1 ambiguous, 1 deprecated, 1 unknown"),
        ("changed", 5, "1 changed"),
        ("unknown,unknown", 5, "1 unknown"),
    ],
)
def test_failing_on_findings(gloss: Gloss, kinds: str, code: int, told: str) -> None:
    """CI fails on the kinds it names, with all findings shown."""
    ran = gloss("scan", "plan.md", "--fail-on", kinds)
    assert (ran.code, ran.err) == (code, f"gloss: the scan failed: {told}\n")
    assert ran.out.count("\n") == 9


@pytest.mark.parametrize("content", ["[terms.reseller", '[terms.reseller]\ncategory = "nowhere"\n'])
def test_failing_where_a_term_file_is_skipped(gloss: Gloss, tmp_path: Path, content: str) -> None:
    """Nothing passes because the team's words are missing; who fails on nothing is warned."""
    (tmp_path / ".gloss.toml").write_text(content, encoding="utf-8")
    for _ in "ab":  # with a new index, and with the same again
        ran = gloss("scan", "--fail-on", "unknown", stdin=b"The reseller.")
        assert ran.code == 5
        assert ran.err.endswith("gloss: the scan failed: 1 term file skipped\n")
        assert ran.err.startswith("gloss: skipped the project term file: ")
    ran = gloss("scan", stdin=b"The reseller.")
    assert (ran.code, ran.err.count("gloss: skipped")) == (0, 1)
    assert gloss("scan", "--fail-on", "unknown", stdin=b"The reseller.", XDG_CACHE_HOME="/dev/null").code == 5
    (tmp_path / ".gloss.toml").unlink()
    assert gloss("scan", "--fail-on", "unknown", stdin=b"The reseller.", XDG_CACHE_HOME="/dev/null").code == 0


def test_general_acronyms_of_one_s_own(gloss: Gloss, tmp_path: Path) -> None:
    """What layers call general adds to what comes with the program, and to each other."""
    general = [tmp_path / "team.toml", tmp_path / "mine.toml"]
    for file, acronym in zip(general, ("XQR", "ZQR"), strict=True):
        file.write_text(f'[meta]\nacronyms = ["{acronym}"]\n', encoding="utf-8")
        assert gloss("check", "--strict", str(file)).code == 0
    layers = [word for file in general for word in ("--terms", str(file))]
    text = b"The PDF has XQR, ZQR and YQR."
    assert [one["text"] for one in parsed(gloss("scan", "--json", *layers, stdin=text).out, "scan")["unknown"]] == [
        "YQR"
    ]


@pytest.mark.parametrize("kinds", ["", "terms", "unknown,,", "Unknown"])
def test_a_kind_that_is_none(gloss: Gloss, kinds: str) -> None:
    """A misspelled kind never lets a check pass."""
    ran = gloss("scan", "-", "--fail-on", kinds)
    assert (ran.code, ran.out) == (2, "")
    assert "ambiguous, deprecated, unknown" in ran.err


def test_standard_input(gloss: Gloss) -> None:
    """Without a file, or as -, standard input is read; line ends and marks of any platform are fine."""
    for arguments in (["scan"], ["scan", "-"]):
        answer = parsed(gloss(*arguments, "--json", stdin=b"\xef\xbb\xbfchannel\r\npartner\r\nMSPs\xff").out, "scan")
        assert [(term["text"], term["file"], term["line"]) for term in answer["terms"]] == [
            ("channel partner", "-", 1),
            ("MSPs", "-", 3),
        ]
    utf16 = "Ein Reseller".encode("utf-16")
    assert len(parsed(gloss("scan", "--json", stdin=utf16).out, "scan")["terms"]) == 1


@pytest.mark.parametrize(
    ("raw", "code", "told"),
    [
        ("The réseller.".encode("utf-16"), 0, ""),
        ("The réseller.".encode("utf-32"), 2, "is no text, or not in UTF-8"),
        ("The réseller.".encode("utf-16-le"), 2, "is no text, or not in UTF-8"),
        ("The réseller.".encode("latin-1"), 3, "is not wholly UTF-8; what cannot be read is left out"),
        ("The réseller.".encode("utf-16")[:-1], 0, "is not wholly UTF-8; what cannot be read is left out"),
    ],
)
def test_other_encodings_are_told(gloss: Gloss, tmp_path: Path, raw: bytes, code: int, told: str) -> None:
    """Who gets no answer, or half a one, because of the encoding, is told that it is the encoding."""
    (tmp_path / "a.md").write_bytes(raw)
    ran = gloss("scan", "a.md")
    assert (ran.code, told in ran.err.splitlines()[0] if told else ran.err == "") == (code, True), ran.err


def test_nothing_found(gloss: Gloss) -> None:
    """A document without a word of ours is a miss; with ``--fail-on`` there is nothing to fail on."""
    ran = gloss("scan", stdin=b"Plain words.")
    assert (ran.code, ran.out) == (3, "")
    assert parsed(gloss("scan", "--json", stdin=b"").out, "scan")["terms"] == []
    assert gloss("scan", "--fail-on", "unknown", stdin=b"Plain words.").code == 0


@pytest.mark.parametrize("path", ["no.md", ".", "a.docx"])
def test_what_is_no_document(gloss: Gloss, tmp_path: Path, path: str) -> None:
    """The refusal names the file and says what to do."""
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04\0\0")
    ran = gloss("scan", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"gloss: {path}: ")
    assert "Try" in ran.err or "Turn" in ran.err


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_on_a_terminal(environment: dict[str, str], document: Path, columns: int) -> None:
    """A heading and rows for each kind, within the width; what steers a terminal is shown, not sent."""
    hostile = document.with_name("\x1b[31mred.md")
    hostile.write_text("A PRM\n", encoding="utf-8")
    arguments = ["scan", document.name, hostile.name, "--color", "never"]
    code, text = shown(arguments, columns=columns, environment=environment, cwd=document.parent)
    assert code == 0
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= columns
    headings = [line for line in text.splitlines() if line and line[0].isalpha()]
    assert [line.rpartition(": ")[2] for line in headings] == ["1", "1", "1", "1", "4"]


def test_a_terminal_with_nothing_to_read(environment: dict[str, str], tmp_path: Path) -> None:
    """Nobody waits for a document that is not coming."""
    code, text = shown(["scan"], columns=80, environment=environment, cwd=tmp_path)
    assert code == 2
    assert "gloss scan proposal.md" in text
