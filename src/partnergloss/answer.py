"""What a query leads to: a status, the step that answered, matches, suggestions."""

from partnergloss.records import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from partnergloss.model import Term
    from partnergloss.records import Record

    Status = Literal["exact", "alias", "fuzzy", "ambiguous", "not_found"]


class Match:
    """A term that answers a query.

    Attributes:
        id: the term's id.
        name: its preferred name.
        score: how sure the answer is, 0 to 100.
        text: its record as JSON.
        found: of a search, the words found in each field of its text; None of a lookup.
    """

    __slots__ = ("_record", "found", "id", "name", "score", "text")

    def __init__(
        self, term_id: str, name: str, text: str, score: int, found: dict[str, list[str]] | None = None
    ) -> None:
        self.id = term_id
        self.name = name
        self.score = score
        self.text = text
        self.found = found
        self._record: Record | None = None

    def __repr__(self) -> str:
        return f"Match({self.id!r}, score={self.score})"

    @property
    def record(self) -> "Record":
        """The term's fields as plain values, with ``narrower`` and ``provenance``."""
        if self._record is None:
            self._record = decode(self.text)
        return self._record

    @property
    def term(self) -> "Term":
        """The term as a typed, frozen value."""
        import msgspec

        from partnergloss.model import Term

        fields = {name: self.record[name] for name in Term.__struct_fields__}
        return msgspec.convert(fields, Term)


class Suggestion:
    """A term that may have been meant."""

    __slots__ = ("id", "name", "score")

    def __init__(self, term_id: str, name: str, score: int) -> None:
        self.id = term_id
        self.name = name
        self.score = score


class Answer:
    """What a query led to.

    Attributes:
        query: as it was asked.
        status: ``exact``, ``alias``, ``fuzzy``, ``ambiguous`` or ``not_found``; of a search ``fuzzy`` or ``not_found``.
        reason: the step that answered, or why none did.
        matches: the terms; of a lookup several only when ambiguous, of a search the best first.
        suggestions: three at most, when nothing matched.
        described: of a miss, how much of the query a search explains, 0 to 100.
        read: of a search, the words that no term has, and as which others each was read, if any.
    """

    __slots__ = ("described", "matches", "query", "read", "reason", "status", "suggestions")

    def __init__(  # noqa: PLR0913, PLR0917 - a name each
        self,
        query: str,
        status: "Status",
        reason: str,
        matches: tuple[Match, ...] = (),
        suggestions: tuple[Suggestion, ...] = (),
        described: int = 0,
        read: dict[str, list[str]] | None = None,
    ) -> None:
        self.query = query
        self.status = status
        self.reason = reason
        self.matches = matches
        self.suggestions = suggestions
        self.described = described
        self.read = read or {}

    def __repr__(self) -> str:
        return f"Answer({self.query!r}, {self.status!r}, {self.reason!r}, {self.matches!r})"
