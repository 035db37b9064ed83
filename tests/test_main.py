"""The door: streams, color, closed pipes, hostile text, and homes that cannot be written."""

import json
import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Gloss
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from terminal import shown

from partnergloss.__main__ import run

STEERING = {*map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x200F])} - {"\n", "\t"}
EVIL = "a\x1b[31mb\x07c\x9bd\u202ee"


def test_hostile_text_is_shown_not_sent(gloss: Gloss, tmp_path: Path) -> None:
    """Escapes in a query, an option, a file name or a term file never reach either stream raw."""
    file = tmp_path / f"{EVIL}.toml"
    body = 'category = "pricing"\nnotes = ["\\u001b]0;x\\u0007"]\n'
    file.write_text(f'[terms.zz]\nname = "Zz \\u009b evil"\ndefinition = "D \\u202e x"\n{body}', encoding="utf-8")
    broken = tmp_path / f"broken{EVIL}.toml"
    broken.write_text(f'[terms.zz]\nnam\\u0065 = "{EVIL[-1]}"\n"k\\u001b[31m" = 1\n', encoding="utf-8")
    for arguments in (
        ["define", EVIL],
        ["define", EVIL, "--json"],
        ["define", f"--{EVIL}"],
        ["list", "--category", EVIL],
        ["list", "--where", f"{EVIL}={EVIL}"],
        ["compare", EVIL, EVIL],
        ["define", "zz", "--long", "--terms", str(file)],
        ["define", "zz", "--json", "--terms", str(file)],
        ["define", "zz", "--markdown", "--terms", str(file)],
        ["list", "--terms", str(file)],
        ["paths", "--terms", str(file)],
        ["paths", "--json", "--terms", str(file)],
        ["search", EVIL, "--terms", str(file)],
        ["search", EVIL, "--json", "--terms", str(file)],
        ["define", "VAR", "--terms", str(broken)],
        ["define", "VAR", "--json", "--terms", str(broken)],
        ["define", "VAR", "--terms", str(tmp_path / EVIL)],
    ):
        ran = gloss(*arguments)
        assert not STEERING & {*ran.out, *ran.err}, arguments


def test_json_keeps_hostile_text(gloss: Gloss) -> None:
    """What is escaped in JSON reads back as it was asked."""
    assert json.loads(gloss("define", EVIL, "--json").out)["query"] == EVIL


def test_a_query_of_stray_bytes_is_refused(environment: dict[str, str], tmp_path: Path) -> None:
    """Arguments that are no UTF-8 are a miss, not a crash."""
    command = [os.fsencode(sys.executable), b"-m", b"partnergloss", b"define", b"caf\xe9\xff"]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_no_command_line_raises(capfd: pytest.CaptureFixture[str], words: list[str]) -> None:
    """Whatever is typed, there is an answer or a refusal with a documented exit code."""
    assert run(words) in (0, 2, 3, 4, 5)
    capfd.readouterr()


