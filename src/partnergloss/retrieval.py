"""What may be meant: labels, texts and words that a query might lead to, by stems, by full text and by letters.

Each function takes the index that it reads. With ``index`` and ``indexing``, the only SQL.
"""

from partnergloss.index import NAMES, PAGE
from partnergloss.words import content, forms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnergloss.index import Index, Phrase

    Label = tuple[str, str, str, str]
    """The term's id, the kind, the folded text and the same without gaps."""

_TELLING = 500
"""Labels that share words at most for these words to tell one from another."""

_BEGINNINGS = 200
"""Words that begin alike at most for their beginning to stand for one of them."""

_FEW = 5
_STEMMER = (
    """
    PRAGMA temp_store = MEMORY;
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.stemmer USING fts5(word, tokenize='porter unicode61');
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.stems USING fts5vocab(temp, stemmer, instance);
    DELETE FROM temp.stemmer;
    """,
    "INSERT INTO temp.stemmer VALUES (?)",
    "SELECT term FROM temp.stems ORDER BY offset",
)
_LAST = chr(0x10FFFF)


def stems(index: "Index", words: "Iterable[str]") -> dict[str, str]:
    """Give the stem of each folded word, as SQLite's porter stemmer makes it."""
    stemmed = {word: word for word in words}
    ascii_words = [word for word in stemmed if word.isascii()]  # the stemmer leaves all others alone
    found = index.computed(*_STEMMER, " ".join(ascii_words))
    return stemmed | {word: stem for word, (stem,) in zip(ascii_words, found, strict=True)}


def base_stems(index: "Index", words: "Iterable[str]") -> dict[str, str]:
    """Give the stem of the first of the ``forms`` of each folded word: ``sell`` also for ``sold``."""
    first = {word: forms(word)[0] for word in words}
    stemmed = stems(index, first.values())
    return {word: stemmed[form] for word, form in first.items()}


def family(words: list[str], stemmed: dict[str, str]) -> str:
    """Give the stems of words that carry meaning, in alphabetical order: one key for all their forms and orders."""
    return " ".join(sorted([stemmed[word] for word in words]))


def related(index: "Index", folded: str) -> "list[Phrase]":
    """Give the labels and cues with the same words as a text, or relatives of them, in any order."""
    words = content(folded)
    return index.related_phrases(family(words, base_stems(index, words)))


def phrases_with(index: "Index", words: "Iterable[Iterable[str]]", fewest: int, most: int) -> "list[Phrase]":
    """Give names and aliases of so many words, among them one of each set, in any form; none where hundreds fit."""
    wanted = " AND ".join(f"({_any(choice)})" for choice in words)
    phrases = "stem JOIN phrase ON phrase.number = stem.rowid"
    fitting = f"stem MATCH ? AND size BETWEEN ? AND ? AND kind IN {NAMES}"
    query = f"SELECT term, kind, phrase.folded FROM {phrases} WHERE {fitting} ORDER BY stem.rowid LIMIT {_TELLING}"  # noqa: S608 - no data
    found = list(index.rows(query, wanted, fewest, most)) if wanted else []
    return found if len(found) < _TELLING else []


def labels_near(index: "Index", joined: str, fewest: int, most: int) -> "Iterator[Label]":
    """Give names and aliases with so many letters that a text, its gaps closed, may be a slip of.

    Of a small glossary those are all, of a large one those of which one half is the same: a single slip leaves the
    letters before it, or those after it, as they are.
    """
    query = f"SELECT term, kind, folded, joined FROM phrase WHERE length(joined) BETWEEN ? AND ? AND kind IN {NAMES}"  # noqa: S608 - no data
    if not _is_large(index):
        yield from index.rows(f"{query} ORDER BY number", fewest, most)
        return
    half = len(joined) // 2
    for field, start in (("joined", joined[: half - 1]), ("backward", joined[: half - 1 : -1])):
        alike = f"{query} AND {field} >= ? AND {field} < ?" + (" AND kind <> 'cue'" if field == "backward" else "")
        yield from index.rows(f"{alike} ORDER BY number", fewest, most, start, start + _LAST)


