"""What may be meant: labels, texts and words that a query might lead to, by stems, by full text and by letters.

Each function takes the index that it reads.
"""

from partnergloss.index import LAST, NAMES, PAGE
from partnergloss.stemming import stems
from partnergloss.words import content, forms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from partnergloss.index import Index, Phrase

    Label = tuple[str, str, str, str]
    """The term's id, the kind, the folded text and the same without gaps."""

_TELLING = 500
"""Labels that share words at most for these words to tell one from another."""

_BEGINNINGS = 200
"""Words that begin alike at most for their beginning to stand for one of them."""

_ALIKE, _ABOUT = 2, 3
"""Letters that a label begins with alike in a large glossary, and those that it has more or less."""

_RANKED = 10_000
"""Terms that a word may lead to at most for all of them to be ranked; a few milliseconds' work."""

_SOUGHT = 20
"""Terms that are faster sought one by one in a large glossary than met with on the way through it."""

_FEW = 5
_TWO = 2


def base_stems(words: "Iterable[str]") -> dict[str, str]:
    """Give the stem of the first of the ``forms`` of each folded word: ``sell`` also for ``sold``."""
    first = {word: forms(word)[0] for word in words}
    stemmed = stems(first.values())
    return {word: stemmed[form] for word, form in first.items()}


def family(words: list[str], stemmed: dict[str, str]) -> str:
    """Give the stems of words that carry meaning, in alphabetical order: one key for all their forms and orders."""
    return " ".join(sorted(map(stemmed.__getitem__, words)))


def related(index: "Index", folded: str) -> "list[Phrase]":
    """Give the labels with the same words as a text, or relatives of them, in any order."""
    words = content(folded)
    return index.related_labels(family(words, base_stems(words)))


def phrases_with(
    index: "Index", words: "Iterable[Iterable[str]]", fewest: int, most: int, kinds: "Sequence[str]" = NAMES
) -> "list[Phrase]":
    """Give labels of so many words, among them one of each set, in any form; none where hundreds fit."""
    wanted = _all_of(words)
    phrases = "stem JOIN phrase ON phrase.number = stem.rowid"
    fitting = f"stem MATCH ? AND size BETWEEN ? AND ? AND kind IN ({', '.join('?' * len(kinds))})"
    query = f"SELECT term, kind, phrase.folded FROM {phrases} WHERE {fitting} ORDER BY stem.rowid LIMIT {_TELLING}"  # noqa: S608 - no data
    found = list(index.rows(query, wanted, fewest, most, *kinds)) if wanted else []
    return found if len(found) < _TELLING else []


