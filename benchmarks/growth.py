"""What more terms cost: ``python benchmarks/growth.py [N ...]``, by default 300, 10,000 and 100,000 made-up ones.

333,334 give a million labels. The ratio is that of the last size to the first. Queries are asked in turn, a new one
each round: labels of made-up terms as they are, the same with one slip or two, and the descriptions of ``queries/``.
"""

import csv
import itertools
import os
import random
import statistics
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from made_up import Maker, head
from rapidfuzz import process
from rapidfuzz.distance import OSA
from slips import mistyped
from timing import GLOSS, Job, alone, arguments, interleaved, show, timed, weigh

import partnergloss
from partnergloss.words import fold

SIZES = (300, 10_000, 100_000)
ROUNDS = 15
LIMITS = {
    "build, s": "60",
    "build, peak MB": "1500",
    "exact, ms": "1.15 x",
    "approximate, ms": "2.5 x",
    "search, ms": "3 x",
    "look-up, peak MB": "40",
    "hit@5 / full scan": "0.95",
}
"""What growth may cost at 100,000 terms; with an x, against the smallest size."""

TIMED = ("exact, ms", "approximate, ms", "search, ms", "list, first row, ms", "list, whole, ms")
"""What is timed in the same rounds at every size."""

_SEED = 5
_DECIMALS, _DECIMALS_BELOW = 2, 10
_ASKED = 120
_FIRST = 5
_LABELS = 4
"""Of one term, at most."""
_A_FILE = 200_000
"""Terms a file: the loader takes 256 MB."""
_DESCRIPTIONS = Path(__file__).parent / "queries" / "search-dev.csv"

Row = dict[str, float]
"""Figures of one size, by what they say."""


class Layer(NamedTuple):
    """Made-up terms in files of their own."""

    files: list[Path]
    labels: dict[str, list[str]]
    environment: dict[str, str]

    def queries(self) -> list[tuple[str, str]]:
        """Give labels and how they are mistyped, the same at every call."""
        labels = [label for several in self.labels.values() for label in several]
        return mistyped(labels, _ASKED, random.Random(_SEED))


def written(folder: Path, count: int) -> Layer:
    """Write so many terms, with a cache of their own to be."""
    maker = Maker(partnergloss.load())
    files: list[Path] = []
    for start in range(0, count, _A_FILE):
        path = folder / f"{count}-{start}.toml"
        with path.open("w", encoding="utf-8") as file:
            file.write("" if files else head())
            file.writelines(maker.term() for _ in range(start, min(count, start + _A_FILE)))
        files.append(path)
    listed = os.pathsep.join(map(str, files))
    return Layer(files, maker.labels, {"GLOSS_TERMS": listed, "XDG_CACHE_HOME": str(folder / f"cache-{count}")})


def built(layer: Layer) -> Row:
    """Ask a first question, so that the index is built; then some more, for their memory."""
    (label, *_), *_ = layer.labels.values()
    cost = weigh(GLOSS, "define", label, environment=layer.environment)
    (label, query), *_ = layer.queries()
    later = [weigh(GLOSS, "define", asked, environment=layer.environment).megabytes for asked in (label, query)]
    files = [path for path in Path(layer.environment["XDG_CACHE_HOME"]).rglob("*") if path.is_file()]
    return {
        "build, s": cost.seconds,
        "build, peak MB": cost.megabytes,
        "index, MB": sum(path.stat().st_size for path in files) / 1_000_000,
        "look-up, peak MB": max(later),
        "list, peak MB": weigh(GLOSS, "list", environment=layer.environment).megabytes,
        "list --json, peak MB": weigh(GLOSS, "list", "--json", environment=layer.environment).megabytes,
    }


def jobs(layer: Layer) -> dict[str, Job]:
    """Give what is timed."""
    labels, slips = zip(*layer.queries(), strict=True)
    with _DESCRIPTIONS.open(encoding="utf-8", newline="") as file:
        descriptions = [row["query"] for row in csv.DictReader(file)]
    work = (
        _in_turn(layer, "define", labels),
        _in_turn(layer, "define", slips),
        _in_turn(layer, "search", descriptions),
        lambda: _list(layer, 2),
        lambda: _list(layer, None),
    )
    return dict(zip(TIMED, work, strict=True))


