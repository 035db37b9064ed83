"""Words that are spelled almost right: how far one word is from another, by its letters or by its sound.

Distances are rapidfuzz's optimal string alignment: a letter wrong, missing, added or swapped with the next is one slip.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

_APPROXIMATED = 5
_SURE = 6
_LONG = 9
_SOUNDED = 4
_MANY = 9
_VOWELS = frozenset("aeiouy")

_SOUNDS = tuple(
    pair.split(":")
    for pair in "ssion:Sn tion:Sn sion:Sn shun:Sn cian:Sn cial:Sl tial:Sl cious:Sus tious:Sus ture:Sur sure:Sur tch:S "
    "ch:S sh:S ph:f gh: kn:n wr:r wh:w qu:kw ck:k ce:se ci:si cy:si c:k dge:j ge:je gi:ji gy:ji q:k x:ks z:s y:i "
    "oo:u ee:i ea:i ie:i ei:i ou:u ew:u ai:a au:o ow:o oa:o ole:ol".split()
)
"""What letters sound like, in the order they are replaced; ``S`` is the sound of sh and ch. After Philips' Metaphone
(1990), but vowels stay, since here the sound is only where the counting of slips begins."""


def edits_allowed(word: str) -> int:
    """Give how many slips a word of this length may have before it could be another word.

    Short words, acronyms above all, are never approximated: one letter parts MSP from MSSP.
    """
    if len(word) < _APPROXIMATED:
        return 0
    return 1 if len(word) < _LONG else 2


def sound(word: str) -> str:
    """Write a folded word as it sounds: ``koopetishun`` and ``coopetition`` differ in one letter then, not in six."""
    for letters, heard in _SOUNDS:
        word = word.replace(letters, heard)
    once = "".join(letter for place, letter in enumerate(word) if letter != word[place - 1 : place])
    if len(once) > _SOUNDED - 1 and once.endswith("e"):
        once = once[:-1]
    return once[:1] + once[1:].replace("h", "")


def near(word: str, vocabulary: "Sequence[tuple[str, str]]", *, alone: bool = False) -> dict[str, int]:
    """Give the words of a vocabulary that a word may stand for, each with its slips.

    Args:
        word: a folded word.
        vocabulary: folded words, each with its sound.
        alone: whether no other word vouches for this one; then it must begin alike: ``yelling`` is no selling.

    A word heard right but spelled wrong has one slip, and one more if its sound has one. A short word that is
    unknown and can be spoken may have one slip, counted double, where others vouch for it: ``flo down``.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    written = [other for other, _ in vocabulary]
    allowed = edits_allowed(word)
    near_by = extract(word, written, **_counting(OSA.distance, allowed))
    found = {other: int(slips) for other, slips, _ in near_by if slips <= edits_allowed(min(word, other, key=len))}
    if not word.isalpha() or _VOWELS.isdisjoint(word):
        return found
    if len(word) >= _SOUNDED:
        slips_heard = int(len(word) >= (_SURE if alone else _APPROXIMATED))
        heard = extract(sound(word), [other for _, other in vocabulary], **_counting(OSA.distance, slips_heard))
        for _, slips, place in heard:
            other = written[place]
            unlike = OSA.distance(word, other)
            if len(other) > 2 and _begins_alike(word, other) and unlike <= len(word) // (2 if slips else 1):
                found[other] = min(found.get(other, _MANY), 1 + int(slips))
    if not alone and not allowed and word not in found and len(word) > 2:
        for other, slips, _ in extract(word, written, **_counting(OSA.distance, 1)):
            if len(other) <= _SOUNDED and other[0] == word[0] and not _VOWELS.isdisjoint(other):
                found.setdefault(other, 2 * int(slips))
    return {other: slips for other, slips in found.items() if not alone or not slips or _begins_alike(word, other)}


def _begins_alike(word: str, other: str) -> bool:
    """Say whether two words begin with the same sound, or with the same two letters swapped."""
    return sound(word)[:1] == sound(other)[:1] or word[:2] == other[1::-1]


def _counting(scorer: "Callable[..., int]", allowed: int) -> "dict[str, Any]":
    """Say to rapidfuzz: all that have no more slips than this."""
    return {"scorer": scorer, "score_cutoff": allowed, "limit": None}


def alike(word: str, others: "Iterable[str]", *, letters: int = 3) -> list[str]:
    """Give those words that at most two slips turn into this one, one for each so many letters."""
    from rapidfuzz.distance import OSA

    return [other for other in others if OSA.distance(word, other) <= min(2, len(other) // letters)]
