"""Term files that mean harm, or are merely broken beyond measure: an answer or a refusal, and nothing else."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Gloss
from terminal import shown

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
STEERING = {*map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, 0xFEFF])} - {"\n", "\t"}
STEERING |= {*map(chr, [*range(0x2028, 0x202F), *range(0x2066, 0x206A)])}
MILLION = 1_000_000

EVIL = [
    "file:///etc/passwd", "$(id)", "`id`", "${HOME}", "%(name)s", "%s", "{0}", "{name}", "[link](javascript:x)",
    "[bold red]x[/bold red]", "[/]", "[link=file:///etc/passwd]x[/link]", "<script>x</script>", "'; DROP TABLE x",
    "\x1b]8;;https://example.com\x1b\\link\x1b]8;;\x1b\\", "\x1b[31mred\x1b[0m", "\x9b2J", "\x07", "\u202egnitlaf",
    "\u2066isolated\u2069", "@words@", "\\", "| less", "-rf",
]  # fmt: skip
"""What something could take for more than text."""

HEAD = '[categories.cc]\nname = "CC"\ndefinition = "C."\norder = 1\n'


def term(term_id: str, name: str, more: str = "") -> str:
    """Write a term in a category of its own."""
    return f'[terms.{term_id}]\nname = {json.dumps(name)}\ncategory = "cc"\ndefinition = "D."\n{more}'


def written(folder: Path, text: str, name: str = "terms.toml") -> str:
    """Write a term file, and give its path."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.mark.skipif(sys.platform == "win32", reason="asks as a terminal of Unix")
