"""The compiled glossary: one SQLite file for a set of layers, derived and always safe to delete.

Each term is one JSON record with all its fields, ``id``, ``narrower`` and ``provenance``; ``related`` and
``contrast`` are already read both ways. Labels and cues stand folded, joined and stemmed (SQLite's own porter
stemmer), each term's text as a page for full-text search, and every word once with its sound. Whatever is JSON, and
each fact, is signed.
"""

from itertools import chain

from partnergloss.database import Damaged, Database, connect
from partnergloss.records import decode
from partnergloss.words import LONGEST_QUERY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from partnergloss.records import Record

    Phrase = tuple[str, str, str]
    """A label or cue: the term's id, the kind, and the folded text."""

FORMAT = "6"
"""Raised when tables, records, folding or sounds change; an index of another format is built anew."""

NAMES = ("name", "alias", "sense")
"""The kinds of label that may be written almost right or in part; the others are found only as they stand."""

PAGE = {"name": 4.0, "labels": 3.0, "definition": 2.0, "notes": 1.0, "cues": 3.0}
"""What is searched of each term, and how much a word counts there; ``labels`` are all but the name."""

_FEW = 500
"""Categories that are named in a query; SQLite has a limit."""

_ASKED = 20

LAST = chr(0x10FFFF)
"""What no text goes on with: all that begins alike stands before the beginning with this behind it."""


