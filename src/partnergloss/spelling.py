"""Words that are spelled almost right: how far one word is from another, by its letters or by its sound.

Distances are rapidfuzz's optimal string alignment: a letter wrong, missing, added or swapped with the next is one slip.
"""

from itertools import cycle, groupby

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Letters that a word has at least …
_APPROXIMATED = 5  # to hold one wrong letter, and one in its sound beside other words
_LONG = 9  # to hold two wrong letters
_SURE = 6  # to hold one in its sound when alone
_SOUNDED = 4  # to be known by its sound when alone
_SPOKEN = 3  # to be known by its sound at all
_BEGINNING = 7  # to have so many for keys
_DENYING = ("de", "dis", "im", "in", "non", "un")
_VOWELS = frozenset("aeiouy")
HEARD = "~"
"""What the keys of a sound begin with."""

_SOUNDS = tuple(
    pair.split(":")
    for pair in "ssion:Sn tion:Sn sion:Sn shun:Sn cian:Sn cial:Sl tial:Sl cious:Sus tious:Sus ture:Sur sure:Sur tch:S "
    "ch:S sh:S ph:f gh: kn:n wr:r wh:w qu:kw ck:k ce:se ci:si cy:si c:k dge:j ge:je gi:ji gy:ji q:k x:ks z:s y:i "
    "oo:u ee:i ea:i ie:i ei:i ou:u ew:u ai:a au:o ow:o oa:o ole:ol".split()
)
"""What letters sound like, in the order they are replaced; ``S`` is the sound of sh and ch. After Philips' Metaphone
(1990), but vowels stay, since here the sound is only where the counting of slips begins."""

_APART = "\n\r"
"""What stands after words, in turn, so that it is never twice in a row either."""


def edits_allowed(word: str) -> int:
    """Give how many wrong letters a word of this length may have before it could be another word.

    Short words may have none, acronyms above all: one letter parts MSP from MSSP.
    """
    if len(word) < _APPROXIMATED:
        return 0
    return 1 if len(word) < _LONG else 2


def sound(word: str) -> str:
    """Write a folded word as it sounds: ``koopetishun`` and ``coopetition`` differ in one letter then, not in six."""
    return _pronounced(_heard(word))


def sounds(words: "Iterable[str]") -> list[str]:
    """Write many folded words as they sound; replacing letters in all at once is faster."""
    text = _heard("".join([word + apart for word, apart in zip(words, cycle(_APART), strict=False)]))
    return [_pronounced(word) for word in text.replace(_APART[1], _APART[0]).split(_APART[0])[:-1]]


def _heard(text: str) -> str:
    """Write letters as they sound, and no letter twice in a row."""
    for letters, heard in _SOUNDS:
        text = text.replace(letters, heard)
    return "".join([letter for letter, _ in groupby(text)])


def _pronounced(word: str) -> str:
    """Leave out an e at the end, and an h that does not begin the word."""
    if len(word) >= _SPOKEN and word.endswith("e"):
        word = word[:-1]
    return word[:1] + word[1:].replace("h", "") if "h" in word else word


def spoken(word: str) -> bool:
    """Say whether a word can be spoken as one: ``kwota``, but not ``mssp``."""
    return word.isalpha() and not _VOWELS.isdisjoint(word)


def near(word: str, vocabulary: "Sequence[tuple[str, str]]", *, alone: bool = False) -> dict[str, int]:
    """Give the words of a vocabulary that a word may stand for, each with its slips.

    Args:
        word: a folded word.
        vocabulary: folded words, each with its sound.
        alone: whether no other word vouches for this one; then it must begin alike: ``yelling`` is no selling.
    """
    found = _by_letters(word, vocabulary)
    if spoken(word):
        least, shortest = (_SURE, _SOUNDED) if alone else (_APPROXIMATED, _SPOKEN)
        heard = _by_sound(word, vocabulary, int(len(word) >= least), shortest)
        found = {other: min(found.get(other, slips), slips) for other, slips in (found | heard).items()}
        if not alone and word not in found:
            found = _short(word, vocabulary) | found
    return {other: slips for other, slips in found.items() if not slips or _likely(word, other, alone=alone)}


