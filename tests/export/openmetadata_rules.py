"""What OpenMetadata 2.0 takes as a glossary CSV, as its column help and its importer's source say it."""

import csv
import io
import re

HEADER = (
    "parent,name*,displayName,description,synonyms,relatedTerms,references,tags,reviewers,owner,glossaryStatus,"
    "color,iconURL,domains,extension"
)
STATUSES = {"Draft", "Approved", "Deprecated"}
RELATIONS = {"relatedTo", "synonym", "broader", "narrower", "antonym", "partOf", "hasPart"}
NAME = re.compile(r"(?:(?!::).){1,256}")
"""What a name and a synonym may be."""

ADDRESS = re.compile(r"https?://(?:[A-Za-z0-9/?:@&=+$,_.!~*'()-]|%[0-9A-Fa-f]{2})+(?:#(?:[^#\s]*))?")
"""What Java's ``URI.create`` takes, written down narrowly."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Glossary:
    """A glossary of OpenMetadata: rows come in, faults come out, what has none stays.

    Attributes:
        terms: status by fully qualified name.
        links: kind by (fully qualified name, other one).
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.terms: dict[str, str] = {}
        self.links: dict[tuple[str, str], str] = {}
        self._named: dict[str, str] = {}

    def take(self, text: str) -> list[str]:
        """Import a file row by row; a link may lead only to what was there before the file."""
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        if ",".join(header) != HEADER:
            return ["header"]
        before, names = dict(self.terms), [row[1] for row in rows]
        twice = [f"{name}: twice" for name in {*names} if names.count(name) > 1]
        return twice + [f"{row[1]}: {fault}" for row in rows for fault in self._row(row, before)]

    def _row(self, row: list[str], before: dict[str, str]) -> list[str]:
        if len(row) != len(HEADER.split(",")):
            return ["number of fields"]
        parent, name, display, description, synonyms, related, references, tags, reviewers, owner, status = row[:11]
        full = f"{parent or self.name}.{name}"
        faults = {
            "parent": parent and parent not in self.terms,
            "own parent": parent.rpartition(".")[2] == name,
            "name": not NAME.fullmatch(name) or "." in name or '"' in name,
            "name twice": self._named.setdefault(name.lower(), full) != full,
            "nothing to show": not display or not description,
            "synonym": not all(map(NAME.fullmatch, map(str.strip, synonyms.split(";")))) if synonyms else False,
            "reference": bool(references) and not _references(references.split(";")),
            "status": status not in STATUSES,
            "of the company": any([tags, reviewers, owner, *row[11:]]),
            "formula": any(cell.startswith(FORMULA) for cell in row),
        }
        found = [fault for fault, wrong in faults.items() if wrong]
        found += [f"link {entry}" for entry in related.split(";") if related and not self._link(full, entry, before)]
        self.terms[full] = status
        return found

    def _link(self, full: str, entry: str, before: dict[str, str]) -> bool:
        """Keep a link of a known kind to another term that was there and approved, and say whether it is one."""
        kind, colon, other = entry.partition(":")
        again = (full, other) in self.links
        self.links[full, other] = kind
        return bool(colon) and kind in RELATIONS and other != full and not again and before.get(other) == "Approved"


def _references(parts: list[str]) -> bool:
    """Say whether these are pairs of a name and an address."""
    paired = len(parts) % 2 == 0 and all(part.strip() for part in parts)
    return paired and all(map(ADDRESS.fullmatch, parts[1::2]))
