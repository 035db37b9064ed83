"""The likely steps of a lookup: each takes a folded query and gives the ids of the nearest terms there are, or nothing.

They are tried in the order of ``LIKELY``, after the certain ones; their answers are shown as what they are.
"""

from partnergloss.approximation import approximate, slips
from partnergloss.index import NAMES
from partnergloss.retrieval import phrases_with, related, share, words_beginning
from partnergloss.steps import NO_FORMS, names_among, with_just
from partnergloss.words import all_among, content, forms, same_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from partnergloss.index import Index, Phrase
    from partnergloss.steps import Step

_PARTIAL_MOST = 5
_LIKELY_MOST = 3
_SHORT = 5
_DESCRIBED = 2
_COMMON = 0.03
_BEGINNING = 3
_ALL = 200  # words; a query has fewer


def word_order(index: "Index", folded: str) -> list[str]:
    """Match the words of a label in another order: ``marketing by partners``, ``sales partner``."""
    words = content(folded)
    found = with_just(index, folded) if len(words) > 1 else ()
    ids = [term for term, kind, _ in found if kind not in NO_FORMS]
    return ids if len({*ids}) <= _LIKELY_MOST else []


def cue(index: "Index", folded: str) -> list[str]:
    """Match all the words of a cue: ``outsourced it support``; a name that someone has, though not the trade."""
    words = content(folded)
    alike = phrases_with(index, map(forms, words), len(words), len(words), ["cue"]) if len(words) >= _DESCRIBED else []
    ids = [term for term, _, text in alike if all_among(words, content(text)) and all_among(content(text), words)]
    return ids if len({*ids}) <= _LIKELY_MOST else []


def word_family(index: "Index", folded: str) -> list[str]:
    """Match the words of a label as their relatives: ``indirect reselling``; a single alias only in another form."""
    words = content(folded)
    found = [label for label in related(index, folded) if label[1] in NAMES]
    if len(words) == 1:
        names = names_among(found)
        found = [label for label in found if label[2] in names or same_word(folded, label[2])]
    ids = [term for term, _, _ in found]
    return ids if len({*ids}) <= _LIKELY_MOST else []


def partial(index: "Index", folded: str) -> list[str]:
    """Match labels of which some words are left out: ``security provider``. Length does not decide.

    A single word must tell something, and stand for one name at least: ``lookalike``, not ``outstanding``.
    """
    words = content(folded)
    if len(words) == 1:
        found = _with_all(index, words, _ALL)
        names = names_among(found)
        ids = [term for term, _, text in found if text in names]
        told = any(_stands_for(words[0], content(name)) for name in names) and share(index, words[0]) <= _COMMON
        return ids if told and len({*ids}) <= _PARTIAL_MOST else []
    left = _with_all(index, words, 2 * len(words))
    found = [label for label in left if _remains(label[2], label[1], words, same_word)]
    names = names_among(found)
    ids = [term for term, _, text in found if text in names or not names]
    return ids if len({*ids}) <= _PARTIAL_MOST else []


def _stands_for(word: str, name: list[str]) -> bool:
    """Say whether one word may stand for a name: its first, or the second of two; not ``outstanding`` for DSO."""
    parts = name if len(name) == 2 else name[:1]  # noqa: PLR2004
    return word.removesuffix("s") in [part.removesuffix("s") for part in parts]


def _remains(text: str, kind: str, words: list[str], same: "Callable[[str, str], bool]") -> bool:
    """Say whether words may be what is left of a label when some of its words are dropped.

    At least half of a name stays, in order; of another label more, and where it has linking words also its first word:
    of ``sales to end customers`` it is the sales that matter.
    """
    parts = content(text)
    rest = iter(parts)
    in_turn = all(any(same(word, part) for part in rest) for word in words)
    enough = 2 * len(words) >= len(parts) + (kind != "name")
    linked = len(parts) < len(text.split())
    return in_turn and enough and (not linked or kind == "name" or same(words[0], parts[0]))


def beginning(index: "Index", folded: str) -> list[str]:
    """Match labels whose words begin as those of the query do: ``vol rebate``, ``predictive lead gen``."""
    words = content(folded)
    choices = [dict.fromkeys([word, *_begun(index, word)], 0) for word in words]
    found = phrases_with(index, choices, len(words), 2 * len(words)) if len(words) > 1 else []
    ids = [term for term, _, text in found if slips(choices, content(text)) == 0]
    if not ids:
        shortened = [word for word in words if len(word) < _SHORT or not index.has_word(word)]

        def same(word: str, part: str) -> bool:
            return part.startswith(word) if word in shortened else same_word(word, part)

        ids = [term for term, kind, text in found if _remains(text, kind, words, same)]
    return ids if len({*ids}) <= _PARTIAL_MOST else []


def _begun(index: "Index", word: str) -> list[str]:
    """Give the words that a word is the beginning of, or what is left of it without its ending: ``certs``."""
    if len(word) < _BEGINNING or index.abbreviated(word) or index.senses(word):
        return []
    return words_beginning(index, word) or words_beginning(index, word[:-1] if word[-1] in "esy" else word)


def _with_all(index: "Index", words: list[str], most: int) -> "list[Phrase]":
    """Find names and aliases of so many words with all of these, inflected perhaps; the stems also join relatives."""
    found = phrases_with(index, map(forms, words), len(words), most)
    return [label for label in found if all_among(words, content(label[2]))]


LIKELY: "dict[str, Step]" = {
    "cue": cue,
    "word_order": word_order,
    "word_family": word_family,
    "partial": partial,
    "beginning": beginning,
    "approximate": approximate,
}
"""Steps whose answers are the nearest there is."""