def _likely(word: str, other: str, *, alone: bool) -> bool:
    """Say whether a word may be a slip for another: it does not deny it and, alone, begins like it."""
    shorter, longer = sorted((word, other), key=len)
    return longer not in [f"{prefix}{shorter}" for prefix in _DENYING] and (not alone or begins_alike(word, other))


def _by_letters(word: str, vocabulary: "Sequence[tuple[str, str]]") -> dict[str, int]:
    """Find words that differ in few letters, for the length of the shorter one."""
    near_by = _within(edits_allowed(word), word, [other for other, _ in vocabulary])
    found = {vocabulary[place][0]: slips for place, slips in near_by}
    return {other: slips for other, slips in found.items() if slips <= edits_allowed(min(word, other, key=len))}


def _by_sound(word: str, vocabulary: "Sequence[tuple[str, str]]", allowed: int, shortest: int) -> dict[str, int]:
    """Find words that sound alike: heard right but spelled wrong is one slip, and one more if the sound has one."""
    from rapidfuzz.distance import OSA

    found = {}
    near_by = _within(allowed, sound(word), [heard for _, heard in vocabulary]) if len(word) >= shortest else ()
    for place, slips in near_by:
        other = vocabulary[place][0]
        unlike = OSA.distance(word, other)
        if len(other) >= _SPOKEN and begins_alike(word, other) and unlike <= len(word) // (2 if slips else 1):
            found[other] = 1 + slips
    return found


def _short(word: str, vocabulary: "Sequence[tuple[str, str]]") -> dict[str, int]:
    """Find short words with one slip, counted double, that can be spoken and begin alike: ``flo down turm``."""
    if edits_allowed(word) or len(word) < _SPOKEN:
        return {}
    near_by = _within(1, word, [other for other, _ in vocabulary])
    found = {vocabulary[place][0]: 2 * slips for place, slips in near_by}
    return {
        other: slips
        for other, slips in found.items()
        if len(other) <= _SOUNDED and other[0] == word[0] and spoken(other)
    }


def _within(allowed: int, word: str, others: list[str]) -> "Iterator[tuple[int, int]]":
    """Give the place and the slips of each word that has no more than so many."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    for _, slips, place in extract(word, others, scorer=OSA.distance, score_cutoff=allowed, limit=None):
        yield place, int(slips)


def keys(word: str, heard: str) -> set[str]:
    """Give keys of a word that sounds so; two words share one wherever ``near`` may find one near to the other.

    They are the beginning of a word, and of its sound, with as many letters left out as may be wrong: what Garbe's
    SymSpell (2012) does, whose candidates are complete for these distances.
    """
    spelled = _lacking(word[:_BEGINNING], max(1, edits_allowed(word)))
    return (spelled | {HEARD + rest for rest in _lacking(heard[:_BEGINNING], 1)}) - {""}


def _lacking(letters: str, most: int) -> set[str]:
    """Give a word with up to so many letters left out."""
    found = {letters}
    for _ in range(most):
        found |= {rest[:place] + rest[place + 1 :] for rest in found for place in range(len(rest))}
    return found


def begins_alike(word: str, other: str) -> bool:
    """Say whether two words begin with the same sound, or with the same two letters swapped."""
    return sound(word)[:1] == sound(other)[:1] or word[:2] == other[1::-1]


def alike(word: str, others: "Iterable[str]", *, letters: int = 3) -> list[str]:
    """Give those words that at most two slips turn into this one, one for each so many letters."""
    from rapidfuzz.distance import OSA

    return [other for other in others if OSA.distance(word, other) <= min(2, len(other) // letters)]
