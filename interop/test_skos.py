"""rdflib reads both forms of SKOS alike, and pyshacl finds every integrity condition of SKOS kept."""

from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from interop.conftest import HOSTILE, Export

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own use

TERM, CATEGORY = Namespace("urn:partnergloss:term:"), Namespace("urn:partnergloss:category:")
SCHEME = URIRef(str(TERM))
MESSAGE = URIRef("http://www.w3.org/ns/shacl#resultMessage")
OWN = Path(__file__).parents[1] / "tests" / "data" / "own_words_in_skos.toml"
SHAPES = Path(__file__).with_name("skos.shacl.ttl")
FORMS = {"skos": "json-ld", "skos-turtle": "turtle"}

EXTRACTS = pytest.mark.parametrize(
    "options",
    [
        (),
        ("--category", "selling"),
        ("--where", "earns=margin"),
        ("--category", "programs", "--terms", str(HOSTILE)),
        ("--category", "partner-types", "--terms", str(OWN)),
    ],
    ids=["whole", "category", "wish", "hostile", "own"],
)

FAULTS = {
    "S9 a scheme that is a concept": "term: a skos:Concept .",
    "S9 a concept that is a scheme": "term:reseller a skos:ConceptScheme .",
    "S13 preferred and alternative": 'term:reseller skos:altLabel "Reseller"@en .',
    "S13 preferred and hidden": 'term:reseller skos:hiddenLabel "Reseller"@en .',
    "S13 alternative and hidden": 'term:value-added-reseller skos:hiddenLabel "VAR"@en .',
    "S14 two in a language": 'term:reseller skos:prefLabel "Dealer"@EN .',
    "S14 two in none": 'term:reseller skos:prefLabel "Dealer", "Trader" .',
    "S27 one above": "term:value-added-reseller skos:related term:reseller .",
    "S27 one below": "term:reseller skos:related term:value-added-reseller .",
    "S27 one further above": "term:a skos:broader term:b . term:c skos:narrower term:b . term:a skos:related term:c .",
    "S37 a collection that is a concept": "category:selling a skos:Concept .",
    "S37 a collection that is a scheme": "category:selling a skos:ConceptScheme .",
    "S46 the same and broader": "term:reseller skos:exactMatch term:x ; skos:broadMatch term:x .",
    "S46 the same and related": "term:reseller skos:exactMatch term:x ; skos:relatedMatch term:x .",
    "S46 the same by way of another": "term:y skos:exactMatch term:x, term:z . term:x skos:broadMatch term:z .",
    "S46 the same and narrower": "term:x skos:exactMatch term:y ; skos:narrowMatch term:y .",
}


@cache
def read(export: Export, form: str, *options: str) -> Graph:
    """Export and read, strictly as what it says it is; nothing is fetched from anywhere."""
    return Graph().parse(export(form, *options), format=FORMS[form])


def broken(graph: Graph) -> set[str]:
    """Give the conditions that a graph breaks."""
    _, report, _ = validate(graph, shacl_graph=Graph().parse(SHAPES))
    assert isinstance(report, Graph)
    return {str(message) for message in report.objects(None, MESSAGE)}


@EXTRACTS
def test_both_forms_say_the_same(export: Export, options: tuple[str, ...]) -> None:
    """No statement stands in one form alone."""
    assert isomorphic(read(export, "skos", *options), read(export, "skos-turtle", *options))


@EXTRACTS
def test_every_condition_is_kept(export: Export, options: tuple[str, ...]) -> None:
    """What is exported is sound SKOS, whatever part of the glossary it is."""
    assert not broken(read(export, "skos", *options))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(export: Export, name: str) -> None:
    """The shapes can fail: each seeded fault breaks its condition and no other."""
    sound = read(export, "skos-turtle", "--category", "selling")
    prefixes = "".join(f"@prefix {prefix}: <{meant}> .\n" for prefix, meant in sound.namespaces())
    faulty = Graph().parse(data=prefixes + FAULTS[name], format="turtle")
    assert broken(sound + faulty) == {name.partition(" ")[0]}


@EXTRACTS
def test_no_link_leads_nowhere(export: Export, options: tuple[str, ...]) -> None:
    """Every term, category and page that is spoken of is described, and each term is in the scheme and on a shelf."""
    graph = read(export, "skos", *options)
    described = {*graph.subjects()}
    assert {subject for subject in described if not isinstance(subject, URIRef)} == set()
    linked = {
        thing for _, name, thing in graph if isinstance(thing, URIRef) and name not in (RDF.type, DCTERMS.license)
    }
    assert linked <= described
    concepts = {*graph.subjects(RDF.type, SKOS.Concept)}
    assert concepts == {*graph.subjects(SKOS.inScheme, SCHEME)} - {*graph.subjects(RDF.type, SKOS.Collection)}
    assert concepts <= {*graph.objects(None, SKOS.member)}
    assert {*graph.objects(SCHEME, SKOS.hasTopConcept)} == concepts - {*graph.subjects(SKOS.broader)}


def test_links_are_told_from_both_ends(export: Export) -> None:
    """Who reads one term alone sees all that it is linked to."""
    graph = read(export, "skos")
    pairs = {
        SKOS.broader: SKOS.narrower,
        SKOS.related: SKOS.related,
        DCTERMS.isPartOf: DCTERMS.hasPart,
        SKOS.topConceptOf: SKOS.hasTopConcept,
    }
    for one, other in pairs.items():
        assert {*graph.subject_objects(one)} == {(end, start) for start, end in graph.subject_objects(other)}


@pytest.mark.parametrize("form", FORMS)
def test_a_publisher_changes_one_line(export: Export, form: str) -> None:
    """With another address behind a prefix, all names of terms are at that address."""
    text = export(form).read_text(encoding="utf-8")
    assert text.count(str(TERM)) == text.count(str(CATEGORY)) == 1
    moved = text.replace(str(TERM), "https://example.org/terms/").replace(str(CATEGORY), "https://example.org/shelves#")
    graph = Graph().parse(data=moved, format=FORMS[form])
    assert len(graph) == len(read(export, form))
    assert not [thing for triple in graph for thing in triple if str(thing).startswith("urn:")]
    assert (URIRef("https://example.org/terms/reseller"), SKOS.inScheme, URIRef("https://example.org/terms/")) in graph


@pytest.mark.parametrize("form", FORMS)
def test_hostile_text_is_text(export: Export, form: str) -> None:
    """Quotes, brackets, line ends and escapes arrive as they were written; control characters arrive shown."""
    graph = read(export, form, "--category", "programs", "--terms", str(HOSTILE))
    markup, terminal = TERM["hostile-markup"], TERM["hostile-terminal"]
    name = "<script>alert(1)</script> & \"quotes\" 'n' `ticks`"
    assert [*graph.objects(markup, SKOS.prefLabel)] == [Literal(name, lang="en")]
    notes = {str(note) for note in graph.objects(markup, SKOS.scopeNote)}
    assert {"\\ backslash \\n \\", "line one\nline two", "key: value # comment"} <= notes
    assert [*graph.objects(terminal, SKOS.prefLabel)] == [Literal("Red \\u001b[31mescape\\u001b[0m", lang="en")]
    assert {str(label) for label in graph.objects(terminal, SKOS.altLabel)} >= {"bell \\u0007", "right \\u202e to left"}
    ours = (str(SKOS), str(DCTERMS), str(OWL), str(RDF))
    assert not [name for name in graph.predicates() if not str(name).startswith(ours)]