def labels_near(index: "Index", joined: str, fewest: int, most: int) -> "Iterator[Label]":
    """Give names and aliases with so many letters that a text, its gaps closed, may be a slip of.

    Of a small glossary those are all, of a large one those of about as many letters that begin or end alike: with the
    same two letters, or with the same half, which a single slip in the other one leaves as it is.
    """
    labels = f"SELECT term, kind, folded, joined FROM phrase WHERE kind IN {NAMES}"  # noqa: S608 - no data
    if not index.is_large():
        yield from index.rows(f"{labels} AND length(joined) BETWEEN ? AND ? ORDER BY number", fewest, most)
        return
    fewest, most = max(fewest, len(joined) - _ABOUT), min(most, len(joined) + _ABOUT)
    for field, start in (("joined", joined[:_ALIKE]), ("backward", joined[: len(joined) // 2 - 1 : -1])):
        alike = f"{labels} AND {field} >= ? AND {field} < ? AND length(joined) BETWEEN ? AND ?"
        yield from index.rows(alike, start, start + LAST, fewest, most)


def words_near(index: "Index", word: str, *, labels: bool) -> list[tuple[str, str]]:
    """Give every word, or every one of names and aliases, that a word may be a slip of, each with its sound.

    Of a small glossary those are all, of a large one those that have a key in common: see ``spelling.keys``.
    """
    if not index.is_large():
        return index.vocabulary(labels=labels)
    from partnergloss.spelling import keys, sound

    words = "SELECT word, sound FROM near JOIN word ON word.number = near.rowid WHERE near MATCH ? AND label >= ?"
    return list(index.rows(words, any_of(keys(word, sound(word))), int(labels)))


def words_beginning(index: "Index", letters: str) -> list[str]:
    """Give the words of names and aliases that begin with these letters; none where hundreds do."""
    query = f"SELECT word FROM word WHERE label AND word >= ? AND word < ? LIMIT {_BEGINNINGS}"  # noqa: S608 - no data
    found = [word for (word,) in index.rows(query, letters, letters + LAST)]
    return found if len(found) < _BEGINNINGS else []


def expressions(meant: "Mapping[str, Collection[str]]", counts: "Mapping[str, int]") -> "Iterator[str]":
    """Give expressions for the terms or phrases that are worth ranking: those with any of the words asked.

    Where these are too many, those with all of the words, and those with any of the rare ones, or with the two rarest
    where none is rare.

    Args:
        meant: what each word asked may stand for.
        counts: the terms in whose texts it does.
    """
    standing = [word for word in meant if counts[word]]
    if sum(counts[word] for word in standing) > _RANKED:
        yield _all_of(meant[word] for word in standing)
        rare = [word for word in standing if counts[word] <= _RANKED]
        if not rare and len(standing) > _TWO:
            yield _all_of(meant[word] for word in sorted(standing, key=lambda word: counts[word])[:_TWO])
        standing = rare
    if standing:
        yield any_of(other for word in standing for other in meant[word])


def best_pages(index: "Index", expression: str, most: int) -> "Iterator[tuple[int, float]]":
    """Give ``(number, score)`` of the terms whose texts fit an expression best, the best first, by bm25."""
    score = f"bm25(page, {', '.join(map(str, PAGE.values()))})"
    query = f"SELECT rowid, -{score} FROM page WHERE page MATCH ? ORDER BY {score} LIMIT {most}"  # noqa: S608 - no data
    yield from index.rows(query, expression)


def best_phrases(index: "Index", expression: str, most: int) -> "Iterator[tuple[int, Phrase, float]]":
    """Give ``(number, phrase, score)`` of the labels and cues that fit an expression best; terms may recur."""
    best = f"SELECT rowid, -bm25(stem) AS score FROM stem WHERE stem MATCH ? ORDER BY bm25(stem) LIMIT {most}"  # noqa: S608 - no data
    phrases = f"({best}) JOIN phrase ON phrase.number = rowid JOIN term ON term.id = phrase.term"
    query = f"SELECT term.number, phrase.term, kind, folded, score FROM {phrases} ORDER BY score DESC"  # noqa: S608 - no data
    for number, *phrase, score in index.rows(query, expression):
        yield number, tuple(phrase), score


def pages_with(index: "Index", words: "Iterable[str]", numbers: "Iterable[int]", field: str = "") -> set[int]:
    """Give those of some terms whose text, or one field of it, has one of the words in any form."""
    wanted = f"{{{field}}} : ({any_of(words)})" if field else any_of(words)
    listed = [*numbers]
    rowid = "rowid" if index.is_large() and len(listed) <= _SOUGHT else "+rowid"  # +: seeking each takes longer
    query = f"SELECT rowid FROM page WHERE page MATCH ? AND {rowid} IN ({', '.join('?' * len(listed))})"  # noqa: S608 - no data
    return {number for (number,) in index.rows(query, wanted, *listed)}


def pages(index: "Index") -> int:
    """Count the terms."""
    return int(index.fact("terms"))


def counts(index: "Index", meant: "Mapping[str, Collection[str]]") -> dict[str, int]:
    """Count for each word the terms in whose texts it stands, as whichever it may stand for stands in most."""
    stemmed = stems(word for choice in meant.values() for word in choice)
    query = f"SELECT term, doc FROM page_stem WHERE term IN ({', '.join('?' * len(stemmed))})"  # noqa: S608 - no data
    counted = dict(index.rows(query, *stemmed.values()))
    return {word: max((counted.get(stemmed[other], 0) for other in meant[word]), default=0) for word in meant}


def share(index: "Index", word: str) -> float:
    """Give the share of definitions in which a word stands, where these are more than a few."""
    query = "SELECT doc FROM field_stem WHERE term = ? AND col = 'definition'"
    having = sum(count for (count,) in index.rows(query, stems([word])[word]))
    return having / pages(index) if having > _FEW else 0.0


def any_of(words: "Iterable[str]") -> str:
    """Write an FTS5 expression for one of these folded words; quoted, nothing in them is an operator."""
    return " OR ".join(f'"{word}"' for word in words)


def _all_of(choices: "Iterable[Iterable[str]]") -> str:
    """Write an FTS5 expression for one word of each set."""
    return " AND ".join(f"({any_of(choice)})" for choice in choices)
