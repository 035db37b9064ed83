"""The completion scripts, read against the command itself and run in each shell that is installed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import typer
from conftest import Gloss
from typer.core import TyperGroup

from partnergloss.commands.app import COMMANDS, _app
from partnergloss.commands.completion import completion
from partnergloss.request import FINDINGS
from partnergloss.rules import RULES

Complete = Callable[..., set[str]]
"""A command line up to the cursor → the candidates that Tab offers there.

A second text is a command for the shell to run first, after it has read the script.
"""

SHELLS = ("bash", "zsh", "fish")

BASH = """
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
[[ $(complete -p gloss) == *"-F _gloss "* ]] && _gloss
printf '%s\\n' "${COMPREPLY[@]}"
"""
FISH = "complete -C $argv[1] | cut -f 1"
TERM = 'name = "Zebra partner"\ncategory = "selling"\ndefinition = "Partner that sells zebras."\n'
"""What a term file says of a term, less the heading."""

ZSH = """
zmodload zsh/zpty
zpty shell zsh -d -i
while zpty -r shell line; do :; done
cat candidates
"""
ZSHRC = """
setopt no_auto_list
compadd() {
    if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\\ * ]]; then
        local -a found
        builtin compadd -O found "$@"
        print -rl -- $found >> $CANDIDATES
    fi
    builtin compadd "$@"
}
zle-line-init() {
    BUFFER=$LINE CURSOR=$#LINE
    zle complete-word
    exit
}
zle -N zle-line-init
"""
"""zsh completes only inside its line editor, so one runs in a terminal of its own and notes what is offered."""


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    """Give each shell in turn."""
    name = str(request.param)
    if os.name == "nt" or not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture
def stand_in(environment: dict[str, str], tmp_path: Path) -> Path:
    """Put a ``gloss`` on the path that notes in the file ``asked`` what it is asked."""
    path = tmp_path / "gloss"
    path.write_text(f'#!/bin/sh\necho "$*" >> "{tmp_path}/asked"\nexec "{sys.executable}" -m partnergloss "$@"\n')
    path.chmod(0o755)
    environment["PATH"] = f"{tmp_path}{os.pathsep}{environment['PATH']}"
    return path


@pytest.fixture
def complete(shell: str, stand_in: Path, environment: dict[str, str], home: Path) -> Complete:
    """Complete a command line in a shell that has the script as the help says to install it."""
    folder = stand_in.parent
    environment["ZDOTDIR"] = str(home)

    def run(line: str, first: str = "") -> set[str]:
        candidates = folder / "candidates"
        candidates.write_text("")
        start = f"{_installing(shell)}\n{first}\n"
        (home / ".zshrc").write_text(start + ZSHRC)
        arguments = {
            "bash": ["bash", "--noprofile", "--norc", "-c", start + BASH, "bash", *line.split(" ")],
            "zsh": ["zsh", "-f", "-c", ZSH],
            "fish": ["fish", "--no-config", "-c", start + FISH, line],
        }[shell]
        done = _run(arguments, environment | {"TERM": "xterm", "LINE": line, "CANDIDATES": str(candidates)}, folder)
        assert not done.stderr
        return set(done.stdout.splitlines()) - {""}

    return run


def _run(arguments: list[str], environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments, env=environment, cwd=folder, capture_output=True, timeout=60, check=False, encoding="utf-8"
    )


def _installing(shell: str) -> str:
    """Give the line that the help of ``gloss completion`` shows for a shell."""
    line = re.search(rf"^ *(.*?\bgloss completion {shell}\b.*?)  ", completion.__doc__ or "", re.MULTILINE)
    assert line
    return line[1]


def _options() -> dict[str, set[str]]:
    """Give the long options of every verb; the empty verb is ``gloss`` itself, which defines."""
    command = typer.main.get_command(_app())
    assert isinstance(command, TyperGroup)
    found = {
        name: {
            option
            for parameter in verb.get_params(typer.Context(verb))
            for option in parameter.opts
            if option.startswith("--")
        }
        for name, verb in {**command.commands, "": command}.items()
    }
    found[""] |= found["define"]
    return found


def _column(gloss: Gloss, number: int, start: str) -> set[str]:
    """Give what the list has in a column and begins like this."""
    rows = [line.split("\t") for line in gloss("list").out.splitlines()[1:]]
    return {row[number] for row in rows if row[number].startswith(start)}


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_is_forgotten(shell: str, gloss: Gloss) -> None:
    """Every verb and every long option of the command stands in every script."""
    script = gloss("completion", shell).out
    options = _options()
    assert set(options) == {"", *COMMANDS}
    assert not [verb for verb in COMMANDS if not re.search(rf"\b{verb}\b", script)]
    every = sorted(set().union(*options.values()))
    assert not [name for name in every if not re.search(rf"(?<![\w-])(--|-l ){name[2:]}(?![\w-])", script)]


@pytest.mark.usefixtures("stand_in")
def test_installing_is_silent(shell: str, environment: dict[str, str], tmp_path: Path) -> None:
    """The line that the help shows installs the script without printing anything, also when run twice."""
    line = _installing(shell)
    done = _run([shell, "-c", f"{line}\n{line}\n"], environment, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_first_word(complete: Complete, gloss: Gloss) -> None:
    """The first word is a verb or a term; before it is begun, only the verbs are offered."""
    verbs = set(COMMANDS)
    assert complete("gloss ") == verbs
    assert complete("gloss de") == {verb for verb in verbs if verb.startswith("de")} | _column(gloss, 0, "de")


def test_options(complete: Complete) -> None:
    """Each verb is offered exactly the options that it takes."""
    expected = _options()
    assert {verb: complete(f"gloss {verb} --".replace("  ", " ")) for verb in expected} == expected


@pytest.mark.parametrize(
    "before",
    ["define", "define --long", "compare freemium", "channel", "edit", "add --id", "add Gold --broader"],
)
def test_terms(complete: Complete, gloss: Gloss, before: str) -> None:
    """Terms are offered to define, compare and edit, to options that take one, and after bare words."""
    expected = _column(gloss, 0, "value-")
    assert expected
    assert complete(f"gloss {before} value-") == expected


@pytest.mark.thorough
def test_values(complete: Complete, gloss: Gloss, tmp_path: Path) -> None:
    """Options are offered their values: categories, ways of coloring, files; the verb completion, shells."""
    (tmp_path / "mine.toml").touch()
    assert complete("gloss list --category pri") == _column(gloss, 2, "pri")
    assert complete("gloss paths --color ") == {"auto", "always", "never"}
    assert complete("gloss completion ") == set(SHELLS)
    assert complete("gloss list --where pri") == set()
    assert complete("gloss paths ") <= _options()["paths"] | {"-h"}
    assert complete("gloss define --terms mi") == {"mine.toml"}
    assert complete("gloss scan mi") == complete("gloss check mi") == {"mine.toml"}
    assert complete("gloss add --from-json mi") == {"mine.toml"}
    assert complete("gloss add --category pri") == _column(gloss, 2, "pri")
    assert complete("gloss add --definition ") == complete("gloss add val") == set()


def test_words_of_options(complete: Complete, tmp_path: Path) -> None:
    """Options with a few legal words offer these: layers, codes of rules, findings, and where to write."""
    (tmp_path / "uncle.toml").touch()
    layers = {"bundled", "user", "project", "environment"}
    assert complete("gloss define --layer ") == complete("gloss list --layer ") == layers
    assert complete("gloss check --explain ") == set(RULES)
    assert complete("gloss scan --fail-on ") == set(FINDINGS)
    assert complete("gloss edit --to u") == complete("gloss add --to u") == {"user", "uncle.toml"}


def test_words_behind_commas(complete: Complete, shell: str) -> None:
    """Of the findings that commas join, the last is completed, and none is offered twice."""
    before = "" if shell == "zsh" else "unknown,"  # zsh completes what stands behind the comma
    offered = complete("gloss scan --fail-on unknown,")
    assert offered == {f"{before}{finding}" for finding in FINDINGS if finding != "unknown"}


@pytest.mark.thorough
def test_term_files_of_the_line(complete: Complete, tmp_path: Path) -> None:
    """A term file named earlier on the line is completed from as well."""
    (tmp_path / "mine.toml").write_text(_term("partner"))
    assert complete("gloss define zebra-") == set()
    assert complete("gloss define --terms mine.toml zebra-") == {"zebra-partner"}
    assert complete("gloss define --terms none.toml zebra-") == set()


@pytest.mark.parametrize(
    "line", ["gloss ", "gloss edit --", "gloss list --color ", "gloss check --explain ", "gloss completion "]
)
def test_asks_only_for_terms(complete: Complete, tmp_path: Path, line: str) -> None:
    """The glossary is read only where a term or a category is completed."""
    complete(line)
    assert "list" not in (tmp_path / "asked").read_text()


@pytest.mark.parametrize("source", ["word list", "command"])
@pytest.mark.thorough
def test_data_are_text(
    complete: Complete, stand_in: Path, environment: dict[str, str], shell: str, source: str
) -> None:
    """Nothing in a list is ever run or expanded, whatever it looks like."""
    folder = stand_in.parent
    environment["XDG_CACHE_HOME"] = str(folder / "cache")  # no other test should read that list
    words = ["$(touch run)", "`touch run`", "*", "$HOME", "%F{red}", "a;touch run", "it's", 'a "b']
    rows = [f"{word}\t{word}\t{word}\t\t{word}: \\{word}\\\n" for word in ("id", *words)]
    (folder / "list").write_text("".join(rows))
    stand_in.write_text(f'#!/bin/sh\n[ $1 = list ] && exec cat list\nexec "{sys.executable}" -m partnergloss "$@"\n')
    if source == "command":
        (folder / ".gloss.toml").touch()
    put = f"cp list {_kept(shell)}"
    assert complete("gloss define ", put) == set(words)
    assert complete("gloss list --category ", put) == set(words)
    assert not (folder / "run").exists()


def test_the_word_list_is_the_list(complete: Complete, tmp_path: Path, gloss: Gloss, shell: str) -> None:
    """At Tab the shell starts no program of ours: it reads from a file just what ``gloss list`` would print."""
    assert complete("gloss define value-", f"cp {_kept(shell)} kept") == _column(gloss, 0, "value-")
    assert complete("gloss list --category pri") == _column(gloss, 2, "pri")
    assert (tmp_path / "kept").read_bytes().decode() == gloss("list").out
    assert _asked(tmp_path) == ["completion"] * 2


@pytest.mark.parametrize("shell", ["fish"], indirect=True)
def test_parts_of_words(complete: Complete, gloss: Gloss) -> None:
    """Where no word begins as typed, fish still finds the words that hold it."""
    expected = {name for name in _column(gloss, 0, "") if "alue-" in name}
    assert complete("gloss define alue-") == expected != set()


def test_a_linked_folder(complete: Complete, tmp_path: Path) -> None:
    """A project is looked for above the folder that a link leads to."""
    (tmp_path / "project" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "project" / "deep")
    (tmp_path / "project" / ".gloss.toml").write_text(_term("partner"))
    assert complete("gloss define zebra-", "cd link") == {"zebra-partner"}
    assert _asked(tmp_path) == ["completion"] * 2


STEPS = [
    ('cd "$ODD/project"', "project team more"),
    ('cp -p "$ODD/user.toml" "$XDG_CONFIG_HOME/partnergloss/terms.toml"', "project team more user"),
    ('cp "$ODD/edited.toml" "$ODD/team.toml"', "project edited more user"),
    ('mv "$ODD/older.toml" "$ODD/project/.gloss.toml"', "older edited more user"),
    ('mv "$ODD/oldest.toml" "$XDG_CONFIG_HOME/partnergloss/terms.toml"', "older edited more oldest"),
    ('cd "$ODD/project/deep"', "older edited more oldest"),
    ('cp "$ODD/near.toml" .gloss.toml', "near edited more oldest"),
    ("rm .gloss.toml", "older edited more oldest"),
    ("mkdir .git", "edited more oldest"),
    ('rmdir .git; cd "$ODD/another"', "another edited more oldest"),
    ('cd "$ODD/project"', "older edited more oldest"),
    ('export GLOSS_TERMS="$ODD/more.toml"', "older more oldest"),
    ('rm "$ODD/more.toml"', "older oldest"),
    ('mv "$ODD/near.toml" "$ODD/more.toml"', "older near oldest"),
    ('rm "$XDG_CONFIG_HOME/partnergloss/terms.toml"', "older near"),
    ('export GLOSS_TERMS="team.toml"', "older"),
    ("cd ..", "edited"),
    ('export HOME="$ODD/project/deep"; cd "$HOME"', ""),
    ("cd ..", "older"),
]
"""What happens to the term files in effect, and which terms they add then."""
SESSION = """
{change}
echo = >> "$CANDIDATES"; echo = >> "$ASKED"; tab
echo = >> "$CANDIDATES"; echo = >> "$ASKED"; tab
echo = >> "$CANDIDATES"; echo = >> "$ASKED"; command gloss list 2>/dev/null | grep -o '^zebra-[a-z]*' >> "$CANDIDATES"
"""
TAB = {
    "bash": """tab() {
        COMP_WORDS=(gloss define zebra-) COMP_CWORD=2; _gloss; printf '%s\\n' "${COMPREPLY[@]}" >> "$CANDIDATES"
    }""",
    "zsh": "tab() { BUFFER='gloss define zebra-' CURSOR=19; zle complete-word }",
    "fish": "function tab; complete -C 'gloss define zebra-' | cut -f 1 >> $CANDIDATES; end",
}
SMALL = """#!/bin/sh
echo "$*" >> "$ASKED"
exec "{python}" -c '
from partnergloss import layers
def bundled(name, whole=layers.bundled): return "{folder}/small.toml" if name == "terms.toml" else whole(name)
layers.bundled = bundled
from partnergloss.__main__ import main
main()' "$@"
"""
"""A ``gloss`` with one bundled term, of which an index is built in a blink."""


class Step(NamedTuple):
    """What Tab offers after a change, the first time and again; what ``gloss list`` has then; what each Tab asked."""

    first: set[str]
    again: set[str]
    listed: set[str]
    asked: list[list[str]]


Session = Callable[[list[str]], list[Step]]


@pytest.fixture
def session(shell: str, environment: dict[str, str], tmp_path: Path) -> Session:
    """Press Tab twice after each of some commands, all in one shell that has read the script."""
    small = SMALL.format(python=sys.executable, folder=tmp_path)
    (tmp_path / "small.toml").write_text(
        f'[categories.selling]\nname = "Selling"\ndefinition = "Who sells."\norder = 1\n[terms.horse-partner]\n{TERM}'
    )
    (tmp_path / "gloss").write_text(small)
    (tmp_path / "gloss").chmod(0o755)
    logs = {"CANDIDATES": tmp_path / "candidates", "ASKED": tmp_path / "asked"}
    environment |= {"PATH": f"{tmp_path}{os.pathsep}{environment['PATH']}", "ZDOTDIR": str(tmp_path), "TERM": "xterm"}
    environment |= {"HOME": str(tmp_path / "home"), **{name: str(path) for name, path in logs.items()}}

    def run(changes: list[str]) -> list[Step]:
        for log in logs.values():
            log.write_text("")
        start = f"{_installing(shell)}\n{TAB[shell]}\n"
        steps = "".join(SESSION.format(change=change) for change in changes)
        (tmp_path / ".zshrc").write_text(f"{start}{ZSHRC.replace('zle complete-word', steps)}")
        arguments = {
            "bash": ["bash", "--noprofile", "--norc", "-c", start + steps],
            "zsh": ["zsh", "-f", "-c", ZSH],
            "fish": ["fish", "--no-config", "-c", start + steps],
        }[shell]
        assert not _run(arguments, environment, tmp_path).stderr
        offered, asked = ([part.split() for part in log.read_text().split("=\n")[1:]] for log in logs.values())
        verbs = [[word for word in part if word in COMMANDS] for part in asked]
        return [
            Step(set(offered[at]), set(offered[at + 1]), set(offered[at + 2]), verbs[at : at + 2])
            for at in range(0, len(offered), 3)
        ]

    return run


@pytest.mark.thorough
def test_any_layers(session: Session, environment: dict[str, str], tmp_path: Path) -> None:
    """Whatever comes, goes, is edited or replaced, Tab offers what ``gloss list`` has, and asks once at most."""
    odd = tmp_path / 'it\'s "a" $HOME \\ `touch run`\n caf\u00e9 $(touch run); touch run'
    for folder in ("project/deep", "another", "config/partnergloss"):
        (odd / folder).mkdir(parents=True)
    files = {name: odd / f"{name}.toml" for name in ("user", "team", "more", "edited", "older", "oldest", "near")}
    files |= {name: odd / name / ".gloss.toml" for name in ("project", "another")}
    for age, (name, file) in enumerate(files.items()):
        file.write_text(_term(name))
        os.utime(file, (1_000_000_000 - age,) * 2)
    environment |= {"ODD": str(odd), "XDG_CONFIG_HOME": str(odd / "config")}
    environment["GLOSS_TERMS"] = f"{odd}/team.toml{os.pathsep}{odd}/more.toml"
    steps = session([change for change, _ in STEPS])
    expected = [{f"zebra-{name}" for name in names.split()} for _, names in STEPS]
    assert [step.listed for step in steps] == expected
    assert [step.first for step in steps] == [step.again for step in steps] == expected
    assert [step.asked[1] for step in steps] == [[]] * len(steps)
    assert {tuple(step.asked[0]) for step in steps} == {(), ("completion",)}
    assert not list(tmp_path.rglob("run"))


@pytest.mark.thorough
def test_what_a_shell_cannot_tell(session: Session, tmp_path: Path) -> None:
    """The command is asked where a project file leads nowhere, or may be a stranger's, and where a layer is a pipe."""
    (tmp_path / ".gloss.toml").symlink_to("nowhere.toml")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "mine.toml").write_text(_term("mine"))
    (tmp_path / "shared" / ".gloss.toml").write_text(_term("other"))
    changes = ["true", 'rm .gloss.toml; export GLOSS_TERMS="/dev/null"']
    if os.geteuid() == 0:
        os.chown(tmp_path / "shared" / ".gloss.toml", 65534, 65534)
        changes += ['cd shared; export GLOSS_TERMS=""', "chmod o+w .", 'export GLOSS_TERMS="mine.toml"']
    steps = session(changes)
    assert [step.first for step in steps] == [step.again for step in steps] == [step.listed for step in steps]
    assert [step.asked[1] for step in steps] == [["list"]] * len(steps)
    if os.geteuid() == 0:
        assert [step.listed for step in steps[2:]] == [{"zebra-other"}, set(), {"zebra-mine"}]


