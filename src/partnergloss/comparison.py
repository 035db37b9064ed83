"""Terms → rows: what is the same, what differs, and what separates them in a sentence."""

from partnergloss.answer import Answer
from partnergloss.errors import AmbiguousError, UsageError, quoted
from partnergloss.lookup import CONTRAST
from partnergloss.steps import CERTAIN
from partnergloss.visible import typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.index import Index
    from partnergloss.records import Record

FEWEST = 2
MOST = 5
VS_HINT = "Terms of several words: put vs between them, as in gloss compare channel partner vs VAR"
_SENSES = 20
_MEASURES = ("unit", "direction", "timing")
_SHARED_FIELDS = ("category", "broader", "scope", "definition")


class Row:
    """One facet (or one field, where terms share no facet or are metrics) and each term's value.

    Attributes:
        facet: the id of the facet, or the key of the field, such as ``metric.unit``.
        values: by term id; None where a term does not say.
        same: whether all terms have the same value.
    """

    __slots__ = ("facet", "same", "values")

    def __init__(self, facet: str, values: "dict[str, str | list[str] | None]") -> None:
        self.facet = facet
        self.values = values
        first, *others = values.values()
        self.same = all(_alike(first, other) for other in others)

    def __repr__(self) -> str:
        return f"Row({self.facet!r}, {self.values!r}, same={self.same})"


class Comparison:
    """Two to five terms side by side.

    Attributes:
        records: the terms, in the order asked.
        rows: facets in the order of the terms' category.
        contrast: ``(id, id, sentence)`` for each pair of which a sentence is stored.
        kinds: ``(id, id)`` for each term that is a kind of another one.
        answers: how each query led to its term.
    """

    __slots__ = ("answers", "contrast", "kinds", "records", "rows")

    def __init__(
        self,
        records: "list[Record]",
        rows: list[Row],
        contrast: list[tuple[str, str, str]],
        kinds: list[tuple[str, str]],
        answers: "list[Answer]",
    ) -> None:
        self.records = records
        self.rows = rows
        self.contrast = contrast
        self.kinds = kinds
        self.answers = answers


def compare(index: "Index", answers: "list[Answer]") -> Comparison:
    """Put terms side by side.

    Args:
        index: where categories and their facets stand.
        answers: what led to two to five different terms, one each.
    """
    records = [answer.matches[0].record for answer in answers]
    orders = [index.facet_order(record["category"]) for record in records]
    facets = [name for name in orders[0] if any(record["facets"].get(name) for record in records)]
    fields: tuple[str, ...] = ()
    if orders.count(orders[0]) < len(orders) or not facets:  # different kinds of thing, or nothing to decide
        facets = [name for name in facets if all(name in record["facets"] for record in records)]
        fields = _SHARED_FIELDS
    rows = [Row(name, {record["id"]: record[name] or None for record in records}) for name in fields]
    rows += [Row(name, {record["id"]: record["facets"].get(name) for record in records}) for name in facets]
    rows += _measures(records)
    above = index.ancestors(records)
    kinds = [(below, other) for below in above for other in above if other in above[below]]
    contrast = [
        (first["id"], second["id"], first["contrast"][second["id"]])
        for position, first in enumerate(records)
        for second in records[position + 1 :]
        if second["id"] in first["contrast"]
    ]
    return Comparison(records, rows, contrast, kinds, answers)


def _measures(records: "list[Record]") -> list[Row]:
    """Give how each term is measured, where all of them are."""
    if not all(record["metric"] for record in records):
        return []
    told = {record["id"]: measures(record["metric"]) for record in records}
    fields = next(iter(told.values()))
    return [Row(f"metric.{field}", {term: measured[field] for term, measured in told.items()}) for field in fields]


def measures(metric: "Record") -> dict[str, str | list[str] | None]:
    """Give how a term is measured as a comparison shows it: its formulas in one text, unit, direction, timing."""
    formulas = "; ".join(map(_formula, metric["formulas"])) or None
    return {"formulas": formulas} | {field: metric[field] for field in _MEASURES}


def _formula(formula: "Record") -> str:
    return f"{formula['name']}: {formula['formula']}" if formula["name"] else str(formula["formula"])


def _alike(first: str | list[str] | None, second: str | list[str] | None) -> bool:
    return _sorted(first) == _sorted(second)


def _sorted(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else sorted(value or ())


def settled(answer: Answer, found: "list[Answer]") -> Answer:
    """Choose the one sense of an ambiguous query that the glossary contrasts with another term asked."""
    if answer.status != "ambiguous":
        return answer
    others = {other.matches[0].id for other in found if other.status != "ambiguous"}
    told = [match for match in answer.matches if others & match.record["contrast"].keys()]
    if len(told) == 1 and answer.reason in CERTAIN:  # a tie of partial matches is no list of senses
        return Answer(answer.query, "ambiguous", CONTRAST, (told[0],))
    commands = []
    for match in answer.matches[:_SENSES]:  # nobody tries more
        asked = [match.id if other is answer else typed(other.query) for other in found]
        commands.append(f"{match.name}: gloss compare {' vs '.join(asked)}")
    message = f"{quoted(answer.query)} may mean {len(answer.matches)} things"
    raise AmbiguousError(message, (*commands, VS_HINT))


def refuse_twins(answers: "list[Answer]") -> None:
    """Refuse a comparison of a term with itself, and own up where one of the two was only the nearest."""
    for position, answer in enumerate(answers):
        (match,) = answer.matches
        twin = next((other for other in answers[:position] if other.matches[0].id == match.id), None)
        if twin:
            likely = [other for other in (twin, answer) if other.status == "fuzzy"]
            near = [f"No term is called {quoted(other.query)}; this one is the nearest." for other in likely]
            message = f"{quoted(twin.query)} and {quoted(answer.query)} lead to the same term: {match.name}"
            raise UsageError(message, (*near, f"To read it: gloss define {match.id}"))
