"""Anki: a text file that its import dialog reads, a note a term.

Follows the manual's page "Text Files" (https://docs.ankiweb.net/importing/text-files.html, 2025) and Anki 26.09. Notes
are of the type ``Basic``, which every new collection has. It has no field for an id, so the id stands in the GUID
column: importing again updates a note in place, whatever its name has become. There is no ``#columns``: columns are
matched to fields by their order, since the fields of ``Basic`` have other names in other languages.
"""

from collections.abc import Iterator

from partnergloss.export.extract import Extract
from partnergloss.view.blocks import Block
from partnergloss.view.entry import deciding, place, title
from partnergloss.visible import one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.index import Index

_HEAD = """\
#separator:tab
#html:true
#notetype:Basic
#deck:{}
#tags column:3
#guid column:4
#if matches:update current
"""

_ESCAPED = {ord(char): f"&#{ord(char)};" for char in "&<>\"'{}[]#"} | {ord("\n"): "<br>"}
_ESCAPED |= {ord("\\"): "<span>&#92;</span>"}
"""HTML, cloze braces, ``[sound:…]``, ``[latex]``. MathJax reads what a browser shows, but only within one element."""


def write(extract: Extract) -> Iterator[str]:
    """Give the headers and a line for each term: front, back, tag, GUID."""
    yield _HEAD.format(one_line(extract.meta["title"]) or "Glossary")
    for record in extract.records():
        back = _back(record["definition"], place(extract.index, record), deciding(extract.index, record))
        tag = _tag(extract.index, record["category"])
        yield f"{_html(title(record))}\t{back}\t{tag}\tpartnergloss:{record['id']}\n"


def _back(definition: str, where: str, decide: list[Block]) -> str:
    """Write the definition, where the term sits, and what decides, a line each."""
    lines = [_html(definition), f"<i>{_html(where)}</i>"]
    lines += [f"<b>{_html(label)}:</b> {_html(text)}" for block in decide for label, text in block.lines]
    return f'<div style="text-align: left">{"<br>".join(lines)}</div>'


def _tag(index: "Index", category: str) -> str:
    """Give the path of a category as Anki writes a tag under another."""
    above = index.shelf("categories")[category]["parent"]
    return f"{_tag(index, above)}::{category}" if above else category


def _html(text: str) -> str:
    return visible(text).translate(_ESCAPED)
