"""Where the index is kept: opened while fresh, built anew when stale, held in memory where nothing can be written."""

import os
import zlib

from partnergloss import index as indexes
from partnergloss.index import Damaged, Index
from partnergloss.layers import Layer, absolute, user_folder
from partnergloss.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.indexing import Progress
    from partnergloss.model import Termbase

_SEPARATOR = "\x1e"
LONG = 4_000_000
"""Bytes of term files that take about a second."""
_READING = 0.4
"""Share of reading files in building an index."""


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


def silent(share: float) -> None:
    """Tell nobody how far the work is."""


def open_index(layers: list[Layer], progress: "Progress" = silent) -> Compiled:
    """Open the index of these layers, lowest first; build it where it is missing, stale or damaged.

    Args:
        layers: the layers; those that nobody expects are left out.
        progress: told which share of building is done, where that takes longer than about a second; 1 at its end,
            also when it failed.

    Raises:
        TermFileError: when the bundled file or a file the user named cannot be used.
    """
    layers = [layer for layer in layers if layer.expected]
    path = _path(layers)
    index = _fresh(layers, path) if path else None
    return Compiled(index, path, _warnings(index)) if index else _build(layers, path, progress)


def _fresh(layers: list[Layer], path: str) -> Index | None:
    """Open the index at a path, if it is there, whole, and made from the layers as they are now."""
    try:
        index = indexes.open_file(path)
        fresh = index.fact("layers") == _fingerprint(layers)
    except Damaged:
        return None
    index.repair_with(lambda: _build(layers, path).index)
    return index if fresh else None


def _build(layers: list[Layer], path: str | None, progress: "Progress" = silent) -> Compiled:
    """Make an index of the layers as they are now; nothing made on the way is garbage before its end."""
    import gc

    told = progress if sum(layer.stamp[0] for layer in layers if layer.stamp) > LONG else silent
    collecting = gc.isenabled()
    gc.disable()  # it would go through all terms again and again
    try:
        return _made(layers, path, told)
    finally:
        told(1)
        if collecting:
            gc.enable()


def _made(layers: list[Layer], path: str | None, told: "Progress") -> Compiled:
    from partnergloss.indexing import build
    from partnergloss.termbase import load

    def building(share: float) -> None:
        told(_READING + (1 - _READING) * share)

    told(0)
    termbase, warnings = load(layers)
    facts = {"layers": _fingerprint(layers), "warnings": _SEPARATOR.join(warnings)}
    lasting = not any(layer.stream for layer in layers)  # what a pipe said cannot be asked again
    index = _fresh(layers, path) if path and lasting and _write(termbase, facts, path, building) else None
    return Compiled(index or build(termbase, facts, told=building), path if index else None, warnings)


def _write(termbase: "Termbase", facts: dict[str, str], path: str, told: "Progress") -> bool:
    """Write the index beside its place and rename it there; say whether that worked."""
    import sqlite3
    import tempfile

    from partnergloss.indexing import build

    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=os.path.dirname(path), ignore_cleanup_errors=True) as folder:
            beside = os.path.join(folder, "index.sqlite")
            build(termbase, facts, beside, told).close()
            os.replace(beside, path)
    except (OSError, sqlite3.Error):
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
