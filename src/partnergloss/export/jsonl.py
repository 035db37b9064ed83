"""JSON Lines: one term a line, as ``list --json`` gives them."""

from collections.abc import Iterator

from partnergloss.export.extract import Extract


def write(extract: Extract) -> Iterator[str]:
    """Give each term as a line."""
    for text in extract.texts():
        yield f"{text}\n"
