"""``gloss export`` as a user meets it, whichever the format: where it writes, what it refuses, what it says is lost."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Gloss
from test_answers import DOCS, parsed

from partnergloss.export import FORMATS, Folder, writer
from partnergloss.publishing import publish_folder
from partnergloss.visible import visible

HOSTILE = DOCS.parent / "interop" / "hostile.toml"
"""A term file full of what other programs might take for more than text."""

PART = ("--category", "marketplaces")


def test_the_document_keeps_its_schema(gloss: Gloss) -> None:
    """JSON holds the terms as ``list --json`` gives them, and whatever they refer to; JSON Lines a term a line."""
    whole = parsed(gloss("export", "json", *PART).out, "export")
    listed = json.loads(gloss("list", *PART, "--json").out)["terms"]
    assert whole["terms"] == listed
    assert [json.loads(line) for line in gloss("export", "jsonl", *PART).out.splitlines()] == listed
    assert {term["category"] for term in listed} <= {*whole["categories"]}
    assert {source for term in listed for source in term["sources"]} <= {*whole["sources"]}
    assert {facet for term in listed for facet in term["facets"]} <= {*whole["facets"]}


def test_a_facet_that_the_category_does_not_ask(gloss: Gloss, tmp_path: Path) -> None:
    """What a term answers all the same is told of, too."""
    (tmp_path / ".gloss.toml").write_text('[terms.platform-revenue-share]\nfacets.sold_as = "as-is"\n')
    assert "sold_as" in json.loads(gloss("export", "json", *PART).out)["facets"]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_is_what_standard_output_gets(gloss: Gloss, tmp_path: Path, format_: str) -> None:
    """``-o`` writes the same text, as UTF-8 with plain line feeds; what is lost is one line on stderr."""
    out = gloss("export", format_, *PART)
    done = gloss("export", format_, *PART, "-o", "file")
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "file").read_bytes() == out.out.encode()
    assert os.listdir(tmp_path) == ["file"]
    assert done.err == out.err
    assert len(done.err.splitlines()) == bool(done.err)
    assert (FORMATS[format_].lost or "") in done.err


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_sent_steers(gloss: Gloss, format_: str) -> None:
    """Terminal codes and marks that turn the reading direction are escaped or shown, in every format."""
    done = gloss("export", format_, "--category", "programs", "--terms", str(HOSTILE))
    sent = done.out.removeprefix("\ufeff")  # the mark that Excel wants
    assert done.code == 0
    assert "escape" in sent
    assert not {char for char in sent if char not in "\t\r\n" and visible(char) != char}


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_is_overwritten_unasked(gloss: Gloss, tmp_path: Path, format_: str) -> None:
    """What is there stays, with the code of a wrong command line, until ``--force`` replaces it."""
    file = tmp_path / "file"
    file.write_text("mine")
    done = gloss("export", format_, *PART, "-o", "file")
    assert (done.code, file.read_text()) == (2, "mine")
    assert "--force" in done.err
    assert gloss("export", format_, *PART, "-o", "file", "--force").code == 0
    assert file.stat().st_size > len("mine")


def test_a_place_that_cannot_be_written(gloss: Gloss, tmp_path: Path) -> None:
    """A missing folder, a folder in the file's place and a device are refused; nothing is left beside them."""
    (tmp_path / "folder").mkdir()
    for place in ("none/file", "folder", "new/", os.devnull):
        done = gloss("export", "csv", *PART, "-o", place, "--force")
        assert done.code == 2, place
        assert place in done.err
    assert os.listdir(tmp_path) == ["folder"]


def test_a_folder_of_pages(gloss: Gloss, tmp_path: Path) -> None:
    """A folder gets pages, one there or a path that ends as one; one with something in it only by ``--force``."""
    assert gloss("export", "markdown", *PART, "-o", "pages/").code == 0
    names = {*os.listdir(tmp_path / "pages")}
    assert "index.md" in names
    (tmp_path / "pages" / "mine.txt").write_text("mine")
    done = gloss("export", "markdown", *PART, "-o", "pages")
    assert done.code == 2
    assert "--force" in done.err
    assert gloss("export", "markdown", *PART, "-o", "pages", "--force").code == 0
    assert {*os.listdir(tmp_path / "pages")} == names | {"mine.txt"}
    assert os.listdir(tmp_path) == ["pages"]


