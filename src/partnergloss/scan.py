"""A document → the terms it uses, and the words in it that need a word of explanation."""

from itertools import chain, islice, pairwise

from partnergloss.acronyms import spelled
from partnergloss.matching import label_at
from partnergloss.passage import Passage
from partnergloss.prose import prose, without_urls
from partnergloss.vocabulary import Vocabulary, Word
from partnergloss.words import content, same_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnergloss.index import Index

_PORTION = 1 << 12
"""Characters that are read at once."""

_SAYING = frozenset(("(", "=", ":", "–", "—", ",", "“", '"', "means", "stands", "for", "is", "short"))
"""What may stand between an acronym and its long form."""

_MOST_SAYING = 3
_NEAR = 4
"""Words and marks on each side among which the next word is looked for."""

_LONGEST = 12
"""Words that an acronym may stand for, with those that join them."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Marks that a reader does not see, in the middle of words: soft hyphens, joiners."""


class Use:
    """How a document uses a label or an acronym.

    Attributes:
        ids: the terms it may mean; none of an acronym that no term explains.
        text: as it stands where it is used first.
        line: the line of that, counted from 1.
        count: how often it is used.
    """

    __slots__ = ("count", "ids", "line", "order", "text")

    def __init__(self, ids: tuple[str, ...], text: str, line: int, order: int) -> None:
        self.ids = ids
        self.text = text
        self.line = line
        self.order = order
        self.count = 1

    def __repr__(self) -> str:
        return f"Use({self.ids!r}, {self.text!r}, line={self.line}, count={self.count})"


class Scan:
    """What a document uses.

    Attributes:
        terms: one use for each term, by its id.
        ambiguous: labels with several senses, where the document does not say which.
        unknown: acronyms that neither a term nor the document explains.
    """

    __slots__ = ("ambiguous", "terms", "unknown")

    def __init__(self, terms: dict[str, Use], ambiguous: list[Use], unknown: list[Use]) -> None:
        self.terms = terms
        self.ambiguous = ambiguous
        self.unknown = unknown


def scan(index: "Index", text: str, *, markdown: bool = False) -> Scan:
    """Find the terms of a glossary in a text.

    The longest label wins and counts once; ``Name (ABBR)`` is one use. Abbreviations match in their capitals,
    other labels folded, in singular and plural, within a sentence. Labels of more than 200 characters are not looked
    for, as nobody writes them out.

    Args:
        index: the glossary.
        text: the document.
        markdown: whether to leave out what is not prose in Markdown.
    """
    for mark in _INVISIBLE if not text.isascii() else "":
        text = text.replace(mark, "")
    reading = _Reading(Vocabulary(index))
    line = 1
    for portion in _portions(prose(text) if markdown else without_urls(text)):
        reading.read(portion, line)
        line += portion.count("\n")
    return reading.result(index)


def _portions(text: str) -> "Iterator[str]":
    """Part a text at ends of paragraphs, or, in a very long one, of lines or words."""
    start = 0
    while start < len(text):
        end = start + _PORTION
        cuts = (text.find(mark, end, end + 16 * _PORTION) for mark in ("\n\n", "\n", " "))
        cut = next((cut for cut in cuts if cut >= 0), len(text) if end >= len(text) else end + 16 * _PORTION)
        yield text[start : cut + 1]
        start = cut + 1