def test_hostile_files_in_number(tmp_path: Path) -> None:
    """What ``benchmarks/hostile.py`` demands holds for fifty inputs of every kind."""
    command = [sys.executable, str(ROOT / "benchmarks" / "hostile.py"), "50", "7"]
    environment = os.environ | {"HOME": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def evil_layer() -> str:
    """Write a term file that says all of it in every field that takes text, as keys too."""
    texts = json.dumps(EVIL, ensure_ascii=False).replace("\x7f", "\\u007f")
    whole = json.dumps(" ".join(EVIL), ensure_ascii=False)
    keyed = ", ".join(f"{json.dumps(text, ensure_ascii=False)} = {whole}" for text in EVIL)
    fields = "".join(f"{field} = {texts}\n" for field in ("abbr", "aliases", "hidden", "cues", "notes"))
    fields += "".join(f"decide.{field} = {texts}\n" for field in ("use_when", "avoid_when", "watch_out"))
    fields += f"example = {whole}\nquestions = {{ {keyed} }}\nscope = {whole}\nrelated = ['other']\n"
    fields += f"contrast.other = {whole}\ndisputes.evil = {whole}\nsources = ['evil']\nwaive = {{ {keyed} }}\n"
    fields += f"figures = [{{ what = {whole}, low = 1, high = 2, unit = {whole}, basis = {whole}, as_of = 2025, "
    fields += f'source = "evil" }}]\n[terms.zz.metric]\nunit = {whole}\ndirection = "band"\ntiming = "lagging"\n'
    fields += f"formulas = [{{ name = {whole}, formula = {whole}, example = {{ {whole} = 1 }} }}]\n"
    shelves = f'[sources.evil]\ntitle = {whole}\nkind = "guide"\ngrade = "C"\nurl = {whole}\n'
    shelves += f"[meta]\ntitle = {whole}\nlicense = {whole}\nversion = {whole}\nacronyms = {texts}\n"
    shelves += f'[categories.cc]\nname = {whole}\ndefinition = {whole}\norder = 1\nfacets = ["f"]\n'
    shelves += f'[facets.f]\nname = {whole}\nquestion = {whole}\nkind = "one"\nvalues = {{ {keyed} }}\n'
    senses = "".join(f'{json.dumps(text, ensure_ascii=False)} = ["zz", "other"]\n' for text in EVIL)
    named = f'name = {whole}\ncategory = "cc"\ndefinition = {whole}\nfacets.f = {json.dumps(EVIL[0])}\n'
    return f"{shelves}[ambiguous]\n{senses}[terms.other]\n{named}[terms.zz]\n{named}{fields}"


ASKED = [
    ["define", "zz", "--long"],
    ["define", "zz", "--short"],
    ["define", "zz", "--markdown"],
    ["define", "zz", "--json"],
    ["compare", "zz", "other"],
    ["compare", "zz", "other", "--json"],
    ["list", "--category", "cc"],
    ["list", "--category", "cc", "--json"],
    ["search", "gnitlaf isolated"],
    ["search", "gnitlaf isolated", "--json"],
    ["paths"],
    ["check"],
    ["check", "--json"],
]


def test_text_is_never_more_than_text(gloss: Gloss, environment: dict[str, str], tmp_path: Path) -> None:
    """Markup, formats, commands, links and escapes in every field come out as text: piped, on a terminal, as JSON."""
    written(tmp_path, evil_layer(), ".gloss.toml")
    bare = ("--color", "never", "--no-pager")
    for arguments in ASKED:
        ran = gloss(*arguments)
        assert ran.code in (0, 5), ran.err
        assert not STEERING & {*ran.out, *ran.err}, arguments
        _, sent = shown([*arguments, *bare], columns=70, environment=environment, cwd=tmp_path)
        assert not STEERING & {*sent}, arguments
    said = gloss("define", "zz").out
    assert all(text in said for text in EVIL if text.isascii() and text.isprintable())
    record = json.loads(gloss("define", "zz", "--json").out)["matches"][0]
    assert record["notes"] == EVIL
    assert record["questions"] == dict.fromkeys(EVIL, " ".join(EVIL))


def test_markdown_holds_no_link_and_no_tag(gloss: Gloss, tmp_path: Path) -> None:
    """What is pasted into a wiki has none of a term file's links, tags or code."""
    file = written(tmp_path, evil_layer())
    said = gloss("define", "zz", "--markdown", "--long", "--terms", file).out
    assert "](" not in said.replace("\\](", "")
    assert "<" not in said.replace("\\<", "")
    assert "`" not in said.replace("\\`", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_takes_nothing_from_a_project(gloss: Gloss, tmp_path: Path, shell: str) -> None:
    """A script that a shell runs holds no text of any term file; the word list has the user's, made safe."""
    written(tmp_path, evil_layer(), ".gloss.toml")
    config = tmp_path / "config" / "partnergloss"
    config.mkdir(parents=True)
    written(config, evil_layer())
    script = gloss("completion", shell, XDG_CONFIG_HOME=str(config.parent), XDG_CACHE_HOME=str(tmp_path / "cache")).out
    assert not [text for text in EVIL if len(text) > 5 and text in script]
    (words,) = (tmp_path / "cache").rglob("words-*.tsv")
    assert not STEERING & {*words.read_text(encoding="utf-8")}


def test_a_layer_sets_no_pager(environment: dict[str, str], tmp_path: Path) -> None:
    """What a term file says of pagers, editors or other files is an unknown key."""
    written(tmp_path, 'GLOSS_PAGER = "touch stolen"\npager = "touch stolen"\ninclude = "/etc/passwd"\n', ".gloss.toml")
    mine = environment | {"GLOSS_PAGER": "cat"}
    _, sent = shown(["VAR", "--long"], columns=80, lines=5, environment=mine, cwd=tmp_path)
    assert "GLOSS_PAGER: unknown key" in sent
    assert "Value-added reseller" in sent
    assert [file.name for file in tmp_path.iterdir()] == [".gloss.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs Unix's kinds of file")
@pytest.mark.parametrize("kind", ["pipe", "folder", "/dev/zero", "/dev/stdin", "/proc/self/environ", "nowhere"])
@pytest.mark.parametrize("place", ["project", "user", "environment"])
def test_what_is_no_file_is_skipped(gloss: Gloss, tmp_path: Path, kind: str, place: str) -> None:
    """A pipe, folder, device or link in the place of a term file is neither waited for nor shown."""
    work = tmp_path / "work"
    work.mkdir()
    config = tmp_path / "config" / "partnergloss"
    config.mkdir(parents=True)
    file = {"project": work / ".gloss.toml", "user": config / "terms.toml", "environment": work / "a.toml"}[place]
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to(kind)
    listed = {"GLOSS_TERMS": str(file)} if place == "environment" else {}
    ran = gloss("VAR", cwd=work, XDG_CONFIG_HOME=str(config.parent), LOGIN="s3cret", **listed)
    assert ran.code == 0
    assert ran.err.startswith(f"gloss: skipped the {place} term file: ")
    assert "s3cret" not in ran.out + ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="names there cannot hold these")
@pytest.mark.parametrize("name", ["a\nb", "a\x1eb\x1b[31m", "{0} %s [bold]\u202e\t", os.fsdecode(b"\xff")])
def test_a_file_may_be_called_anything(gloss: Gloss, tmp_path: Path, name: str) -> None:
    """A warning, a problem and an answer name the file on one line, and its name steers nothing."""
    broken = written(tmp_path, "x = 1\n", f"{name}-broken.toml")
    good = written(tmp_path, HEAD + term("zz", "Zed"), f"{name}-good.toml")
    ran = gloss("zz", "--json", GLOSS_TERMS=f"{broken}{os.pathsep}{good}")
    assert len(ran.err.splitlines()) == 1
    said = [ran, gloss("zz", "--long", "--terms", good), gloss("check", broken), gloss("check", good, "--json")]
    said += [gloss("VAR", "--json", "--terms", broken), gloss("paths", "--terms", good)]
    assert [result.code for result in said] == [0, 0, 5, 5, 5, 0]
    assert not STEERING & {*"".join(result.out.replace("\t", "") + result.err for result in said)}
    named = os.fsencode(good).decode(errors="backslashreplace")
    assert {*json.loads(ran.out)["matches"][0]["provenance"].values()} == {named}


def many(count: int, more: str = "") -> str:
    """Write so many terms; ``more`` may name the term itself and the one before it."""
    return HEAD + "".join(
        term(f"o{number}", f"O {number}", more.format(number, (number - 1) % count)) for number in range(count)
    )


def quoted(count: int, make: Callable[[int], str]) -> str:
    """Write a list of so many texts."""
    return json.dumps([make(number) for number in range(count)], ensure_ascii=False)


UNUSABLE = {
    "a key": f'{HEAD}[terms.zz]\n"{"k" * MILLION}" = 1\n',
    "an id": f'[terms.{"z" * MILLION}]\nname = "Z"\ncategory = "{"c" * MILLION}"\n',
    "a reference": HEAD + term("zz", "Zed", f'broader = ["{"b" * MILLION}"]\n'),
    "a facet": HEAD + term("zz", "Zed", f'facets."{"f" * MILLION}" = "x"\n'),
    "wrong keys": "".join(f"wrong{number} = 1\n" for number in range(3_000)),
    "dangling links": many(1_000, 'related = ["nobody-{0}"]\n'),
    "a ring": many(1_000, 'broader = ["o{1}"]\n'),
    "a deep list": f"{HEAD}[terms.zz]\nnotes = {'[' * 400}{']' * 400}\n",
    "a list beyond the parser": f"{HEAD}[terms.zz]\nnotes = {'[' * MILLION}{']' * MILLION}\n",
    "a deep header": f"[{'a.' * MILLION}a]\n",
    "a deep key": f"{'a.' * MILLION}a = 1\n",
    "deep tables": f"x = {'{a = ' * 10_000}1{'}' * 10_000}\n",
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_what_is_wrong_beyond_measure_is_said_in_short(gloss: Gloss, tmp_path: Path, what: str) -> None:
    """However long, deep or frequent a fault is, it is refused with its place, in lines that a person can read."""
    file = written(tmp_path, UNUSABLE[what])
    for ran in (gloss("VAR", "--terms", file), gloss("check", file)):
        assert ran.code == 5
        assert f"{file}:" in ran.err + ran.out
        assert max(map(len, (ran.err + ran.out).splitlines())) < 600


def test_what_is_wrong_beyond_measure_is_skipped(gloss: Gloss, tmp_path: Path) -> None:
    """Where nobody named such files, each is skipped in a line, and the answer stands."""
    files = [written(tmp_path, text, f"{number}.toml") for number, text in enumerate([*UNUSABLE.values()][::4])]
    ran = gloss("VAR", GLOSS_TERMS=os.pathsep.join(files))
    assert (ran.code, len(ran.err.splitlines())) == (0, len(files))
    assert max(map(len, ran.err.splitlines())) < 600


USABLE = {
    "a name": HEAD + term("zz", "n" * MILLION),
    "labels": HEAD + term("zz", "Zed", "".join(f'{field} = ["{"l" * MILLION}"]\n' for field in ("abbr", "cues"))),
    "a definition": HEAD + term("zz", "Zed").replace("D.", "word " * 200_000),
    "aliases": HEAD + term("zz", "Zed", f"aliases = {quoted(20_000, lambda n: f'al {n}')}\n"),
    "letters": HEAD + term("zz", "Zed", f"aliases = {quoted(20_000, lambda n: f'deal{chr(0x4E00 + n)}')}\n"),
    "both": HEAD + term("zz", "n" * 300_000, f"abbr = {quoted(20_000, lambda n: f'A{n}')}\n"),
    "a chain": many(1_000, 'part_of = ["zz"]\n')
    + term("zz", "Zed", 'broader = ["a0"]\n')
    + "".join(term(f"a{n}", f"A {n}", f'broader = ["a{n + 1}"]\n') for n in range(1_000))
    + term("a1000", "A 1000"),
    "categories": HEAD
    + "".join(
        f'[categories.c{n}]\nname = "C {n}"\ndefinition = "C."\norder = 1\nparent = "{f"c{n - 1}" if n else "cc"}"\n'
        for n in range(2_000)
    )
    + term("zz", "Zed").replace('category = "cc"', 'category = "c1999"'),
    "senses": many(1_000, 'aliases = ["zz"]\n') + term("zz", "Zed"),
}


@pytest.mark.parametrize("what", USABLE)
def test_what_is_vast_is_answered(gloss: Gloss, environment: dict[str, str], tmp_path: Path, what: str) -> None:
    """However long, deep or many, what a file may hold is answered by every command, on terminals too."""
    file = written(tmp_path, USABLE[what])
    answered = 4 if what == "senses" else 0
    for arguments in (["zz"], ["zz", "--json"], ["compare", "zz", "distributor"]):
        ran = gloss(*arguments, "--terms", file)
        assert (ran.code, len(ran.err) < 3_000) == (answered, True)
    json.loads(gloss("search", "zed", "--json", "--terms", file).out)
    assert gloss("list", "--category", "cc", "--terms", file).code == 0
    for columns, arguments in ((60, ["list", "--category", "cc"]), (80, ["zz", "--long"])):
        asked = [*arguments, "--no-pager", "--color", "never", "--terms", file]
        code, sent = shown(asked, columns=columns, environment=environment, cwd=tmp_path)
        assert (code, "Traceback" in sent) == (answered if "zz" in arguments else 0, False)
        assert max(map(len, sent.splitlines())) <= columns
    assert gloss("check", file).code == 5
