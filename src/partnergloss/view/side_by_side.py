"""A comparison → a table and blocks."""

from partnergloss.view.blocks import Block, Table, listed_value, shown_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.comparison import Comparison
    from partnergloss.index import Index


def side_by_side(index: "Index", compared: "Comparison") -> tuple[Table, list[Block]]:
    """Lay out terms side by side: differing rows first, then what separates them and when to choose which."""
    shelf = index.shelf("facets")
    rows = []
    said = [row for row in compared.rows if any(row.values.values())]
    for row in sorted(said, key=lambda row: row.same):
        label = shelf[row.facet]["name"] if row.facet in shelf else row.facet.rpartition(".")[2].capitalize()
        values = [listed_value(row.values[record["id"]]) for record in compared.records]
        shown = [shown_value(index, row.facet, value) for value in row.values.values()]
        rows.append((row.facet, label, values, shown, row.same))
    heads = [(record["id"], record["name"]) for record in compared.records]
    names = dict(heads)
    kinds = [f"{names[below]} is a kind of {names[above]}." for below, above in compared.kinds]
    difference = [("The difference", text) for text in (*kinds, *(text for _, _, text in compared.contrast))]
    advice = [
        Block("lines", [(label, item) for item in record["decide"][field]])
        for record in compared.records
        for field, verb in (("use_when", "Choose"), ("avoid_when", "Avoid"))
        for label in (f"{verb} {record['name']} when",)
    ]
    blocks = [block for block in (Block("lines", difference), *advice) if block.lines]
    return Table(heads, rows, _texts(compared)), blocks


def _texts(compared: "Comparison") -> list[tuple[str, list[str]]]:
    """Give the same sentences by term, under their keys in the term file."""
    ids = [record["id"] for record in compared.records]
    contrast = [[text for *pair, text in compared.contrast if term_id in pair] for term_id in ids]
    advice = [
        (f"decide.{field}", [" ".join(f"{item}." for item in record["decide"][field]) for record in compared.records])
        for field in ("use_when", "avoid_when")
    ]
    return [("contrast", list(map(" ".join, contrast))), *advice]
