"""One term → blocks, the whole of it or what fits a screen."""

import os
from itertools import chain

from partnergloss.records import quote
from partnergloss.view.blocks import Block, shown_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.index import Index
    from partnergloss.records import Record

# What an entry shows without --long, so that it fits a screen of 24 lines: facts, formulas, characters of prose.
_FACTS = 8
_FORMULAS = 2
_CONTRASTS = 260
_RELATIONS = 66
FROM = "From"
"""The label of the file that a whole term comes from, where that is not the bundled one."""

_GRADES = {"A": "official", "B": "corroborated", "C": "single-page"}
_INITIALS = 3
"""Letters up to which a word of a scope is written in capitals: ``aws``, ``eu``."""

_SCOPES = {"vendor": "at {}", "region": "in the {}", "law": "under {} law"}
_BETTER = {"higher": "higher is better", "lower": "lower is better", "band": "best within a band"}

ADVICE = (("use_when", "Use when"), ("avoid_when", "Avoid when"), ("watch_out", "Watch out"))
"""The fields of ``decide``, and how each is headed."""


class _Whole:
    """Whether a field is shown whole: at length all are, else those that a file says in the place of a lower one."""

    def __init__(self, record: "Record", *, long: bool) -> None:
        self._said = [] if "id" in record["provenance"] else record["provenance"]
        self._long = long

    def __call__(self, field: str, key: str = "") -> bool:
        """Say it of a field, or of one of its keys."""
        paths = (field, f"{field}.{key}", f"{field}.{quote(key)}") if key else (field,)
        return self._long or any(path in self._said for path in paths)


def entry(index: "Index", record: "Record", *, long: bool = False) -> list[Block]:
    """Lay out one term: name, place, definition, what decides, confusables, related terms, sources."""
    whole, shelf = _Whole(record, long=long), index.shelf("facets")
    facts, contrast, advice = _facts(index, record, whole), _contrast(record, whole), _advice(record, whole)
    blocks = [
        *opening(index, record),
        Block("facts", [(shelf[name]["name"], shown_value(index, name, record["facets"][name])) for name in facts]),
        Block("measure", _metric(record["metric"], long=whole("metric", "formulas")) if record["metric"] else []),
        Block("lines", advice),
        Block("lines", _figures(index, record) if whole("figures") else []),
        Block("lines", [("Versus", sentence) for sentence in contrast]),
        *_depth(index, record, whole),
        Block(
            "lines",
            [*_relations(index, record, whole), *(_sources(index, record) if long else _source_line(index, record))],
        ),
    ]
    if not long:
        every = [*record["contrast"], *chain(*record["decide"].values())]
        formulas = record["metric"]["formulas"] if record["metric"] else []
        more = {
            "figures": record["figures"] and not whole("figures"),
            "facts": len(record["facets"]) > len(facts),
            "advice": len(every) > len(contrast) + len(advice),
            "notes": any(record[field] and not whole(field) for field in ("notes", "example")),
            "worked formulas": formulas and not whole("metric", "formulas"),
            "questions": any(not whole("questions", asked) for asked in record["questions"]),
            "disputes": any(not whole("disputes", source) for source in record["disputes"]),
        }
        below = bool(record["provenance"]) and "id" not in record["provenance"]
        blocks.append(_hint([word for word, there in more.items() if there], below=below))
    return [block for block in blocks if block.lines]


def opening(index: "Index", record: "Record") -> list[Block]:
    """Lay out the head of an entry: name, place, definition."""
    blocks = [
        Block("title", [("Name", title(record)), ("Id", record["id"])]),
        Block("place", [("In", place(index, record))]),
        Block("changed", changes(record)),
        Block("definition", [("Definition", record["definition"])]),
    ]
    return [block for block in blocks if block.lines]


def title(record: "Record") -> str:
    """Write a term's name with its abbreviations: ``Value-added reseller (VAR)``."""
    return f"{record['name']} ({', '.join(record['abbr'])})" if record["abbr"] else str(record["name"])


def place(index: "Index", record: "Record") -> str:
    """Say where a term sits: its categories, from the widest, and what it is a kind or part of."""
    shelf = index.shelf("categories")
    path: list[str] = []
    name: str | None = record["category"]
    while name:
        path.insert(0, shelf[name]["name"])
        name = shelf[name]["parent"]
    text = " › ".join(path)
    for field, words in (("broader", "a kind of"), ("part_of", "part of")):
        if record[field]:
            text += f" · {words} {', '.join(map(index.name, record[field]))}"
    if record["scope"] != "general":
        text += f" · only {_scope(record['scope'])}"
    return text if record["status"] == "approved" else f"{text} · {record['status']}"


def _scope(scope: str) -> str:
    """Say where a term holds, in words: ``vendor:aws`` is at AWS, ``law:us-federal`` is under US Federal law."""
    kind, _, where = scope.partition(":")
    words = " ".join(word.upper() if len(word) <= _INITIALS else word.capitalize() for word in where.split("-"))
    return _SCOPES.get(kind, "{}").format(words or kind)


def _facts(index: "Index", record: "Record", whole: _Whole) -> list[str]:
    """Give the facets that are shown, in order: a few telling ones, for what depends tells little."""
    order, own = index.facet_order(record["category"]), record["facets"]
    ordered = [name for name in order if name in own] + [name for name in own if name not in order]
    room = _FACTS // 2 if record["metric"] else _FACTS
    few = [name for name in ordered if own[name] != "varies" or whole("facets", name)][:room]
    return [name for name in ordered if name in few or whole("facets", name)]


