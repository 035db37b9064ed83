"""What scans of documents found → findings by kind, those of several documents together."""

from partnergloss.records import decode
from partnergloss.view.entry import changes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnergloss.index import Index
    from partnergloss.records import Record
    from partnergloss.scan import Scan, Use

KINDS = {
    "ambiguous": "Several senses, and the text does not say which",
    "deprecated": "No longer in use",
    "unknown": "Explained nowhere",
    "changed": "Meant otherwise by your term files than in the trade",
    "term": "Terms",
}
"""Every kind of finding, with its heading; what asks for a change of the text stands first."""


_MEANING = frozenset(
    "broader contrast decide definition disputes facets figures metric notes part_of scope".split(),
)
"""Fields that say what a term means; the others name it, find it, or say where it comes from."""


class Finding:
    """A label or an acronym that documents use.

    Attributes:
        kind: one of ``KINDS``.
        text: as it stands where it is used first.
        count: how often it is used, in all documents.
        file, line: where it is used first; lines are counted from 1.
        places: each document that uses it, with the line of the first use there and how many there are.
        records: the terms it may mean.
    """

    __slots__ = ("count", "file", "kind", "line", "places", "records", "text")

    def __init__(self, kind: str, use: "Use | Finding", file: str, records: "list[Record]") -> None:
        self.kind = kind
        self.text: str = use.text
        self.count: int = use.count
        self.file = file
        self.line: int = use.line
        self.records = records
        self.places: list[tuple[str, int, int]] = (
            use.places if isinstance(use, Finding) else [(file, use.line, use.count)]
        )

    def also(self, use: "Use", file: str) -> None:
        """Add what a further document uses."""
        self.count += use.count
        self.places.append((file, use.line, use.count))

    @property
    def says(self) -> str:
        """What there is to say of it: the names it may mean, what replaces it, which file changed it."""
        names = ", ".join(record["name"] for record in self.records)
        if self.kind == "changed":
            return f"{names}: {changes(self.records[0])[0][1]}"
        if self.kind == "deprecated":
            successor = self.records[0]["replaced_by"]
            return f"{names}: use {successor}" if successor else f"{names}: nothing is named in its place"
        return names


def findings(index: "Index", scans: "Iterable[tuple[str, Scan]]") -> dict[str, list[Finding]]:
    """Arrange what scans of documents, each with its file, found: by kind, the most used first."""
    merged: dict[tuple[str, str], Finding] = {}
    for file, found in scans:
        for kind, use in _uses(found):
            key = (kind, " ".join(sorted(use.ids)) or use.text)
            if key in merged:
                merged[key].also(use, file)
            else:
                merged[key] = Finding(kind, use, file, [decode(text) for _, _, text in index.records(use.ids)])
    every = [*merged.values(), *_told(merged.values())]
    ordered = sorted(every, key=lambda finding: -finding.count)
    return {kind: [finding for finding in ordered if finding.kind == kind] for kind in KINDS}


def _uses(found: "Scan") -> "Iterator[tuple[str, Use]]":
    for kind, uses in (("term", found.terms.values()), ("ambiguous", found.ambiguous), ("unknown", found.unknown)):
        for use in uses:
            yield kind, use


def _told(found: "Iterable[Finding]") -> "Iterator[Finding]":
    """Say of terms that they are deprecated, or that a layer changed what they mean."""
    for term in found:
        if term.kind == "term":
            (record,) = term.records
            if record["status"] == "deprecated":
                yield Finding("deprecated", term, term.file, term.records)
            changed = {field.partition(".")[0] for field in record["provenance"]}
            if "id" not in changed and changed & _MEANING:
                yield Finding("changed", term, term.file, term.records)
