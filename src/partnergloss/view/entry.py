"""One term → blocks, the whole of it or what fits a screen."""

import os
from itertools import chain

from partnergloss.records import quote
from partnergloss.view.blocks import Block, Linked, shown_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.index import Index
    from partnergloss.records import Record

# What an entry shows without --long, so that it fits a screen of 24 lines: facts, characters of prose.
_FACTS = 8
_CONTRASTS = 260
_RELATIONS = 66
FROM = "From"
"""The label of the file that a whole term comes from, where that is not the bundled one."""

_GRADES = {"A": "official", "B": "corroborated", "C": "single-page"}
_INITIALS = 3
"""Letters up to which a word of a scope is written in capitals: ``aws``, ``eu``."""

_SCOPES = {"vendor": "at {}", "region": "in the {}", "law": "under {} law"}
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
    whole = _Whole(record, long=long)
    facts, measure, advice, figures, versus = deciding(index, record, long=long)
    blocks = [
        *opening(index, record),
        *(facts, measure, advice, figures, versus),
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
            "facts": len(record["facets"]) > len(facts.lines),
            "advice": len(every) > len(versus.lines) + len(advice.lines),
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


def deciding(index: "Index", record: "Record", *, long: bool = False) -> list[Block]:
    """Lay out what a choice rests on: facets, how it is measured, advice, figures, what it is confused with."""
    whole = _Whole(record, long=long)
    return [
        Block("facts", _facts(index, record, whole)),
        Block("measure", _measure(record["metric"], whole) if record["metric"] else []),
        Block("lines", _advice(record, whole)),
        Block("lines", _figures(index, record["figures"]) if record["figures"] and whole("figures") else []),
        Block("lines", _versus(record, whole)),
    ]


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
    parts = [(" › ".join(path), "")]
    for field, words in (("broader", "a kind of"), ("part_of", "part of")):
        if record[field]:
            parts += [(f" · {words} ", ""), *_names(index, record[field], ", ")]
    parts += [(f" · {holding(record)}", "")] * (record["scope"] != "general")
    parts += [(f" · {record['status']}", "")] * (record["status"] != "approved")
    return Linked(parts)


def _names(index: "Index", ids: list[str], between: str) -> list[tuple[str, str]]:
    """Give the names of terms as parts of a text, each leading to its term."""
    return [part for term in ids for part in ((between, ""), (index.name(term), term))][1:]


def _scope(scope: str) -> str:
    """Say where a term holds, in words: ``vendor:aws`` is at AWS, ``law:us-federal`` is under US Federal law."""
    kind, _, where = scope.partition(":")
    words = " ".join(word.upper() if len(word) <= _INITIALS else word.capitalize() for word in where.split("-"))
    return _SCOPES.get(kind, "{}").format(words or kind)


def holding(record: "Record") -> str:
    """Say where alone a term holds: ``only at AWS``; nothing where it holds in general."""
    return "" if record["scope"] == "general" else f"only {_scope(record['scope'])}"


def _facts(index: "Index", record: "Record", whole: _Whole) -> list[tuple[str, str]]:
    """Give facets and values in words, in order: a few telling ones, for what depends tells little."""
    shelf = index.shelf("facets")
    order, own = index.facet_order(record["category"]), record["facets"]
    ordered = [name for name in order if name in own] + [name for name in own if name not in order]
    room = _FACTS // 2 if record["metric"] else _FACTS
    few = [name for name in ordered if own[name] != "varies" or whole("facets", name)][:room]
    shown = [name for name in ordered if name in few or whole("facets", name)]
    return [(shelf[name]["name"], shown_value(index, name, own[name])) for name in shown]


def _advice(record: "Record", whole: _Whole) -> list[tuple[str, str]]:
    """Give what to choose a term for, and not for: the first of each kind."""
    items = {field: record["decide"][field] for field, _ in ADVICE}
    shown = {field: listed if whole("decide", field) else listed[:1] for field, listed in items.items()}
    return [(label, item) for field, label in ADVICE for item in shown[field]]


def _versus(record: "Record", whole: _Whole) -> list[tuple[str, str]]:
    near = _within(_CONTRASTS, [*record["contrast"].values()])
    shown = [(other, text) for other, text in record["contrast"].items() if text in near or whole("contrast", other)]
    return [(Linked([("Versus", ""), ("", other)]), text) for other, text in shown]


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
    lines: list[tuple[str, str]] = []
    for field, label in (("narrower", "Kinds"), ("related", "Related")):
        parts = _names(index, record[field], " · ")
        names = [name for name, _ in parts[::2]]
        shown = len(names if whole(field) else _within(_RELATIONS, names))
        left = [(f" · {len(names) - shown} more", "")] if field == "narrower" and shown < len(names) else []
        if names:
            lines.append((label, Linked(parts[: 2 * shown - 1] + left)))
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
        at = [(" ", ""), (known["url"], known["url"])] if known["url"] else []
        lines.append(("Source", Linked([(f"{known['title']} [{known['grade']}]", ""), *at, (dated, "")])))
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


def _figures(index: "Index", figures: "list[Record]") -> list[tuple[str, str]]:
    from partnergloss.view.numbers import figure

    shelf = index.sources(known["source"] for known in figures)
    return [("Figure", figure(known, shelf[known["source"]])) for known in figures]


def _measure(metric: "Record", whole: _Whole) -> list[tuple[str, str]]:
    from partnergloss.view.numbers import measure

    return measure(metric, long=whole("metric", "formulas"))


def _hint(more: list[str], *, below: bool) -> Block:
    text = f"--long adds {', '.join([*more, 'full sources'])}."
    return Block("hint", [("More", f"{text} --layer bundled shows it without your files." if below else text)])
