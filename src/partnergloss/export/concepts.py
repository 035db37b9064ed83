"""The glossary as statements of SKOS, which both of its forms write.

SKOS Reference, W3C Recommendation of 18 August 2009; what SKOS has no words for is said in DCMI Metadata Terms
(20 January 2020) and OWL 2 (11 December 2012). A term is a concept, a category a collection: never a broader concept.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from partnergloss.export.extract import Extract, cited
from partnergloss.export.statements import WEB, Link, Resource, Statement, Text, Thing, Value
from partnergloss.view.entry import entry, holding
from partnergloss.visible import one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.records import Record

SCHEME = "term:"
"""The glossary itself."""

_LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_CREATIVE_COMMONS = re.compile(r"CC-([A-Z-]+)-([0-9]\.[0-9])")

_IN_ADDRESSES = "!$%&'()*+,/:;=?@~"
"""What stands in an address as it is, besides letters and digits."""

_SHOWN_AS = {
    "Definition": "skos:definition",
    "Note": "skos:scopeNote",
    "Use when": "skos:scopeNote",
    "Avoid when": "skos:scopeNote",
    "Watch out": "skos:scopeNote",
    "Versus": "skos:scopeNote",
    "Example": "skos:example",
    "Reviewed": "skos:editorialNote",
}
"""The property for each label of an entry; all other texts are notes."""

_BARE = ("Definition", "Note", "Example")
"""Labels that the property says already."""

_ELSEWHERE = ("Also", "Kinds", "Related", "Replaced by", "Source")
"""Labels of what is no text here."""

_NO_TEXT = ("title", "place", "changed", "hint")


class Vocabulary:
    """The terms of an extract as a concept scheme.

    Attributes:
        language: the tag of its texts; empty where the glossary names no sound one.
    """

    def __init__(self, extract: Extract) -> None:
        language = extract.meta["language"]
        self.language = language if _LANGUAGE.fullmatch(language) else ""
        self._extract = extract
        self._above = extract.index.ancestors(extract.glance())
        self._members: dict[str, list[str]] = {}
        self._tops: dict[str, None] = {}
        for record in extract.glance():
            self._members.setdefault(record["category"], []).append(record["id"])
            if not {*record["broader"]} & self._above.keys():
                self._tops[record["id"]] = None
        self._also: dict[str, list[str]] = {}
        for label, ids in extract.ambiguous.items():
            for term in ids:
                self._also.setdefault(term, []).append(visible(label))

    def resources(self) -> Iterator[Resource]:
        """Give the scheme, the categories, the terms, and the pages that they cite."""
        yield Resource(SCHEME, "skos:ConceptScheme", self._scheme())
        for name in self._extract.categories:
            yield Resource(f"category:{name}", "skos:Collection", self._category(name))
        for record in self._extract.records():
            yield Resource(f"term:{record['id']}", "skos:Concept", self.statements(record))
        for source in self._extract.sources.values():
            if source["url"].startswith(WEB):
                day = f", read {source['retrieved']}" if source["retrieved"] else ""
                said = [_text("dct:title", source["title"]), _text("skos:note", f"Grade {source['grade']}{day}")]
                yield Resource(_address(source["url"]), "", said)

    def statements(self, record: "Record") -> list[Statement]:
        """Give all that is said of a term."""
        said: list[Statement] = [("skos:inScheme", Link(SCHEME)), ("skos:notation", Value(record["id"]))]
        said += self._labels(record)
        if record["id"] in self._tops:
            said.append(("skos:topConceptOf", Link(SCHEME)))
        said += self._links(record)
        said += _texts(self._extract, record)
        said += [("dct:source", _source(self._extract.sources[name])) for name in record["sources"]]
        others = [name for name in cited(record) if name not in record["sources"]]
        said += [("dct:references", _source(self._extract.sources[name])) for name in others]
        if record["status"] == "deprecated":
            said.append(("owl:deprecated", Value("true", "xsd:boolean")))
        return said

    def _scheme(self) -> list[Statement]:
        meta, categories = self._extract.meta, self._extract.categories.values()
        shelves = ", ".join(category["name"] for category in categories if not category["parent"])
        said = [_text("dct:title", meta["title"] or "Glossary"), _text("dct:description", f"Terms of {shelves}.")]
        if meta["license"]:
            said.append(("dct:license", _license(meta["license"])))
        if meta["updated"]:
            said.append(("dct:modified", Value(meta["updated"], "xsd:date")))
        if meta["version"]:
            said.append(("owl:versionInfo", Value(visible(meta["version"]))))
        return said + [("skos:hasTopConcept", Link(f"term:{name}")) for name in self._tops]

    def _category(self, name: str) -> list[Statement]:
        category = self._extract.categories[name]
        below = [other for other, known in self._extract.categories.items() if known["parent"] == name]
        return [
            ("skos:inScheme", Link(SCHEME)),
            ("skos:notation", Value(name)),
            _text("skos:prefLabel", category["name"]),
            _text("skos:definition", category["definition"]),
            *(("skos:member", Link(f"category:{other}")) for other in below),
            *(("skos:member", Link(f"term:{term}")) for term in self._members.get(name, [])),
        ]

    def _labels(self, record: "Record") -> list[Statement]:
        """Give a term's labels, none of two kinds (S13)."""
        also = dict.fromkeys([*record["abbr"], *record["aliases"], *self._also.get(record["id"], [])])
        also.pop(record["name"], None)
        hidden = [label for label in record["hidden"] if label not in also and label != record["name"]]
        return [
            _text("skos:prefLabel", record["name"]),
            *(_text("skos:altLabel", label) for label in also),
            *(_text("skos:hiddenLabel", label) for label in hidden),
        ]

    def _links(self, record: "Record") -> list[Statement]:
        ends = {
            "skos:broader": record["broader"],
            "skos:narrower": record["narrower"],
            "skos:related": self._related(record),
            "dct:isPartOf": record["part_of"],
            "dct:hasPart": self._extract.parts[record["id"]],
            "dct:isReplacedBy": [record["replaced_by"]] if record["replaced_by"] else [],
        }
        return [(name, Link(f"term:{other}")) for name, others in ends.items() for other in others]

    def _related(self, record: "Record") -> list[str]:
        """Give what goes with a term, in either direction, and stands neither above nor below it (S27)."""
        term = record["id"]
        near = dict.fromkeys([*record["related"], *record["contrast"], *record["part_of"], *self._extract.parts[term]])
        apart = [other for other in near if other not in self._above[term] and term not in self._above[other]]
        return [other for other in apart if other != term]


