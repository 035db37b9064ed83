"""Anki's own importer reads the file into a new collection, and again into the same one."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportCsvRequest

from interop.conftest import HOSTILE, Export

OUTCOMES = ("new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype", "missing_deck")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """Give a new collection, as Anki makes it for a new user."""
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def imported(collection: Any, path: Path) -> dict[str, int]:
    """Import with what Anki reads from the headers and suggests; give how many notes had which outcome."""
    metadata = collection.get_csv_metadata(str(path), None)
    log = collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
    counted = {outcome: len(getattr(log, outcome)) for outcome in OUTCOMES}
    return {outcome: count for outcome, count in counted.items() if count}


def notes(collection: Any) -> dict[str, Any]:
    """Give the notes by GUID."""
    found = map(collection.get_note, collection.find_notes(""))
    return {note.guid.removeprefix("partnergloss:"): note for note in found}


def lines(path: Path) -> list[list[str]]:
    """Give the fields of the file's notes."""
    text = path.read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def test_twice_gives_no_duplicates(export: Export, collection: Any) -> None:
    """Each term is a note of one card in the deck; the second time nothing is new, and learning goes on."""
    path = export("anki", name="cards.txt")
    written = lines(path)
    assert imported(collection, path) == {"new": len(written)}
    there = notes(collection)
    assert len(there) == len(written) == collection.card_count()
    for front, back, tag, guid in written:
        note = there[guid.removeprefix("partnergloss:")]
        assert [*note.fields, *note.tags] == [unicodedata.normalize("NFC", text) for text in (front, back, tag)]
        assert [collection.decks.name(card.did) for card in note.cards()] == ["partnergloss"]
    assert imported(collection, path) == {"duplicate": len(written)}
    assert collection.card_count() == len(written)


def test_a_change_updates_in_place(export: Export, collection: Any, tmp_path: Path) -> None:
    """A new definition, and even a new name, arrive in the note that is there, and its card keeps its schedule."""
    options = ("--category", "selling")
    count = len(lines(path := export("anki", *options)))
    assert imported(collection, path) == {"new": count}
    card = notes(collection)["reseller"].cards()[0]
    card.due = 77
    collection.update_card(card)
    changed = tmp_path / "ours.toml"
    changed.write_text('[terms.reseller]\nname = "Dealer of ours"\ndefinition = "Sells & fits."\n', encoding="utf-8")
    assert imported(collection, export("anki", *options, "--terms", str(changed)))["updated"] >= 1
    note = notes(collection)["reseller"]
    assert note.fields[0] == "Dealer of ours"
    assert "Sells &#38; fits." in note.fields[1]
    assert (note.cards()[0].id, note.cards()[0].due) == (card.id, 77)
    assert collection.card_count() == count


def test_where_updating_is_switched_off(export: Export, collection: Any) -> None:
    """The file asks for updates itself, whatever was chosen for the last import."""
    path = export("anki", "--category", "selling")
    metadata = collection.get_csv_metadata(str(path), None)
    metadata.dupe_resolution = metadata.PRESERVE
    collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
    assert collection.get_csv_metadata(str(path), None).dupe_resolution == metadata.UPDATE


def test_in_another_language(export: Export, collection: Any) -> None:
    """Where the stock note type and its fields have other names, columns still find their fields."""
    basic = collection.models.by_name("Basic")
    basic["name"] = "Einfach"
    for field, name in zip(basic["flds"], ("Vorderseite", "Rückseite"), strict=True):
        collection.models.rename_field(basic, field, name)
    collection.models.update_dict(basic)
    collection.models.set_current(basic)
    path = export("anki", "--category", "selling")
    assert imported(collection, path) == {"new": len(lines(path))}
    note = notes(collection)["value-added-reseller"]
    assert note["Vorderseite"] == "Value-added reseller (VAR)"
    assert note["Rückseite"].startswith('<div style="text-align: left">Reseller that adds')


def test_hostile_text_is_shown(export: Export, collection: Any) -> None:
    """A card made of hostile text plays no sound, makes no cloze or LaTeX, refers to no media, runs no script."""
    path = export("anki", "--category", "programs", "--terms", str(HOSTILE))
    assert imported(collection, path) == {"new": len(lines(path))}
    found = {term: note for term, note in notes(collection).items() if term.startswith("hostile")}
    assert len(found) == HOSTILE.read_text(encoding="utf-8").count("\n[terms.hostile-")
    for note in found.values():
        (card,) = note.cards()
        shown = card.render_output(reload=True)
        texts = (shown.question_text, shown.answer_text)
        assert not [*shown.question_av_tags, *shown.answer_av_tags]
        assert not collection.media.files_in_str(card.note_type()["id"], "".join(note.fields))
        active = ("<script", "<img", "<anki-mathjax", "[sound", "[latex", "{{", "\\(")
        assert not [text for text in texts for sign in active if sign in text]
    front = found["hostile-pages"].cards()[0].render_output().question_text
    assert "&#35;deck:Elsewhere (&#91;sound:x.mp3&#93;, a | b)" in front
