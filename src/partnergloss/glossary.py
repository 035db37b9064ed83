"""``Glossary``: what commands and programs hold to ask for terms."""

import os

from partnergloss.answer import Answer, Match
from partnergloss.cache import Compiled, open_index, silent, used
from partnergloss.database import Damaged
from partnergloss.errors import AmbiguousError, NotFoundError, UsageError, quoted
from partnergloss.layers import absolute, called, every, readable, up_to
from partnergloss.lookup import CONTRAST, lookup
from partnergloss.records import decode
from partnergloss.steps import CERTAIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import TypeVar

    from partnergloss.comparison import Comparison
    from partnergloss.index import Index
    from partnergloss.indexing import Progress
    from partnergloss.layers import Layer
    from partnergloss.model import Category, Facet, Source, Term
    from partnergloss.records import Record

    Shape = TypeVar("Shape")

_CERTAIN = ("exact", "alias")
_SENSES = 20
_VS_HINT = "Terms of several words: put vs between them, as in gloss compare channel partner vs VAR"


class Glossary:
    """Terms that can be looked up, compared and listed."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._terms: dict[str, Term] | None = None

    @property
    def index(self) -> "Index":
        """The compiled terms behind this glossary."""
        return self._compiled.index

    @property
    def index_path(self) -> str | None:
        """The index's file; None where it is held in memory."""
        return self._compiled.path

    @property
    def warnings(self) -> list[str]:
        """What a person should know: term files that were skipped, an index that cannot be kept."""
        return self._compiled.warnings

    def uses(self, layer: "Layer") -> bool:
        """Say whether a layer is among those that these terms come from; one with faults is skipped."""
        return readable(absolute(layer.path)) in used(self.index)

    def lookup(self, query: str, *, exact: bool = False) -> "Answer":
        """Find the term that a query names.

        Args:
            query: a word or phrase as a person types it.
            exact: stop before partial and approximate matching.

        Returns:
            An answer with a status, the step that answered, matches and suggestions; a miss is an answer too.
        """
        return self._ask(lambda: lookup(self.index, query, exact=exact))

    def search(self, text: str, limit: int = 10) -> "Answer":
        """Find the terms that a description fits.

        Args:
            text: plain words; a misspelled one is read as the nearest.
            limit: how many terms at most.

        Returns:
            An answer whose matches stand best first, each with the words ``found`` in its fields.

        Raises:
            ValueError: a limit under one.
        """
        from partnergloss.search import search

        if limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        return self._ask(lambda: search(self.index, text, limit))

    def compare(self, *queries: str) -> "Comparison":
        """Put two to five terms side by side.

        Raises:
            UsageError: fewer than two, more than five, or the same term twice.
            NotFoundError: a query that leads to no term; its hints are commands to try.
            AmbiguousError: a query with several senses, unless just one of them is contrasted with another term asked.
        """
        from partnergloss.comparison import FEWEST, MOST, compare

        if not FEWEST <= len(queries) <= MOST:
            raise UsageError(
                f"compare takes {FEWEST} to {MOST} terms, found {len(queries)}",
                ("Try: gloss compare affiliate referral", _VS_HINT),
            )
        found = [self._one(query, queries[-1]) for query in queries]
        answers = [_settled(answer, found) for answer in found]
        _refuse_twins(answers)
        return compare(self.index, answers)

    def select(
        self,
        category: str | None = None,
        where: "Iterable[str]" = (),
        *,
        said_in: "Collection[str] | None" = None,
        whole: bool = False,
    ) -> "Iterator[str]":
        """Give the terms of a category and those under it that meet all wishes, by name, as JSON records.

        Args:
            category: an id, a name or an unambiguous part; None for all.
            where: wishes as ``FACET=VALUE[,VALUE]``.
            said_in: term files above the bundled one; only terms that one of them adds or changes. None for all.
            whole: whether to give every field, or only those that a list shows.

        Raises:
            UsageError: an unknown category, facet or value.
        """
        from partnergloss.selection import category_id, descendants, meets, wishes

        shelves = None if category is None else descendants(self.index, category_id(self.index, category))
        wanted = wishes(self.index, where)
        found = self.index.texts(shelves, whole=whole or said_in is not None)
        if said_in is not None:
            found = (text for text in found if any(path in said_in for path in decode(text)["provenance"].values()))
        return (text for text in found if meets(decode(text), wanted)) if wanted else found

    @property
    def terms(self) -> "dict[str, Term]":
        """All terms by id, as typed values."""
        if self._terms is None:
            matches = (Match("", "", text, 100) for text in self.index.texts())
            self._terms = {match.record["id"]: match.term for match in matches}
        return self._terms

    @property
    def categories(self) -> "dict[str, Category]":
        """All categories by id."""
        from partnergloss.model import Category

        return _typed(self.index.shelf("categories"), Category)

    @property
    def facets(self) -> "dict[str, Facet]":
        """All facets by id."""
        from partnergloss.model import Facet

        return _typed(self.index.shelf("facets"), Facet)

    @property
    def sources(self) -> "dict[str, Source]":
        """All sources by id."""
        from partnergloss.model import Source

        return _typed(self.index.sources(), Source)

    def _ask(self, ask: "Callable[[], Answer]") -> "Answer":
        """Get an answer; where a damaged index may have led astray, get it from a new one."""
        try:
            return ask()
        except (Damaged, LookupError, TypeError, ValueError):
            if not self.index.renew():
                raise
            return ask()  # a mistake of ours comes again

    def _one(self, query: str, last: str) -> "Answer":
        """Look up one of several queries; it may leave out the last one's noun: product vs technology partner."""
        answer = self.lookup(query)
        if answer.reason not in CERTAIN and answer.status not in _CERTAIN and query != last:
            whole = self.lookup(" ".join([query, *last.split()[-1:]]), exact=True)
            if whole.status in _CERTAIN:
                return Answer(query, whole.status, whole.reason, whole.matches)
        if not answer.matches:
            near = [f"Did you mean {found.name}? Its id: {found.id}" for found in answer.suggestions]
            raise NotFoundError(f"no term matches {quoted(query)}", (*near, _VS_HINT))
        return answer


