"""A term is put into a term file, or changed there; every byte of the rest stays."""

from itertools import pairwise
from pathlib import Path

import pytest
import tomli
from handwritten import BASE, files
from hypothesis import given
from hypothesis import strategies as st

from partnergloss.adding import Adding
from partnergloss.composing import term
from partnergloss.drafts import Draft
from partnergloss.editing import Editing
from partnergloss.keypath import statements
from partnergloss.splicing import blocks, spans
from partnergloss.target import Target
from partnergloss.termfile import TermFile, read

_TEXTS = st.text(st.characters(codec="utf-8"), min_size=1)
_ENTRIES: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {
        "name": _TEXTS.filter(str.strip),
        "category": st.just("selling"),
        "definition": _TEXTS.filter(str.strip),
        "status": st.just("draft"),
    },
    optional={
        "aliases": st.lists(_TEXTS),
        "notes": st.lists(_TEXTS),
        "reviewed": st.dates(),
        "questions": st.dictionaries(st.text(st.characters(codec="utf-8")), _TEXTS, min_size=1),
        "waive": st.dictionaries(_TEXTS, _TEXTS, min_size=1),
        "decide": st.fixed_dictionaries({"use_when": st.lists(_TEXTS)}),
    },
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that all examples of a property share."""
    return tmp_path_factory.mktemp("written")


@pytest.fixture(scope="module")
def below(folder: Path) -> list[TermFile]:
    """Give the layer that the generated files stand on."""
    file = folder / "base.toml"
    file.write_text(BASE, encoding="utf-8")
    return [read(str(file))]


def unused() -> None:
    """Stand in for the glossary in effect, which no id asks for."""
    raise AssertionError("asked for a glossary")


def added(file: Path, below: list[TermFile], term_id: str, entry: dict[str, object]) -> Adding:
    """Add a term to a file."""
    adding = Adding(Target(str(file)), below, unused)  # type: ignore[arg-type]
    adding.write([Draft(term_id, entry)], "test")
    return adding


@given(files())
def test_statements_make_up_the_text(made: tuple[list[str], str]) -> None:
    """Parted and joined again a text is the same; each statement stands on the line that is told."""
    _, text = made
    parted = list(statements(text))
    assert "\n".join(statement for _, statement in parted) == text
    for line, statement in parted:
        assert "\n".join(text.split("\n")[line - 1 :]).startswith(statement)


@given(made=files(), mark=st.booleans(), term_id=st.sampled_from(["a", "bravo", "epsilon", "zz"]), entry=_ENTRIES)
def test_an_added_term_leaves_every_byte(  # noqa: PLR0913, PLR0917 - fixtures and what is generated
    folder: Path, below: list[TermFile], made: tuple[list[str], str], mark: bool, term_id: str, entry: dict[str, object]
) -> None:
    """What was there is still there, cut in two at most; the file means what it meant, and the new term."""
    ids, text = made
    raw = b"\xef\xbb\xbf" * mark + text.encode()
    file = folder / "added.toml"
    file.write_bytes(raw)
    before = tomli.loads(text)
    adding = added(file, below, term_id, entry)
    now = file.read_bytes()
    start = next((at for at, (one, other) in enumerate(zip(raw, now, strict=False)) if one != other), len(raw))
    assert now.endswith(raw[start:])
    assert len(now) > len(raw)
    after = tomli.loads(now.decode("utf-8-sig"))
    assert after["terms"].pop(term_id) == entry
    assert (after if ids else after | {"terms": {}}) == (before if ids else before | {"terms": {}})
    assert now.decode("utf-8-sig").split("\n")[adding.written.line(term_id) - 1].startswith(f"[terms.{term_id}]")


@given(made=files(), term_id=st.sampled_from(["a", "bravo", "epsilon", "zz"]))
def test_alphabetical_order_is_kept(
    folder: Path, below: list[TermFile], made: tuple[list[str], str], term_id: str
) -> None:
    """Where terms stand in alphabetical order the new one does too; else it is the last, and apart from the others."""
    file = folder / "ordered.toml"
    file.write_text(made[1], encoding="utf-8", newline="")
    order = list(dict.fromkeys(block.path[1] for block in blocks(made[1]) if block.path[0] == "terms"))
    entry: dict[str, object] = {"name": "New", "category": "selling", "definition": "New thing."}
    text = added(file, below, term_id, entry).written.text
    now = list(dict.fromkeys(block.path[1] for block in blocks(text) if block.path[0] == "terms"))
    assert now == (sorted([*order, term_id]) if order == sorted(order) else [*order, term_id])
    lines = text.replace("\r\n", "\n").split("\n")
    place = next(number for number, line in enumerate(lines) if line == f"[terms.{term_id}]")
    assert place == 0 or not lines[place - 1].strip()
    assert not "".join(lines[place + 5 : place + 6]).strip()


@given(made=files(), mark=st.booleans(), entry=_ENTRIES, data=st.data())
def test_an_edited_term_leaves_every_byte(  # noqa: PLR0913, PLR0917 - fixtures and what is generated
    folder: Path,
    below: list[TermFile],
    made: tuple[list[str], str],
    mark: bool,
    entry: dict[str, object],
    data: st.DataObject,
) -> None:
    """A changed term stands where its first part stood; the rest stays, but for blank lines under parts moved there."""
    ids, text = made
    if not ids:
        return
    term_id = data.draw(st.sampled_from(ids))
    file = folder / "edited.toml"
    file.write_bytes(b"\xef\xbb\xbf" * mark + text.encode())
    before = tomli.loads(text)
    parts = spans(blocks(text), term_id)
    editing = Editing(Target(str(file)), below, term_id)
    assert tomli.loads(editing.own)["terms"] == {term_id: before["terms"][term_id]}
    assert editing.kept(editing.template()) == editing.kept(editing.own)
    new = term(term_id, entry)
    fragment, problems = editing.judged("test", new)
    assert fragment, problems
    editing.save(new, fragment)
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") == mark
    now = raw.decode("utf-8-sig")
    assert now.startswith(text[: parts[0].start])
    outside = [
        text[: parts[0].start],
        *(text[one.end : other.start] for one, other in pairwise(parts)),
    ]
    outside.append(text[parts[-1].end :])
    if len(parts) == 1:
        line_end = "\r\n" if "\r\n" in text else "\n"
        assert now == new.replace("\n", line_end).join(outside)
    gone = [line for line in "".join(outside).split("\n") if line.strip()]
    left = now[: parts[0].start] + now[parts[0].start + len(new.replace("\n", "\r\n" if "\r\n" in now else "\n")) :]
    assert [line for line in left.split("\n") if line.strip()] == gone
    after = tomli.loads(now)
    assert after["terms"].pop(term_id) == entry
    del before["terms"][term_id]
    assert after == before


@given(made=files(), data=st.data())
def test_an_unchanged_term_changes_nothing(
    folder: Path, below: list[TermFile], made: tuple[list[str], str], data: st.DataObject
) -> None:
    """The text for the editor, saved as it is, says what the file said."""
    ids, text = made
    if not ids:
        return
    term_id = data.draw(st.sampled_from(ids))
    file = folder / "same.toml"
    file.write_text(text, encoding="utf-8", newline="")
    editing = Editing(Target(str(file)), below, term_id)
    template = editing.template()
    fragment, problems = editing.judged("test", template)
    assert fragment, problems
    editing.save(editing.kept(template), fragment)
    assert tomli.loads(file.read_text(encoding="utf-8")) == tomli.loads(text)


def test_comments_stay_with_what_they_are_about(folder: Path, below: list[TermFile]) -> None:
    """A comment right above a term stays above it; one that stands apart, or is for a tool, stays where it is."""
    file = folder / "comments.toml"
    file.write_text(
        '#:schema here\n# About beta.\n[terms.beta]\nname = "Beta"\n# Under beta.\n\n# The end.\n', encoding="utf-8"
    )
    entry: dict[str, object] = {"name": "Gamma", "category": "selling", "definition": "New thing.", "status": "draft"}
    other = entry | {"name": "Alpha"}
    added(file, below, "gamma", entry)
    added(file, below, "alpha", other)
    assert file.read_text(encoding="utf-8") == (
        f'#:schema here\n\n{term("alpha", other)}\n# About beta.\n[terms.beta]\nname = "Beta"\n# Under beta.\n\n'
        f"{term('gamma', entry)}\n# The end.\n"
    )
