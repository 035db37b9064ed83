"""A small part of YAML: block mappings and sequences whose keys and texts all stand in double quotes.

A JSON string is a YAML 1.2 flow scalar. Readers of YAML 1.1, PyYAML among them, refuse or fold some characters that
JSON lets stand as they are, so these are escaped.
"""

from collections.abc import Iterator, Mapping, Sequence

from partnergloss.records import quote
from partnergloss.visible import in_json

Node = str | Sequence["Node"] | Mapping[str, "Node"]
"""What can be written; no part of it is empty."""

_REFUSED = {code: f"\\u{code:04x}" for code in (0xFFFE, 0xFFFF)}


def scalar(text: str) -> str:
    """Write a text: nothing in it is read as a number, a word of YAML, a comment or a line end."""
    quoted = quote(text)
    return quoted if quoted.isprintable() else in_json(quoted).translate(_REFUSED)  # nothing printable is refused


def entries(table: Mapping[str, Node], indent: int = 0) -> Iterator[str]:
    """Give the lines of a mapping, moved right by so many blanks."""
    margin = " " * indent
    for key, value in table.items():
        if isinstance(value, str):
            yield f"{margin}{scalar(key)}: {scalar(value)}\n"
        else:
            yield f"{margin}{scalar(key)}:\n"
            yield from entries(value, indent + 2) if isinstance(value, Mapping) else items(value, indent + 2)


def items(sequence: Sequence[Node], indent: int = 0) -> Iterator[str]:
    """Give the lines of a sequence of texts and mappings, moved right by so many blanks."""
    margin = " " * indent
    for item in sequence:
        if isinstance(item, Mapping):
            inner = "".join(entries(item, indent + 2))
            yield f"{margin}- {inner[indent + 2 :]}"
        else:
            yield f"{margin}- {scalar(str(item))}\n"
