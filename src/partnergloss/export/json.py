"""JSON: the whole glossary as one document, the terms as ``list --json`` gives them."""

from collections.abc import Iterator

from partnergloss.export.extract import Extract
from partnergloss.records import encode
from partnergloss.visible import in_json

_PARTS = ("meta", "categories", "facets", "sources", "ambiguous")


def write(extract: Extract) -> Iterator[str]:
    """Give ``{"meta", "categories", "facets", "sources", "ambiguous", "terms"}``, a term a line."""
    for part in _PARTS:
        yield f"{'{' if part == 'meta' else ''}{encode(part)}:{in_json(encode(getattr(extract, part)))},\n"
    yield '"terms":['
    for number, text in enumerate(extract.texts()):
        yield f"{',' if number else ''}\n{text}"
    yield "\n]}\n"
