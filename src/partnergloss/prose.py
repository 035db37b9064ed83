"""A document → what of it is prose: the same text, line by line, with code, link targets and comments blanked."""

import re

_FENCE = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}(?=[^`]*$)|~{3,})")
_ITEM = re.compile(r"([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\S")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_CODE_INDENT = 4
_URL = r"https?://[^\s<>]+|www\.[^\s<>]+"
_INLINE = re.compile(
    r"`(?<!``)(?P<ticks>`*+)(?:(?!\n[ \t]*\n).){1,5000}?(?<!`)`(?P=ticks)(?!`)"
    r"|<(?P<raw>pre|script|style)\b(?:(?!</(?P=raw)).)*+(?:</(?P=raw)\s*>|\Z)"
    r"|<code\b(?:(?!</code).){0,300}+</code\s*>"
    r"|<[A-Za-z/!?][^<>]*+>"
    r"|\]\((?:<[^<>\n]*>|(?:[^()\\\s]|\\.|\([^()\s]*\))*+)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
    r"|\]\[[^\]\n]*\]"
    r"|\[(?!\^)|\]"
    rf"|{_URL}",
    re.DOTALL,
)
"""What is not prose inside a paragraph. What is left open is read to its end once, or for a bounded stretch."""

_ADDRESS = re.compile(_URL)
_SEEN_THROUGH = re.compile(r"[\[\]]|</?(?:a|abbr|b|em|i|mark|small|span|strong|sub|sup|u)\b")
"""Pieces that a name may go on across: links, and HTML that changes nothing but the look."""

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def prose(text: str) -> str:
    """Blank what is not prose in Markdown: front matter, code, HTML, comments, targets of links, plain URLs.

    Text of links, images and tables stays. A heading ends its paragraph. No line moves.
    """
    blanked = _INLINE.sub(_blank, "\n".join(_prose_lines(text.split("\n"))))
    return _ENTITY.sub(_character, blanked) if "&" in blanked else blanked


def without_urls(text: str) -> str:
    """Blank the URLs in a text that is not Markdown."""
    return _ADDRESS.sub(_blank, text)


def _blank(found: "re.Match[str]") -> str:
    """Leave the line ends of a piece, and a mark where no name may go on across it."""
    piece = found.group()
    if piece == "[":
        return " "
    return ("" if _SEEN_THROUGH.match(piece) else "|") + "\n" * piece.count("\n")


def _character(found: "re.Match[str]") -> str:
    import html

    return html.unescape(found.group()).replace("\n", " ")


def _prose_lines(lines: list[str]) -> list[str]:
    """Blank the lines that are code, comments, front matter or definitions of links."""
    kept = _Lines()
    start = _front_matter(lines)
    for number, line in enumerate(lines):
        lines[number] = "" if number < start else kept.read(line)
    return lines


def _front_matter(lines: list[str]) -> int:
    """Count the lines of the front matter, between ``---`` on the first line and the next such line."""
    if lines[0].rstrip() != "---":
        return 0
    ends = (number for number, line in enumerate(lines) if number and line.rstrip() in ("---", "..."))
    return next(ends, -1) + 1


class _Lines:
    """Where in a Markdown document the reading is: in a fence, a comment, a list, indented code."""

    def __init__(self) -> None:
        self._fence = ""
        self._comment = False
        self._after_blank = True
        self._content = 0  # columns that the text of the list item at hand is moved in

    def read(self, line: str) -> str:
        """Give what of a line is prose, as far as whole lines tell."""
        if self._fence:
            bare = line.strip(" \t\r>")
            if bare.startswith(self._fence) and not bare.strip(self._fence[0]):
                self._fence = ""
            return ""
        if self._comment or "<!--" in line:
            line = self._without_comments(line)
        if not line or line.isspace():
            self._after_blank = True
            return ""
        fence = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence:
            self._fence, self._after_blank = fence.group(1), False
            return ""
        indent = _indent(line) if line[0] in " \t" else 0
        if self._after_blank and indent >= self._content + _CODE_INDENT:
            return ""  # and so is the next line, as after a blank one
        return self._text(line, indent)

    def _text(self, line: str, indent: int) -> str:
        item = _ITEM.match(line)
        if item:
            self._content = len(item.group(1).expandtabs(_CODE_INDENT))
        elif self._after_blank and indent < self._content:
            self._content = 0
        self._after_blank = False
        if line.lstrip().startswith(">"):
            line = _QUOTE.sub("", line, count=1)
        if _HEADING.match(line) or _RULE.fullmatch(line):
            return f"{line.rstrip()} |"
        return "" if _DEFINITION.match(line) else line

    def _without_comments(self, line: str) -> str:
        kept = ""
        while line:
            before, mark, line = line.partition("-->" if self._comment else "<!--")
            if not self._comment:
                kept += before
                if mark and before.count("`") % 2:  # shown as code
                    kept += mark
                    continue
            if mark:
                self._comment = not self._comment
        return kept


def _indent(line: str) -> int:
    expanded = line.expandtabs(_CODE_INDENT)
    return len(expanded) - len(expanded.lstrip(" "))