def _in_turn(layer: Layer, verb: str, queries: Sequence[str]) -> Job:
    turn = itertools.cycle(queries)
    environment = {**os.environ, **layer.environment}
    return timed(lambda: subprocess.run([GLOSS, verb, next(turn)], env=environment, capture_output=True, check=False))


def _list(layer: Layer, lines: int | None) -> float:
    """Give the seconds until so many lines of the list, or all, have been read."""
    environment = {**os.environ, **layer.environment}
    start = time.perf_counter()
    with subprocess.Popen([GLOSS, "list"], env=environment, stdout=subprocess.PIPE) as listing:
        assert listing.stdout
        for _ in itertools.islice(listing.stdout, lines):
            pass
        taken = time.perf_counter() - start
        listing.stdout.close()
    return taken


def hits(layer: Layer) -> Row:
    """Say how often the term meant is among the first five, beside a scan over all names and aliases."""
    os.environ["XDG_CACHE_HOME"] = layer.environment["XDG_CACHE_HOME"]
    glossary = partnergloss.load(*layer.files)
    every = {term_id: [term.name, *term.aliases] for term_id, term in partnergloss.load().terms.items()} | layer.labels
    terms, labels = zip(*((term_id, fold(label)) for term_id, some in every.items() for label in some), strict=True)
    meant = {label: term_id for term_id, some in layer.labels.items() for label in some}
    found = scanned = 0
    for label, query in layer.queries():
        answer = glossary.lookup(query)
        shown = [match.id for match in answer.matches] + [near.id for near in answer.suggestions]
        found += meant[label] in shown[:_FIRST]
        close = process.extract(fold(query), labels, scorer=OSA.normalized_similarity, limit=_FIRST * _LABELS)
        scanned += meant[label] in [*dict.fromkeys(terms[place] for *_, place in close)][:_FIRST]
    return {
        "hit@5": found / _ASKED,
        "hit@5 of a full scan": scanned / _ASKED,
        "hit@5 / full scan": found / scanned,
    }


def report(sizes: Sequence[int], rounds: int, *, markdown: bool) -> None:
    """Write the layers, measure all of them in the same rounds, and print a table with a column each."""
    with alone() as folder:
        layers = {size: written(folder, size) for size in sizes}
        figures = {size: built(layer) for size, layer in layers.items()}
        taken = interleaved(
            {f"{size} {name}": job for size, layer in layers.items() for name, job in jobs(layer).items()}, rounds
        )
        for size, layer in layers.items():
            named = {what: taken[f"{size} {what}"] for what in TIMED}
            figures[size] |= {what: statistics.median(seconds) * 1000 for what, seconds in named.items()}
            figures[size] |= hits(layer)
    rows = []
    for what in figures[sizes[0]]:
        ratio = _figure(_ratio(what, figures, taken))
        rows.append([what, *(_figure(row[what]) for row in figures.values()), ratio, LIMITS.get(what, "")])
    show(["made-up terms", *(f"{size:,}" for size in sizes), "ratio", "limit"], rows, markdown=markdown)


def _ratio(what: str, figures: dict[int, Row], taken: dict[str, list[float]]) -> float:
    """Give a figure of the last size over that of the first; of what was timed, the median over the rounds."""
    sizes = [*figures]
    first, last = sizes[0], sizes[-1]
    pairs = [(figures[first][what], figures[last][what])]
    if what in TIMED:
        pairs = list(zip(taken[f"{first} {what}"], taken[f"{last} {what}"], strict=True))
    return statistics.median(large / small for small, large in pairs)


def _figure(number: float) -> str:
    return f"{number:,.{_DECIMALS if number < _DECIMALS_BELOW else 0}f}"


def main() -> None:
    """Print the table."""
    parser = arguments(__doc__)
    parser.add_argument("sizes", type=int, nargs="*", metavar="N", default=SIZES, help="how many terms")
    given = parser.parse_args()
    report(given.sizes, given.rounds or ROUNDS, markdown=given.markdown)


if __name__ == "__main__":
    main()
