"""The steps of a lookup, from certain to likely: each takes a folded query and gives term ids, or nothing.

They are tried in the order of ``CERTAIN`` and ``LIKELY``; a step's name there is the ``reason`` of its answer.
"""

from partnergloss.approximation import approximate, slips
from partnergloss.index import NAMES
from partnergloss.words import acronym_keys, all_among, content, fold, forms, in_order, join, same_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from partnergloss.index import Index

    Step = Callable[[Index, str], list[str]]

_PARTIAL_MOST = 5
_LIKELY_MOST = 3
_SHORT = 5
_DESCRIBED = 2
_JOINED = 4
_NO_FORMS = ("abbr", "both", "cue")
_COMMON = 0.03
_BEGINNING = 3


def label(index: "Index", folded: str) -> list[str]:
    """Match a name, abbreviation, alias, misspelling or id; a label declared ambiguous means all its senses."""
    return index.senses(folded) + index.labelled(folded)


def gaps(index: "Index", folded: str) -> list[str]:
    """Match the same letters with other gaps: ``cosell``, ``value added re seller``."""
    joined = join(folded)
    return index.joined(joined) if len(joined) >= _JOINED else []


def acronym(index: "Index", folded: str) -> list[str]:
    """Match an abbreviation: with dots, in plural, beside its own words: ``V.A.R.s``, ``ICP profile``, ``ISVs (…)``."""
    ids = _abbreviated(index, folded)
    words = folded.split()
    for position, word in enumerate(words if len(words) > 1 and not ids else ()):
        rest = " ".join(words[:position] + words[position + 1 :])
        meant = _abbreviated(index, word)
        named = {*label(index, rest), *word_form(index, rest)} if meant else set()
        ids = [term for term in meant if term in named]
        ids = ids or [term for term in meant if all_among(rest.split(), fold(index.name(term)).split())]
        if ids:
            return ids
    return ids


def _abbreviated(index: "Index", folded: str) -> list[str]:
    """Find what is meant by an abbreviation alone."""
    for key in acronym_keys(folded):
        ids = index.senses(key) + index.abbreviated(key)
        if ids:
            return ids
    return []


def word_form(index: "Index", folded: str) -> list[str]:
    """Match the words of a label in other forms, best to the word: ``distributors``; a single alias only in plural."""
    words = content(folded)
    found = [(term, kind, text) for term, kind, text in _with_just(index, words) if kind not in _NO_FORMS]
    if len(words) == 1:
        names = _names(found)
        found = [label for label in found if label[2] in names or _singular(label[2]) == _singular(folded)]
    to_the_word = [term for term, _, text in found if in_order(folded.split(), text.split())]
    return to_the_word or [term for term, _, text in found if in_order(words, content(text))]


def _names(found: "Iterable[tuple[str, str, str]]") -> set[str]:
    """Give the names among labels; another term's label that is written like one counts as much."""
    return {text for _, kind, text in found if kind == "name"}


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def word_order(index: "Index", folded: str) -> list[str]:
    """Match the words of a label in another order: ``marketing by partners``, ``sales partner``."""
    words = content(folded)
    found = _with_just(index, words) if len(words) > 1 else ()
    ids = [term for term, kind, _ in found if kind not in _NO_FORMS]
    return ids if len({*ids}) <= _LIKELY_MOST else []


def cue(index: "Index", folded: str) -> list[str]:
    """Match all the words of a cue: ``outsourced it support``; a name that someone has, though not the trade."""
    words = content(folded)
    ids = [term for term, kind, _ in _with_just(index, words) if kind == "cue"] if len(words) >= _DESCRIBED else []
    return ids if len({*ids}) <= _LIKELY_MOST else []


def word_family(index: "Index", folded: str) -> list[str]:
    """Match the words of a label as their relatives: ``indirect reselling``; a single alias only in another form."""
    words = content(folded)
    found = [label for label in index.phrases_with(map(forms, words)) if label[1] in NAMES]
    if len(words) == 1:
        names = _names(found)
        found = [label for label in found if label[2] in names or same_word(folded, label[2])]
    stems = index.stems(forms(word)[0] for text in (folded, *(text for _, _, text in found)) for word in text.split())
    family = sorted(stems[forms(word)[0]] for word in words)
    ids = [term for term, _, text in found if sorted(stems[forms(word)[0]] for word in content(text)) == family]
    return ids if len({*ids}) <= _LIKELY_MOST else []


def partial(index: "Index", folded: str) -> list[str]:
    """Match labels of which some words are left out: ``security provider``. Length does not decide.

    A single word must tell something, and stand for one name at least: ``lookalike``, not ``outstanding``.
    """
    words = content(folded)
    if len(words) == 1:
        found = _with_all(index, words)
        names = _names(found)
        ids = [term for term, _, text in found if text in names]
        told = any(_stands_for(words[0], content(name)) for name in names) and index.share(words[0]) <= _COMMON
        return ids if told and len({*ids}) <= _PARTIAL_MOST else []
    found = [label for label in _with_all(index, words) if _remains(label[2], label[1], words, same_word)]
    names = _names(found)
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
    return kind in NAMES and in_turn and enough and (not linked or kind == "name" or same(words[0], parts[0]))


def beginning(index: "Index", folded: str) -> list[str]:
    """Match labels whose words begin as those of the query do: ``vol rebate``, ``predictive lead gen``."""
    words = content(folded)
    choices = [dict.fromkeys([word, *_begun(index, word)], 0) for word in words]
    found = [label for label in index.phrases_with(choices) if label[1] in NAMES] if len(words) > 1 else []
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
    return index.words_beginning(word) or index.words_beginning(word[:-1] if word[-1] in "esy" else word)


def _with_all(index: "Index", words: list[str]) -> list[tuple[str, str, str]]:
    """Find the labels and cues with all these words, inflected perhaps; the stems also join mere relatives."""
    found = index.phrases_with(map(forms, words))
    return [(term, kind, text) for term, kind, text in found if all_among(words, content(text))]


def _with_just(index: "Index", words: list[str]) -> list[tuple[str, str, str]]:
    """Find the labels and cues with these words, inflected perhaps, and no others that carry meaning."""
    found = [(label, content(label[2])) for label in _with_all(index, words)]
    return [label for label, parts in found if len(parts) == len(words) and all_among(parts, words)]


CERTAIN: "dict[str, Step]" = {"label": label, "gaps": gaps, "acronym": acronym, "word_form": word_form}
"""Steps whose answers are what was asked for, only written otherwise."""

LIKELY: "dict[str, Step]" = {
    "cue": cue,
    "word_order": word_order,
    "word_family": word_family,
    "partial": partial,
    "beginning": beginning,
    "approximate": approximate,
}
"""Steps whose answers are the nearest there is; they are shown as such."""
