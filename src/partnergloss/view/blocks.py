"""The parts an answer is shown in, and how a facet's value is written."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

    from partnergloss.index import Index
    from partnergloss.records import Record


class Block:
    """Lines that belong together.

    Attributes:
        role: ``title``, ``place``, ``changed``, ``definition``, ``facts``, ``measure``, ``advice``, ``section``,
            ``lines`` or ``hint``.
        lines: ``(label, text)``; a label may repeat.
    """

    __slots__ = ("lines", "role")

    def __init__(self, role: str, lines: list[tuple[str, str]]) -> None:
        self.role = role
        self.lines = lines


class Linked(str):
    """Text with parts that lead somewhere, where it is shown as pages; plain text elsewhere.

    Attributes:
        parts: ``(text, to)``; ``to`` is the id of a term, a URL, or empty. A part without text goes by the term's name.
    """

    __slots__ = ("parts",)
    parts: list[tuple[str, str]]

    def __new__(cls, parts: list[tuple[str, str]]) -> "Self":
        """Join the parts' texts."""
        text = super().__new__(cls, "".join(said for said, _ in parts))
        text.parts = parts
        return text


class Table:
    """Terms side by side.

    Attributes:
        heads: ``(id, name)`` of each term.
        rows: ``(id, label, values by id, shown values, same)``, differing rows first.
        texts: ``(key, text of each term)`` for what separates the terms and when to choose which.
    """

    __slots__ = ("heads", "rows", "texts")

    def __init__(
        self,
        heads: list[tuple[str, str]],
        rows: list[tuple[str, str, list[str], list[str], bool]],
        texts: list[tuple[str, list[str]]],
    ) -> None:
        self.heads = heads
        self.rows = rows
        self.texts = texts


class Hit:
    """A term that a search found.

    Attributes:
        where: which of the words asked stand in which field.
        marked: the words of title and definition, as they stand there, that were asked for in some form.
    """

    __slots__ = ("definition", "id", "marked", "score", "title", "where")

    def __init__(self, term_id: str, score: int, title: str, definition: str, where: str, marked: set[str]) -> None:  # noqa: PLR0913, PLR0917
        self.id = term_id
        self.score = score
        self.title = title
        self.definition = definition
        self.where = where
        self.marked = marked


class Node:
    """A category or a term of a tree, with what stands under it. ``record`` is None for a category."""

    __slots__ = ("children", "id", "name", "record")

    def __init__(self, node_id: str, name: str, record: "Record | None" = None) -> None:
        self.id = node_id
        self.name = name
        self.record = record
        self.children: list[Node] = []


def shown_value(index: "Index", facet: str, value: str | list[str] | None) -> str:
    """Write a value in words; ``–`` where a term does not say."""
    if not value:
        return "–"
    items = [value] if isinstance(value, str) else value
    if facet == "broader":
        return ", ".join(map(index.name, items))
    if facet in index.shelf("facets"):
        words = index.shelf("facets")[facet]["values"]
    else:
        words = {name: shelved["name"] for name, shelved in index.shelf("categories").items()}
    return ", ".join(words.get(item, item) for item in items)


def listed_value(value: str | list[str] | None) -> str:
    """Write a value as its ids, parted by commas; nothing where a term does not say."""
    return value or "" if value is None or isinstance(value, str) else ",".join(value)
