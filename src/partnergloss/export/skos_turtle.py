"""SKOS as Turtle.

RDF 1.1 Turtle, W3C Recommendation of 25 February 2014; the statements are made in ``concepts``.
"""

from collections.abc import Iterator

from partnergloss.export.concepts import PREFIXES, WEB, Link, Resource, Text, Thing, Vocabulary
from partnergloss.export.extract import Extract

_ESCAPED = {ord(char): f"\\{letter}" for char, letter in zip('\\"\n\r\t', '\\"nrt', strict=True)}


def write(extract: Extract) -> Iterator[str]:
    """Give the prefixes, then a block a resource."""
    vocabulary = Vocabulary(extract)
    for name, meant in PREFIXES.items():
        yield f"@prefix {name}: <{meant}> .\n"
    for resource in vocabulary.resources():
        yield _block(resource, f"@{vocabulary.language}" if vocabulary.language else "")


def _block(resource: Resource, language: str) -> str:
    """Write what is said of a resource, a property a line."""
    parts = [f"a {resource.kind}"] if resource.kind else []
    for name, things in resource.by_property().items():
        parts.append(f"{name} {', '.join(_thing(thing, language) for thing in things)}")
    said = " ;\n    ".join(parts)
    return f"\n{_name(resource.name)} {said} .\n"


def _thing(thing: Thing, language: str) -> str:
    if isinstance(thing, Link):
        return _name(thing.to)
    quoted = f'"{thing.text.translate(_ESCAPED)}"'
    if isinstance(thing, Text):
        return f"{quoted}{language}"
    return f"{quoted}^^{thing.kind}" if thing.kind else quoted


def _name(name: str) -> str:
    return f"<{name}>" if name.startswith(WEB) else name
