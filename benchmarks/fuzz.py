"""Odd queries in great number: ``python benchmarks/fuzz.py [COUNT] [SEED]``.

Each goes to ``define`` and ``search``. None may raise, or have more matches than allowed. By kind of query it prints
how many there were, how many were answered, the slowest in milliseconds, and of those that should mean nothing the
first that were answered all the same, for a person to look at.
"""

import random
import string
import sys
import time
from collections.abc import Callable

import partnergloss
from partnergloss.likely import LIKELY

COUNT = 100_000
_SHOWN = 5

GLOSSARY = partnergloss.load()
_LABELS = [label for term in GLOSSARY.terms.values() for label in (term.name, *term.aliases, *term.abbr)]
_OPERATORS = [
    *"\"'()*^:+-{}[]|&;%_$\\/.",
    "OR",
    "AND",
    "NOT",
    "NEAR(",
    "SELECT",
    "DROP TABLE",
    "--",
    "[bold]",
    "[/]",
    "[link=x]",
]
_OPERATORS += [".*", "(a+)+$", "\\d{9}", "{0}", "%s", "\x1b[31m", "name:", "\x00"]
_RANGES = {
    "control": (0, 0x20),
    "right to left": (0x590, 0x7FF),
    "emoji": (0x1F300, 0x1FAFF),
    "surrogates": (0xD800, 0xDFFF),
    "anything": (0, 0x10FFFF),
}


def characters(low: int, high: int) -> Callable[[random.Random], str]:
    """Give a maker of texts of these code points."""
    return lambda chance: "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(1, 60)))


def punctuation(chance: random.Random) -> str:
    """Make a text of punctuation alone."""
    return "".join(chance.choices(string.punctuation + " ", k=chance.randint(1, 80)))


def operators(chance: random.Random) -> str:
    """Make a text of operators of SQL, FTS5, regular expressions, markup and formats."""
    return chance.choice(["", " "]).join(chance.choices(_OPERATORS, k=chance.randint(1, 12)))


def long(chance: random.Random) -> str:
    """Make a text of ten thousand characters and more."""
    return chance.choice(["a", "x ", "é", "reseller ", "\u202e", "(a", "'"]) * 10_000


def letters(chance: random.Random) -> str:
    """Make words that are none."""
    words = (
        "".join(chance.choices(string.ascii_lowercase, k=chance.randint(1, 12))) for _ in range(chance.randint(1, 4))
    )
    return " ".join(words)


def slips(chance: random.Random) -> str:
    """Make a label with one to four letters changed."""
    text = list(chance.choice(_LABELS))
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text))
        text[place : place + chance.randint(0, 1)] = chance.choices(string.ascii_letters + " -", k=chance.randint(0, 2))
        text = text or ["?"]
    return "".join(text)


def mixed(chance: random.Random) -> str:
    """Make a label with operators in it."""
    return f"{operators(chance)}{chance.choice(_LABELS)}{operators(chance)}"


ODD: dict[str, Callable[[random.Random], str]] = {name: characters(*pair) for name, pair in _RANGES.items()}
ODD |= {"punctuation": punctuation, "operators": operators, "long": long, "letters": letters}
"""What should mean nothing."""

NEAR: dict[str, Callable[[random.Random], str]] = {"slips": slips, "mixed": mixed}
"""What is near a label."""


def main() -> None:
    """Ask and report."""
    count, seed = map(int, [*sys.argv[1:3], *(str(COUNT), "1")[len(sys.argv) - 1 :]])
    chance = random.Random(seed)
    makers = ODD | NEAR
    print(f"{'kind':<16}{'asked':>8}{'defined':>9}{'found':>8}{'slowest ms':>12}")
    for kind, make in makers.items():
        asked = [make(chance) for _ in range(count // len(makers))]
        defined, found, slowest = [], 0, 0.0
        for query in asked:
            start = time.perf_counter()
            answer, searched = GLOSSARY.lookup(query), GLOSSARY.search(query)
            slowest = max(slowest, time.perf_counter() - start)
            if answer.reason in LIKELY and len(answer.matches) > (
                5 if answer.reason in ("partial", "beginning") else 3
            ):
                sys.exit(f"too many matches: {query!r}")
            found += bool(searched.matches)
            if answer.matches:
                defined.append((query, answer))
        print(f"{kind:<16}{len(asked):>8}{len(defined):>9}{found:>8}{slowest * 1000:>12.1f}")
        for query, answer in defined[:_SHOWN] if kind in ODD else ():
            print(f"    {query!r} → {answer.reason}: {' '.join(match.id for match in answer.matches)}")


if __name__ == "__main__":
    main()
