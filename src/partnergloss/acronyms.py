"""Acronyms in running text: what looks like one, and which words spell it out."""

import re

from partnergloss.words import LINKING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_FEWEST, _MOST = 2, 6
"""Letters."""
_DIGITS = 2
LONGEST_HEADING = 120
"""Characters."""

_WORD = re.compile(r"\w+")


def is_numeral(text: str) -> bool:
    """Say whether a text may be a Roman number under ninety; larger ones look like acronyms: ``CD``, ``MC``."""
    return re.fullmatch(r"(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})", text) is not None


def is_acronym(word: str) -> bool:
    """Say whether a word in a text looks like an acronym: two to six letters, most of them capitals, as in ``B2B``."""
    letters = [char for char in word if char.isalpha()]
    capitals = sum(map(str.isupper, letters))
    return (
        word[:1].isupper()
        and _FEWEST <= capitals <= len(letters) <= _MOST
        and capitals * 2 >= len(letters)
        and sum(map(str.isdigit, word)) <= _DIGITS
        and not is_numeral(word)
    )


def is_heading(line: str) -> bool:
    """Say whether a line is a heading in capitals, or shouted; no item of a list, row of a table, list of acronyms.

    In one with commas a word must be too long for an acronym, or only join others.
    """
    line = line.strip("#| \t\r")
    if len(line) > LONGEST_HEADING or not line.isupper() or line.startswith(("-", "*", "+", "•")) or "|" in line:
        return False
    words = _WORD.findall(line)
    return not {",", ";"} & set(line) or any(len(word) > _MOST or word.casefold() in LINKING for word in words)


def singular(acronym: str) -> str:
    """Take the ending of a plural or a possessive off: ``VARs``, ``VAR's``."""
    for ending in ("'s", "’s", "ʼs", "s"):
        if acronym.endswith(ending) and acronym[: -len(ending)][-1:].isupper():
            return acronym[: -len(ending)]
    return acronym


def spelled(acronym: str, words: "Iterable[str]", *, back: bool = False) -> list[str]:
    """Give the leading ones of some folded words whose first letters are an acronym; none where they are not.

    Words that only join others may be left out of it: ``TCO`` is total cost of ownership.

    Args:
        acronym: in the singular.
        words: those next to it.
        back: whether they come from behind, the nearest first.
    """
    letters = [char for char in acronym.casefold() if char.isalnum()]
    step = -1 if back else 1
    waiting = letters[::step]
    found: list[str] = []
    for word in words:
        if word[:1] == waiting[0]:
            waiting.pop(0)
        elif word not in LINKING:
            return []
        found.append(word)
        if not waiting:
            return found[::step]
    return []
