"""Which label begins at a word of a document, and where it ends."""

from functools import lru_cache

from partnergloss.words import LINKING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnergloss.vocabulary import Word


def label_at(words: "Sequence[Word]", start: int) -> tuple[int, int, tuple[str, ...]]:
    """Find the longest label that begins at a word, unless a longer one begins inside it.

    Another label of the same term in brackets behind it belongs to it: ``Name (ABBR)``, ``ABBR (Name)``.

    Returns:
        Where the label ends, where the reading goes on, and the terms it may mean; none where no label begins.
    """
    end, ids = _longest(words, start)
    if end > start + 1:
        later = next((at for at in range(start + 1, end) if _is_longer(words, at, start, end)), None)
        if later:
            end, ids = _longest(words, start, later)
    behind, ids = _in_brackets(words, end, ids)
    return end, behind, ids


def _longest(words: "Sequence[Word]", start: int, most: int | None = None) -> tuple[int, tuple[str, ...]]:
    """Give where the longest label that begins at a word ends, at a place at most, and the terms that have it."""
    end, ids = start + 1, words[start].abbreviates
    nodes, at = words[start].nodes, start + 1
    while nodes and (most is None or at <= most):
        found = next((node.ids for node in nodes if node.ids), ())
        if found and (at > end or not ids):
            end, ids = at, found
        nodes = [node.next[key] for node in nodes for key in words[at].keys if key in node.next]
        at += 1
    return end, ids


def _is_longer(words: "Sequence[Word]", later: int, start: int, end: int) -> bool:
    """Say whether the label that begins at a later word is longer; words that only join others do not count."""
    stop, ids = _longest(words, later)
    return bool(ids) and stop > end and _length(words[later:stop]) > _length(words[start:end])


def _length(words: "Sequence[Word]") -> int:
    return sum(word.key not in LINKING for word in words)


@lru_cache(maxsize=256)  # documents repeat themselves, and a label may be shared by thousands of terms
def _both(ids: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Give the terms that two labels have in common."""
    among = {*others}
    return tuple(term for term in ids if term in among)


def _in_brackets(words: "Sequence[Word]", end: int, ids: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Take another label of the same term in brackets into a use: ``Name (ABBR)``, ``ABBR (Name)``."""
    if ids and words[end].key == "(":
        behind, inside = _longest(words, end + 1)
        both = _both(ids, inside) if inside else ()
        if both and words[behind].key == ")":
            return behind + 1, both
    return end, ids
