"""The words of documents, read as the glossary's labels are: each kind of word is looked at once, when it is met.

``Vocabulary`` gives what a word may begin; ``words`` parts a text.
"""

import re

from partnergloss.acronyms import is_acronym, singular
from partnergloss.words import fold, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.index import Index

TOKEN = re.compile(
    r"\w+(?:[-‐‑–&'’ʼ]\w+)*"  # a word, with what a hyphen or an apostrophe joins to it
    r"|\n[^\S\n]*\n"  # the end of a paragraph
    r"|[^\w\s*~]|(?<!\S)\*+(?!\S)"  # a mark; what only emphasizes is none
)
"""What a text is made of. No name goes on across a mark or the end of a paragraph."""

HYPHENS = re.compile(r"[-‐‑–]")
"""What joins the parts of a compound."""

_CAPITALS_ONLY = ("alias", "hidden", "sense")
"""Kinds of label that are taken for abbreviations where they are one word without small letters."""

_SINGULARS = {
    "ies": "y",
    "sses": "ss",
    "uses": "us",
    "yses": "ysis",
    "xes": "x",
    "zes": "z",
    "ches": "ch",
    "shes": "sh",
}
_NO_PLURALS = ("ss", "us", "is")
_SHORTEST_PLURAL = 4
_ADD_ES = ("s", "x", "z", "ch", "sh")


class Node:
    """What may come after the words so far.

    Attributes:
        ids: the terms that the words so far are a label of.
        next: the node after a further folded word.
    """

    __slots__ = ("ids", "next")

    def __init__(self) -> None:
        self.ids: tuple[str, ...] = ()
        self.next: dict[str, Node] = {}


class Word:
    """One kind of word, as documents write it.

    Attributes:
        written: as it stands, without the ending of an abbreviation's plural.
        key: its folded form, or the mark itself.
        keys: that, and those of its singular and plural.
        abbreviates: the terms that it is an abbreviation of, in just these capitals.
        nodes: what it may be the first word of.
        acronym: whether it looks like an acronym.
        telling: whether it is a label or an acronym by itself.
        before: the folded words that may come next in a label.
    """

    __slots__ = ("abbreviates", "acronym", "before", "key", "keys", "nodes", "telling", "written")

    def __init__(self, written: str, key: str) -> None:
        self.written = written
        self.key = key
        self.keys: tuple[str, ...] = (key,)
        self.abbreviates: tuple[str, ...] = ()
        self.nodes: list[Node] = []
        self.acronym = False
        self.telling = False
        self.before: frozenset[str] = frozenset()


class Vocabulary(dict[str, "list[Word]"]):
    """The words met so far, by the token they stand in: mostly one, of a compound several."""

    def __init__(self, index: "Index") -> None:
        super().__init__()
        self._index = index
        self._openings = index.openings()
        self._together = index.written_together()
        self._general = set(index.meta()["acronyms"])
        self._root = Node()
        self._abbreviations: dict[str, list[str]] = {}

    def __missing__(self, token: str) -> "list[Word]":
        words = self[token] = self._read(token)
        return words

    def _read(self, token: str) -> "list[Word]":
        word = token.strip("_")  # emphasis
        if "_" in word or not any(map(str.isalnum, word)):
            folded = fold(token)  # & is a word, a name in a program is none
            return [self._word(token, folded)] if folded.isalpha() else [Word(token, token)]
        parts = HYPHENS.split(word)
        joined = _forms(join(fold(word))) if len(parts) > 1 else ()
        if self._is_label(joined):
            return [self._word(word, joined[0])]
        return [read for part in parts for read in self._part(part)]

    def _is_label(self, forms: tuple[str, ...]) -> bool:
        return any(form in self._openings and self._loaded(form).ids for form in forms)

    def _part(self, part: str) -> "list[Word]":
        """Read a word without hyphens; one that is a label of several words written together becomes these."""
        keys = _forms(fold(part))
        together = next((self._together[form] for form in keys if form in self._together), "")
        if together and not self._is_label(keys):
            return [self._word(word, word) for word in together.split()]
        first, *others = keys[0].split() or [part]
        word = self._word(part, first)
        if others and (word.abbreviates or (word.acronym and others[0] not in word.before)):
            return [word]  # P&L
        return [word, *(self._word(other, other) for other in others)]

    def _word(self, written: str, key: str) -> Word:
        word = Word(singular(written), key)
        word.keys = _forms(key)
        spelled = fold(word.written)
        word.nodes = [self._loaded(form) for form in word.keys if form in self._openings]
        if spelled in self._openings:
            self._loaded(spelled)
        spellings = (self._abbreviations.get(spelling) for spelling in (written, word.written, written[:-1]))
        word.abbreviates = tuple(dict.fromkeys(next(filter(None, spellings), ())))
        word.acronym = is_acronym(word.written) and word.written not in self._general
        word.telling = bool(word.abbreviates or word.acronym or any(node.ids for node in word.nodes))
        word.before = frozenset().union(*[node.next for node in word.nodes])
        return word

    def _loaded(self, key: str) -> Node:
        """Give what may come after a first word; its labels are read from the index when it is first met."""
        if key not in self._root.next:
            self._root.next[key] = Node()
            owners: dict[Node, list[str]] = {}
            for term_id, kind, label in self._index.opening_with(key):
                self._add(term_id, kind, label, owners)
            for node, ids in owners.items():
                node.ids = tuple(dict.fromkeys((*node.ids, *ids)))
        return self._root.next[key]

    def _add(self, term_id: str, kind: str, label: str, owners: dict[Node, list[str]]) -> None:
        """Put a label among those that begin alike; whose it is goes to the owners of the place where it ends."""
        tokens = TOKEN.findall(label)
        single = len(tokens) == 1
        if single and (kind == "abbr" or (kind in _CAPITALS_ONLY and label == label.upper())):
            self._abbreviations.setdefault(label, []).append(term_id)
            return
        node = self._root
        for token in tokens:
            for key in fold(token).split() or [token]:
                node = node.next.setdefault(key, Node())
        owners.setdefault(node, []).append(term_id)


def _forms(key: str) -> tuple[str, ...]:
    """Give a folded word, its singular where it looks like a plural, and its plural."""
    if not key.isalpha():
        return (key,)
    forms = [key]
    if key.endswith("s") and len(key) >= _SHORTEST_PLURAL and not key.endswith(_NO_PLURALS):
        forms += [key[: -len(ending)] + single for ending, single in _SINGULARS.items() if key.endswith(ending)]
        forms.append(key[:-1])
    forms.append(key[:-1] + "ies" if key.endswith("y") else key + ("es" if key.endswith(_ADD_ES) else "s"))
    return tuple(forms)
