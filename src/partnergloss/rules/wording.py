"""Rules of writing: what a definition is, in the sense of ISO 704, and what wears a reader out."""

import re
import unicodedata
from collections.abc import Iterator

from partnergloss.rules.subject import Fault, Subject, holds, labels_of, prose_of
from partnergloss.words import all_among, content, fold

LONGEST_DEFINITION = 40
"""Words."""

ALIKE = 88
"""From which rapidfuzz ``token_set_ratio`` on two definitions are the same one."""

_MOST_FILLERS = 2
_SHORTEST_TELLING = 5

_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z]|\s*$)")
_OPENING = re.compile(r"(an?|the)\b|(\S+\s+){1,4}(is|are|refers? to|means)\s+(an?|the)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"(not|no|never|neither|without|lacking|absence)\b|non-", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\b(learn (more )?about|lorem ipsum|tbd|todo|fixme|coming soon|xxx)\b", re.IGNORECASE)
_FILLER = re.compile(r"\b(may|various|can involve|such as)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]*(?:&[A-Z]+)?[A-Z](?=s?\b)")
_PERCENT = re.compile(r"\d+(?:[.,]\d+)*\s*(%|percent\b|per cent\b)", re.IGNORECASE)


def unclean(subject: Subject) -> Iterator[Fault]:
    """Find control characters, invisible marks and letters that are not in Unicode's composed form (NFC)."""
    for term_id, term in subject.terms.items():
        cues = ((("cues", position), cue) for position, cue in enumerate(term.cues))
        for place, text in (*labels_of(term), *prose_of(term), *cues):
            if text.isascii() and text.isprintable():
                continue
            strange = sorted({char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs")})
            if strange:
                yield ("terms", term_id, *place), f"holds {', '.join(f'U+{ord(char):04X}' for char in strange)}"
            elif not unicodedata.is_normalized("NFC", text):
                yield ("terms", term_id, *place), "has letters composed in another way than NFC"


def long_definition(subject: Subject) -> Iterator[Fault]:
    """Find definitions of more than one sentence or more than forty words."""
    for key, text in _definitions(subject):
        words, sentences = len(text.split()), len(_SENTENCE_END.findall(text))
        if words > LONGEST_DEFINITION:
            yield key, f"has {words} words"
        if sentences != 1 or not text.endswith((".", "!", "?")):
            yield key, f"has {sentences} sentences" if sentences > 1 else "is no whole sentence"


def repeating(subject: Subject) -> Iterator[Fault]:
    """Find definitions that hold their own term's name, abbreviation or alias."""
    for key, text in _definitions(subject):
        term, folded = subject.terms[str(key[1])], fold(text)
        for label in dict.fromkeys((term.name, *term.abbr, *term.aliases)):
            if holds(folded, label):
                yield key, f"repeats {label!r}"


def circular(subject: Subject) -> Iterator[Fault]:
    """Find two terms whose definitions each rest on the other's name."""
    owners = {
        fold(label): term_id
        for term_id, term in subject.terms.items()
        for label in (term.name, *term.abbr)
        if len(label) >= _SHORTEST_TELLING or label in term.abbr
    }
    rests_on: dict[str, set[str]] = {}
    for key, text in _definitions(subject):
        words = fold(text).split()
        phrases = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 6, len(words)) + 1))
        rests_on[str(key[1])] = {owners[phrase] for phrase in phrases if phrase in owners}
    for term_id, others in rests_on.items():
        for other in others:
            if other > term_id and term_id in rests_on.get(other, ()):
                there, here = subject.to_mend(term_id, other)
                yield ("terms", here, "definition"), f"rests on {there!r}, whose definition rests on {here!r}"


def without_broader(subject: Subject) -> Iterator[Fault]:
    """Find definitions without a word of any broader term: what the thing is a kind of."""
    for key, text in _definitions(subject):
        above = subject.terms[str(key[1])].broader
        broader = [subject.terms[name] for name in above if name in subject.terms and name != key[1]]
        words = content(fold(text))
        labels = [label for term in broader for label in (term.name, *term.abbr, *term.aliases)]
        telling = {word for label in labels for word in content(fold(label))}
        if broader and not any(all_among([word], words) for word in telling):
            yield key, f"does not say that it is a kind of {' or '.join(term.name for term in broader)}"


def roundabout(subject: Subject) -> Iterator[Fault]:
    """Find definitions that open with an article, or with ``X is a``: they cannot stand in place of the word."""
    for key, text in _definitions(subject):
        found = _OPENING.match(text)
        if found:
            yield key, f"opens with {found.group()!r}"


def negative(subject: Subject) -> Iterator[Fault]:
    """Find definitions that open by saying what the thing is not."""
    for key, text in _definitions(subject):
        found = _NEGATIVE.match(text)
        if found:
            yield key, f"opens with {found.group()!r}"


def alike(subject: Subject) -> Iterator[Fault]:
    """Find definitions that are nearly the same: nothing sets the two terms apart."""
    from rapidfuzz import fuzz, process

    folded = {str(key[1]): fold(text) for key, text in _definitions(subject)}
    ahead = dict(folded)
    for term_id, text in folded.items():
        del ahead[term_id]
        near = process.extract(text, ahead, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=None)
        for _, score, other in near:
            there, here = subject.to_mend(term_id, other)
            yield ("terms", here, "definition"), f"is {score:.0f} of 100 like that of {there!r}"


def placeholder(subject: Subject) -> Iterator[Fault]:
    """Find texts that wait to be written."""
    for term_id, term in subject.terms.items():
        for place, text in prose_of(term):
            found = _PLACEHOLDER.search(text)
            if found:
                yield ("terms", term_id, *place), f"says {found.group()!r}"


def filler(subject: Subject) -> Iterator[Fault]:
    """Find definitions padded with words that commit to nothing."""
    for key, text in _definitions(subject):
        found = _FILLER.findall(text)
        if len(found) > _MOST_FILLERS:
            yield key, f"has {', '.join(found)}"


def unexplained(subject: Subject) -> Iterator[Fault]:
    """Find acronyms in definitions that are no label of any term, nor general ones of ``meta.acronyms``."""
    known = {fold(label) for term in subject.terms.values() for _, label in labels_of(term)}
    known |= {fold(label) for label in (*subject.meta.acronyms, *subject.ambiguous)}
    for key, text in _definitions(subject):
        for acronym in dict.fromkeys(_ACRONYM.findall(text)):
            if fold(acronym) not in known:
                yield key, f"{acronym!r} is explained nowhere"


def bare_percentage(subject: Subject) -> Iterator[Fault]:
    """Find percentages in prose: a number needs basis, date and source beside it."""
    for term_id, term in subject.terms.items():
        for place, text in prose_of(term):
            found = _PERCENT.search(text)
            if found:
                yield ("terms", term_id, *place), f"says {found.group()!r}"


def _definitions(subject: Subject) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for term_id, term in subject.terms.items():
        if term.definition.strip():
            yield ("terms", term_id, "definition"), term.definition
