"""DataHub's own reader ingests the file: no warning, no failure, no reference to what is not there."""

import json
import re
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interop.conftest import HOSTILE, Export
from partnergloss.export.yaml import entries, items, scalar

PARTS = (["--category", "partner-types"], ["--where", "earns=margin"], ["--terms", str(HOSTILE)])
"""Parts of the glossary, and the whole of it with hostile terms."""

OWN = {"urn:li:corpGroup:partnergloss-owners", "urn:li:corpuser:datahub", "urn:li:corpuser:unknown"}
"""What every ingestion mentions: the group that the head of the file names, and DataHub itself."""

Sink = list[dict[str, Any]]


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep DataHub from calling home, and let it find a secret that no text may ask for."""
    monkeypatch.setenv("DATAHUB_TELEMETRY_ENABLED", "false")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GLOSS_SECRET", "hunter2")

    def refuse(*_: object) -> None:
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def ingest(path: Path) -> Sink:
    """Ingest a file into another file, as ``datahub ingest`` does, and give what was written there."""
    from datahub.ingestion.run.pipeline import Pipeline

    out = path.with_name("sink.json")
    source = {"type": "datahub-business-glossary", "config": {"file": str(path)}}
    pipeline = Pipeline.create({"source": source, "sink": {"type": "file", "config": {"filename": str(out)}}})
    pipeline.run()
    pipeline.raise_from_status(raise_warnings=True)
    for report in (pipeline.source.get_report(), pipeline.sink.get_report()):
        assert [*report.warnings] == []
        assert [*report.failures] == []
    sink: Sink = json.loads(out.read_text(encoding="utf-8"))
    return sink


def defined(sink: Sink) -> dict[str, dict[str, Any]]:
    """Give what was ingested, by URN: of each term or node what it is."""
    found = {}
    for entry in sink:
        for snapshot in entry.get("proposedSnapshot", {}).values():
            aspects = {kind.rpartition(".")[2]: aspect for part in snapshot["aspects"] for kind, aspect in part.items()}
            found[snapshot["urn"]] = aspects
    return found


def mentioned(sink: Sink) -> set[str]:
    """Give every URN that stands anywhere in what was ingested."""
    return {*re.findall(r'"(urn:li:[^"]*)"', json.dumps(sink, ensure_ascii=False))}


@pytest.mark.usefixtures("offline")
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("options", PARTS, ids=["category", "where", "hostile"])
def test_all_is_ingested_and_nothing_dangles(export: Export, options: list[str]) -> None:
    """Every term and category arrives, and every URN that is mentioned anywhere is one of them."""
    sink = ingest(export("datahub", *options, name="glossary.yml"))
    terms = json.loads(export("json", *options).read_text(encoding="utf-8"))
    expected = {f"urn:li:glossaryTerm:partnergloss.{term['id']}" for term in terms["terms"]}
    expected |= {f"urn:li:glossaryNode:partnergloss.{name}" for name in terms["categories"]}
    found = defined(sink)
    assert {*found} == expected
    assert mentioned(sink) - expected <= OWN


@pytest.mark.usefixtures("offline")
@pytest.mark.filterwarnings("default")
def test_seeded_faults_are_found(export: Export) -> None:
    """A link to nothing is seen among the URNs, and a key that DataHub does not know stops it."""
    from datahub.configuration.common import PipelineExecutionError

    path = export("datahub", "--where", "earns=margin", name="glossary.yml")
    text = path.read_text(encoding="utf-8")
    inherits = '"inherits":\n          - "partnergloss.'
    assert inherits in text
    path.write_text(text.replace(inherits, f"{inherits}not-", 1), encoding="utf-8")
    sink = ingest(path)
    assert [urn for urn in mentioned(sink) - {*defined(sink)} - OWN if ".not-" in urn]
    path.write_text(text.replace('"related_terms"', '"aliases"', 1), encoding="utf-8")
    with pytest.raises(PipelineExecutionError, match="aliases"):
        ingest(path)


@pytest.mark.usefixtures("offline")
@pytest.mark.filterwarnings("default")
def test_links_arrive(export: Export) -> None:
    """A kind inherits from what is broader, a whole contains its parts, and a term stands in its category."""
    found = defined(ingest(export("datahub", name="glossary.yml")))
    reseller = found["urn:li:glossaryTerm:partnergloss.value-added-reseller"]
    assert reseller["GlossaryTermInfo"]["parentNode"] == "urn:li:glossaryNode:partnergloss.selling"
    assert reseller["GlossaryRelatedTerms"]["isRelatedTerms"] == ["urn:li:glossaryTerm:partnergloss.reseller"]
    node = found["urn:li:glossaryNode:partnergloss.selling"]["GlossaryNodeInfo"]
    assert node["parentNode"] == "urn:li:glossaryNode:partnergloss.partner-types"
    wholes = [aspects for aspects in found.values() if aspects.get("GlossaryRelatedTerms", {}).get("hasRelatedTerms")]
    assert wholes


@pytest.mark.usefixtures("offline")
@pytest.mark.filterwarnings("default")
def test_hostile_text_is_inert(export: Export) -> None:
    """Variables, words of YAML and markup arrive as the text that they are."""
    options = ("--category", "programs", "--terms", str(HOSTILE))
    found = defined(ingest(export("datahub", *options, name="glossary.yml")))
    info = {urn.rpartition(".")[2]: aspects.get("GlossaryTermInfo", {}) for urn, aspects in found.items()}
    separators = info["hostile-separators"]
    assert separators["name"] == r"$HOME; ${HOME} \ $$ $5"
    aliases = ["one; two", "three::four::::five", "${GLOSS_SECRET:-open}", "$", "${", "on", "a: b"]
    assert separators["customProperties"]["Also called"] == "; ".join(aliases)
    assert separators["definition"].startswith(r"${HOME} is where \\the\\ heart is, $HOME, and ${unclosed")
    assert info["hostile-markup"]["name"] == "<script>alert(1)</script> & \"quotes\" 'n' `ticks`"
    assert "- **Note:** yes\n- **Note:** null\n- **Note:** 0x1F\n" in info["hostile-formula"]["definition"]
    assert "hunter2" not in json.dumps(found)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_a_yaml_reader_gives_the_text_back(text: str) -> None:
    """PyYAML, which DataHub reads with, takes every text for just that."""
    import yaml

    assert yaml.safe_load(scalar(text)) == text


@given(
    st.recursive(
        TEXTS,
        lambda nodes: (
            st.lists(TEXTS, min_size=1, max_size=3)
            | st.lists(st.dictionaries(TEXTS, nodes, min_size=1, max_size=3), min_size=1, max_size=3)
            | st.dictionaries(TEXTS, nodes, min_size=1, max_size=3)
        ),
        max_leaves=8,
    ).filter(lambda node: not isinstance(node, str))
)
def test_a_yaml_reader_gives_the_structure_back(node: Any) -> None:
    """PyYAML reads mappings and sequences as they were."""
    import yaml

    lines = entries(node, 2) if isinstance(node, dict) else items(node, 2)
    assert yaml.safe_load("".join(lines)) == node
