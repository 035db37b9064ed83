"""The model and its JSON Schema say the same, and the bundled file keeps to it."""

import json
import runpy
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import DATA
from jsonschema import Draft202012Validator, FormatChecker

from partnergloss.model import Term, TermFileContent

ROOT = Path(__file__).parents[1]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "schema.py"))
VALIDATOR = Draft202012Validator(SCRIPT["schema"](), format_checker=FormatChecker())


def as_json(file: Path) -> Any:
    """Read a term file as JSON has it: dates as texts."""
    return msgspec.to_builtins(tomllib.loads(file.read_text(encoding="utf-8-sig")))


def test_the_schema_in_the_repository_is_current() -> None:
    """After a change of the model, ``python scripts/schema.py`` has been run."""
    assert (ROOT / "data" / "terms.schema.json").read_text(encoding="utf-8") == SCRIPT["text"]()


def test_the_schema_is_one() -> None:
    """Editors can rely on the draft it names."""
    Draft202012Validator.check_schema(json.loads(SCRIPT["text"]()))


@pytest.mark.parametrize(
    "file", [ROOT / "data" / "terms.toml", *sorted((DATA / "valid").glob("*.toml"))], ids=lambda file: file.stem
)
def test_what_loads_keeps_to_the_schema(file: Path) -> None:
    """The bundled file, and every file that the tests call valid, has no error in an editor."""
    assert [error.message for error in VALIDATOR.iter_errors(as_json(file))] == []


@pytest.mark.parametrize("name", ["unknown-keys", "wrong-types", "missing-fields", "ids", "closed-choices", "schema-2"])
def test_what_has_the_wrong_shape_breaks_the_schema(name: str) -> None:
    """An editor marks what the program would refuse."""
    assert list(VALIDATOR.iter_errors(as_json(DATA / "invalid" / f"{name}.toml")))


def test_every_table_explains_itself() -> None:
    """What an editor shows beside a table is the docstring of the model."""
    assert all(table["description"] for table in SCRIPT["schema"]()["$defs"].values())


def test_values_never_change() -> None:
    """A term that one part of the program holds is not changed by another."""
    term = Term(name="Reseller")
    with pytest.raises(AttributeError, match="immutable"):
        term.name = "Other"  # type: ignore[misc]


def test_all_fields_may_be_left_out_of_a_file() -> None:
    """An empty file is a term file."""
    assert msgspec.convert({}, TermFileContent) == TermFileContent()
