"""Figures and metrics → lines."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.records import Record

_FORMULAS = 2
"""Formulas that are shown without ``--long``."""

_BETTER = {"higher": "higher is better", "lower": "lower is better", "band": "best within a band"}


def figure(known: "Record", source: "Record") -> str:
    """Write a figure with all that makes it one."""
    low, high = _number(known["low"]), _number(known["high"])
    size = low if low == high else f"{low}–{high}"
    said = f"{known['as_of']}; {source['title']}, grade {known['grade']}"
    return f"{known['what']}: {size} {known['unit']}, {known['basis']} ({said})"


def measure(metric: "Record", *, long: bool) -> list[tuple[str, str]]:
    """Say how a metric is computed and read."""
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
