"""``gloss edit`` with small scripts as editors: what they see, what is saved, what is never lost."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
from conftest import Gloss
from test_answers import parsed

SILVER = """\
# About silver.
[terms.silver-partner]
name = "Silver partner"
category = "programs"
definition = "Partner tier for firms with two certified people."
broader = ["partner-tier"]
status = "draft"
"""
HEAD = "#> silver-partner in {}/.gloss.toml. Lines that start with #> are not kept.\n"

Editor = Callable[..., str]


@pytest.fixture
def editor(tmp_path_factory: pytest.TempPathFactory) -> Editor:
    """Make an editor of shell commands for the file ``$1``; it keeps what it was given in a numbered file beside it."""
    folder = tmp_path_factory.mktemp("editor")

    def make(commands: str) -> str:
        file = folder / "an editor"
        file.write_text(
            f'#!/bin/sh\nn=$(ls "{folder}" | wc -l); cp "$1" "{folder}/seen$n"\n{commands}\n', encoding="utf-8"
        )
        file.chmod(0o755)
        return f"'{file}'"

    return make


def seen(editor: str) -> list[str]:
    """Give what an editor was given, each time."""
    folder = Path(editor.strip("'")).parent
    return [file.read_text(encoding="utf-8") for file in sorted(folder.glob("seen*"))]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a project's file with a term between others."""
    file = tmp_path / ".gloss.toml"
    file.write_text(f"schema = 1\n\n{SILVER}\n# The end.\n", encoding="utf-8")
    return file


def state(file: Path) -> tuple[bytes, int, int]:
    """Give what shows whether a file was written, even with the same content."""
    return file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino


def change(old: str, new: str) -> str:
    """Give the shell command that changes a word of the file."""
    return f"sed -i 's/{old}/{new}/' \"$1\""


def test_a_change_is_saved_in_its_place(gloss: Gloss, editor: Editor, file: Path) -> None:
    """The editor sees the one term under a short head; what it saves stands in its place, and the rest stays."""
    before = file.read_text(encoding="utf-8")
    tool = editor(change("two", "three"))
    ran = gloss("edit", "silver", "partners", EDITOR=tool)
    assert (ran.code, ran.out) == (0, f"changed silver-partner in {file}:4\n"), ran.err
    assert ran.err.startswith("To read it: gloss define silver-partner\n")
    assert seen(tool) == [HEAD.format(file.parent) + SILVER]
    assert file.read_text(encoding="utf-8") == before.replace("two", "three")


def test_visual_wins_and_may_have_arguments(gloss: Gloss, editor: Editor, file: Path) -> None:
    """``$VISUAL`` goes before ``$EDITOR``; its output does not mix with the answer."""
    tool = editor(f'echo noise; [ "$2" ] || exit 9; shift; {change("two", "four")}')
    ran = gloss("edit", "silver-partner", "--json", EDITOR="false", VISUAL=f"{tool} --wait")
    assert parsed(ran.out, "change")["terms"] == [{"id": "silver-partner", "file": str(file), "line": 4}], ran.err
    assert "four" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("commands", "code", "said"),
    [
        ("true", 0, "Nothing was changed."),
        (': > "$1"', 0, "To take the term out, delete it in "),
        ('rm "$1"', 0, "To take the term out, delete it in "),
        ("sed -i '/^[^#]/d; /^# /d' \"$1\"", 0, "To take the term out, delete it in "),
        ("exit 3", 1, "ended with code 3"),
        ("kill -9 $$", 1, "was ended by signal 9"),
    ],
)
def test_without_a_change_nothing_is_written(  # noqa: PLR0913, PLR0917 - fixtures and a case
    gloss: Gloss, editor: Editor, file: Path, tmp_path: Path, commands: str, code: int, said: str
) -> None:
    """An editor that changes nothing, empties the text or fails leaves the file, and nothing in the temporary place."""
    (tmp_path / "tmp").mkdir()
    before = state(file)
    ran = gloss("edit", "silver-partner", "--json", EDITOR=editor(commands), TMPDIR=str(tmp_path / "tmp"))
    assert (ran.code, state(file)) == (code, before)
    assert said in ran.err
    parsed(ran.out, "error" if code else "change")
    assert not list((tmp_path / "tmp").iterdir())


@pytest.mark.parametrize("variable", ["/nowhere/ed", "'"])
def test_an_editor_that_cannot_be_started_is_told(gloss: Gloss, file: Path, variable: str) -> None:
    """Who has named no real editor is told the variable."""
    before = state(file)
    ran = gloss("edit", "silver-partner", EDITOR=variable)
    assert (ran.code, ran.out, state(file)) == (2, "", before)
    assert "EDITOR" in ran.err


