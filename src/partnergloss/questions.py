"""A question → what it asks for: without its question words, in the parts that it puts side by side."""

from partnergloss.words import LINKING, fold

SEPARATORS = frozenset({"vs", "vs.", "versus"})
"""Words that part the terms of a comparison when they stand alone."""

ALTERNATIVES = SEPARATORS | {"and", "or"}
"""Words that may part two terms in a question: ``affiliate or referral``."""

BESIDE = dict.fromkeys(map(ord, "/|,;"), " or ")
"""Marks that may part them too; for ``str.translate``."""

OPENING = frozenset(
    "a an are can could define defined definition describe did difference do does explain how is meaning of please pls "
    "should tell the these this was were what whats which who whos would wat".split(),
)
"""Words that a question begins with."""

_ASKING = OPENING | frozenset(
    "about and as between by called counts exactly for i in it let me mean means meant on say stand stands term that "
    "they to us use we word you".split(),
)
_CLOSING = frozenset(
    "abbreviation about acronym are called defined definition do does exactly explained for in is mean meaning means "
    "of on please pls stand stands thanks work works".split(),
)
QUESTIONS = ("what", "whats", "which", "define", "definition", "describe", "explain", "meaning", "difference")
"""Words that are known for question words when misspelled, too."""

_TRADE = frozenset(
    "b2b business channel it marketing partnership partnerships saas sales software tech technology".split(),
)
_SILENT = (
    _ASKING
    | _CLOSING
    | LINKING
    | frozenset(
        "all also any anything as at be been being but by could get gets getting got had has have he her his if into "
        "its just make makes my need one our out she should so some somebody someone something than their them then "
        "there they thing things up want wants when where while whose why will your".split(),
    )
)
"""Words that say nothing of what is described."""


def without_question(folded: str) -> str:
    """Strip question words from both ends: ``what is a var`` gives ``var``; all of them leave it as it is.

    Where the question says which trade it is about, that goes too: ``what does spiff mean in sales``.
    """
    words = folded.split()
    start, end = 0, len(words)
    if words and words[0] in OPENING:
        while start < end and words[start] in _ASKING:
            start += 1
    trade = end
    while trade > start and words[trade - 1] in _TRADE:
        trade -= 1
    if trade > start and words[trade - 1] == "in":
        end = trade
    while end > start and words[end - 1] in _CLOSING:
        end -= 1
    return " ".join(words[start:end]) or folded


def parted(text: str, at: frozenset[str]) -> list[str]:
    """Part a text at standalone words, and leave these out."""
    parts: list[list[str]] = [[]]
    for word in text.split():
        if word.casefold() in at:
            parts.append([])
        else:
            parts[-1].append(word)
    return [" ".join(part) for part in parts]


def sides(text: str) -> list[str]:
    """Give the folded parts that a question puts side by side, each without question words: ``VAR/MSP``, ``a or b``."""
    parts = parted(fold(text.translate(BESIDE)), ALTERNATIVES)
    return [without_question(part) for part in parts if part]


def telling(text: str) -> list[str]:
    """Give the folded words that say something of what a text describes, in order, each once: IT does, it does not."""
    said = [(word.isupper() and len(word) > 1, folded) for word in text.split() for folded in fold(word).split()]
    return list(dict.fromkeys(folded for acronym, folded in said if acronym or folded not in _SILENT))


def tables() -> dict[str, object]:
    """Give the words that ``without_question`` and ``telling`` go by, for a program in another language."""
    kinds = {"opening": OPENING, "asking": _ASKING, "closing": _CLOSING, "trade": _TRADE, "silent": _SILENT}
    return {kind: sorted(words) for kind, words in kinds.items()}
