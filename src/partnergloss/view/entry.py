"""One term → blocks, the whole of it or what fits a screen."""

import os

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
"""The fields of ``decide``, and how they are headed."""


def entry(index: "Index", record: "Record", *, long: bool = False) -> list[Block]:
    """Lay out one term: name, place, definition, what decides, confusables, related terms, sources."""
    facts, told = _facts(index, record), _facts(index, record, telling=True)
    advice = {label: record["decide"][field] for field, label in ADVICE}
    contrast = list(record["contrast"].values())
    room = _FACTS // 2 if record["metric"] else _FACTS
    shown_facts, shown_contrast = (facts, contrast) if long else (told[:room], _within(_CONTRASTS, contrast))
    blocks = [
        *opening(index, record),
        Block("facts", shown_facts),
        Block("measure", _metric(record["metric"], long=long) if record["metric"] else []),
        Block("lines", [(label, item) for label, items in advice.items() for item in (items if long else items[:1])]),
        Block("lines", _figures(index, record) if long else []),
        Block("lines", [("Versus", sentence) for sentence in shown_contrast]),
        *(_depth(index, record) if long else ()),
        Block(
            "lines",
            [*_relations(index, record, long), *(_sources(index, record) if long else _source_line(index, record))],
        ),
    ]
    if not long:
        more = {
            "figures": record["figures"],
            "facts": len(facts) > len(shown_facts),
            "advice": len(contrast) > len(shown_contrast) or any(len(items) > 1 for items in advice.values()),
            "notes": record["notes"] or record["example"],
            "worked formulas": record["metric"] and record["metric"]["formulas"],
            "questions": record["questions"],
            "disputes": record["disputes"],
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


def _facts(index: "Index", record: "Record", *, telling: bool = False) -> list[tuple[str, str]]:
    """Give facets and values in words; only the telling ones leaves out what depends."""
    shelf = index.shelf("facets")
    own = {name: value for name, value in record["facets"].items() if not telling or value != "varies"}
    order = index.facet_order(record["category"])
    ordered = [name for name in order if name in own] + [name for name in own if name not in order]
    return [(shelf[name]["name"], shown_value(index, name, own[name])) for name in ordered]


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


def _relations(index: "Index", record: "Record", long: bool) -> list[tuple[str, str]]:
    lines = []
    for field, label in (("narrower", "Kinds"), ("related", "Related")):
        names = [index.name(term) for term in record[field]]
        shown = names if long else _within(_RELATIONS, names)
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


def _depth(index: "Index", record: "Record") -> list[Block]:
    """Lay out what only ``--long`` shows."""
    shelf = index.sources(record["disputes"])
    aliases = [("Also", ", ".join(record["aliases"]))] if record["aliases"] else []
    example = [("Example", record["example"])] if record["example"] else []
    says = [("Dispute", f"{shelf[source]['title']}: {text}") for source, text in record["disputes"].items()]
    return [
        Block("lines", aliases + [("Note", note) for note in record["notes"]] + example),
        Block("lines", [("Question", f"{asked} {answer}") for asked, answer in record["questions"].items()]),
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