class _Reading:
    """The uses found so far.

    A use is kept by what it may mean and, of an abbreviation, by its spelling: another place in the document may say
    what that stands for.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._uses: dict[tuple[tuple[str, ...], str], Use] = {}
        self._long_forms: dict[str, list[str]] = {}

    def read(self, portion: str, line: int) -> None:
        """Find what a portion of the text uses; it begins on that line."""
        passage = Passage(portion, line, self._vocabulary)
        words = [*chain.from_iterable(passage.read), _END]
        end = 0
        pairs = enumerate(pairwise(words))
        for start in [
            at
            for at, (word, after) in pairs
            if word.telling or (word.before and not word.before.isdisjoint(after.keys))
        ]:
            if start >= end:
                end = self._read_at(words, start, passage)

    def _read_at(self, words: "Sequence[Word]", start: int, passage: Passage) -> int:
        """Find what begins at a word; give where the reading goes on."""
        word = words[start]
        end, behind, ids = label_at(words, start)
        short = word.written if word.acronym and end == start + 1 else ""
        if short and behind == end and short not in self._long_forms:
            long_form = _long_form(words, start)
            if long_form:
                self._long_forms[short] = long_form
        if ids or (short and not (_stressed(words, start) and passage.is_heading(start))):
            key = (ids, short)
            use = self._uses.get(key)
            if use:
                use.count += 1
            else:
                self._uses[key] = Use(ids, passage.text(start, end), passage.line(start), len(self._uses))
        return behind

    def result(self, index: "Index") -> Scan:
        """Say what the whole of the text used."""
        terms: dict[str, Use] = {}
        open_uses: list[Use] = []
        unknown: list[Use] = []
        for (ids, short), use in self._uses.items():
            if short in self._long_forms:
                use.ids = _meant(index, ids, self._long_forms[short])
            if len(use.ids) == 1:
                _count(terms, use.ids[0], use)
            elif use.ids:
                open_uses.append(use)
            elif short not in self._long_forms and not self._is_word(index, short):
                unknown.append(use)
        ambiguous: dict[str, Use] = {}
        sure = {*terms}
        for use in open_uses:
            said = sure.intersection(use.ids)
            if len(said) == 1:
                use.ids = (*said,)
                _count(terms, use.ids[0], use)
            else:
                _count(ambiguous, " ".join(sorted(use.ids)), use)
        return Scan(terms, list(ambiguous.values()), unknown)

    def _is_word(self, index: "Index", short: str) -> bool:
        """Say whether capitals only stress a word: the document, or the text of a term, has it in small letters."""
        small = short.lower()
        return small in self._vocabulary or short.capitalize() in self._vocabulary or index.says(small)


_END = Word("", "\n\n")
"""What stands behind the last word."""


def _count(uses: dict[str, Use], key: str, use: Use) -> None:
    """Add a use to those of the same thing; the first tells its text and line."""
    if key in uses:
        use, later = sorted((uses[key], use), key=lambda one: one.order)
        use.count += later.count
    uses[key] = use


def _stressed(words: "Sequence[Word]", start: int) -> bool:
    """Say whether a word may stand in a line in capitals: not where both words beside it have small letters."""
    sides = (words[max(0, start - _NEAR) : start][::-1], words[start + 1 : start + 1 + _NEAR])
    return not all(map(_begin_small, sides))


def _begin_small(words: "Sequence[Word]") -> bool:
    """Say whether the first of some words has small letters; marks are no words, but a paragraph ends there."""
    spoken = next((word.written for word in words if word.key.isalnum() or word.key[0] == "\n"), "")
    return spoken.upper() != spoken


def _long_form(words: "Sequence[Word]", start: int) -> list[str]:
    """Give the words that the text itself spells an acronym out with, before or behind it."""
    acronym = words[start].written
    if start and words[start - 1].key in ("(", "“", '"'):
        opening = start - 2 if words[start - 2].key == "(" else start - 1
        before = spelled(
            acronym, (word.key for word in reversed(words[max(0, opening - _LONGEST) : opening])), back=True
        )
        if before:
            return before
    behind = start + 1
    while words[behind].key in _SAYING and behind - start <= _MOST_SAYING:
        behind += 1
    said = (word.key for word in islice(words, behind, behind + _LONGEST))
    return spelled(acronym, said) if behind > start + 1 else []


def _meant(index: "Index", ids: tuple[str, ...], long_form: list[str]) -> tuple[str, ...]:
    """Give the terms with a label that shares at least half of the words that a document spells an acronym out with."""
    said = content(" ".join(long_form))
    return tuple(
        term
        for term in ids
        if any(
            2 * sum(any(same_word(word, other) for other in folded.split()) for word in said) >= len(said)
            for kind, folded in index.phrases_of(term)
            if kind in ("name", "alias")
        )
    )
