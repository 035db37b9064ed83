"""``paths``: every place looked at for terms, and where the index is."""

from partnergloss import errors
from partnergloss.layers import every
from partnergloss.render import as_json, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.glossary import Glossary
    from partnergloss.layers import Layer
    from partnergloss.output import Output
    from partnergloss.request import Request


def answer(request: "Request", output: "Output", glossary: "Glossary") -> int:
    """Show the places, and give the exit code."""
    layers = every(request.terms)
    index = glossary.index_path
    states = [_state(layer, glossary) for layer in layers]
    if request.json:
        output.write(as_json.paths(layers, states, index))
        return errors.ANSWERED
    rows = [
        [str(rank), layer.origin, state, layer.path, layer.reason]
        for rank, (layer, state) in enumerate(zip(layers, states, strict=True))
    ]
    rows.append(["", "index", "found" if index else "memory", index or "-", "derived; may be deleted at any time"])
    if output.terminal:
        from partnergloss.render import terminal

        pairs = [(f"{rank} {layer}".strip(), f"{path} ({found}; {why})") for rank, layer, found, path, why in rows]
        output.show(terminal.lines(pairs, width=output.width, color=output.color))
    else:
        output.write(plain.rows_of([["rank", "layer", "found", "path", "reason"], *rows]))
    return errors.ANSWERED


def _state(layer: "Layer", glossary: "Glossary") -> str:
    """Say what became of a place: found, missing, skipped because of its faults, or barred, whatever is there."""
    if not layer.found:
        return "barred" if layer.barred else "missing"
    return "found" if glossary.uses(layer) else "skipped"
