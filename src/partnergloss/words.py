"""Text → keys: what makes two ways of writing the same word equal.

Everything that is looked up, and everything it is compared with, goes through ``fold``.
"""

import os

LONGEST_QUERY = 200
"""Characters of a query after trimming; a longer one is refused unread."""

_APOSTROPHES = "'’‘ʼ`´"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TABLE = dict.fromkeys(map(ord, _APOSTROPHES + _INVISIBLE)) | {ord("&"): " and "}
_ASCII = {ord(char): char.casefold() if char.isalnum() else " " for char in map(chr, range(128))} | _TABLE

_MARKS = ("Mn", "Mc")
_BEYOND_LATIN = "\u0250"
_LETTERS = 0x1F000  # from here on Unicode has pictures and ideographs, which have neither case nor marks

_SPELLINGS = {
    "analyse": "analyze",
    "analysed": "analyzed",
    "analysing": "analyzing",
    "behaviour": "behavior",
    "behaviours": "behaviors",
    "behavioural": "behavioral",
    "catalogue": "catalog",
    "catalogues": "catalogs",
    "centre": "center",
    "centres": "centers",
    "cheque": "check",
    "colour": "color",
    "enrolment": "enrollment",
    "favour": "favor",
    "favoured": "favored",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "grey": "gray",
    "instalment": "installment",
    "instalments": "installments",
    "labour": "labor",
    "labelled": "labeled",
    "labelling": "labeling",
    "licence": "license",
    "licenced": "licensed",
    "licences": "licenses",
    "licencing": "licensing",
    "modelling": "modeling",
    "organisation": "organization",
    "organisational": "organizational",
    "programme": "program",
    "programmes": "programs",
    "thru": "through",
    # The trade's shorthand, written out.
    "acct": "account",
    "avg": "average",
    "biz": "business",
    "dev": "development",
    "mgmt": "management",
    "mgr": "manager",
    "mktg": "marketing",
    "ops": "operations",
    "svc": "service",
    "svcs": "services",
    "sw": "software",
}
_ENDINGS = (
    ("isations", "izations"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
)

_IRREGULAR = tuple(
    tuple(verb.split("/"))
    for verb in "begin/began/begun bring/brought build/built buy/bought choose/chose/chosen drive/drove/driven "
    "give/gave/given grow/grew/grown hold/held keep/kept lose/lost make/made pay/paid resell/resold run/ran sell/sold "
    "send/sent spend/spent take/took/taken teach/taught win/won write/wrote/written".split()
)
_FORMS = {form: verb for verb in _IRREGULAR for form in verb}
_INFLECTIONS = frozenset(("", "d", "e", "ed", "es", "ied", "ies", "ing", "s", "y"))

LINKING = frozenset("a an and for in of on or the to with".split())
"""Words that only join others; a label is found without them."""


def _american(word: str) -> str:
    for british, american in _ENDINGS:
        if word.endswith(british) and len(word) > len(british) + 2:
            return word[: -len(british)] + american
    return word


def fold(text: str) -> str:
    """Give the words of a text in one spelling, parted by single spaces.

    Case, accents, width, dashes, apostrophes, punctuation, British spelling and trade shorthand are
    levelled: ``Value–Added Résellers’`` becomes ``value added resellers``. Folding twice changes nothing.
    """
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """Give the words of a text as ``fold`` writes them."""
    if text.isascii():
        parted = text.translate(_ASCII)
    else:  # what becomes of a word does not depend on others
        every = text.split()
        rest = {word: _unmarked(word) for word in {*every} if not word.isascii()}
        parted = " ".join([rest[word] if word in rest else word.translate(_ASCII) for word in every])
    words = parted.split()
    if "is" not in parted and _SPELLINGS.keys().isdisjoint(words):
        return words
    return [_SPELLINGS.get(word) or (_american(word) if "is" in word else word) for word in words]


def _unmarked(text: str) -> str:
    """Level what only Unicode knows, and part the words."""
    import unicodedata  # not loaded for ASCII

    letters = _without_accents(unicodedata.normalize("NFKD", text.casefold())).translate(_TABLE).casefold()
    return "".join(char if char.isalnum() or unicodedata.category(char) in _MARKS else " " for char in letters)


def _without_accents(decomposed: str) -> str:
    """Drop the marks of Latin letters; in other scripts a mark makes another letter."""
    import unicodedata

    kept, latin = [], True
    for char in decomposed:
        if not unicodedata.combining(char):
            latin = char < _BEYOND_LATIN
        if not (latin and unicodedata.combining(char)):
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def join(folded: str) -> str:
    """Close the gaps of a folded text, so that ``co sell`` and ``cosell`` meet."""
    return folded.replace(" ", "")


def content(folded: str) -> list[str]:
    """Give the words that carry meaning, in order; all of them where only one does: ``sell in``."""
    return carrying(folded.split())


def carrying(words: list[str]) -> list[str]:
    """Give those of some words that carry meaning, as ``content`` does."""
    if LINKING.isdisjoint(words):
        return words
    found = [word for word in words if word not in LINKING]
    return found if len(found) > 1 else words


def all_among(words: list[str], others: list[str]) -> bool:
    """Say whether each word is among the others but for its inflection."""
    return all(any(same_word(word, other) for other in others) for word in words)


def in_order(words: list[str], others: list[str]) -> bool:
    """Say whether two lists hold the same words in the same order, but for their inflection."""
    return len(words) == len(others) and all(map(same_word, words, others))


def forms(word: str) -> tuple[str, ...]:
    """Give the forms of an irregular verb, ``sell`` and ``sold``; of any other word itself alone."""
    return _FORMS.get(word, (word,))


def same_word(word: str, other: str) -> bool:
    """Say whether two words are one but for its inflection: ``priced`` and ``pricing``, ``sold`` and ``selling``.

    Words derived from each other, such as ``integration`` and ``integrator``, are not the same.
    """
    return word == other or any(_inflected(one, another) for one in forms(word) for another in forms(other))


def _inflected(word: str, other: str) -> bool:
    common = len(os.path.commonprefix([word, other]))  # noqa: RUF071 - letter by letter is what is meant
    return common > 1 and _doubled(word, common) in _INFLECTIONS and _doubled(other, common) in _INFLECTIONS


def _doubled(word: str, common: int) -> str:
    """Give a word's ending, without the letter that English doubles before it: ``labelling``, ``referred``."""
    ending = word[common:]
    return ending[1:] if ending[:1] == word[common - 1 : common] else ending


def acronym_keys(folded: str) -> list[str]:
    """Give the keys under which an acronym may stand: ``v a r`` and ``vars`` both give ``var``."""
    words = folded.split()
    whole = join(folded) if all(len(word) == 1 for word in words) else folded
    return [whole, whole[:-1]] if len(whole) > 2 and whole.endswith("s") else [whole]  # noqa: PLR2004


def tables() -> dict[str, object]:
    """Give the tables that ``fold`` and ``same_word`` go by, for a program in another language.

    ``lower`` has the characters that fold otherwise than in lower case; ``combining`` and ``spaces`` are what stands
    between the brackets of a regular expression's set. All values can be written as JSON.
    """
    import unicodedata

    every = [chr(code) for code in range(_LETTERS) if not 0xD800 <= code < 0xE000]  # noqa: PLR2004 - surrogates
    return {
        "removed": _APOSTROPHES + _INVISIBLE,
        "lower": {char: char.casefold() for char in every if char.casefold() != char.lower()},
        "combining": "".join(char for char in every if unicodedata.combining(char)),
        "spaces": "".join(filter(str.isspace, every)),
        "beyond_latin": _BEYOND_LATIN,
        "spellings": _SPELLINGS,
        "endings": _ENDINGS,
        "verbs": _IRREGULAR,
        "inflections": sorted(_INFLECTIONS),
        "linking": sorted(LINKING),
    }
