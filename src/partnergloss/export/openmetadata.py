"""OpenMetadata's glossary CSV, for a glossary that is named ``partnergloss`` there.

Follows the columns that OpenMetadata 2.0 publishes (``glossaryCsvDocumentation.json``, as of September 2026; releases
before 1.13.1 lack ``domains`` and refuse the header) and what its importer does with them (``GlossaryCsv``):

- lists are split at every ``;``, quoted or not, so no label or address may hold one;
- names are joined by dots to fully qualified ones, so terms and categories are named by their ids;
- a glossary has no two terms of one name, whatever is above them;
- a related term must be there, and approved, when the row that links to it is read. A new glossary therefore needs two
  files, terms first; into one that has the terms, a single file updates all of them.
"""

import csv
import io
import re
from collections.abc import Iterator
from urllib.parse import quote

from partnergloss.export.description import described, links, markdown, plain
from partnergloss.export.extract import Extract
from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.records import Record

GLOSSARY = "partnergloss"
"""The glossary's name in OpenMetadata; every fully qualified name begins with it."""

_COLUMNS = (
    "parent name* displayName description synonyms relatedTerms references tags reviewers owner glossaryStatus "
    "color iconURL domains extension"
).split()

_RELATIONS = {
    "broader": "broader",
    "narrower": "narrower",
    "part_of": "partOf",
    "parts": "hasPart",
    "related": "relatedTo",
    "contrast": "relatedTo",
}
"""A term's links, and what OpenMetadata calls them; of several to one term the first counts."""

_LONGEST = 256
"""Characters of a synonym that OpenMetadata takes."""

_IN_ADDRESSES = "/?:@&=+$,-_.!~*'()%#"
"""What Java's ``URI`` reads besides letters and digits; ``;`` would end the address."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a cell that a spreadsheet would run."""


def write(extract: Extract) -> Iterator[str]:
    """Give the file: categories as terms, then the terms below them."""
    names = _Names(extract)
    yield _row(_COLUMNS)
    yield from _category_rows(extract, names)
    for record in extract.records():
        yield _row(_cells(extract, names, record, names.related(record)))


def pages(extract: Extract) -> Iterator[tuple[str, str]]:
    """Give two files to be imported one after the other: all terms, and those that link to others once more."""
    names = _Names(extract)
    terms, linked = [_row(_COLUMNS), *_category_rows(extract, names)], [_row(_COLUMNS)]
    for record in extract.records():
        related = names.related(record)
        terms.append(_row(_cells(extract, names, record, "")))
        if related:
            linked.append(_row(_cells(extract, names, record, related)))
    yield "1-terms.csv", "".join(terms)
    yield "2-links.csv", "".join(linked)


class _Names:
    """What terms and categories are called in OpenMetadata, and what may link to what.

    Attributes:
        categories: fully qualified names of the categories, by id.
    """

    def __init__(self, extract: Extract) -> None:
        self.categories: dict[str, str] = {}
        self._terms: dict[str, str] = {}
        self._approved: set[str] = set()
        self._parts = extract.parts
        taken = {*extract.ids}
        for name, category in extract.categories.items():
            above = self.categories[category["parent"]] if category["parent"] else GLOSSARY
            self.categories[name] = f"{above}.{name}_" if name in taken else f"{above}.{name}"
        for record in extract.glance():
            self._terms[record["id"]] = f"{self.categories[record['category']]}.{record['id']}"
            if record["status"] == "approved":
                self._approved.add(record["id"])

    def related(self, record: "Record") -> str:
        """Give a term's links, each with its kind, to approved terms of the extract."""
        ends = record | {"parts": self._parts[record["id"]]}
        kinds: dict[str, str] = {}
        for field, kind in _RELATIONS.items():
            for other in ends[field]:
                if other in self._approved:
                    kinds.setdefault(other, kind)
        return ";".join(f"{kind}:{self._terms[other]}" for other, kind in kinds.items())


def _category_rows(extract: Extract, names: _Names) -> Iterator[str]:
    for name, category in extract.categories.items():
        parent, _, own = names.categories[name].rpartition(".")
        above = "" if parent == GLOSSARY else parent
        status = ["", "", "", "", "", "", "Approved", "", "", "", ""]
        yield _row([above, own, one_line(category["name"]), plain(category["definition"]), *status])


def _cells(extract: Extract, names: _Names, record: "Record", related: str) -> list[str]:
    return [
        names.categories[record["category"]],
        record["id"],
        one_line(record["name"]),
        markdown(described(extract, record)),
        ";".join(_synonyms([*record["abbr"], *record["aliases"]])),
        related,
        ";".join(f"{_listed(name)};{_address(url)}" for name, url in links(extract, record)),
        *("", "", ""),  # tags, reviewers and owner are the company's own
        record["status"].capitalize(),
        *("", "", "", ""),  # so are looks, domains and custom properties
    ]


def _synonyms(labels: list[str]) -> list[str]:
    """Give labels as list entries; ``::`` is refused in them."""
    said = [re.sub(":{2,}", ":", _listed(label)) for label in labels]
    return [label for label in dict.fromkeys(said) if 0 < len(label) <= _LONGEST]


def _listed(text: str) -> str:
    """Write a text as the entry of a list: on one line, with ``,`` for the separator."""
    return one_line(text).replace(";", ",").strip()


def _address(url: str) -> str:
    """Encode what would end an address, or the whole import."""
    whole, mark, rest = quote(url, safe=_IN_ADDRESSES).partition("#")
    encoded = whole + mark + rest.replace("#", "%23")
    return re.sub("%(?![0-9A-Fa-f]{2})", "%25", encoded)


def _row(cells: list[str]) -> str:
    """Write a row after RFC 4180; the apostrophe that keeps a cell from being run stays in OpenMetadata."""
    line = io.StringIO()
    csv.writer(line).writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return line.getvalue()
