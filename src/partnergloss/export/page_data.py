"""Terms → what the script of the HTML page works with, as plain values."""

from typing import NamedTuple

from partnergloss import questions, words
from partnergloss.comparison import measures
from partnergloss.export.extract import Extract, cited, shown
from partnergloss.records import encode
from partnergloss.view.entry import ADVICE, entry, place
from partnergloss.visible import in_json, visible
from partnergloss.words import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.index import Index
    from partnergloss.records import Record

_INERT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_KINDS = ("name", "abbr", "both", "alias", "hidden", "id")
_BRIEF = ("id", "name", "abbr", "aliases", "category", "broader", "definition")
_APART = {*(label for _, label in ADVICE), "Versus", "Kinds", "Related", "Replaced by", "Source"}
"""Labels of lines that the page builds itself, since they have links or are compared."""

_RELATIONS = (
    ("broader", "A kind of"),
    ("part_of", "Part of"),
    ("narrower", "Kinds"),
    ("related", "Related"),
)


class Data(NamedTuple):
    """What the page's script works with.

    Attributes:
        tables: what all terms share, and the tables that words are folded by.
        terms: what the list shows of each term, by name.
        labels: ``[id, name, abbreviations, folded labels by kind, folded words of definition and cues]`` of each.
        details: what an entry and a comparison show of each beyond that, as JSON on one line.
    """

    tables: "Record"
    terms: "list[Record]"
    labels: list[list[object]]
    details: list[str]


def data(extract: Extract) -> Data:
    """Build all that the page's script works with; ``definition`` and ``name`` of a term stand in the list."""
    terms, labels, details, here = [], [], [], {*extract.ids}
    for record in extract.records():
        terms.append({field: record[field] for field in _BRIEF})
        labels.append(_labels(extract.index, record))
        details.append(inert(_details(extract.index, record, here)))
    return Data(_tables(extract, here), terms, labels, details)


def _tables(extract: Extract, here: set[str]) -> "Record":
    return {
        "words": words.tables(),
        "questions": questions.tables(),
        "senses": {fold(label): [term for term in ids if term in here] for label, ids in extract.ambiguous.items()},
        "advice": dict(ADVICE),
        "categories": shown({name: category["name"] for name, category in extract.categories.items()}),
        "orders": {name: [*map(visible, extract.index.facet_order(name))] for name in extract.categories},
        "facets": shown(
            {name: {key: facet[key] for key in ("name", "values")} for name, facet in extract.facets.items()}
        ),
        "sources": shown(
            {
                name: [source[field] or "" for field in ("title", "url", "grade", "retrieved")]
                for name, source in extract.sources.items()
            }
        ),
    }


def _labels(index: "Index", record: "Record") -> list[object]:
    """Give the keys under which a term is found, as the index has them."""
    keys: dict[str, list[str]] = {}
    for kind, folded in index.phrases_of(record["id"]):
        keys.setdefault(kind, []).append(folded)
    said = " ".join([fold(record["definition"]), *keys.get("cue", ())])
    text = " ".join(dict.fromkeys(word for word in said.split() if word not in words.LINKING))
    labels = {kind: keys[kind] for kind in _KINDS if kind in keys}
    return [record["id"], record["name"], ", ".join(record["abbr"]), labels, text]


def _details(index: "Index", record: "Record", here: set[str]) -> "Record":
    blocks = entry(index, record, long=True)
    lines = [line for block in blocks if block.role == "lines" for line in block.lines if line[0] not in _APART]
    (above,) = index.ancestors([record]).values()
    said = place(index, record | {"broader": [], "part_of": []})
    more: list[list[object]] = [[label, visible(text)] for label, text in lines if label != "Reviewed"]
    more += _relations(record)
    more += [["Source", {"source": source}] for source in cited(record)]
    more += [[label, text] for label, text in lines if label == "Reviewed"]
    return {
        **{field: record[field] for field in ("category", "broader", "scope", "decide", "contrast")},
        "facets": shown(record["facets"]),
        "above": sorted(above & here),
        "place": visible(said),
        "measure": [[*line] for block in blocks if block.role == "measure" for line in block.lines],
        "metric": measures(record["metric"]) if record["metric"] else None,
        "more": more,
    }


def _relations(record: "Record") -> list[list[object]]:
    """Give a line a kind of relation, its terms as links."""
    replaced = [record["replaced_by"]] if record["replaced_by"] else []
    relations = [(label, record[field]) for field, label in _RELATIONS] + [("Replaced by", replaced)]
    return [[label, *_parted(terms)] for label, terms in relations if terms]


def _parted(terms: list[str]) -> list[object]:
    links: list[object] = [{"term": term} for term in terms]
    return [part for link in links for part in (" · ", link)][1:]


def inert(value: object) -> str:
    """Write JSON in which nothing ends a script or begins a tag."""
    return in_json(encode(value)).translate(_INERT)