def test_nothing_is_written_beside_a_folder_that_is_there(tmp_path: Path) -> None:
    """Beside it may be another disk, or a place where one may not write."""
    (tmp_path / "pages").mkdir()
    beside = []

    def pages() -> Iterator[tuple[str, str]]:
        yield "one.md", "1"
        beside.extend(os.listdir(tmp_path))
        yield "two.md", "2"

    publish_folder(str(tmp_path / "pages"), pages(), force=False)
    assert beside == ["pages"]
    assert sorted(os.listdir(tmp_path / "pages")) == ["one.md", "two.md"]


def test_a_folder_in_the_place_of_a_page(gloss: Gloss, tmp_path: Path) -> None:
    """Where one page cannot be put, none is."""
    (tmp_path / "pages" / "index.md").mkdir(parents=True)
    done = gloss("export", "markdown", *PART, "-o", "pages", "--force")
    assert done.code == 2
    assert "index.md" in done.err
    assert os.listdir(tmp_path / "pages") == ["index.md"]


def test_wishes_and_layers_apply(gloss: Gloss, tmp_path: Path) -> None:
    """Only the terms asked for are written, with what term files of one's own say of them."""
    (tmp_path / ".gloss.toml").write_text('[terms.reseller]\nfacets.paper = "vendor"\n')
    lines = gloss("export", "jsonl", "--category", "selling", "--where", "paper=vendor").out.splitlines()
    assert "reseller" in [json.loads(line)["id"] for line in lines]
    assert all(json.loads(line)["facets"]["paper"] == "vendor" for line in lines)
    for format_ in ("json", "jsonl", "csv"):
        assert str(tmp_path) not in gloss("export", format_).out
    (own,) = gloss("export", "jsonl", "--layer", "project").out.splitlines()
    assert json.loads(own)["id"] == "reseller"
    assert json.loads(own)["provenance"] == {"facets.paper": ".gloss.toml"}


def test_no_term_is_a_miss(gloss: Gloss, tmp_path: Path) -> None:
    """Where nothing is to be written, nothing is, and the exit code says so."""
    done = gloss("export", "csv", "--category", "marketing", "--where", "paper=vendor", "-o", "file")
    assert (done.code, os.listdir(tmp_path)) == (3, [])


def test_an_unknown_format_names_those_there_are(gloss: Gloss) -> None:
    """A mistyped format is a mistake on the command line."""
    done = gloss("export", "yaml")
    assert done.code == 2
    assert all(name in done.err for name in FORMATS)


def test_the_page_tells_of_every_format(gloss: Gloss) -> None:
    """``docs/exporting.md`` has each format and, word for word, what it loses; the help has each format."""
    page = (DOCS / "exporting.md").read_text(encoding="utf-8")
    for name, format_ in FORMATS.items():
        assert f"| `{name}` |" in page
        assert format_.lost in page
        assert format_.about in " ".join(gloss("export", "-h").out.split())


def test_formats_that_can_be_folders_say_so() -> None:
    """What a module can do and what the help says of it agree."""
    for name, format_ in FORMATS.items():
        assert isinstance(writer(name), Folder) == ("FOLDER" in format_.about)


@pytest.mark.skipif(os.name == "nt", reason="no such signals")
def test_an_interrupted_export_leaves_no_part(gloss: Gloss, environment: dict[str, str], tmp_path: Path) -> None:
    """Ctrl-C while the file is written leaves the whole file or none, and nothing beside it."""
    whole = gloss("export", "skos").out
    command = [sys.executable, "-m", "partnergloss", "export", "skos", "-o", "file"]
    with subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE) as run:
        end = time.monotonic() + 30
        while not list(tmp_path.iterdir()) and run.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        run.send_signal(signal.SIGINT)
        code = run.wait(30)
    assert code in (130, 0)
    left = {name: (tmp_path / name).read_text(encoding="utf-8") for name in os.listdir(tmp_path)}
    assert left in ({}, {"file": whole})
