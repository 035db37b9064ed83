"""A term → its record: all that the index says of it, links read from both ends, as JSON."""

import msgspec

from partnergloss.model import Term, Termbase
from partnergloss.visible import in_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.records import Record


def json(value: object) -> str:
    """Write a value as ``records.encode`` does, but faster, Structs too, and safe to be sent as it is."""
    return in_json(msgspec.json.encode(value).decode())


def record_of(termbase: "Termbase", term_id: str, links: "Links") -> "Record":
    """Give all that the index says of a term."""
    term = termbase.terms[term_id]
    figures = [
        figure if figure.grade else msgspec.structs.replace(figure, grade=termbase.sources[figure.source].grade)
        for figure in term.figures
    ]
    fields = msgspec.structs.asdict(term) | links.of(term_id) | {"figures": figures}
    return {"id": term_id, "name": term.name} | fields | {"provenance": termbase.provenance.get(term_id, {})}


class Links:
    """What is stored at one of two terms, read at both."""

    def __init__(self, terms: dict[str, Term]) -> None:
        self._terms = terms
        self._narrower: dict[str, list[str]] = {}
        self._related: dict[str, list[str]] = {}
        self._contrast: dict[str, dict[str, str]] = {}
        for term_id, term in terms.items():
            for other in term.broader:
                self._narrower.setdefault(other, []).append(term_id)
            for other in term.related:
                self._related.setdefault(other, []).append(term_id)
            for other, sentence in term.contrast.items():
                self._contrast.setdefault(other, {})[term_id] = sentence

    def of(self, term_id: str) -> "Record":
        """Give a term's links: its own first, then those stored at siblings, then the rest; most linked kinds first."""
        term = self._terms[term_id]
        related, contrast = self._related.get(term_id, []), self._contrast.get(term_id, {})
        near = [other for other in related if self._terms[other].category == term.category]
        beside = {other: text for other, text in contrast.items() if self._terms[other].category == term.category}
        return {
            "related": list(dict.fromkeys([*term.related, *near, *related])),
            "contrast": term.contrast | beside | contrast | term.contrast,
            "narrower": sorted(self._narrower.get(term_id, []), key=self._links, reverse=True),
        }

    def _links(self, term_id: str) -> int:
        """Count the terms that a term is linked with, as a measure of how central it is."""
        term = self._terms[term_id]
        return len({*term.related, *term.contrast, *self._related.get(term_id, ()), *self._contrast.get(term_id, ())})
