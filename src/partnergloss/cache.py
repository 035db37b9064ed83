"""Where the index is kept: opened while fresh, built anew when stale, held in memory where nothing can be written."""

import os
import sqlite3
import zlib

from partnergloss import index as indexes
from partnergloss.index import Damaged, Index
from partnergloss.layers import Layer, absolute, user_folder
from partnergloss.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.model import Termbase

_SEPARATOR = "\x1e"


class Compiled:
    """An index in use.

    Attributes:
        index: the open index.
        path: its file, or None where it is in memory.
        warnings: what to tell the user about layers that were skipped.
    """

    __slots__ = ("index", "path", "warnings")

    def __init__(self, index: Index, path: str | None, warnings: list[str]) -> None:
        self.index = index
        self.path = path
        self.warnings = warnings


def open_index(layers: list[Layer]) -> Compiled:
    """Open the index of these layers, lowest first; build it where it is missing, stale or damaged.

    Raises:
        TermFileError: when the bundled file or a file the user named cannot be used.
    """
    layers = [layer for layer in layers if layer.expected]
    path = _path(layers)
    if path:
        try:
            index = indexes.open_file(path)
            if index.fact("layers") == _fingerprint(layers):
                index.repair_with(lambda: _build(layers, path).index)
                return Compiled(index, path, _warnings(index))
        except Damaged:
            pass
    return _build(layers, path)


def _build(layers: list[Layer], path: str | None) -> Compiled:
    from partnergloss.termbase import load

    termbase, warnings = load(layers)
    facts = {"layers": _fingerprint(layers), "warnings": _SEPARATOR.join(warnings)}
    if path and _write(termbase, facts, path):
        return Compiled(indexes.open_file(path), path, warnings)
    return Compiled(indexes.build(termbase, facts), None, warnings)


def _write(termbase: "Termbase", facts: dict[str, str], path: str) -> bool:
    """Write the index beside its place and rename it there; say whether that worked."""
    beside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        if os.path.exists(beside):
            os.unlink(beside)
        indexes.build(termbase, facts, beside).close()
        os.replace(beside, path)
    except (OSError, sqlite3.Error):
        if os.path.exists(beside):
            os.unlink(beside)
        return False
    return True


def _warnings(index: Index) -> list[str]:
    text = index.fact("warnings")
    return text.split(_SEPARATOR) if text else []


def _path(layers: list[Layer]) -> str | None:
    folder = user_folder("cache")
    if not folder:
        return None
    paths = "\n".join(absolute(layer.path) for layer in layers)
    mark = zlib.crc32(paths.encode("utf-8", "surrogateescape"))
    return os.path.join(folder, f"index-{__version__}-{mark:08x}.sqlite")


def _fingerprint(layers: list[Layer]) -> str:
    """Say which files the index was made from, and as they were: path, size, times, inode."""
    return _SEPARATOR.join(f"{absolute(layer.path)!r} {layer.stamp}" for layer in layers)
