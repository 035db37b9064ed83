"""``Glossary``: what commands and programs hold to ask for terms."""

import os

from partnergloss.answer import Answer, Match
from partnergloss.cache import Compiled, open_index, silent, used
from partnergloss.database import Damaged
from partnergloss.errors import NotFoundError, UsageError, quoted
from partnergloss.layers import absolute, called, every, readable, up_to
from partnergloss.lookup import lookup
from partnergloss.records import decode
from partnergloss.steps import CERTAIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import TypeVar

    from partnergloss.choice import Choice
    from partnergloss.comparison import Comparison
    from partnergloss.index import Index
    from partnergloss.indexing import Progress
    from partnergloss.layers import Layer
    from partnergloss.model import Category, Facet, Source, Term
    from partnergloss.records import Record
    from partnergloss.scan import Scan

    Shape = TypeVar("Shape")

_CERTAIN = ("exact", "alias")


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

    def scan(self, text: str, *, markdown: bool = False) -> "Scan":
        """Find the terms that a document uses, and the words in it that need explaining.

        Args:
            text: the document.
            markdown: whether it is Markdown, of which code, link targets and comments are left out.
        """
        from partnergloss.scan import scan

        return scan(self.index, text, markdown=markdown)

    def compare(self, *queries: str) -> "Comparison":
        """Put two to five terms side by side.

        Raises:
            UsageError: fewer than two, more than five, or the same term twice.
            NotFoundError: a query that leads to no term; its hints are commands to try.
            AmbiguousError: a query with several senses, unless just one of them is contrasted with another term asked.
        """
        from partnergloss.comparison import FEWEST, MOST, VS_HINT, compare, refuse_twins, settled

        if not FEWEST <= len(queries) <= MOST:
            raise UsageError(
                f"compare takes {FEWEST} to {MOST} terms, found {len(queries)}",
                ("Try: gloss compare affiliate referral", VS_HINT),
            )
        found = [self._one(query, queries[-1]) for query in queries]
        answers = [settled(answer, found) for answer in found]
        refuse_twins(answers)
        return compare(self.index, answers)

    def choose(self, category: str | None = None) -> "Choice":
        """Give what one can choose from in a category: terms that are ranked by wishes on its facets.

        Args:
            category: an id, a name or an unambiguous part; None for the first one that has facets.

        Raises:
            UsageError: no such category, or one without facets.
        """
        from partnergloss.choice import Choice

        return Choice(self.index, category)

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

        asked = None if category is None else category_id(self.index, category)
        shelves = None if asked is None else descendants(self.index, asked)
        wanted = wishes(self.index, where, asked)
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
            from partnergloss.comparison import VS_HINT

            near = [f"Did you mean {found.name}? Its id: {found.id}" for found in answer.suggestions]
            raise NotFoundError(f"no term matches {quoted(query)}", (*near, VS_HINT))
        return answer


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
    return Glossary(open_index(layers if layer is None else up_to(layers, layer), progress))


def files_of(layer: str | None, terms: tuple[str, ...] = ()) -> set[str] | None:
    """Give the files of a layer, as provenance names them; None for all layers, and for the bundled one."""
    named = layer not in (None, "bundled")
    return {readable(absolute(there.path)) for there in called(every(terms), str(layer))} if named else None


def _typed(shelf: "dict[str, Record]", shape: "type[Shape]") -> "dict[str, Shape]":
    import msgspec

    return {name: msgspec.convert(record, shape) for name, record in shelf.items()}
