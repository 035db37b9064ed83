"""SKOS as JSON-LD, with all that it needs to be read in the file itself.

JSON-LD 1.1, W3C Recommendation of 16 July 2020; the statements are made in ``concepts``.
"""

from collections.abc import Iterator

from partnergloss.export.concepts import PREFIXES, Link, Resource, Text, Thing, Vocabulary
from partnergloss.export.extract import Extract
from partnergloss.records import encode
from partnergloss.visible import in_json


def write(extract: Extract) -> Iterator[str]:
    """Give one document: the context, then a resource a line."""
    vocabulary = Vocabulary(extract)
    context = PREFIXES | ({"@language": vocabulary.language} if vocabulary.language else {})
    listed = ",\n".join(f"{encode(name)}:{encode(meant)}" for name, meant in context.items())
    yield f'{{"@context":{{\n{listed}\n}},\n"@graph":['
    for number, resource in enumerate(vocabulary.resources()):
        yield f"{',' if number else ''}\n{in_json(encode(_node(resource)))}"
    yield "\n]}\n"


def _node(resource: Resource) -> dict[str, object]:
    """Write what is said of a resource; a list only where there is more than one thing."""
    node: dict[str, object] = {"@id": resource.name}
    if resource.kind:
        node["@type"] = resource.kind
    for name, things in resource.by_property().items():
        values = [_value(thing) for thing in things]
        node[name] = values if len(values) > 1 else values[0]
    return node


def _value(thing: Thing) -> object:
    """Write a thing; only a bare text has the language of the context."""
    if isinstance(thing, Text):
        return thing.text
    if isinstance(thing, Link):
        return {"@id": thing.to}
    return {"@value": thing.text} | ({"@type": thing.kind} if thing.kind else {})