def test_another_home(complete: Complete, tmp_path: Path, shell: str) -> None:
    """Where the shell has come to another home since it read the script, terms come from there."""
    (tmp_path / "partnergloss").mkdir()
    (tmp_path / "partnergloss" / "terms.toml").write_text(_term("partner"))
    move = "set -gx XDG_CONFIG_HOME " if shell == "fish" else "export XDG_CONFIG_HOME="
    assert complete("gloss define zebra-", f"{move}{tmp_path}") == {"zebra-partner"}


def test_paths_are_text(complete: Complete, environment: dict[str, str], tmp_path: Path) -> None:
    """A home may be called anything."""
    home = tmp_path / 'it\'s "a" $HOME \\ `touch run`\n caf\u00e9 $(touch run); touch run'
    environment["HOME"] = str(home)
    (home / ".config" / "partnergloss").mkdir(parents=True)
    (home / ".config" / "partnergloss" / "terms.toml").write_text(_term("partner"))
    assert complete("gloss define zebra-") == {"zebra-partner"}
    assert _asked(tmp_path) == ["completion"]
    assert not (tmp_path / "run").exists()


@pytest.mark.thorough
def test_without_a_cache(complete: Complete, environment: dict[str, str], tmp_path: Path, gloss: Gloss) -> None:
    """Where no word list can be kept, the command is asked, and nothing is said."""
    environment["XDG_CACHE_HOME"] = os.devnull
    assert complete("gloss define value-") == _column(gloss, 0, "value-")
    assert _asked(tmp_path) == ["completion", "list"]


@pytest.mark.parametrize("shell", SHELLS)
def test_without_a_home(shell: str, gloss: Gloss) -> None:
    """The script is printed even where there is no place for a word list."""
    code, out, err = gloss("completion", shell, HOME="")
    assert (code, err) == (0, "")
    assert not re.search(r"@\w+@", out)


def _term(name: str) -> str:
    """Write a term file that adds a term ``zebra-…``."""
    return f"[terms.zebra-{name}]\n{TERM}"


def _kept(shell: str) -> str:
    """Write where the word list is, for a shell that has read the script."""
    return "$__gloss_words.tsv" if shell == "fish" else "$_gloss_words.tsv"


def _asked(folder: Path) -> list[str]:
    """Give the verbs of the commands that the shell has run."""
    return [line.split(" ")[0] for line in (folder / "asked").read_text().splitlines()]
