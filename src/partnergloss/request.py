"""What the command line asks for, whichever door it came through."""

VERBS = ("define", "compare", "list", "search", "check", "paths", "completion")
"""Every verb, in the order of the help."""


class Request:
    """One call of the program.

    Attributes:
        verb: one of ``VERBS``, or ``text`` to print the words as they are.
        words: the arguments.
        bare: whether the verb was left out.
        json, plain, color, pager: how to answer.
        terms: the files of ``--terms``.
        exact, form, long: options of ``define``; ``form`` is ``short``, ``markdown`` or empty.
        category, where: options of ``list``.
        strict: option of ``check``.
    """

    __slots__ = (
        "bare", "category", "color", "exact", "form", "json", "long", "pager", "plain", "strict", "terms",
        "verb", "where", "words",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913 - one name an option
        self,
        verb: str,
        words: tuple[str, ...] = (),
        *,
        bare: bool = False,
        json: bool = False,
        plain: bool = False,
        color: str = "auto",
        pager: bool = True,
        terms: tuple[str, ...] = (),
        exact: bool = False,
        form: str = "",
        long: bool = False,
        category: str | None = None,
        where: tuple[str, ...] = (),
        strict: bool = False,
    ) -> None:
        self.verb = verb
        self.words = words
        self.bare = bare
        self.json = json
        self.plain = plain
        self.color = color
        self.pager = pager
        self.terms = terms
        self.exact = exact
        self.form = form
        self.long = long
        self.category = category
        self.where = where
        self.strict = strict