def test_an_override_starts_from_nothing(gloss: Gloss, editor: Editor, tmp_path: Path) -> None:
    """Of a term of a lower file every field is there as a comment to be taken in; only what is changed is written."""
    tool = editor(change("^#> name = .*", 'name = "Resale firm"'))
    ran = gloss("edit", "reseller", "--to", "project", EDITOR=tool)
    assert ran.code == 0, ran.err
    file = tmp_path / ".gloss.toml"
    assert file.read_text(encoding="utf-8") == '[terms.reseller]\nname = "Resale firm"\n'
    (shown,) = seen(tool)
    lines = shown.splitlines()
    assert lines[2] == "[terms.reseller]"
    assert all(line.startswith("#> ") for line in lines[:2] + lines[3:])
    taken = "\n".join(line.removeprefix("#> ") for line in lines[2:])
    below = json.loads(gloss("define", "reseller", "--json", cwd=Path("/")).out)["matches"][0]
    assert tomli.loads(taken)["terms"]["reseller"]["facets"] == below["facets"]
    assert len(tomli.loads(taken)["terms"]["reseller"]["figures"]) == len(below["figures"]) > 0
    again = editor("true")
    assert gloss("edit", "reseller", EDITOR=again).code == 0
    assert "#> name" not in seen(again)[-1]
    assert "#> category" in seen(again)[-1]


def test_all_of_a_lower_term_can_be_taken_in(gloss: Gloss, editor: Editor, tmp_path: Path) -> None:
    """With every comment taken in, the entry says what the lower file says, and loading takes it."""
    tool = editor("sed -i '3,$s/^#> //' \"$1\"")
    for term in ("discount-off-list", "reseller"):
        ran = gloss("edit", term, "--to", "project", EDITOR=tool)
        assert ran.code == 0, ran.err
        ours, below = (
            json.loads(gloss("define", term, "--json", cwd=cwd).out)["matches"][0] for cwd in (tmp_path, Path("/"))
        )
        assert {**ours, "provenance": {}} == {**below, "provenance": {}}


def test_a_mistake_reopens_the_editor(gloss: Gloss, editor: Editor, file: Path) -> None:
    """Problems stand at the top, with lines as they are in the text now; mended, it is saved without them."""
    wrong = change('"programs"', '"progams"\\nnonsense = 1')
    mend = "sed -i '/nonsense/d; s/progams/programs/; s/two/six/' \"$1\""
    tool = editor(f'if grep -q progams "$1"; then {mend}; else {wrong}; fi')
    ran = gloss("edit", "silver-partner", EDITOR=tool)
    assert ran.code == 0, ran.err
    _, second = seen(tool)
    told = [line for line in second.splitlines() if line.startswith("#> Line ")]
    assert len(told) == 2
    for line in told:
        number, key = re.findall(r"^#> Line (\d+): terms\.silver-partner\.(\w+): ", line)[0]
        assert second.splitlines()[int(number) - 1].startswith(key)
    assert file.read_text(encoding="utf-8") == f"schema = 1\n\n{SILVER.replace('two', 'six')}\n# The end.\n"


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        (change('"programs"', '"progams"'), "there is no category 'progams'"),
        (change('"programs"', '"prog'), "not valid TOML"),
        (change("terms.silver-partner", "terms.gold-partner"), "terms.silver-partner: is missing; an id never changes"),
        ("grep -q other \"$1\" || printf '[terms.other]\\nexample = \"a\"\\n' >> \"$1\"", "is in "),
        ("printf 'name = \"a\"\\n' > \"$1\"", "everything stands in tables"),
        ("printf '[terms]\\nsilver-partner.name = \"a\"\\n' > \"$1\"", "everything stands in tables"),
        ("printf '\\377' >> \"$1\"", "is not UTF-8"),
        ("printf 'schema = 7' > \"$1\"", "this program reads schema 1"),
        ("printf 'broader = [\"silver-partner\"]' >> \"$1\"", "Cannot overwrite a value"),
        (change("partner-tier", "silver-partner"), "a cycle in broader"),
        ('date +"a%N = [" >> "$1"', "not valid TOML"),
    ],
)  # fmt: skip
@pytest.mark.thorough
def test_what_loading_refuses_is_kept_elsewhere(  # noqa: PLR0913, PLR0917 - fixtures and a case
    gloss: Gloss, editor: Editor, file: Path, tmp_path: Path, commands: str, said: str
) -> None:
    """Closed again unmended, or wrong anew each time, the text is kept where it is told, and the file stays."""
    file.write_text(file.read_text(encoding="utf-8") + '\n[terms.other]\nname = "Other"\n', encoding="utf-8")
    before = file.read_bytes()
    (tmp_path / "tmp").mkdir()
    tool = editor(commands)
    ran = gloss("edit", "silver-partner", EDITOR=tool, TMPDIR=str(tmp_path / "tmp"))
    assert (ran.code, ran.out, file.read_bytes()) == (5, "", before), ran.err
    assert said.lower() in ran.err.lower()
    (kept,) = re.findall(r"What you wrote is kept in (.*)\n", ran.err)
    assert Path(kept).read_bytes()
    assert len(list((tmp_path / "tmp").rglob("*.toml"))) == 1
    assert 2 <= len(list(Path(tool.strip("'")).parent.glob("seen*"))) <= 20


