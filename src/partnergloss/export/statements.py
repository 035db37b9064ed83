"""Statements as RDF has them: something, a property, and what is said."""

from dataclasses import dataclass
from typing import NamedTuple

PREFIXES = {
    "term": "urn:partnergloss:term:",
    "category": "urn:partnergloss:category:",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""What short names begin with; who publishes the glossary under other addresses changes the first two in the file."""

WEB = ("http://", "https://")
"""With what whole addresses begin; all other names are short ones."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something with a name of its own: ``term:reseller``, or an address."""

    to: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words in the language of the glossary."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is the same in every language; ``kind`` is its XSD type where it has one."""

    text: str
    kind: str = ""


Thing = Link | Text | Value
Statement = tuple[str, Thing]
"""What is said of a resource: ``(property, what)``."""


class Resource(NamedTuple):
    """What statements are about.

    Attributes:
        name: a short name, or an address.
        kind: its class; empty for pages on the web.
        said: the statements.
    """

    name: str
    kind: str
    said: list[Statement]

    def by_property(self) -> dict[str, list[Thing]]:
        """Give what is said, each thing once, by property."""
        told: dict[str, list[Thing]] = {}
        for name, thing in dict.fromkeys(self.said):
            told.setdefault(name, []).append(thing)
        return told
