"""Wishes → the terms that meet them, best first.

A term's score is the share of the wishes that it meets, those on what its category requires counting half as much
again. Terms that stand in a category above others name what those hold and are no answer themselves; one of a single
vendor or law counts as if it missed a wish more, to be there at all, and so does one that leaves facets open, since
it rather names a price or a rule than a model; a narrower term is named only where it fits better than its broader one.
"""

from collections import Counter

from partnergloss.errors import NotFoundError, UsageError
from partnergloss.records import decode
from partnergloss.selection import Wishes, category_id, descendants, wishes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from partnergloss.index import Index
    from partnergloss.records import Record

    Verdict = str
    """How a term stands to a wish: ``meets``, ``near``, ``misses``, ``varies`` or ``unknown``."""

VARIES = "varies"
"""The value of a facet, and the verdict, for what depends on the deal."""

_REQUIRED = 1.5
_WORTH = {"meets": 1.0, "near": 0.35, VARIES: 0.5, "unknown": 0.25, "misses": 0.0}
_OPEN = 0.5
"""What a facet that a term leaves open takes away, as a share of a wish; all together one wish at most."""

_PART = 0.1
"""What a term lacks that meets a wish with some of the values wished, or with a value that does as well."""

_CLOSE = 10
"""Points behind the best within which a term is worth looking at."""

_WORST_FIRST = ("misses", "unknown", "near", VARIES, "meets")


class Fit:
    """How a term fits.

    Attributes:
        record: the term.
        score: 0 to 100.
        verdicts: how it stands to each facet wished; the worst where one is wished several times.
    """

    __slots__ = ("record", "score", "verdicts")

    def __init__(self, record: "Record", score: int, verdicts: "dict[str, Verdict]") -> None:
        self.record = record
        self.score = score
        self.verdicts = verdicts


def close(ranked: list[Fit]) -> list[Fit]:
    """Give those that fit about as well as the best one; what fits worse is no advice."""
    return [fit for fit in ranked if fit.score >= ranked[0].score - _CLOSE]


