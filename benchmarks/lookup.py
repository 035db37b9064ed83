"""How often a query finds its term, beside simpler ways: ``python benchmarks/lookup.py [FILE.csv …]``.

A file has the columns ``query,expected,class``: ids parted by blanks, or ``-`` for what must be refused. Files whose
classes are all of ``SEARCH`` are put to ``search``, the others to ``define``. Without files, those of ``queries/``.

The simpler ways get the same terms in the same run: ``difflib`` and rapidfuzz's ``WRatio`` over all labels, each with
the cutoff that serves it best on this very file, and SQLite's FTS5 as it comes, over names, labels and texts.
"""

import csv
import difflib
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

import partnergloss
from partnergloss.words import fold

SEARCH = frozenset(("paraphrase", "keyword", "question"))
"""Classes of descriptions."""

_QUERIES = Path(__file__).parent / "queries"
_CUTOFFS = range(50, 101, 5)
_DEPTH = 10
_FIRST = 5


class Query(NamedTuple):
    """A line of a file."""

    text: str
    expected: frozenset[str]
    kind: str


Way = Callable[[str], Sequence[str]]
"""A way to look up: query to term ids, the best first; none where it refuses."""

GLOSSARY = partnergloss.load()


def labels() -> dict[str, str]:
    """Give every label, folded, with its term; where several have it, the first."""
    found: dict[str, str] = {}
    for term_id, term in GLOSSARY.terms.items():
        for label in (term.name, *term.abbr, *term.aliases):
            found.setdefault(fold(label), term_id)
    return found


LABELS = labels()


def define(text: str) -> list[str]:
    """Look up as ``gloss define``."""
    return [match.id for match in GLOSSARY.lookup(text).matches]


def search(text: str) -> list[str]:
    """Look up as ``gloss search``."""
    return [match.id for match in GLOSSARY.search(text, _DEPTH).matches]


def with_difflib(cutoff: int, most: int = 1) -> Way:
    """Look up the labels that difflib finds closest."""

    def way(text: str) -> list[str]:
        close = difflib.get_close_matches(fold(text), LABELS, n=3 * most, cutoff=cutoff / 100)
        return list(dict.fromkeys(LABELS[label] for label in close))[:most]

    return way


def with_wratio(cutoff: int, most: int = 1) -> Way:
    """Look up the labels that rapidfuzz's WRatio finds closest."""

    def way(text: str) -> list[str]:
        close = process.extract(fold(text), LABELS.keys(), scorer=fuzz.WRatio, score_cutoff=cutoff, limit=3 * most)
        return list(dict.fromkeys(LABELS[label] for label, *_ in close))[:most]

    return way