def test_what_the_rules_find_is_saved_when_it_stays(gloss: Gloss, editor: Editor, file: Path) -> None:
    """A new error of the rules reopens the editor once; closed again it is saved, with notes. Warnings do not."""
    tool = editor("sed -i '/^status/d' \"$1\"")
    ran = gloss("edit", "silver-partner", EDITOR=tool)
    assert ran.code == 0
    assert "GL117 error: terms.silver-partner.sources" in ran.err
    assert len(seen(tool)) == 2
    assert "status" not in file.read_text(encoding="utf-8")
    tool = editor(change("Partner tier", "Not a tier"))
    ran = gloss("edit", "silver-partner", EDITOR=tool)
    assert (ran.code, len(seen(tool))) == (0, 3)
    assert "warning: " in ran.err


def test_other_tables_may_come_along(gloss: Gloss, editor: Editor, file: Path) -> None:
    """A source, or another new term, that the term needs can be written with it."""
    more = '[sources.memo]\\ntitle = "Memo"\\nkind = "guide"\\ngrade = "C"\\n\\n'
    more += '[terms.ore]\\nname = "Ore"\\ncategory = "programs"\\n'
    tool = editor(f'printf \'sources = ["memo"]\\n\\n{more}definition = "Such."\\nstatus = "draft"\\n\' >> "$1"')
    ran = gloss("edit", "silver-partner", EDITOR=tool)
    assert ran.code == 0, ran.err
    assert [line.split()[1] for line in ran.out.splitlines()] == ["silver-partner", "ore"]
    assert tomli.loads(file.read_text(encoding="utf-8"))["sources"]["memo"]["title"] == "Memo"


def test_what_another_writes_meanwhile_stays(gloss: Gloss, editor: Editor, file: Path) -> None:
    """A change of another term is kept beside ours; a change of the same term is not overwritten, nor ours lost."""
    other = (
        f'printf \'\\n[terms.zinc]\\nname = "Zinc"\\ncategory = "programs"\\ndefinition = "Such."\\n\' >> \'{file}\''
    )
    ran = gloss("edit", "silver-partner", EDITOR=editor(f"{other}; {change('two', 'five')}"))
    assert ran.code == 0, ran.err
    found = tomli.loads(file.read_text(encoding="utf-8"))["terms"]
    assert (found["zinc"]["name"], "five" in found["silver-partner"]["definition"]) == ("Zinc", True)
    ran = gloss("edit", "silver-partner", EDITOR=editor(f"sed -i s/five/eight/ '{file}'; {change('five', 'nine')}"))
    assert (ran.code, ran.out) == (2, "")
    assert "was changed in" in ran.err
    assert "eight" in file.read_text(encoding="utf-8")
    (kept,) = re.findall(r"What you wrote is kept in (.*)\n", ran.err)
    assert "nine" in Path(kept).read_text(encoding="utf-8")


