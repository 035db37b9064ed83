"""JSON text ↔ plain values, without the standard ``json``.

``json`` loads ``re`` and ``enum`` and takes as long to import as Python takes to start. CPython's own
scanner and string encoder stand in ``_json``; where another Python lacks them, ``json`` itself serves.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Record = dict[str, Any]
    """One term, category, facet or source as the index keeps it; its keys are those of the term file."""


class _Plain:
    """What the scanner wants to know: ordinary strict JSON into dicts, lists, strings and numbers."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    array_hook = None  # from Python 3.15
    parse_float = float
    parse_int = int
    parse_constant = None


def _scanner() -> "Callable[[str], Any]":
    try:
        from _json import make_scanner

        scan = make_scanner(_Plain())  # type: ignore[arg-type]  # the stub asks for a scanner
    except (ImportError, AttributeError, TypeError):  # no such scanner here, or one that wants to know more
        from json import loads

        return loads
    return lambda text: scan(text, 0)[0]


def _quoter() -> "Callable[[str], str]":
    try:
        from _json import encode_basestring
    except ImportError:
        from json import dumps

        return lambda text: dumps(text, ensure_ascii=False)
    quote: Callable[[str], str] = encode_basestring
    return quote


decode = _scanner()
"""JSON text in, value out. Damaged text raises ``StopIteration`` or ``ValueError``."""

quote = _quoter()
"""A string in, its JSON form out: quoted, UTF-8 kept as it is."""


_WORDS = {None: "null", True: "true", False: "false"}


def encode(value: object) -> str:
    """Write a plain value as JSON on one line, keys in the order given."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, dict):
        pairs: Mapping[str, object] = value
        return "{" + ",".join(f"{quote(key)}:{encode(item)}" for key, item in pairs.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(encode(item) for item in value) + "]"
    return _WORDS[value] if value is None or isinstance(value, bool) else repr(value)
