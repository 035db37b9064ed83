"""What the command line asks for, whichever door it came through."""

VERBS = (
    "define",
    "compare",
    "list",
    "search",
    "choose",
    "scan",
    "check",
    "add",
    "edit",
    "export",
    "paths",
    "completion",
)
"""Every verb, in the order of the help."""

FINDINGS = ("ambiguous", "deprecated", "unknown", "changed")
"""What ``scan`` may be told to fail on."""


class Request:
    """One call of the program.

    Attributes:
        verb: one of ``VERBS``, or ``text`` to print the words as they are.
        words: the arguments.
        bare: whether the verb was left out.
        json, plain, color, pager: how to answer.
        terms: the files of ``--terms``.
        exact, form, long: options of ``define``; ``form`` is ``short``, ``markdown`` or empty.
        category, where: options of ``list``, ``choose`` and ``export``.
        must: option of ``choose``.
        layer: option of ``define``, ``list`` and ``export``.
        strict, explain: options of ``check``.
        fail_on: option of ``scan``, some of ``FINDINGS``.
        to: option of ``add``, ``edit`` and ``export``: which file to write.
        force: option of ``export``.
        id, fields, from_json: options of ``add``; ``fields`` by their names in a term file, as they were typed.
    """

    __slots__ = (
        "bare", "category", "color", "exact", "explain", "fail_on", "fields", "force", "form", "from_json", "id",
        "json", "layer", "long", "must", "pager", "plain", "strict", "terms", "to", "verb", "where", "words",
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
        must: tuple[str, ...] = (),
        layer: str | None = None,
        strict: bool = False,
        explain: str | None = None,
        fail_on: tuple[str, ...] = (),
        to: str | None = None,
        force: bool = False,
        id: str | None = None,  # noqa: A002 - the word of the term file
        fields: "dict[str, str | list[str]] | None" = None,
        from_json: str | None = None,
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
        self.must = must
        self.layer = layer
        self.strict = strict
        self.explain = explain
        self.fail_on = fail_on
        self.to = to
        self.force = force
        self.id = id
        self.fields = fields or {}
        self.from_json = from_json