def words_near(index: "Index", word: str, *, labels: bool) -> list[tuple[str, str]]:
    """Give every word, or every one of names and aliases, that a word may be a slip of, each with its sound.

    Of a small glossary those are all, of a large one those that have a key in common: see ``spelling.keys``.
    """
    if not _is_large(index):
        return index.vocabulary(labels=labels)
    from partnergloss.spelling import keys

    shared = sorted(keys(word))
    near = f"SELECT word FROM near WHERE key IN ({', '.join('?' * len(shared))})"  # noqa: S608 - no data
    query = f"SELECT word, sound FROM word WHERE word IN ({near}) AND label >= ?"  # noqa: S608 - no data
    return list(index.rows(query, *shared, int(labels)))


def _is_large(index: "Index") -> bool:
    """Say whether an index has keys, since looking at each of its words would take longer."""
    return any(True for _ in index.rows("SELECT 1 FROM near LIMIT 1"))


def words_beginning(index: "Index", letters: str) -> list[str]:
    """Give the words of names and aliases that begin with these letters; none where hundreds do."""
    query = f"SELECT word FROM word WHERE label AND word >= ? AND word < ? LIMIT {_BEGINNINGS}"  # noqa: S608 - no data
    found = [word for (word,) in index.rows(query, letters, letters + _LAST)]
    return found if len(found) < _BEGINNINGS else []


def best_pages(index: "Index", words: "Iterable[str]", most: int) -> "Iterator[tuple[str, float]]":
    """Give ``(id, score)`` of the terms whose texts have most of the words, best first, by bm25."""
    score = f"bm25(page, {', '.join(map(str, PAGE.values()))})"
    pages = "page JOIN term ON term.number = page.rowid"
    query = f"SELECT id, -{score} FROM {pages} WHERE page MATCH ? ORDER BY {score} LIMIT {most}"  # noqa: S608 - no data
    yield from index.rows(query, _any(words))


def best_phrases(index: "Index", words: "Iterable[str]", most: int) -> "Iterator[tuple[str, str, str, float]]":
    """Give ``(id, kind, folded text, score)`` of the labels and cues with most of the words, best first, by bm25."""
    phrases = "stem JOIN phrase ON phrase.number = stem.rowid"
    query = f"SELECT term, kind, phrase.folded, -bm25(stem) FROM {phrases} WHERE stem MATCH ? ORDER BY bm25(stem) LIMIT {most}"  # noqa: S608, E501
    yield from index.rows(query, _any(words))


def pages_with(index: "Index", words: "Iterable[str]", ids: "Iterable[str]", field: str = "") -> set[str]:
    """Give those of some terms whose text, or one field of it, has one of the words in any form."""
    wanted = f"{{{field}}} : ({_any(words)})" if field else _any(words)
    ids = list(ids)
    pages = "page JOIN term ON term.number = page.rowid"
    query = f"SELECT id FROM {pages} WHERE page MATCH ? AND id IN ({', '.join('?' * len(ids))})"  # noqa: S608 - no data
    return {term for (term,) in index.rows(query, wanted, *ids)}


def pages(index: "Index") -> int:
    """Count the terms."""
    return sum(int(count) for (count,) in index.rows("SELECT count(*) FROM term"))


def pages_by_stem(index: "Index", wanted: "Iterable[str]") -> dict[str, int]:
    """Count the terms in whose text each stem stands; those that stand nowhere are left out."""
    listed = list(wanted)
    query = f"SELECT term, doc FROM page_stem WHERE term IN ({', '.join('?' * len(listed))})"  # noqa: S608 - no data
    return dict(index.rows(query, *listed))


def share(index: "Index", word: str) -> float:
    """Give the share of definitions in which a word stands, where these are more than a few."""
    query = "SELECT doc FROM field_stem WHERE term = ? AND col = 'definition'"
    having = sum(count for (count,) in index.rows(query, stems(index, [word])[word]))
    return having / pages(index) if having > _FEW else 0.0


def _any(words: "Iterable[str]") -> str:
    """Write an FTS5 expression for one of these folded words; quoted, nothing in them is an operator."""
    return " OR ".join(f'"{word}"' for word in words)