class Choice:
    """What one can choose from: the terms of a category that answer its facets.

    Attributes:
        category: its id.
        facets: the facets it asks, by id, in order.
        records: the terms.
        required: the ids of the facets that make a term what it is.
    """

    def __init__(self, index: "Index", category: str | None = None) -> None:
        """Take the terms of a category and those under it.

        Args:
            index: where they stand.
            category: an id, a name or an unambiguous part; None for the first one that has facets.

        Raises:
            UsageError: no such category, or one without facets.
        """
        shelf = index.shelf("categories")
        self._index = index
        ordered = index.category_order()
        self.category = category_id(index, category) if category else next(filter(index.facet_order, ordered), "")
        if not self.category or not index.facet_order(self.category):
            usable = [name for name in ordered if shelf[name]["facets"]]
            raise UsageError("nothing is asked in that category", (f"Categories to choose in: {', '.join(usable)}",))
        self.facets = {name: index.shelf("facets")[name] for name in index.facet_order(self.category)}
        self.required = {*index.required(self.category)}
        shelves = descendants(index, self.category)
        above = {shelf[name]["parent"] for name in shelves}
        found = map(decode, index.texts(shelves - above))
        self.records = [record for record in found if record["facets"] and record["status"] != "deprecated"]

    def wishes(self, options: "Iterable[str]") -> Wishes:
        """Read ``FACET=VALUE[,VALUE]`` options.

        Raises:
            UsageError: a facet that is not asked in this category, or no value of it.
        """
        return wishes(self._index, options, self.category, self.facets)

    def rank(self, wanted: Wishes, must: Wishes) -> list[Fit]:
        """Give the terms that have all that is required, best first.

        Args:
            wanted: what is wished for.
            must: what is required; a term that lacks such a facet, or has another value, is left out;
                one that depends on the deal stays.

        Raises:
            NotFoundError: no term has all that is required, or none answers a facet.
        """
        if not self.records:
            raise NotFoundError("no term in that category answers its facets")
        fits = [self._fit(record, wanted, must) for record in self.records]
        fits = [fit for fit in fits if all(fit.verdicts[facet] in ("meets", VARIES) for facet, _ in must)]
        if not fits:
            raise NotFoundError("nothing has all that you require", ("Make --must a --where to see what comes near.",))
        fits.sort(
            key=lambda fit: (-fit.score, self._others(fit.record, wanted), -_links(fit.record), fit.record["name"])
        )
        ancestors = self._index.ancestors(fit.record for fit in fits)
        scores = {fit.record["id"]: fit.score for fit in fits}
        return [fit for fit in fits if all(scores.get(above, -1) < fit.score for above in ancestors[fit.record["id"]])]

    def answers(self, facet: str) -> list[str]:
        """Give the values of a facet that a term has, in order: what a person may answer to its question."""
        held = {value for record in self.records for value in _held(record, facet)}
        return [value for value in self.facets[facet]["values"] if value in held and value != VARIES]

    def telling(self, fits: list[Fit], asked: "Iterable[str]") -> str | None:
        """Give the facet whose answer is expected to leave the fewest of these terms; None where none parts them.

        Args:
            fits: the terms in question.
            asked: the ids of facets that are no longer asked.
        """
        left = {facet: self._left(facet, [fit.record for fit in fits]) for facet in self.facets if facet not in asked}
        parting = [facet for facet in left if left[facet] < len(fits)]
        return min(parting, key=lambda facet: left[facet] / (_REQUIRED if facet in self.required else 1), default=None)

    def _left(self, facet: str, records: "list[Record]") -> float:
        """Expect how many terms an answer leaves, each term's own answer being as likely."""
        answers = Counter(tuple(_held(record, facet)) for record in records)
        given = Counter(value for held in answers.elements() for value in held if value != VARIES)
        leaves = {
            value: sum(
                count for held, count in answers.items() if self._worth(facet, [value], held)[1] > _WORTH[VARIES]
            )
            for value in given
        }
        return sum(leaves[value] * count for value, count in given.items()) / given.total() if given else len(records)

    def _fit(self, record: "Record", wanted: Wishes, must: Wishes) -> Fit:
        verdicts: dict[str, Verdict] = {}
        reached = 0.0
        asked = (record["scope"] != "general") + min(1.0, _OPEN * len(self.facets.keys() - record["facets"].keys()))
        for facet, values in (*wanted, *must):
            verdict, worth = self._worth(facet, values, _held(record, facet))
            weight = _REQUIRED if facet in self.required else 1.0
            reached += weight * worth
            asked += weight
            verdicts[facet] = min(verdict, verdicts.get(facet, verdict), key=_WORST_FIRST.index)
        return Fit(record, round(100 * reached / asked) if asked else 0, verdicts)

    def _others(self, record: "Record", wanted: Wishes) -> int:
        """Count the values that a term has beside those wished: with fewer, the wish says more of what it is."""
        many = [(facet, values) for facet, values in wanted if self.facets[facet]["kind"] == "many"]
        return sum(len({*_held(record, facet)} - {*values}) for facet, values in many)

    def _worth(self, facet: str, values: list[str], held: "Sequence[str]") -> "tuple[Verdict, float]":
        """Judge what a term has by one wish, and say what that is worth from 0 to 1."""
        verdict, part = "misses" if held else "unknown", 0.0
        if shared := {*values} & {*held}:
            verdict, part = "meets", 1 - len(shared) / len(values)
        elif VARIES in held:
            verdict = VARIES
        elif self.facets[facet]["kind"] == "scale":
            steps = list(self.facets[facet]["values"])
            gaps = [steps.index(value) - steps.index(wish) for value in held for wish in values]
            if any(_as_good(gap, self.facets[facet]["met_by"]) for gap in gaps):
                verdict, part = "meets", 1.0
            elif any(abs(gap) == 1 for gap in gaps):
                verdict = "near"
        return verdict, _WORTH[verdict] - _PART * part


def _as_good(gap: int, met_by: str) -> bool:
    """Say whether a value so many steps behind the one wished does as well."""
    return (met_by == "before" and gap < 0) or (met_by == "behind" and gap > 0)


def _held(record: "Record", facet: str) -> list[str]:
    value = record["facets"].get(facet, [])
    return [value] if isinstance(value, str) else value


def _links(record: "Record") -> int:
    """Count the terms that a term is linked with: how well known it is."""
    return len({*record["related"], *record["contrast"], *record["narrower"]})