def test_lines_like_ours_inside_a_text_are_kept(gloss: Gloss, editor: Editor, file: Path) -> None:
    """Where the term itself has lines that look like ours, ours are marked otherwise; scattered parts come together."""
    text = '[terms.silver-partner]\nname = "Silver"\ncategory = "programs"\ndefinition = """\n#> Such.\n"""\n'
    figure = '[[terms.silver-partner.figures]]\nwhat = "w"\nlow = 1\nhigh = 1\n'
    figure += 'unit = "u"\nbasis = "b"\nas_of = 2025\nsource = "seed-001"\n'
    other = '[terms.tin]\nname = "Tin"\ncategory = "programs"\ndefinition = "Such."\n'
    file.write_bytes(f"{text}\n{other}\n{figure}".replace("\n", "\r\n").encode())
    tool = editor(change("Silver", "Argent"))
    ran = gloss("edit", "silver-partner", EDITOR=tool)
    assert ran.code == 0, ran.err
    assert seen(tool)[0].splitlines()[0].startswith("#>> ")
    now = f"{text}\n{figure}\n{other}\n".replace('"Silver"', '"Argent"')
    assert file.read_bytes() == now.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    "text",
    ['[terms]\nx.name = "X"\n', 'terms.x = {name = "X"}\n', '[terms]\nx.name = "X"\n[[terms.x.figures]]\nwhat = "w"\n'],
)
def test_a_term_without_a_table_is_left_to_its_owner(gloss: Gloss, editor: Editor, file: Path, text: str) -> None:
    """Where a term cannot be cut out, its place is said."""
    file.write_text("\n" + text, encoding="utf-8")
    ran = gloss("edit", "x", EDITOR=editor("exit 1"))
    assert (ran.code, ran.out) == (2, "")
    assert re.search(rf"\.gloss\.toml:{3 if text[0] == '[' else 2}: x is no table of its own", ran.err)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["PRM"], 4, "Partner manager: gloss edit partner-manager"),
        (["reselller"], 3, "Did you mean Reseller? gloss edit reseller"),
        (["zzzzzz"], 3, "gloss list"),
        (["reseller", "--to", "nowhere/x"], 2, "its folder does not exist"),
    ],
)
def test_only_what_is_certain_is_edited(gloss: Gloss, editor: Editor, words: list[str], code: int, said: str) -> None:
    """Several senses, likely ones and unknown words open no editor."""
    ran = gloss("edit", *words, EDITOR=editor("exit 1"))
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_the_topmost_file_that_says_something_is_edited(
    gloss: Gloss, editor: Editor, file: Path, tmp_path: Path
) -> None:
    """Without ``--to`` it is the file of one's own that is in effect for the term."""
    mine = tmp_path / "config" / "partnergloss" / "terms.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text('[terms.reseller]\nname = "Ours"\n', encoding="utf-8")
    variables = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "EDITOR": editor(change('"Ours"', '"Mine"'))}
    assert str(mine) in gloss("edit", "reseller", **variables).out
    with file.open("a", encoding="utf-8") as end:
        end.write('\n[terms.reseller]\nname = "Ours"\n')
    assert str(file) in gloss("edit", "reseller", **variables).out


@pytest.mark.parametrize("name", ["{}/victim/silver", "../victim/silver", "../../victim/silver"])
def test_an_id_never_names_a_file(gloss: Gloss, editor: Editor, tmp_path: Path, name: str) -> None:
    """Whatever a stranger's file takes as an id, nothing outside the editor's own folder is written or removed."""
    victim, scratch = tmp_path / "victim", tmp_path / "scratch"
    victim.mkdir()
    scratch.mkdir()
    (victim / "silver.toml").write_text("precious", encoding="utf-8")
    entry = SILVER.replace("terms.silver-partner", f'terms."{name.format(tmp_path)}"')
    (tmp_path / ".gloss.toml").write_text(entry, encoding="utf-8")
    tool = editor('echo "$1" >&2')
    ran = gloss("edit", "silver", "partner", EDITOR=tool, TMPDIR=str(scratch))
    assert (ran.code, [file.read_text(encoding="utf-8") for file in victim.iterdir()]) == (0, ["precious"]), ran.err
    assert Path(ran.err.split("\n")[1]).parent.parent == scratch
    assert not list(scratch.iterdir())


def test_an_id_stays_in_the_line_that_names_it(gloss: Gloss, editor: Editor, tmp_path: Path) -> None:
    """An id with a line end in it puts no line of its own into what is edited."""
    entry = SILVER.replace("terms.silver-partner", r'terms."silver\n[terms.reseller]\nname = \"Mine\""')
    (tmp_path / ".gloss.toml").write_text(entry, encoding="utf-8")
    tool = editor("true")
    assert gloss("edit", "silver", "partner", EDITOR=tool).code == 0
    assert sum(line.startswith("[terms.") for line in seen(tool)[0].split("\n")) == 1


@pytest.mark.parametrize("to", [[], ["--to", "user"]])
def test_a_file_that_is_skipped_is_told(
    gloss: Gloss, editor: Editor, file: Path, tmp_path: Path, to: list[str]
) -> None:
    """Who edits a term learns which file no command uses, be it the one at hand or one above it, and why."""
    with file.open("a", encoding="utf-8") as more:
        more.write('[terms.reseller]\ncategory = "nowhere"\n')
    ran = gloss("edit", "affiliate", *to, EDITOR=editor("true"), XDG_CONFIG_HOME=str(tmp_path / "config"))
    assert ran.code == 0
    assert ran.err.startswith(f"gloss: skipped the project term file: {file}:")
    assert ran.err.count("gloss: skipped") == 1
