"""Terms → the tree they stand in."""

from partnergloss.view.blocks import Node

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnergloss.index import Index
    from partnergloss.records import Record


def tree(index: "Index", records: "Iterable[Record]") -> list[Node]:
    """Arrange terms under their categories, narrower ones under their first broader one of the same category."""
    shelf = index.shelf("categories")
    terms = {record["id"]: Node(record["id"], record["name"], record) for record in records}
    categories = {name: Node(name, shelved["name"]) for name, shelved in shelf.items()}
    for node in terms.values():
        record = node.record or {}
        parents = (terms.get(other) for other in record["broader"])
        parent = next((above for above in parents if above and _category(above) == record["category"]), None)
        (parent or categories[record["category"]]).children.append(node)
    order = index.category_order()
    kept = _not_empty(categories, shelf)
    for name in order:
        if name in kept and shelf[name]["parent"]:
            categories[shelf[name]["parent"]].children.append(categories[name])
    return [categories[name] for name in order if name in kept and not shelf[name]["parent"]]


def _category(node: Node) -> str:
    return str((node.record or {}).get("category"))


def _not_empty(categories: dict[str, Node], shelf: "dict[str, Record]") -> set[str]:
    """Give the categories with a term in them, or in one under them."""
    kept: set[str] = set()
    for name, node in categories.items():
        above = name if node.children else None
        while above and above not in kept:
            kept.add(above)
            above = shelf[above]["parent"]
    return kept
