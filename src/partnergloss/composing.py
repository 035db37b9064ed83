"""Values → the TOML text of a term, one fact a line, in the order of the model."""

from collections.abc import Iterator
from typing import Any

import tomlkit

from partnergloss.model import TermEntry
from partnergloss.visible import in_json

_TABLES = ("figures", "metric")
"""Fields whose parts are facts of their own."""


def term(term_id: str, entry: dict[str, Any]) -> str:
    """Write a term as a table of its own, ending in a line end."""
    lines = [header(term_id), *facts(entry)]
    for table in tables(term_id, entry):
        lines += ["", *table]
    return "\n".join(lines) + "\n"


def header(term_id: str) -> str:
    """Write the header of a term."""
    return f"[{_key('terms', term_id)}]"


def facts(entry: dict[str, Any]) -> list[str]:
    """Write the fields of a term, a line each; those of a field with keys a line a key: ``facets.paper = "varies"``."""
    lines: list[str] = []
    for field in TermEntry.__struct_fields__:
        value = entry.get(field)
        if field in _TABLES and value:
            continue
        if isinstance(value, dict):
            lines += [f"{_key(field, name)} = {_value(item)}" for name, item in value.items()]
        elif value is not None:
            lines.append(f"{field} = {_value(value)}")
    return lines


def tables(term_id: str, entry: dict[str, Any]) -> Iterator[list[str]]:
    """Write the parts of a term that are tables of their own, a list of lines each."""
    for figure in entry.get("figures", ()):
        yield [f"[[{_key('terms', term_id, 'figures')}]]", *pairs(figure)]
    metric = dict(entry.get("metric") or {})
    formulas = metric.pop("formulas", ())
    if metric or formulas:
        yield [f"[{_key('terms', term_id, 'metric')}]", *pairs(metric)]
    for formula in formulas:
        yield [f"[[{_key('terms', term_id, 'metric', 'formulas')}]]", *pairs(formula)]


def pairs(table: dict[str, Any]) -> list[str]:
    """Write keys with their values, a line each."""
    return [f"{_key(name)} = {_value(value)}" for name, value in table.items()]


def _key(*parts: str) -> str:
    return in_json(tomlkit.key(parts).as_string())


def _value(value: Any) -> str:  # noqa: ANN401 - any value of a term file
    """Write a value; what would steer a terminal is escaped."""
    if isinstance(value, dict):
        return f"{{ {', '.join(pairs(value))} }}" if value else "{}"
    return in_json(tomlkit.item(value).as_string())
