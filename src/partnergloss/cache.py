"""Where the index is kept: opened while fresh, built anew when stale, held in memory where nothing can be written."""

import os
import zlib

from partnergloss import index as indexes
from partnergloss.database import Damaged
from partnergloss.index import Index
from partnergloss.layers import Layer, absolute, folder_variable, readable, user_folder
from partnergloss.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.indexing import Progress

_SEPARATOR = "\0"
LONG = 4_000_000
"""Bytes of term files that take about a second."""
_READING = 0.4
"""Share of reading files in building an index."""


class Compiled:
    """An index in use.

    Attributes:
        index: the open index.
        path: its file, or None where it is in memory.
        warnings: what to tell the user: layers that were skipped, an index that cannot be kept.
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
    stem = place("index", layers)
    path = stem and f"{stem}.sqlite"
    index = _fresh(layers, path) if path else None
    return Compiled(index, path, _warnings(index)) if index else _build(layers, path, progress)


def _fresh(layers: list[Layer], path: str) -> Index | None:
    """Open the index at a path, if it is there, whole, and made from the layers as they are now."""
    try:
        index = indexes.open_file(path)
        fresh = index.fact("layers") == fingerprint(layers)
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
    """Make an index of the layers, and keep it where that is possible.

    Its fingerprint says how the layers were before they were read, so that an edit on the way makes it stale.
    """
    from partnergloss.indexing import build
    from partnergloss.storing import store
    from partnergloss.termbase import load

    def building(share: float) -> None:
        told(_READING + (1 - _READING) * share)

    told(0)
    layers = _settled(layers)
    termbase, warnings, paths = load(layers)
    facts = {"layers": fingerprint(layers), "warnings": _SEPARATOR.join(warnings), "used": _SEPARATOR.join(paths)}
    if any(layer.stream for layer in layers):  # what a pipe said cannot be asked again
        return Compiled(build(termbase, facts, told=building), None, warnings)
    trouble = store(termbase, facts, path, building) if path else "no home folder"
    index = _fresh(layers, path) if path else None  # perhaps another process has put it there
    if index:
        return Compiled(index, path, warnings)
    index = build(termbase, facts, told=building)
    return Compiled(index, None, [*warnings, _note(path, trouble)] if trouble else warnings)


def _settled(layers: list[Layer]) -> list[Layer]:
    """Look at layers again when they have been at rest long enough for the next edit to show in their times."""
    import time

    now = time.time_ns()
    wait = max(layer.unsettled(now) for layer in layers)
    if not wait:
        return layers
    time.sleep(wait)
    return [layer.again() for layer in layers]


def _note(path: str | None, trouble: str) -> str:
    """Say that every run builds the index anew, and what to do."""
    place = f" in {readable(os.path.dirname(path))}" if path else ""
    remedy = f"set {folder_variable('cache')} to a folder that can be written"
    return f"the index cannot be kept{place} ({trouble}), so every run is many times slower; {remedy}"


def _warnings(index: Index) -> list[str]:
    text = index.fact("warnings")
    return text.split(_SEPARATOR) if text else []


def used(index: Index) -> list[str]:
    """Give the absolute paths of the layers that an index was made from, less those that were skipped."""
    return index.fact("used").split(_SEPARATOR)


def place(kind: str, layers: list[Layer]) -> str | None:
    """Give the path, less its ending, of what is derived from these layers; None where there is no cache folder."""
    folder = user_folder("cache")
    if not folder:
        return None
    paths = "\n".join(absolute(layer.path) for layer in layers)
    mark = zlib.crc32(paths.encode("utf-8", "surrogateescape"))
    return os.path.join(folder, f"{kind}-{__version__}-{mark:08x}")


def fingerprint(layers: list[Layer]) -> str:
    """Say which files something is made from, and as they were: path, size, times, inode."""
    return _SEPARATOR.join(f"{absolute(layer.path)!r} {layer.stamp}" for layer in layers)