def with_fts5(operator: str, most: int = 1) -> Way:
    """Look up with FTS5 as it comes: no stems, no weights, no cues."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE page USING fts5(id UNINDEXED, name, labels, definition, notes)")
    for term_id, term in GLOSSARY.terms.items():
        names = " ".join([*term.abbr, *term.aliases])
        row = (term_id, term.name, names, term.definition, " ".join(term.notes))
        connection.execute("INSERT INTO page VALUES (?, ?, ?, ?, ?)", row)

    def way(text: str) -> list[str]:
        wanted = f" {operator} ".join(f'"{word}"' for word in fold(text).split())
        query = "SELECT id FROM page WHERE page MATCH ? ORDER BY rank LIMIT ?"
        return [term for (term,) in connection.execute(query, (wanted, most))] if wanted else []

    return way


def right(query: Query, shown: Sequence[str]) -> bool:
    """Say whether what was shown is what was meant: every sense of an ambiguous word, else nothing beside it."""
    if query.kind == "ambiguous":
        return query.expected <= {*shown}
    return bool(shown) == bool(query.expected) and {*shown} <= query.expected


def overall(queries: list[Query], way: Way) -> float:
    """Give the share of right answers."""
    return sum(right(query, way(query.text)) for query in queries) / len(queries)


def best(queries: list[Query], make: Callable[[int], Way]) -> tuple[int, Way]:
    """Give the cutoff that serves a way best on these queries."""
    cutoff = max(_CUTOFFS, key=lambda number: overall(queries, make(number)))
    return cutoff, make(cutoff)


def compare_definitions(queries: list[Query]) -> None:
    """Print the share of right answers by class, the wrong entries, and where gloss fails."""
    by_difflib, difflib_way = best(queries, with_difflib)
    by_wratio, wratio_way = best(queries, with_wratio)
    ways = {
        "gloss": define,
        f"difflib {by_difflib}": difflib_way,
        f"WRatio {by_wratio}": wratio_way,
        "FTS5": with_fts5("AND"),
    }
    print(f"{'right, %':<14}{'n':>5}" + "".join(f"{name:>12}" for name in ways))
    for kind in [*dict.fromkeys(query.kind for query in queries), "overall"]:
        some = [query for query in queries if kind in (query.kind, "overall")]
        shares = [100 * overall(some, way) for way in ways.values()]
        print(f"{kind:<14}{len(some):>5}" + "".join(f"{share:>12.1f}" for share in shares))
    answerable = [query for query in queries if query.expected]
    wrong = [
        100 * sum(bool(found) and not query.expected & {*found} for query, found in told) / len(answerable)
        for told in ([(query, way(query.text)) for query in answerable] for way in ways.values())
    ]
    print(f"{'wrong entry':<14}{len(answerable):>5}" + "".join(f"{share:>12.1f}" for share in wrong))
    for query in queries:
        answer = GLOSSARY.lookup(query.text)
        shown = [match.id for match in answer.matches]
        if not right(query, shown):
            near = " ".join(suggestion.id for suggestion in answer.suggestions)
            told = f"{answer.reason}: {' '.join(shown)}" if shown else f"refused; near: {near or '-'}"
            print(f"  {query.kind}: {query.text} → {told}, expected {' '.join(sorted(query.expected)) or '-'}")


def compare_searches(queries: list[Query]) -> None:
    """Print how often a right term comes first, among the first five, and how high on average; and where not first."""
    ways = {
        "gloss": search,
        "difflib": with_difflib(1, _DEPTH),
        "WRatio": with_wratio(1, _DEPTH),
        "FTS5": with_fts5("OR", _DEPTH),
    }
    print(f"{'%':<10}{'n':>5}{'hit@1':>8}{'hit@5':>8}{'MRR@10':>8}")
    for name, way in ways.items():
        places = [place(query, way(query.text)) for query in queries]
        first = sum(rank == 1 for rank in places)
        five = sum(0 < rank <= _FIRST for rank in places)
        shares = (first, five, sum(1 / rank for rank in places if rank))
        print(f"{name:<10}{len(queries):>5}" + "".join(f"{100 * share / len(queries):>8.1f}" for share in shares))
    for query in queries:
        shown = search(query.text)
        if place(query, shown) != 1:
            rank = place(query, shown) or "-"
            print(f"  {rank}: {query.text} → {' '.join(shown[:3])}, expected {' '.join(sorted(query.expected))}")


def place(query: Query, shown: Sequence[str]) -> int:
    """Give the place of the first right term, from 1; 0 where there is none."""
    return next((rank for rank, term in enumerate(shown, 1) if term in query.expected), 0)


def read(path: Path) -> list[Query]:
    """Read a file of queries."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Query(row["query"], frozenset(row["expected"].split()) - {"-"}, row["class"]) for row in rows]


def main() -> None:
    """Measure every file."""
    for path in map(Path, sys.argv[1:] or sorted(map(str, _QUERIES.glob("*.csv")))):
        queries = read(path)
        print(f"\n{path.name}: {len(queries)} queries, {len(GLOSSARY.terms)} terms")
        if all(query.kind in SEARCH for query in queries):
            compare_searches(queries)
        else:
            compare_definitions(queries)


if __name__ == "__main__":
    main()