def _refuse_twins(answers: list[Answer]) -> None:
    """Refuse a comparison of a term with itself, and own up where one of the two was only the nearest."""
    for position, answer in enumerate(answers):
        (match,) = answer.matches
        twin = next((other for other in answers[:position] if other.matches[0].id == match.id), None)
        if twin:
            likely = [other for other in (twin, answer) if other.status == "fuzzy"]
            near = [f"No term is called {quoted(other.query)}; this one is the nearest." for other in likely]
            message = f"{quoted(twin.query)} and {quoted(answer.query)} lead to the same term: {match.name}"
            raise UsageError(message, (*near, f"To read it: gloss define {match.id}"))


def load(*files: "str | os.PathLike[str]") -> Glossary:
    """Load the bundled terms plus these term files, later ones winning; nothing else is looked at.

    Raises:
        TermFileError: with every problem of the files, each with its line.
    """
    return Glossary(open_index(every(tuple(os.fspath(file) for file in files), ambient=False)))


def load_ambient(terms: tuple[str, ...] = (), progress: "Progress" = silent, layer: str | None = None) -> Glossary:
    """Load all layers in effect here, as the commands do.

    Args:
        terms: the files of ``--terms``.
        progress: told how far the building of an index is.
        layer: the origin of the topmost layer to use; None for all.

    Raises:
        TermFileError: when a file the user named cannot be used.
        UsageError: when there is no such layer here.
    """
    layers = every(terms)
    return Glossary(open_index(up_to(layers, layer) if layer else layers, progress))


def files_of(layer: str, terms: tuple[str, ...] = ()) -> set[str]:
    """Give the files of an origin, as provenance names them."""
    return {readable(absolute(there.path)) for there in called(every(terms), layer)}


def _settled(answer: Answer, found: list[Answer]) -> Answer:
    """Choose the one sense of an ambiguous query that the glossary contrasts with another term asked."""
    if answer.status != "ambiguous":
        return answer
    others = {other.matches[0].id for other in found if other.status != "ambiguous"}
    told = [match for match in answer.matches if others & match.record["contrast"].keys()]
    if len(told) == 1 and answer.reason in CERTAIN:  # a tie of partial matches is no list of senses
        return Answer(answer.query, "ambiguous", CONTRAST, (told[0],))
    commands = []
    for match in answer.matches[:_SENSES]:  # nobody tries more
        asked = [match.id if other is answer else other.query for other in found]
        commands.append(f"{match.name}: gloss compare {' vs '.join(asked)}")
    message = f"{quoted(answer.query)} may mean {len(answer.matches)} things"
    raise AmbiguousError(message, (*commands, _VS_HINT))


def _typed(shelf: "dict[str, Record]", shape: "type[Shape]") -> "dict[str, Shape]":
    import msgspec

    return {name: msgspec.convert(record, shape) for name, record in shelf.items()}