@pytest.mark.parametrize(
    ("option", "variables", "colored"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        ([], {"TERM": "dumb"}, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ([], {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--plain"], {}, False),
        ([], {"GLOSS_PLAIN": "1"}, False),
    ],
)
def test_color_on_a_terminal(
    option: list[str],
    variables: dict[str, str],
    colored: bool,
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    """``--color`` beats NO_COLOR beats FORCE_COLOR beats TERM=dumb beats the kind of stream; the layout stays."""
    _, sent = shown(["VAR", *option], columns=80, environment=environment | variables, cwd=tmp_path)
    assert ("\x1b[" in sent) is colored
    if not {"--plain"} & {*option} and "GLOSS_PLAIN" not in variables:
        _, bare = shown(["VAR", "--color", "never"], columns=80, environment=environment, cwd=tmp_path)
        plain = "".join(part.partition("m")[2] if n else part for n, part in enumerate(sent.split("\x1b[")))
        assert [line.rstrip() for line in plain.splitlines()] == bare.splitlines()


def test_color_is_forced_through_a_pipe(gloss: Gloss) -> None:
    """FORCE_COLOR and ``--color always`` color labelled lines, without changing them otherwise."""
    bare, forced = gloss("VAR"), gloss("VAR", FORCE_COLOR="1")
    assert forced == gloss("VAR", "--color", "always")
    assert "\x1b[1m" in forced.out
    assert forced.out.replace("\x1b[1m", "").replace("\x1b[0m", "") == bare.out


def test_a_tall_answer_goes_to_the_pager(environment: dict[str, str], tmp_path: Path) -> None:
    """On a terminal GLOSS_PAGER beats PAGER; ``--no-pager``, a short answer and a missing pager go without."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n", encoding="utf-8")
    pager.chmod(pager.stat().st_mode | stat.S_IXUSR)
    variables = environment | {"GLOSS_PAGER": shlex.quote(str(pager)), "PAGER": "false"}

    def sent(*arguments: str, lines: int = 10, **more: str) -> str:
        return shown([*arguments], columns=80, lines=lines, environment=variables | more, cwd=tmp_path)[1]

    assert sent("list").startswith("PAGED\n")
    assert "PAGED\nNo term is called" in sent("reselller", "--long")
    assert "PAGED" not in sent("list", "--no-pager")
    assert "PAGED" not in sent("list", lines=900)
    for broken in ("no-such-pager", "less 'x", str(tmp_path)):
        assert "Value-added" in sent("list", GLOSS_PAGER=broken)


def test_interrupting_the_pager_is_for_the_pager(environment: dict[str, str], tmp_path: Path) -> None:
    """Ctrl-C while the pager runs does not kill us before it has restored the terminal."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\ntrap 'echo TRAPPED' INT\nkill -INT 0\ncat >/dev/null\n", encoding="utf-8")
    pager.chmod(0o755)
    variables = environment | {"GLOSS_PAGER": str(pager)}
    code, sent = shown(["list"], columns=80, lines=10, environment=variables, cwd=tmp_path, session=True)
    assert (code, sent.strip()) == (0, "TRAPPED")


@pytest.mark.parametrize(("closed", "code"), [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0)])
def test_closed_streams_are_no_crash(closed: str, code: int, environment: dict[str, str], tmp_path: Path) -> None:
    """A stream that was closed before the start is done without."""
    command = f"{shlex.quote(sys.executable)} -m partnergloss define VAR {closed}"
    done = subprocess.run(["sh", "-c", command], env=environment, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.parametrize(("word", "code"), [("zzzz", 3), ("--zzzz", 2)])
def test_the_exit_code_stands_when_nobody_reads_the_notes(
    word: str, code: int, environment: dict[str, str], tmp_path: Path
) -> None:
    """A closed error stream hides what is said beside the answer, not how it went."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "partnergloss", "define", word]
    done = subprocess.run(command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=writer, check=False)
    os.close(writer)
    assert (done.returncode, done.stdout) == (code, b"")


def test_a_closed_pipe_ends_silently(environment: dict[str, str], tmp_path: Path) -> None:
    """When the reader closes the pipe, the exit code is 141 and nothing is said."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "partnergloss", "list", "--json"]
    done = subprocess.run(command, env=environment, cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said(environment: dict[str, str], tmp_path: Path) -> None:
    """An answer that cannot be written is an error, in one line."""
    command = [sys.executable, "-m", "partnergloss", "list"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, env=environment, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("home", ["/dev/null/home", ""])
def test_without_a_home(home: str, environment: dict[str, str], tmp_path: Path) -> None:
    """Where no home is, or none can be written, the answer is the same, from memory, and a note says so."""
    variables = environment | {"HOME": home}
    command = [sys.executable, "-m", "partnergloss", "define", "VAR", "--short"]
    done = subprocess.run(command, env=variables, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (0, 1)
    assert done.stderr.startswith(b"gloss: the index cannot be kept")
    assert done.stdout.startswith(b"Value-added reseller (VAR): ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", None),
        (b"\xff\xfe\x00binary", "not UTF-8"),
        (b"a = [[[[", "not valid TOML"),
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b"schema = 2", "reads schema 1"),
        (None, "cannot be read"),
    ],
)
def test_a_term_file_that_cannot_be_used(
    gloss: Gloss, tmp_path: Path, content: bytes | None, message: str | None
) -> None:
    """A file named on the command line that cannot be used gives one clear message and exit 5."""
    file = tmp_path / "terms.toml"
    if content is not None:
        file.write_bytes(content)
    ran = gloss("define", "VAR", "--terms", str(file))
    assert ran.code == (5 if message else 0)
    assert (message or "") in ran.err
    assert "Traceback" not in ran.err
    if message:
        assert ran.out == ""
        answer = json.loads(gloss("define", "VAR", "--json", "--terms", str(file)).out)
        assert answer["error"]["code"] == "term_file_invalid"


def test_a_broken_layer_nobody_named_is_skipped(gloss: Gloss, tmp_path: Path) -> None:
    """A broken project file warns on stderr, every time, and the bundled answer stands."""
    (tmp_path / ".gloss.toml").write_text("nosuch = 1\n", encoding="utf-8")
    for _ in range(2):
        ran = gloss("define", "VAR", "--short")
        assert ran.code == 0
        assert ran.out.startswith("Value-added reseller")
        assert ".gloss.toml:1: nosuch: unknown key" in ran.err


def test_a_layer_that_changed_the_meaning_is_named(gloss: Gloss, tmp_path: Path) -> None:
    """One visible line says which file changed which fields."""
    file = tmp_path / "ours.toml"
    file.write_text('[terms.reseller]\ndefinition = "Our own word for it."\n', encoding="utf-8")
    ran = gloss("define", "reseller", "--terms", str(file))
    assert "Changed by: ours.toml (definition)\n" in ran.out
    assert "Definition: Our own word for it.\n" in ran.out


def test_a_term_file_with_a_stray_byte_in_its_name(environment: dict[str, str], tmp_path: Path) -> None:
    """A file name that is no UTF-8 is read, and shown."""
    file = os.fsencode(tmp_path) + b"/\xff.toml"
    with open(file, "w", encoding="utf-8") as stream:
        stream.write('[terms.broker]\ndefinition = "Ours."\n')
    command = [*map(os.fsencode, [sys.executable, "-m", "partnergloss", "define", "broker", "--terms"]), file]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Changed by: \\xff.toml (definition)" in done.stdout


def test_a_pipe_nobody_named_is_not_read(gloss: Gloss, tmp_path: Path) -> None:
    """A pipe in the place of a project file is skipped with a warning, since it might never end."""
    os.mkfifo(tmp_path / ".gloss.toml")
    ran = gloss("define", "VAR", "--short")
    assert ran.code == 0
    assert "is a pipe or a device" in ran.err


def test_a_whole_term_of_ours_over_a_bundled_one_is_a_change(gloss: Gloss, tmp_path: Path) -> None:
    """A bundled term redefined from name to definition is said to be changed; only a new one is ours."""
    file = tmp_path / "ours.toml"
    body = 'category = "selling"\ndefinition = "Ours."\n'
    file.write_text(f'[terms.broker]\nname = "Broker"\n{body}[terms.zz]\nname = "Zz"\n{body}', encoding="utf-8")
    assert "changed by ours.toml" in gloss("define", "broker", "--short", "--terms", str(file)).err
    assert "From: ours.toml\n" in gloss("define", "zz", "--terms", str(file)).out


def test_a_layer_s_senses_replace_those_below(gloss: Gloss, tmp_path: Path) -> None:
    """An ambiguous label of a layer replaces the list below it, however it is written."""
    (tmp_path / ".gloss.toml").write_text('[ambiguous]\nprm = ["prm-software", "broker"]\n', encoding="utf-8")
    answer = json.loads(gloss("define", "PRM", "--json").out)
    assert [match["id"] for match in answer["matches"]] == ["broker", "prm-software"]
