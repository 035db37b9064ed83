"""Labels as people mistype them."""

import random
import string
from collections.abc import Sequence

_SHORTEST = 8


def slipped(text: str, count: int, chance: random.Random) -> str:
    """Make so many slips in a text: a letter left out, put in, replaced, or changed places with the next."""
    found = text
    while found == text:
        for _ in range(count):
            place = chance.choice([place for place, letter in enumerate(found[:-1]) if letter.isalpha()])
            letter, following = found[place], found[place + 1]
            other = chance.choice(string.ascii_lowercase)
            there = chance.choice(("", letter + other, other, following + letter))
            found = found[:place] + there + found[place + (2 if len(there) > 1 and there[0] == following else 1) :]
    return found


def mistyped(labels: Sequence[str], count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Give so many of the longer labels, every other one with two slips, the rest with one: label and query."""
    long = [label for label in labels if len(label) >= _SHORTEST]
    chosen = chance.choices(long, k=count)
    return [(label, slipped(label, 1 + number % 2, chance)) for number, label in enumerate(chosen)]
