"""CSV: read back by the standard ``csv`` module, it is what was exported."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from extracts import extract, hostile

import partnergloss
from partnergloss.export.csv import write
from partnergloss.export.extract import Extract, shown
from partnergloss.glossary import Glossary

LISTS = "abbr aliases hidden cues notes broader part_of related sources narrower".split()
PARTS = ("contrast", "questions", "disputes", "waive", "provenance", "figures", "metric")
EMPTY: dict[str, Any] = {"figures": [], "metric": None, "replaced_by": None, "reviewed": None}


def rows(taken: Extract) -> list[dict[str, str]]:
    """Parse the file as strictly as the module can."""
    text = "".join(write(taken))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def read_back(row: dict[str, str], many: set[str]) -> dict[str, Any]:
    """Make a term's record of a row, as the documentation of the format says."""
    record: dict[str, Any] = {"facets": {}, "decide": {}}
    for column, guarded in row.items():
        field, _, part = column.partition(".")
        cell = guarded.removeprefix("'")
        if field == "decide":
            record[field][part] = listed(cell)
        elif field == "facets":
            several = part in many or " | " in cell or cell.startswith("[")
            record[field] |= {part: listed(cell) if several else cell} if cell else {}
        elif field in LISTS:
            record[field] = listed(cell)
        elif field in PARTS:
            record[field] = json.loads(cell) if cell else EMPTY.get(field, {})
        else:
            record[field] = cell or EMPTY.get(field, "")
    return record


def listed(cell: str) -> Any:
    """Read a list."""
    if cell.startswith("["):
        return json.loads(cell)
    return cell.split(" | ") if cell else []


@pytest.mark.parametrize("category", [None, "selling", "metrics"])
def test_it_reads_back_equal(glossary: Glossary, category: str | None) -> None:
    """Every field of every term comes back as it was; nothing is lost."""
    taken = extract(glossary, category)
    many = {name for name, facet in taken.facets.items() if facet["kind"] == "many"}
    assert [read_back(row, many) for row in rows(taken)] == [json.loads(text) for text in taken.texts()]


def test_hostile_text_reads_back_as_shown() -> None:
    """What would steer a terminal comes back in its visible form, all else as it was."""
    taken = extract(hostile(), "programs")
    many = {name for name, facet in taken.facets.items() if facet["kind"] == "many"}
    assert [read_back(row, many) for row in rows(taken)] == [shown(json.loads(text)) for text in taken.texts()]


def test_no_cell_is_a_formula() -> None:
    """No cell begins as a formula does, nor with a blank before one; no control character is sent."""
    cells = [cell for row in rows(extract(hostile())) for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert [cell for cell in cells if cell.startswith("'=HYPERLINK(")]
    assert not [cell for cell in cells if not cell.replace("\n", "").replace("\u200b", "").isprintable()]


def test_the_form_of_the_file(glossary: Glossary) -> None:
    """Each record ends in CR and LF and has as many cells as the header, which names the fields.

    Each facet that a term has is a column, in the category's order, and no other facet is.
    """
    taken = extract(glossary, "selling")
    parts = list(write(taken))
    assert all(part.endswith("\r\n") and "\n" not in part[:-2] for part in parts)
    header, *others = csv.reader(part.removeprefix("\ufeff") for part in parts)
    assert {len(row) for row in others} == {len(header)}
    assert header[:8] == ["id", "name", "abbr", "aliases", "hidden", "cues", "category", "definition"]
    facets = [column.removeprefix("facets.") for column in header if column.startswith("facets.")]
    held = {facet for text in taken.texts() for facet in json.loads(text)["facets"]}
    assert facets == [facet for facet in taken.facets if facet in held]


def test_lists_that_do_not_read_back_are_json() -> None:
    """An item with the separator's sign, an empty one, and a bracket at the beginning make a list JSON."""
    row = next(row for row in rows(extract(hostile(), "programs")) if row["id"] == "hostile-pages")
    assert json.loads(row["abbr"]) == ["[sound:x.mp3]", "a | b"]
    assert json.loads(row["notes"])[-1] == ""
    assert row["hidden"] == '["[hidden]"]'
    assert row["aliases"].startswith("''=1+1 | [1] | ")


def test_a_value_is_told_from_a_list_of_one(tmp_path: Path) -> None:
    """On a scale a single value, a list of it, several, and none come back as what they were."""
    file = tmp_path / "scales.toml"
    values = ['"dozens"', '["dozens"]', '["dozens", "handful"]', "[]"]
    text = '[terms.scale-{}]\nname = "Scale {}"\ncategory = "selling"\ndefinition = "Odd."\nfacets.scale = {}\n'
    file.write_text("".join(text.format(n, n, value) for n, value in enumerate(values)), encoding="utf-8")
    read = {row["id"]: read_back(row, set())["facets"] for row in rows(extract(partnergloss.load(file), "selling"))}
    assert [read[f"scale-{n}"] for n in range(4)] == [{"scale": json.loads(value)} for value in values]
