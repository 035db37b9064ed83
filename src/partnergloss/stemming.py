"""Words → stems, as SQLite's porter stemmer makes them, which full-text search uses too."""

from _thread import allocate_lock

from partnergloss.database import in_memory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLES = """
CREATE VIRTUAL TABLE text USING fts5(words, content='', tokenize='porter unicode61');
CREATE VIRTUAL TABLE stem USING fts5vocab(text, instance);
"""
_CLEAR = "INSERT INTO text (text) VALUES ('delete-all')"  # what is deleted row by row slows down all that comes later
_lock = allocate_lock()
_stemmer = in_memory()
_stemmer.executescript(_TABLES)


def stems(words: "Iterable[str]") -> dict[str, str]:
    """Give the stem of each folded word; one that full-text search does not take for a word is its own."""
    stemmed = {word: word for word in words}
    ascii_words = [word for word in stemmed if word.isascii()]
    others = [word for word in stemmed if not word.isascii()]
    with _lock:
        _stemmer.execute(_CLEAR)
        _stemmer.execute("INSERT INTO text VALUES (?)", (" ".join(ascii_words),))  # at once is faster
        found = _stemmer.execute("SELECT term FROM stem ORDER BY offset").fetchall()
        apart = _stemmed_apart(others) if others else {}
    return stemmed | {word: stem for word, (stem,) in zip(ascii_words, found, strict=True)} | apart


def _stemmed_apart(words: list[str]) -> dict[str, str]:
    """Give the stems of words that SQLite may part, since it knows fewer letters than Python, or cut in a letter."""
    _stemmer.execute(_CLEAR)
    _stemmer.executemany("INSERT INTO text (rowid, words) VALUES (?, ?)", enumerate(words))
    found = _stemmer.execute("SELECT doc, CAST(min(term) AS BLOB) FROM stem GROUP BY doc HAVING count(*) = 1")
    return {words[place]: stem.decode(errors="replace") for place, stem in found}
