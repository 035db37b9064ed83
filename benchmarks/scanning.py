"""How fast documents are scanned once the index is open: ``python benchmarks/scanning.py``.

The documents are the glossary's own texts in random order, of which every other sentence uses a term: harder than what
people write. As Markdown they have headings, lists, links and code. The same texts against a glossary with 10,000 more
terms, made up by ``made_up.py``, and a run of the whole command on one page.
"""

import random
import statistics
import sys
import time

from made_up import Maker, head
from timing import BARE, GLOSS, alone, arguments, interleaved, piped, show, times_pass

import partnergloss
from partnergloss.glossary import Glossary

ROUNDS = 7
LIMIT = 5
"""Megabytes a second, once the index is open."""

_SEED = 6
_SIZE = 5_000_000
_PAGE = 5_000
_MORE = 10_000
_MARKUP = ("## {}", "- {}", "> {}", "See [{}](https://example.com/a_b), and `code` there.", "**{}**", "{}")


def sentences(glossary: Glossary) -> list[str]:
    """Give the texts of the bundled terms."""
    terms = glossary.terms.values()
    return [
        text for term in terms for text in (term.definition, *term.notes, *term.decide.watch_out, term.example) if text
    ]


def document(size: int, *, markdown: bool) -> str:
    """Write a text of about so many characters, the same each time."""
    chance = random.Random(_SEED)
    said = sentences(partnergloss.load())
    parts: list[str] = []
    written = 0
    while written < size:
        shape = chance.choice(_MARKUP) if markdown else "{}"
        parts.append(shape.format(" ".join(chance.choices(said, k=3))))
        written += len(parts[-1])
    return "\n\n".join(parts)


def speed(glossary: Glossary, text: str, *, markdown: bool, rounds: int) -> float:
    """Give the megabytes of text scanned in a second, in the median."""
    glossary.scan("", markdown=markdown)
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        glossary.scan(text, markdown=markdown)
        taken.append(time.perf_counter() - start)
    return len(text.encode()) / 1e6 / statistics.median(taken)


def report(rounds: int, *, markdown: bool) -> None:
    """Measure, and print a table beside the limit."""
    maker = Maker(partnergloss.load())
    with alone() as folder:
        layer, page = folder / "made-up.toml", folder / "page.md"
        layer.write_text(head() + "".join(maker.term() for _ in range(_MORE)), encoding="utf-8")
        page.write_text(document(_PAGE, markdown=True), encoding="utf-8")
        rows = []
        for name, glossary in (("", partnergloss.load()), (f", {_MORE:,} more terms", partnergloss.load(layer))):
            for kind in ("text", "Markdown"):
                text = document(_SIZE, markdown=kind == "Markdown")
                found = speed(glossary, text, markdown=kind == "Markdown", rounds=rounds)
                rows.append([f"{kind}{name}", f"{len(text.encode()) / 1e6:.1f}", f"{found:.1f}", str(LIMIT)])
        jobs = {BARE: piped(sys.executable, "-c", "pass"), "scan": piped(GLOSS, "scan", str(page))}
        ratio = times_pass(interleaved(jobs, rounds))["scan"]
    show(["scan", "MB", "MB/s", "limit"], rows, markdown=markdown)
    show(["command", "KB", "× pass"], [["gloss scan page.md", f"{_PAGE / 1000:g}", f"{ratio:.2f}"]], markdown=markdown)


def main() -> None:
    """Print the table."""
    given = arguments(__doc__).parse_args()
    report(given.rounds or ROUNDS, markdown=given.markdown)


if __name__ == "__main__":
    main()
