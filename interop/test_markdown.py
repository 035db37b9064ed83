"""The whole glossary as Markdown, read by the libraries that GitHub-like renderers and MkDocs stand on."""

from collections.abc import Callable, Iterable
from html.parser import HTMLParser

import markdown
import pytest
from markdown_it import MarkdownIt

from interop.conftest import HOSTILE, Export

OURS = {"h1", "h2", "h3", "p", "ul", "li", "a", "em", "strong"}
"""The elements that our pages are made of."""

EXTENSIONS = ("extra", "admonition", "sane_lists", "toc")


class Page(HTMLParser):
    """A page as a browser has it: its elements, links, anchors and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what leads somewhere, and where one can be led."""
        self.elements.add(tag)
        for name, value in attrs:
            assert name in ("href", "id"), (tag, name)
            (self.links if name == "href" else self.ids).append(value or "")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def commonmark(text: str) -> Page:
    """Read as CommonMark with GitHub's tables and strikethrough."""
    return Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def mkdocs(text: str) -> Page:
    """Read as MkDocs does, with the extensions that its themes switch on."""
    return Page(markdown.markdown(text, extensions=EXTENSIONS))


Read = Callable[[str], Page]
READERS = pytest.mark.parametrize("read", [commonmark, mkdocs])


def own(links: Iterable[str]) -> set[str]:
    """Give the links that stay in the export."""
    return {to for to in links if not to.startswith(("http://", "https://"))}


@READERS
@pytest.mark.parametrize("options", [("--category", "pricing"), ("--terms", str(HOSTILE))], ids=["part", "whole"])
def test_one_page(export: Export, read: Read, options: tuple[str, ...]) -> None:
    """Every link leads to an anchor of the page, every anchor stands once, and nothing else becomes markup."""
    page = read(export("markdown", *options).read_text(encoding="utf-8"))
    assert page.elements == OURS
    assert own(page.links)
    assert own(page.links) <= {f"#{name}" for name in page.ids}
    assert "javascript:" not in "".join(page.links)


@READERS
def test_a_folder(export: Export, read: Read) -> None:
    """Every link leads to a page of the folder, and the first page to all of them."""
    folder = export("markdown", "--terms", str(HOSTILE), name="")
    pages = {path.name: read(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    assert own(pages["index.md"].links) == {*pages} - {"index.md"}
    assert {to for page in pages.values() for to in own(page.links)} == {*pages}
    assert {element for page in pages.values() for element in page.elements} <= OURS


@READERS
def test_hostile_text_is_read_as_it_is(export: Export, read: Read) -> None:
    """Pipes, brackets, backticks, tags, entities, formulas and braces stand there as they were written."""
    text = read(export("markdown", "--category", "programs", "--terms", str(HOSTILE)).read_text(encoding="utf-8")).text
    for written in (
        "<script>alert(1)</script> & \"quotes\" 'n' `ticks` (H|M)",
        "<!-- that --> tries | to [leave](http://example.invalid) `its` **place** in a page]]>.",
        "{{ braces }} {% tag %} ${x}",
        "\\ backslash \\n \\",
        "\\u001b[31mescape\\u001b[0m",
        "!!! Text with an &lt; entity, \\(x^2\\), [$]y[/$], {{Front}}, <anki-mathjax>z</anki-mathjax> and ~~much~~",
        "1) a number",
    ):
        assert written in text
