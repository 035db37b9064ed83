"""The certain steps of a lookup: each takes a folded query and gives term ids, or nothing.

They are tried in the order of ``CERTAIN``; a step's name there is the ``reason`` of its answer.
"""

from partnergloss.words import acronym_keys, all_among, content, fold, in_order, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from partnergloss.index import Index, Phrase

    Step = Callable[[Index, str], list[str]]

_JOINED = 4
NO_FORMS = ("abbr", "both")
"""The kinds of label whose words have no other forms and no other order."""


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
    found = [(term, kind, text) for term, kind, text in with_just(index, folded) if kind not in NO_FORMS]
    if len(words) == 1:
        names = names_among(found)
        found = [label for label in found if label[2] in names or _singular(label[2]) == _singular(folded)]
    to_the_word = [term for term, _, text in found if in_order(folded.split(), text.split())]
    return to_the_word or [term for term, _, text in found if in_order(words, content(text))]


def names_among(found: "Iterable[Phrase]") -> set[str]:
    """Give the names among labels; another term's label that is written like one counts as much."""
    return {text for _, kind, text in found if kind == "name"}


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def with_just(index: "Index", folded: str) -> "list[Phrase]":
    """Find the labels with just the words of a text, inflected perhaps, in any order, but no relatives."""
    from partnergloss.retrieval import related

    words = content(folded)
    found = [(label, content(label[2])) for label in related(index, folded)]
    return [label for label, parts in found if all_among(words, parts) and all_among(parts, words)]


CERTAIN: "dict[str, Step]" = {"label": label, "gaps": gaps, "acronym": acronym, "word_form": word_form}
"""Steps whose answers are what was asked for, only written otherwise."""
