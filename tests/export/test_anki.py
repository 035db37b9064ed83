"""Anki's text file, as far as it can be seen without Anki."""

import csv
import io
from html.parser import HTMLParser

from extracts import extract, hostile

from partnergloss.export.anki import write
from partnergloss.glossary import Glossary


class Reader(HTMLParser):
    """Collects the texts and the elements of a field."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: set[str] = set()

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.add(" ".join([tag, *(f"{name}={value}" for name, value in attrs)]))


def notes(text: str) -> list[list[str]]:
    """Read the lines after the headers as Anki's reader does: a quotation mark at a field's beginning counts."""
    lines = [line for line in io.StringIO(text, newline="") if not line.startswith("#")]
    return list(csv.reader(lines, delimiter="\t", strict=True))


def test_each_term_is_a_note(glossary: Glossary) -> None:
    """The headers say what the columns are; each note has a front, a back, a tag without blanks and a lasting id."""
    taken = extract(glossary, "selling")
    text = "".join(write(taken))
    assert text.splitlines()[:2] == ["#separator:tab", "#html:true"]
    found = {note[3]: note for note in notes(text)}
    assert [*found] == [f"partnergloss:{term}" for term in taken.ids]
    front, back, tag, _ = found["partnergloss:value-added-reseller"]
    assert front == "Value-added reseller (VAR)"
    assert "<b>Who sells:</b> Partner<br>" in back
    assert "<b>Use when:</b> " in back
    assert "<b>Versus:</b> " in back
    assert tag == "partner-types::selling"


def test_hostile_text_is_text() -> None:
    """A field holds our own elements alone, and nothing that Anki replaces: cloze, sound, LaTeX, MathJax."""
    taken = extract(hostile())
    found = notes("".join(write(taken)))
    assert len(found) == len(taken)
    assert {len(note) for note in found} == {4}
    fields = Reader()
    for front, back, *_ in found:
        fields.feed(f"<p>{front}</p>{back}")
        assert not {"{", "[", "\\"} & {*front, *back}
    fields.close()
    assert fields.elements == {"p", "div style=text-align: left", "i", "b", "br", "span"}
    assert not [text for text in fields.texts if "\\(" in text or "\\[" in text]
