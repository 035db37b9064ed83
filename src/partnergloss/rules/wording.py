"""Rules of writing: what a definition is, in the sense of ISO 704, and what wears a reader out."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from partnergloss.acronyms import is_numeral
from partnergloss.errors import listed, shown
from partnergloss.keypath import Path
from partnergloss.model import Term
from partnergloss.rules.subject import Fault, Subject, labels_of, prose_of
from partnergloss.words import all_among, content, fold

LONGEST_DEFINITION = 40
"""Words."""

_MOST_FILLERS = 2
_LONGEST_NAME = 6
_EXAMINED = 1_000
"""Words of a definition that are searched for names of terms; no reader is near its end."""
_LABELS = ("name", "abbr", "aliases", "hidden")
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_LOST = "\ufffd"

_CLOSING = "\"')]”’"
_BREAK = re.compile(rf"[.!?][{re.escape(_CLOSING)}]*\s+(?=[\"'(\[“‘]*[A-Z])")
_SHORTENED = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|Inc|Ltd|Corp|Co|No|St|Dr|Mr|Ms|Sr|Jr|approx)|\b[A-Z])\.\s*$")
_LONGEST_SHORTENED = 8
_OPENING = re.compile(r"(an?|the)\s|(?:(?P<word>.{1,60}?)\s)?(is|are|means|refers? to)\s", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"(?:not|no(?! (?:more|less|fewer|later|sooner) than)|never|neither|without|lacking|absence)\s"
    r"|(?:\w+\s){1,4}(?:that|who|which)\s(?:do(?:es)? not|is not|are not|never|cannot)\s(?!.*\bbut\b)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\b(lorem ipsum|tbd|tba|todo|fixme|coming soon|xxx)\b|^\s*(n/a|[.…?-]+)\s*$",
    re.IGNORECASE,
)
_LURE = re.compile(r"\s*learn (more )?about\b", re.IGNORECASE)
_FILLER = re.compile(r"\b(?:may|various|can involve|such as)\b|^(?:May|Various|Such as)\b")
_ACRONYM = re.compile(r"(?<![\w&])[A-Z][A-Z0-9]*+(?:&[A-Z0-9]+)*+(?=s?\b)(?!&)")
_PERCENT = re.compile(r"(?<![\d.,])\d++(?:[.,]\d++)*+\s*(%|percent\b|per cent\b)", re.IGNORECASE)


def empty(subject: Subject) -> Iterator[Fault]:
    """Find texts that are there but say nothing; a missing name or definition is found on loading."""
    for label in subject.ambiguous:
        if not label.strip():
            yield ("ambiguous", label), "is empty"
    for term_id, term in subject.terms.items():
        cues = [(("cues", position), cue) for position, cue in enumerate(term.cues)]
        for place, text in (*labels_of(term), *prose_of(term), *cues):
            written = place[0] in subject.content["terms"][term_id] and place not in {("name",), ("definition",)}
            if written and not text.strip():
                yield ("terms", term_id, *place), "is empty"


def again(subject: Subject) -> Iterator[Fault]:
    """Find lists with an entry twice; those of labels and related terms have rules of their own."""
    for term_id, term in subject.terms.items():
        for place, said in _lists(term):
            twice = [text for text, count in Counter(said).items() if count > 1]
            if twice:
                yield ("terms", term_id, *place), f"says {shown(twice[0])} twice"
    for label, senses in subject.ambiguous.items():
        if len({*senses}) < len(senses):
            yield ("ambiguous", label), "names a term twice"


def _lists(term: Term) -> Iterator[tuple[Path, list[str]]]:
    yield ("cues",), [fold(cue) for cue in term.cues if fold(cue)]
    for field in ("notes", "broader", "part_of", "sources"):
        yield (field,), list(getattr(term, field))
    for field in ("use_when", "avoid_when", "watch_out"):
        yield ("decide", field), list(getattr(term.decide, field))
    for facet, value in term.facets.items():
        yield ("facets", facet), list(value) if isinstance(value, tuple) else []


def unclean(subject: Subject) -> Iterator[Fault]:
    """Find control characters, invisible marks and letters that are not in Unicode's composed form (NFC)."""
    for place, text in _texts(subject.content, ()):
        if text.isascii() and text.isprintable():
            continue
        label = place[0] == "ambiguous" or (place[0] == "terms" and place[2:3] and place[2] in _LABELS)
        allowed = "\n\t\r" if label else "\n"  # GL121 tells of labels
        strange = sorted({char for char in text if unicodedata.category(char) in _UNSEEN or char == _LOST} - {*allowed})
        if strange:
            yield place, f"holds {listed(f'U+{ord(char):04X}' for char in strange)}"
        elif not unicodedata.is_normalized("NFC", text):
            yield place, "has letters composed in another way than NFC"


