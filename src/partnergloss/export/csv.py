"""CSV: one term a row, its fields in columns, for spreadsheets.

As RFC 4180 (October 2005) has it, in UTF-8 with a byte-order mark, without which Excel takes it for another encoding.
The columns are the fields of a term as ``--json`` names them; each facet and each part of ``decide`` has its own.

How a cell reads back, in this order:

- An apostrophe at its beginning goes. It stands before all that a spreadsheet could take for a formula.
- A list is its items with `` | `` between them, or JSON, which begins with ``[``, where an item would not read back.
- A field with parts of its own, such as ``contrast`` or ``figures``, is JSON.
- An empty cell is an empty field.
"""

import csv
from collections.abc import Iterator

from partnergloss.export.extract import Extract, shown
from partnergloss.records import decode, encode
from partnergloss.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.records import Record

_MARK = "\ufeff"
_BETWEEN = " | "
_FORMULAS = ("=", "+", "-", "@", "'")
"""What a spreadsheet may take for a formula's beginning, and the apostrophe that says it is none."""


class _Line:
    """A file that hands back what is written to it."""

    @staticmethod
    def write(text: str) -> str:
        return text


def write(extract: Extract) -> Iterator[str]:
    """Give the header and a row for each term."""
    writer = csv.writer(_Line)
    columns = _columns(extract)
    several = {visible(name) for name, facet in extract.facets.items() if facet["kind"] == "many"}
    yield _MARK + writer.writerow([f"{field}.{part}" if part else field for field, part in columns])
    for text in extract.texts():
        record = shown(decode(text))
        yield writer.writerow([_guarded(_cell(record, *column, several=several)) for column in columns])


def _columns(extract: Extract) -> list[tuple[str, str]]:
    """Give each field, with the part of it that the column holds; of facets, those that a term has."""
    answered = {name for record in extract.glance() for name in record["facets"]}
    first = next(extract.glance())
    parts = {"facets": [visible(name) for name in extract.facets if name in answered], "decide": first["decide"]}
    return [(field, part) for field in first for part in parts.get(field, [""])]


def _cell(record: "Record", field: str, part: str, *, several: set[str]) -> str:
    value = record[field].get(part) if part else record[field]
    if isinstance(value, list):
        plain = field != "facets" or len(value) > 1 or (value and part in several)
        return _joined(value) if plain else encode(value)  # elsewhere a single value is no list, and none no empty one
    if isinstance(value, dict):
        return encode(value) if value else ""
    return value or ""


def _joined(items: list[object]) -> str:
    """Write a list so that nobody has to know JSON, where it reads back; an empty one is nothing."""
    plain = [item for item in items if isinstance(item, str) and item and "|" not in item]
    if len(plain) < len(items) or (plain and plain[0].startswith("[")):
        return encode(items)
    return _BETWEEN.join(plain)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.lstrip().startswith(_FORMULAS) else cell
