"""The compiled glossary: one SQLite file for a set of layers, derived and always safe to delete.

Each term is one JSON record with all its fields, ``id``, ``narrower`` and ``provenance``; ``related`` and
``contrast`` are already read both ways. Labels and cues stand folded, joined and stemmed (SQLite's own porter
stemmer), each term's text as a page for full-text search, and every word once with its sound. Records and
shelves are signed.
"""

import sqlite3

from partnergloss.database import Damaged, Database, connect
from partnergloss.records import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnergloss.records import Record

FORMAT = "4"
"""Raised when tables, records, folding or sounds change; an index of another format is built anew."""

NAMES = ("name", "alias", "sense")
"""The kinds of label that may be written almost right or in part; the others are found only as they stand."""

PAGE = {"name": 4.0, "labels": 3.0, "definition": 2.0, "notes": 1.0, "cues": 3.0}
"""What is searched of each term, and how much a word counts there; ``labels`` are all but the name."""

_FEW = 5
_STEMMER = """
CREATE VIRTUAL TABLE stemmer USING fts5(word, tokenize='porter unicode61');
CREATE VIRTUAL TABLE stems USING fts5vocab(stemmer, instance);
"""


class Index(Database):
    """A compiled glossary, open for reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._facts: dict[str, str] = {}
        self._shelves: dict[str, dict[str, Record]] = {}
        self._stemmer: sqlite3.Connection | None = None

    def fact(self, name: str) -> str:
        """Give a fact about the index itself, or an empty text; all are read at once."""
        self._facts = self._facts or dict(self._rows("SELECT name, value FROM fact", signed=True))
        return self._facts.get(name, "")

    def shelf(self, name: str) -> "dict[str, Record]":
        """Give all ``categories``, ``facets`` or ``sources``, by id, in order."""
        if name not in self._shelves:
            self._shelves[name] = decode(self._one("SELECT value FROM shelf WHERE name = ?", name, signed=True))
        return self._shelves[name]

    def records(self, ids: "Iterable[str]") -> "Iterator[str]":
        """Give the JSON records of terms, in the order of the ids."""
        for term_id in ids:
            yield self._one("SELECT record FROM term WHERE id = ?", term_id, signed=True)

    def all_records(self) -> "Iterator[str]":
        """Give every term's JSON record, in alphabetical order of the names."""
        for (record,) in self._rows("SELECT record FROM term ORDER BY name COLLATE NOCASE, id", signed=True):
            yield record

    def name(self, term_id: str) -> str:
        """Give a term's name."""
        return self._one("SELECT name FROM term WHERE id = ?", term_id)

    def ancestors(self, record: "Record") -> set[str]:
        """Give the ids of all terms that a term is a kind of."""
        found: set[str] = set()
        waiting = list(record["broader"])
        while waiting:
            term = waiting.pop()
            if term not in found:
                found.add(term)
                waiting += [other for text in self.records([term]) for other in decode(text)["broader"]]
        return found

    def senses(self, folded: str) -> list[str]:
        """Give the ids that a label declared ambiguous may mean; none for any other label."""
        return [term for (term,) in self._rows("SELECT term FROM sense WHERE folded = ?", folded)]

    def labelled(self, folded: str) -> list[str]:
        """Give the ids of terms with a label that folds to this."""
        query = "SELECT DISTINCT term FROM phrase WHERE folded = ? AND kind <> 'cue'"
        return [term for (term,) in self._rows(query, folded)]

    def joined(self, joined: str) -> list[str]:
        """Give the ids of terms with a label that is equal once all gaps are closed."""
        query = "SELECT DISTINCT term FROM phrase WHERE joined = ? AND kind <> 'cue'"
        return [term for (term,) in self._rows(query, joined)]

    def abbreviated(self, joined: str) -> list[str]:
        """Give the ids of terms with this abbreviation."""
        query = "SELECT DISTINCT term FROM phrase WHERE joined = ? AND kind = 'abbr'"
        return [term for (term,) in self._rows(query, joined)]

    def labels_of_length(self, fewest: int, most: int) -> list[tuple[str, str, str, str]]:
        """Give ``(id, kind, folded label, joined label)`` of each label with so many letters, gaps not counted."""
        query = "SELECT term, kind, folded, joined FROM phrase WHERE kind <> 'cue' AND length(joined) BETWEEN ? AND ?"
        return list(self._rows(f"{query} ORDER BY number", fewest, most))

    def phrases_of(self, term_id: str) -> list[tuple[str, str]]:
        """Give ``(kind, folded text)`` of the labels and cues of one term."""
        return list(self._rows("SELECT kind, folded FROM phrase WHERE term = ? ORDER BY number", term_id))

    def phrases_with(self, words: "Iterable[Iterable[str]]") -> list[tuple[str, str, str]]:
        """Give ``(id, kind, folded text)`` of the labels and cues with one of each set of words, in any form."""
        wanted = " AND ".join(f"({_any(choice)})" for choice in words)
        phrases = "stem JOIN phrase ON phrase.number = stem.rowid"
        query = f"SELECT term, kind, phrase.folded FROM {phrases} WHERE stem MATCH ? ORDER BY number"  # noqa: S608 - no data
        return list(self._rows(query, wanted)) if wanted else []

    def best_pages(self, words: "Iterable[str]", most: int) -> "Iterator[tuple[str, float]]":
        """Give ``(id, score)`` of the terms whose texts have most of the words, best first, by bm25."""
        weights = ", ".join(map(str, PAGE.values()))
        pages = "page JOIN term ON term.number = page.rowid"
        score = f"bm25(page, {weights})"
        query = f"SELECT id, -{score} FROM {pages} WHERE page MATCH ? ORDER BY {score} LIMIT {most}"  # noqa: S608 - no data
        yield from self._rows(query, _any(words))

    def best_phrases(self, words: "Iterable[str]", most: int) -> "Iterator[tuple[str, float]]":
        """Give ``(id, score)`` of the labels and cues with most of the words, best first; terms may recur."""
        phrases = "stem JOIN phrase ON phrase.number = stem.rowid"
        query = f"SELECT term, -bm25(stem) FROM {phrases} WHERE stem MATCH ? ORDER BY bm25(stem) LIMIT {most}"  # noqa: S608
        yield from self._rows(query, _any(words))

    def vocabulary(self, *, labels: bool) -> list[tuple[str, str]]:
        """Give every word, or every one of names and aliases, with its sound."""
        wanted = " WHERE label" if labels else ""
        return list(self._rows(f"SELECT word, sound FROM word{wanted}"))  # noqa: S608 - no data

    def has_word(self, word: str) -> bool:
        """Say whether a word stands in any term's text in just this form."""
        return any(True for _ in self._rows("SELECT 1 FROM word WHERE word = ?", word))

    def is_everyday(self, word: str) -> bool:
        """Say whether a word is one of everyday English that looks like a slip of a label."""
        return any(True for _ in self._rows("SELECT 1 FROM everyday WHERE word = ?", word))

    def words_beginning(self, letters: str) -> list[str]:
        """Give the words of names and aliases that begin with these letters."""
        query = "SELECT word FROM word WHERE label AND word >= ? AND word < ?"
        return [word for (word,) in self._rows(query, letters, letters + chr(0x10FFFF))]

    def pages_with(self, words: "Iterable[str]", ids: "Iterable[str]", field: str = "") -> set[str]:
        """Give those of some terms whose text, or one field of it, has one of the words in any form."""
        wanted = f"{{{field}}} : ({_any(words)})" if field else _any(words)
        ids = list(ids)
        pages = "page JOIN term ON term.number = page.rowid"
        query = f"SELECT id FROM {pages} WHERE page MATCH ? AND id IN ({', '.join('?' * len(ids))})"  # noqa: S608 - no data
        return {term for (term,) in self._rows(query, wanted, *ids)}

    def pages(self) -> int:
        """Count the terms."""
        return sum(int(count) for (count,) in self._rows("SELECT count(*) FROM term"))

    def pages_by_stem(self, stems: "Iterable[str]") -> dict[str, int]:
        """Count the terms in whose text each stem stands; those that stand nowhere are left out."""
        stems = list(stems)
        query = f"SELECT term, doc FROM page_stem WHERE term IN ({', '.join('?' * len(stems))})"  # noqa: S608 - no data
        return dict(self._rows(query, *stems))

    def share(self, word: str) -> float:
        """Give the share of definitions in which a word stands, where these are more than a few."""
        query = "SELECT doc FROM field_stem WHERE term = ? AND col = 'definition'"
        having = sum(count for (count,) in self._rows(query, self.stems([word])[word]))
        return having / self.pages() if having > _FEW else 0.0

    def stems(self, words: "Iterable[str]") -> dict[str, str]:
        """Give the stem of each folded word, as SQLite's porter stemmer makes it."""
        stemmed = {word: word for word in words}
        ascii_words = [word for word in stemmed if word.isascii()]  # the stemmer leaves all others alone
        with self._lock:
            if not self._stemmer:
                self._stemmer = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
                self._stemmer.executescript(_STEMMER)
            self._stemmer.execute("DELETE FROM stemmer")
            self._stemmer.execute("INSERT INTO stemmer VALUES (?)", (" ".join(ascii_words),))
            found = self._stemmer.execute("SELECT term FROM stems ORDER BY offset").fetchall()
        return stemmed | {word: stem for word, (stem,) in zip(ascii_words, found, strict=True)}

    def close(self) -> None:
        """Let go of the file."""
        super().close()
        if self._stemmer:
            self._stemmer.close()


def _any(words: "Iterable[str]") -> str:
    """Write an FTS5 expression for one of these folded words; quoted, nothing in them is an operator."""
    return " OR ".join(f'"{word}"' for word in words)


def open_file(path: str) -> Index:
    """Open an index for reading only.

    Raises:
        Damaged: when it is not one of this format.
    """
    index = Index(connect(path))
    if index.fact("format") != FORMAT:
        raise Damaged(path)
    return index