def _texts(value: Any, place: Path) -> Iterator[tuple[Path, str]]:  # noqa: ANN401 - whatever a file holds
    """Give every text and every key of plain values, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*place, key), key
            yield from _texts(item, (*place, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _texts(item, (*place, position))


def long_definition(subject: Subject) -> Iterator[Fault]:
    """Find definitions of more than one sentence or more than forty words."""
    for key, text in _definitions(subject):
        words = len(text.split())
        breaks = [
            found
            for found in _BREAK.finditer(text)
            if not _SHORTENED.search(text, max(0, found.start() - _LONGEST_SHORTENED), found.end())
        ]
        if words > LONGEST_DEFINITION:
            yield key, f"has {words} words"
        if breaks:
            yield key, f"has {len(breaks) + 1} sentences"
        elif not text.rstrip(_CLOSING).endswith((".", "!", "?")):
            yield key, "does not end in a full stop"


def repeating(subject: Subject) -> Iterator[Fault]:
    """Find definitions that hold their own term's name, alias, or abbreviation in its capitals."""
    for key, text in _definitions(subject):
        term, folded = subject.terms[str(key[1])], f" {fold(text)} "
        for label in dict.fromkeys((term.name, *term.aliases)):
            if fold(label) and any(f" {form} " in folded for form in (fold(label), f"{fold(label)}s")):
                yield key, f"repeats {shown(label)}"
        for abbr in filter(str.strip, term.abbr):
            if abbr in text and re.search(rf"\b{re.escape(abbr)}s?\b", text):
                yield key, f"repeats {shown(abbr)}"


def circular(subject: Subject) -> Iterator[Fault]:
    """Find two terms whose definitions each rest on the other's name."""
    owners = {fold(term.name) + ending: term_id for ending in ("s", "") for term_id, term in subject.terms.items()}
    first = {name.partition(" ")[0] for name in owners}
    capitals = {abbr: term_id for term_id, term in subject.terms.items() for abbr in term.abbr}
    rests_on: dict[str, set[str]] = {}
    for key, text in _definitions(subject):
        words = fold(text).split()[:_EXAMINED]
        begun = [place for place, word in enumerate(words) if word in first]
        spans = ((i, j) for i in begun for j in range(i + 1, min(i + _LONGEST_NAME, len(words)) + 1))
        named = {owners.get(" ".join(words[i:j])) for i, j in spans}
        rests_on[str(key[1])] = {*filter(None, named | {capitals.get(word) for word in re.findall(r"\w+", text)})}
    for term_id, others in rests_on.items():
        for other in sorted(others):
            if other > term_id and term_id in rests_on.get(other, ()):
                there, here = subject.to_mend(term_id, other)
                yield ("terms", here, "definition"), f"rests on {shown(there)}, whose definition rests on {shown(here)}"


def without_broader(subject: Subject) -> Iterator[Fault]:
    """Find definitions without a word of any broader term: what the thing is a kind of."""
    for key, text in _definitions(subject):
        above = subject.terms[str(key[1])].broader
        broader = [subject.terms[name] for name in above if name in subject.terms and name != key[1]]
        words = content(fold(text))
        labels = [label for term in broader for label in (term.name, *term.abbr, *term.aliases)]
        telling = {word for label in labels for word in content(fold(label))}
        if broader and not any(all_among([word], words) for word in telling):
            yield key, f"does not say that it is a kind of {listed(term.name for term in broader)}"


def roundabout(subject: Subject) -> Iterator[Fault]:
    """Find definitions that open with an article, or with ``X is``: they cannot stand in place of the word."""
    for key, text in _definitions(subject):
        found = _OPENING.match(text)
        if not found:
            continue
        term = subject.terms[str(key[1])]
        own = {"this", "it", *(fold(label) + ending for _, label in labels_of(term) for ending in ("", "s"))}
        if not found["word"] or fold(re.sub(r"^(an?|the)\s", "", found["word"].lower())) in own:
            yield key, f"opens with {shown(found.group().strip())}"


def negative(subject: Subject) -> Iterator[Fault]:
    """Find definitions that open by saying what the thing is not or does not."""
    for key, text in _definitions(subject):
        found = _NEGATIVE.match(text)
        if found:
            yield key, f"opens with {shown(found.group().strip())}"


def placeholder(subject: Subject) -> Iterator[Fault]:
    """Find texts that wait to be written."""
    for term_id, term in subject.terms.items():
        for place, text in prose_of(term):
            found = _PLACEHOLDER.search(text) or (place[0] in {"definition", "notes"} and _LURE.match(text))
            if found:
                yield ("terms", term_id, *place), f"says {shown(found.group().strip())}"


def filler(subject: Subject) -> Iterator[Fault]:
    """Find definitions padded with words that commit to nothing."""
    for key, text in _definitions(subject):
        found = _FILLER.findall(text)
        if len(found) > _MOST_FILLERS:
            yield key, f"has {listed(found)}"


def unexplained(subject: Subject) -> Iterator[Fault]:
    """Find acronyms in definitions that are no label of any term, nor general ones of ``meta.acronyms``."""
    known = {fold(label) for term in subject.terms.values() for _, label in labels_of(term)}
    known |= {fold(label) for label in (*subject.meta.acronyms, *subject.ambiguous)}
    for key, text in _definitions(subject):
        for acronym in dict.fromkeys(_ACRONYM.findall(text)):
            short = sum(char.isupper() for char in acronym) > 1 and not is_numeral(acronym)
            if short and fold(acronym) not in known:
                yield key, f"{shown(acronym)} is explained nowhere"


def bare_percentage(subject: Subject) -> Iterator[Fault]:
    """Find percentages in prose: a number needs basis, date and source beside it."""
    for term_id, term in subject.terms.items():
        for place, text in prose_of(term):
            found = _PERCENT.search(text)
            if found:
                yield ("terms", term_id, *place), f"says {shown(found.group())}"


def _definitions(subject: Subject) -> Iterator[tuple[Path, str]]:
    for term_id, term in subject.terms.items():
        if term.definition.strip():
            yield ("terms", term_id, "definition"), term.definition
