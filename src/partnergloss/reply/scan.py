"""``scan``: documents → the terms they use, and what in them needs a word of explanation."""

import os
import sys

from partnergloss import errors
from partnergloss.errors import UsageError
from partnergloss.layers import every
from partnergloss.view.usage import KINDS, findings
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnergloss.glossary import Glossary
    from partnergloss.output import Output
    from partnergloss.request import Request
    from partnergloss.scan import Scan
    from partnergloss.view.usage import Finding

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_HEAD = 8192
"""Characters that are looked at to tell a text from other files."""


def answer(request: "Request", output: "Output", glossary: "Glossary") -> int:
    """Show what documents use, and give the exit code."""
    found = findings(glossary.index, _scans(request.words, output, glossary))
    if request.json:
        from partnergloss.render import as_json

        output.write(as_json.usage(found))
    elif any(found.values()):
        _show(output, found)
    skipped = [layer for layer in every(request.terms) if layer.expected and not glossary.uses(layer)]
    return _code(request, output, {kind: len(listed) for kind, listed in found.items()}, len(skipped))


def _show(output: "Output", found: "dict[str, list[Finding]]") -> None:
    if output.terminal:
        from partnergloss.render import report

        output.show(report.usage(found, KINDS, width=output.width, color=output.color))
    else:
        from partnergloss.render import plain

        output.write(plain.usage(found))


def _code(request: "Request", output: "Output", counts: dict[str, int], skipped: int) -> int:
    """Fail on the kinds that the request names, and where not all words are known that it might be about.

    Without any, a document without words of the glossary is a miss.
    """
    failed = [f"{counts[kind]} {kind}" for kind in dict.fromkeys(request.fail_on) if counts[kind]]
    if request.fail_on and skipped:
        failed.append(f"{skipped} term file{'s' * (skipped > 1)} skipped")
    if failed:
        output.note(f"gloss: the scan failed: {', '.join(failed)}")
        return errors.INVALID
    if not any(counts.values()):
        output.note("No term of the glossary is used here, and no acronym.")
        return errors.ANSWERED if request.fail_on else errors.NOT_FOUND
    return errors.ANSWERED


def _scans(paths: tuple[str, ...], output: "Output", glossary: "Glossary") -> "Iterator[tuple[str, Scan]]":
    for path in paths or ("-",):
        markdown = os.path.splitext(path)[1].lower() in _MARKDOWN
        yield path, glossary.scan(_text(path, _content(path), output), markdown=markdown)


def _content(path: str) -> bytes:
    try:
        if path != "-":
            with open(path, "rb") as stream:
                return stream.read()
        if sys.stdin and not sys.stdin.isatty():
            return sys.stdin.buffer.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{path}: cannot be read: {reason.lower()}", ("Try: gloss scan proposal.md",)) from error
    raise UsageError(
        "no document to scan", ("Try: gloss scan proposal.md", "Or: pdftotext contract.pdf - | gloss scan")
    )


def _text(path: str, raw: bytes, output: "Output") -> str:
    """Read a document as text, with line ends as Unix writes them; bytes in another encoding become a mark."""
    coding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text, whole = raw.decode(coding), True
    except UnicodeDecodeError:
        text, whole = raw.decode(coding, "replace"), False
    if "\0" in text[:_HEAD]:
        raise UsageError(
            f"{path}: is no text, or not in UTF-8",
            ("Turn it into text first, as in: pdftotext contract.pdf - | gloss scan",),
        )
    if not whole:
        output.note(f"gloss: {one_line(path)}: is not wholly UTF-8; what cannot be read is left out")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
