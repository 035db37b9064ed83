"""``paths``: every place looked at for terms, and where the index is."""

from partnergloss import errors
from partnergloss.layers import every
from partnergloss.render import as_json, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.glossary import Glossary
    from partnergloss.output import Output
    from partnergloss.request import Request


def answer(request: "Request", output: "Output", glossary: "Glossary") -> int:
    """Show the places, and give the exit code."""
    layers = every(request.terms)
    index = glossary.index_path
    if request.json:
        output.write(as_json.paths(layers, index))
        return errors.ANSWERED
    rows = [
        [str(rank), layer.origin, "found" if layer.found else "missing", layer.path, layer.reason]
        for rank, layer in enumerate(layers)
    ]
    rows.append(["", "index", "found" if index else "memory", index or "-", "derived; may be deleted at any time"])
    if output.terminal:
        from partnergloss.render import terminal

        pairs = [(f"{rank} {layer}".strip(), f"{path} ({found}; {why})") for rank, layer, found, path, why in rows]
        output.show(terminal.lines(pairs, width=output.width, color=output.color))
    else:
        output.write(plain.rows_of([["rank", "layer", "found", "path", "reason"], *rows]))
    return errors.ANSWERED
