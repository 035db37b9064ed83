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
    terms = {record["id"]: Node(record["name"], record) for record in records}
    categories = {name: Node(shelved["name"]) for name, shelved in shelf.items()}
    for node in terms.values():
        record = node.record or {}
        parents = (terms.get(other) for other in record["broader"])
        parent = next((above for above in parents if above and _category(above) == record["category"]), None)
        (parent or categories[record["category"]]).children.append(node)
    order = sorted(shelf, key=lambda name: (shelf[name]["order"], shelf[name]["name"]))
    for name in order:
        if shelf[name]["parent"]:
            categories[shelf[name]["parent"]].children.append(categories[name])
    return [kept for name in order if not shelf[name]["parent"] and (kept := _pruned(categories[name]))]


def _category(node: Node) -> str:
    return str((node.record or {}).get("category"))


def _pruned(node: Node) -> Node | None:
    """Leave out categories with nothing in them."""
    node.children = [child for child in map(_pruned, node.children) if child]
    return node if node.record or node.children else None