def _advice(record: "Record", whole: _Whole) -> list[tuple[str, str]]:
    """Give what to choose a term for, and not for: the first of each kind."""
    items = {field: record["decide"][field] for field, _ in ADVICE}
    shown = {field: listed if whole("decide", field) else listed[:1] for field, listed in items.items()}
    return [(label, item) for field, label in ADVICE for item in shown[field]]


def _contrast(record: "Record", whole: _Whole) -> list[str]:
    near = _within(_CONTRASTS, [*record["contrast"].values()])
    return [text for other, text in record["contrast"].items() if text in near or whole("contrast", other)]


def changes(record: "Record") -> list[tuple[str, str]]:
    """Name the file above the bundled one that the term comes from, and in one line those that changed a part of it."""
    files: dict[str, list[str]] = {}
    for field, path in record["provenance"].items():
        files.setdefault(from_here(path), []).append(field)
    new = [(FROM, path) for path, fields in files.items() if "id" in fields]
    changed = [f"{path} ({', '.join(fields)})" for path, fields in files.items() if "id" not in fields]
    return [*new, *[("Changed by", ", ".join(changed))] * bool(changed)]


def from_here(path: str) -> str:
    """Write a path as seen from the working folder, where it is below that."""
    try:
        return path.removeprefix(os.path.join(os.getcwd(), ""))
    except OSError:  # the folder is gone
        return path


def _relations(index: "Index", record: "Record", whole: _Whole) -> list[tuple[str, str]]:
    lines = []
    for field, label in (("narrower", "Kinds"), ("related", "Related")):
        names = [index.name(term) for term in record[field]]
        shown = names if whole(field) else _within(_RELATIONS, names)
        left = [f"{len(names) - len(shown)} more"] if field == "narrower" and len(shown) < len(names) else []
        if names:
            lines.append((label, " · ".join(shown + left)))
    if record["replaced_by"]:
        lines.append(("Replaced by", index.name(record["replaced_by"])))
    return lines


def _within(most: int, texts: list[str]) -> list[str]:
    """Give the leading texts that together have at most so many characters, and one at least."""
    room = most
    for count, text in enumerate(texts):
        room -= len(text) + 3
        if room < 0 < count:
            return texts[:count]
    return texts


def _source_line(index: "Index", record: "Record") -> list[tuple[str, str]]:
    grades = sorted(source["grade"] for source in index.sources(record["sources"]).values())
    counted = ", ".join(f"{grades.count(grade)} {_GRADES[grade]} ({grade})" for grade in dict.fromkeys(grades))
    reviewed = f" · reviewed {record['reviewed']}" if record["reviewed"] else ""
    return [("Sources", f"{counted}{reviewed}")] if grades else []


def _sources(index: "Index", record: "Record") -> list[tuple[str, str]]:
    lines = []
    figured = [figure["source"] for figure in record["figures"]]
    for known in index.sources([*record["sources"], *figured, *record["disputes"]]).values():
        dated = f", {known['retrieved']}" if known["retrieved"] else ""
        lines.append(("Source", f"{known['title']} [{known['grade']}] {known['url']}{dated}".replace(" ,", ",")))
    return lines + ([("Reviewed", str(record["reviewed"]))] if record["reviewed"] else [])


def _depth(index: "Index", record: "Record", whole: _Whole) -> list[Block]:
    """Lay out what mostly only ``--long`` shows."""
    aliases = [("Also", ", ".join(record["aliases"]))] if record["aliases"] and whole("aliases") else []
    notes = [("Note", note) for note in record["notes"]] if whole("notes") else []
    example = [("Example", record["example"])] if record["example"] and whole("example") else []
    asked = [(question, text) for question, text in record["questions"].items() if whole("questions", question)]
    disputes = [(source, text) for source, text in record["disputes"].items() if whole("disputes", source)]
    shelf = index.sources(source for source, _ in disputes)
    says = [("Dispute", f"{shelf[source]['title']}: {text}") for source, text in disputes]
    return [
        Block("lines", [*aliases, *notes, *example]),
        Block("lines", [("Question", f"{question} {answer}") for question, answer in asked]),
        Block("lines", says),
    ]


def _figures(index: "Index", record: "Record") -> list[tuple[str, str]]:
    shelf = index.sources(figure["source"] for figure in record["figures"])
    return [("Figure", _figure(shelf, figure)) for figure in record["figures"]]


def _figure(shelf: "dict[str, Record]", figure: "Record") -> str:
    low, high = _number(figure["low"]), _number(figure["high"])
    size = low if low == high else f"{low}–{high}"
    source = shelf[figure["source"]]
    said = f"{figure['as_of']}; {source['title']}, grade {figure['grade']}"
    return f"{figure['what']}: {size} {figure['unit']}, {figure['basis']} ({said})"


def _metric(metric: "Record", *, long: bool) -> list[tuple[str, str]]:
    lines = []
    for formula in metric["formulas"] if long else metric["formulas"][:_FORMULAS]:
        named = f"{formula['name']}: " if formula["name"] else ""
        lines.append(("Formula", f"{named}{formula['formula']}"))
        if long:
            lines.append(("For example", _computed(formula["example"])))
    return [*lines, ("Measured in", f"{metric['unit']} · {_BETTER[metric['direction']]} · {metric['timing']}")]


def _computed(example: dict[str, float]) -> str:
    """Write an example of a formula: its inputs, and what they give."""
    inputs = [f"{name} {_number(value)}" for name, value in example.items() if name != "result"]
    return f"{', '.join(inputs)} → {_number(example['result']) if 'result' in example else '–'}"


def _number(value: float) -> str:
    return f"{value:,.10g}"


def _hint(more: list[str], *, below: bool) -> Block:
    text = f"--long adds {', '.join([*more, 'full sources'])}."
    return Block("hint", [("More", f"{text} --layer bundled shows it without your files." if below else text)])
