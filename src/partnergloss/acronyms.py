"""Acronyms in running text: what looks like one, and which words spell it out."""

from partnergloss.words import LINKING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_FEWEST, _MOST = 2, 6
"""Letters."""
_DIGITS = 2


def is_numeral(text: str) -> bool:
    """Say whether a text may be a small Roman number."""
    return set(text) <= {"I", "V", "X"}


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
