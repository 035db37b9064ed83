"""Write the JSON Schema of the term file, for editors, from the model: ``python scripts/schema.py``."""

import json
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from partnergloss.model import TermFileContent

FILE = Path(__file__).parents[1] / "data" / "terms.schema.json"


def schema() -> dict[str, Any]:
    """Give the schema; dates are texts there, because JSON has none."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "partnergloss term file",
        **msgspec.json.schema(TermFileContent),
    }


def text() -> str:
    """Give the schema as the file has it, its descriptions without the docstrings' indentation."""
    plain = json.loads(json.dumps(schema()), object_hook=_dedented)
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def _dedented(table: dict[str, Any]) -> dict[str, Any]:
    """Level what Python 3.13 does to docstrings and earlier ones do not."""
    said = table.get("description")
    return table | {"description": cleandoc(said)} if isinstance(said, str) else table


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