def _texts(extract: Extract, record: "Record") -> Iterator[Statement]:
    """Give what is said of a term in words: all that ``define --long`` shows, each text with its label."""
    for block in entry(extract.index, record, long=True):
        for label, text in [] if block.role in _NO_TEXT else _joined(block.lines):
            if text and label not in _ELSEWHERE:
                yield _text(_SHOWN_AS.get(label, "skos:note"), text if label in _BARE else f"{label}: {text}")
    if holding(record):
        yield _text("skos:scopeNote", f"Holds {holding(record)}")
    if record["status"] != "approved":
        yield _text("skos:editorialNote", f"Status: {record['status']}")


def _joined(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join each example of a formula to its formula: statements have no order."""
    joined: list[tuple[str, str]] = []
    for label, text in lines:
        if label == "For example" and joined:
            above, formula = joined.pop()
            joined.append((above, f"{formula}\n{label}: {text}"))
        else:
            joined.append((label, text))
    return joined


def _text(name: str, text: str) -> Statement:
    return name, Text(visible(text))


def _source(source: "Record") -> Thing:
    """Give a source as its address, or as its title where it has none on the web."""
    return Link(_address(source["url"])) if source["url"].startswith(WEB) else Text(visible(source["title"]))


def _address(url: str) -> str:
    """Encode what no reader of an address expects in it."""
    page, mark, place = url.partition("#")
    encoded = f"{quote(page, safe=_IN_ADDRESSES)}{mark}{quote(place, safe=_IN_ADDRESSES)}"
    return re.sub("%(?![0-9A-Fa-f]{2})", "%25", encoded)


def _license(name: str) -> Thing:
    """Give a license as the page that states it, where that is known, or as its name."""
    found = _CREATIVE_COMMONS.fullmatch(name)
    if found:
        return Link(f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/")
    return Link(_address(name)) if name.startswith(WEB) else Text(one_line(name))
