"""Words → stems, as SQLite's porter stemmer makes them, which full-text search uses too."""

from _thread import allocate_lock

from partnergloss.database import in_memory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLES = """
CREATE VIRTUAL TABLE text USING fts5(words, tokenize='porter unicode61');
CREATE VIRTUAL TABLE stem USING fts5vocab(text, instance);
"""
_lock = allocate_lock()
_stemmer = in_memory()
_stemmer.executescript(_TABLES)


def stems(words: "Iterable[str]") -> dict[str, str]:
    """Give the stem of each folded word."""
    stemmed = {word: word for word in words}
    ascii_words = [word for word in stemmed if word.isascii()]  # the stemmer leaves all others alone
    with _lock:
        _stemmer.execute("DELETE FROM text")
        _stemmer.execute("INSERT INTO text VALUES (?)", (" ".join(ascii_words),))
        found = _stemmer.execute("SELECT term FROM stem ORDER BY offset").fetchall()
    return stemmed | {word: stem for word, (stem,) in zip(ascii_words, found, strict=True)}