class Index(Database):
    """A compiled glossary, open for reading."""

    def __init__(self, connection: "Connection") -> None:
        super().__init__(connection)
        self._facts: dict[str, str] = {}
        self._shelves: dict[str, dict[str, Record]] = {}
        self._vocabularies: dict[bool, list[tuple[str, str]]] = {}

    def fact(self, name: str) -> str:
        """Give a fact about the index itself, or an empty text; all are read at once."""
        self._facts = self._facts or dict(self.rows("SELECT name, value FROM fact", signed=True))
        return self._facts.get(name, "")

    def meta(self) -> "Record":
        """Give what the whole glossary is: the ``[meta]`` of its term files."""
        return decode(self.fact("meta"))  # type: ignore[no-any-return]  # a table, as it was written

    def shelf(self, name: str) -> "dict[str, Record]":
        """Give all ``categories`` or ``facets``, by id, in order."""
        if name not in self._shelves:
            self._shelves[name] = decode(self.one("SELECT value FROM shelf WHERE name = ?", name, signed=True))
        return self._shelves[name]

    def sources(self, ids: "Iterable[str] | None" = None) -> "dict[str, Record]":
        """Give sources by id, in the order of the ids; all of them where none are named."""
        if ids is None:
            found = self.rows("SELECT id, record FROM source ORDER BY number", signed=True)
        else:
            query = "SELECT id, record FROM source WHERE id = ?"
            found = chain.from_iterable(self.rows(query, source, signed=True) for source in ids)
        return {source: decode(record) for source, record in found}

    def records(self, ids: "Iterable[str]") -> "Iterator[tuple[str, str, str]]":
        """Give ``(id, name, JSON record)`` of terms, in the order of the ids."""
        for term_id in ids:
            yield self.first("SELECT id, name, record FROM term WHERE id = ?", term_id, signed=True)

    def numbered(self, numbers: "Iterable[int]") -> "Iterator[tuple[str, str, str]]":
        """Give ``(id, name, JSON record)`` of the terms with these numbers, in their order."""
        for number in numbers:
            yield self.first("SELECT id, name, record FROM term WHERE number = ?", number, signed=True)

    def texts(self, categories: "Iterable[str] | None" = None, *, whole: bool = True) -> "Iterator[str]":
        """Give the JSON records of all terms, or of those in some categories, by name; or only what a list shows."""
        field = "record" if whole else "brief"
        named = None if categories is None else {*categories}
        few = named if named and len(named) <= _FEW else ()
        wanted = f" WHERE category IN ({', '.join('?' * len(few))})" if few else ""
        query = f"SELECT category, {field} FROM term{wanted} ORDER BY number"  # noqa: S608 - no data
        for category, text in self.rows(query, *few, signed=True):
            if named is None or category in named:
                yield text

    def name(self, term_id: str) -> str:
        """Give a term's name."""
        return self.one("SELECT name FROM term WHERE id = ?", term_id)

    def ancestors(self, records: "Iterable[Record]") -> dict[str, set[str]]:
        """Give the ids of all terms that each of some terms is a kind of."""
        above: dict[str, list[str]] = {}
        found: dict[str, set[str]] = {}
        for record in records:
            passed: set[str] = set()
            waiting = list(record["broader"])
            while waiting:
                term = waiting.pop()
                if term not in passed:
                    passed.add(term)
                    if term not in above:
                        above[term] = [name for *_, text in self.records([term]) for name in decode(text)["broader"]]
                    waiting += above[term]
            found[record["id"]] = passed
        return found

    def category_order(self) -> list[str]:
        """Give the ids of all categories in the order of a list, whatever stands above which."""
        shelf = self.shelf("categories")
        return sorted(shelf, key=lambda name: (shelf[name]["order"], shelf[name]["name"]))

    def facet_order(self, category: str) -> list[str]:
        """Give the facets of a category in the order shown: its own or those of the nearest category above."""
        return self._inherited(category, "facets")

    def required(self, category: str) -> list[str]:
        """Give the facets that a category requires: its own or those of the nearest category above."""
        return self._inherited(category, "required")

    def _inherited(self, category: str, field: str) -> list[str]:
        shelf = self.shelf("categories")
        name: str | None = category
        while name:
            if shelf[name][field]:
                return list(shelf[name][field])
            name = shelf[name]["parent"]
        return []

    def senses(self, folded: str) -> list[str]:
        """Give the ids that a label declared ambiguous may mean; none for any other label."""
        return [term for (term,) in self.rows("SELECT term FROM sense WHERE folded = ?", folded)]

    def ambiguous(self) -> "dict[str, list[str]]":
        """Give the ids that each label declared ambiguous may mean, by the label as written."""
        told: dict[str, list[str]] = {}
        for label, term in self.rows("SELECT written, term FROM phrase WHERE kind = 'sense' ORDER BY number"):
            told.setdefault(label, []).append(term)
        return told

    def declared_in(self, folded: str) -> str:
        """Give the file above the bundled one that says what an ambiguous label may mean; empty where none does."""
        return next((file for (file,) in self.rows("SELECT file FROM sense WHERE folded = ?", folded)), "")

    def labelled(self, folded: str) -> list[str]:
        """Give the ids of terms with a label that folds to this."""
        query = "SELECT DISTINCT term FROM phrase WHERE folded = ? AND kind <> 'cue'"
        return [term for (term,) in self.rows(query, folded)]

    def joined(self, joined: str) -> list[str]:
        """Give the ids of terms with a label that is equal once all gaps are closed."""
        query = "SELECT DISTINCT term FROM phrase WHERE joined = ? AND kind <> 'cue'"
        return [term for (term,) in self.rows(query, joined)]

    def abbreviated(self, joined: str) -> list[str]:
        """Give the ids of terms with this abbreviation."""
        query = "SELECT DISTINCT term FROM phrase WHERE joined = ? AND kind = 'abbr'"
        return [term for (term,) in self.rows(query, joined)]

    def abbreviations(self, letter: str) -> "Iterator[tuple[str, str]]":
        """Give ``(id, abbreviation)`` of the terms with one that begins with a letter."""
        query = "SELECT term, joined FROM phrase WHERE joined >= ? AND joined < ? AND kind = 'abbr' ORDER BY number"
        yield from self.rows(query, letter, letter + LAST)

    def related_labels(self, family: str) -> "list[Phrase]":
        """Give ``(id, kind, folded text)`` of the labels with just these stems, in any order."""
        query = "SELECT term, kind, folded FROM phrase WHERE family = ? ORDER BY number"
        return list(self.rows(query, family))

    def phrases_of(self, term_id: str) -> list[tuple[str, str]]:
        """Give ``(kind, folded text)`` of the labels and cues of one term."""
        return list(self.rows("SELECT kind, folded FROM phrase WHERE term = ? ORDER BY number", term_id))

    def openings(self) -> set[str]:
        """Give the first folded word of every label that may stand in a document."""
        first = "substr(folded, 1, instr(folded || ' ', ' ') - 1)"
        query = f"SELECT DISTINCT {first} FROM phrase WHERE written IS NOT NULL"  # noqa: S608 - no data
        return {word for (word,) in self.rows(query)}

    def written_together(self) -> dict[str, str]:
        """Give the folded text of every label of several words, by what it is with its gaps closed."""
        query = "SELECT joined, folded FROM phrase WHERE written IS NOT NULL AND length(joined) < length(folded)"
        return dict(self.rows(query))

    def opening_with(self, word: str) -> "Iterator[tuple[str, str, str]]":
        """Give ``(id, kind, label as written)`` of the labels whose first folded word this is, less endless ones."""
        query = (
            "SELECT term, kind, written FROM phrase WHERE folded >= ? AND folded < ? AND kind <> 'cue' "
            "AND length(written) <= ? ORDER BY number"
        )
        yield from self.rows(query, word, word + "!", LONGEST_QUERY)  # a blank comes before it, every letter behind

    def says(self, word: str) -> bool:
        """Say whether a text of a term has a word in small letters; of many terms the first are asked."""
        if not self.has_word(word):
            return False
        query = f"SELECT rowid FROM page WHERE page MATCH ? LIMIT {_ASKED}"  # noqa: S608 - no data
        numbers = [row for (row,) in self.rows(query, f'"{word}"')]
        from re import escape, search

        records = (decode(text) for _, _, text in self.numbered(numbers))
        texts = ("\n".join([term["definition"], *term["notes"], *term["aliases"], *term["cues"]]) for term in records)
        return any(search(rf"\b{escape(word)}\b", text) for text in texts)

    def is_large(self) -> bool:
        """Say whether near words have keys in common here, since looking at each would take longer."""
        return self.fact("keys") == "yes"

    def vocabulary(self, *, labels: bool) -> list[tuple[str, str]]:
        """Give every word, or every one of names and aliases, with its sound."""
        if labels not in self._vocabularies:
            wanted = " WHERE label" if labels else ""
            self._vocabularies[labels] = list(self.rows(f"SELECT word, sound FROM word{wanted}"))  # noqa: S608 - no data
        return self._vocabularies[labels]

    def has_word(self, word: str) -> bool:
        """Say whether a word stands in any term's text in just this form."""
        return any(True for _ in self.rows("SELECT 1 FROM word WHERE word = ?", word))

    def is_everyday(self, word: str) -> bool:
        """Say whether a word is one of everyday English that looks like a slip of a label."""
        return any(True for _ in self.rows("SELECT 1 FROM everyday WHERE word = ?", word))


def open_file(path: str) -> Index:
    """Open an index for reading only.

    Raises:
        Damaged: when it is not one of this format.
    """
    index = Index(connect(path))
    if index.fact("format") != FORMAT:
        raise Damaged(path)
    return index
