"""New files, and folders of them: whole or not at all, and never over what is there unless that is asked for."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from partnergloss.errors import UsageError
from partnergloss.saving import failures, plain_file
from partnergloss.visible import one_line

_FORCE = "To replace it: --force"


def publish(path: str, parts: Iterable[str], *, force: bool) -> None:
    """Write a file, as UTF-8 with plain line feeds.

    Args:
        path: where; a symbolic link stays one.
        parts: its text.
        force: whether to replace what is there.

    Raises:
        UsageError: there is something, or no folder to put it in.
        GlossError: it cannot be written.
    """
    if not path:
        raise UsageError("no file is named", ("Say: -o FILE",))
    real, shown = plain_file(path), one_line(path)
    if path.endswith(("/", os.sep)):
        raise UsageError(f"{shown} cannot be written: this format is one file, not a folder")
    if os.path.lexists(real) and not force:
        raise UsageError(f"{shown} exists", (_FORCE,))
    with failures(shown), _workplace(os.path.dirname(real)) as workplace:
        beside = os.path.join(workplace, "file")
        _fill(beside, parts)
        if force:
            if os.path.exists(real):
                shutil.copymode(real, beside)
            os.replace(beside, real)
        elif not _put(beside, real):
            raise UsageError(f"{shown} exists", (_FORCE,))


def publish_folder(path: str, pages: Iterable[tuple[str, str]], *, force: bool) -> None:
    """Write pages into a folder, which is made where there is none.

    Args:
        path: the folder.
        pages: ``(file name, text)`` of each.
        force: whether to write into a folder with something in it, over pages of the same names; others stay.

    Raises:
        UsageError: there is something, or no folder to put it in.
        GlossError: it cannot be written.
    """
    real, shown = os.path.realpath(path), one_line(path)
    there = os.path.isdir(real)
    if os.path.lexists(real) and not there:
        raise UsageError(f"{shown} cannot be written: it is no folder")
    if not os.path.isdir(os.path.dirname(real)):
        raise UsageError(f"{shown} cannot be written: its folder does not exist", ("Make the folder first.",))
    with failures(shown):
        if there and os.listdir(real) and not force:
            raise UsageError(f"{shown} is not empty", ("To write over pages of the same names: --force",))
        with _workplace(real if there else os.path.dirname(real)) as workplace:
            for name, text in pages:
                _fill(os.path.join(workplace, name), [text])
            _move(workplace, real)


def _move(workplace: str, real: str) -> None:
    """Put finished pages into their folder; one whose place another folder takes keeps all of them out."""
    names = sorted(os.listdir(workplace))
    taken = [name for name in names if os.path.isdir(os.path.join(real, name))]
    if taken:
        raise UsageError(f"{one_line(os.path.join(real, taken[0]))} cannot be written: it is a folder")
    os.makedirs(real, exist_ok=True)
    for name in names:
        os.replace(os.path.join(workplace, name), os.path.join(real, name))


@contextmanager
def _workplace(where: str) -> Iterator[str]:
    """Give a folder on the disk of what is to be written, and take it away in the end."""
    folder = tempfile.mkdtemp(prefix=".gloss-", suffix=".unfinished", dir=where)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(path: str, parts: Iterable[str]) -> None:
    with open(path, "x", encoding="utf-8", newline="") as file:
        file.writelines(parts)


def _put(beside: str, real: str) -> bool:
    """Give a finished file its name, unless something has that meanwhile; say whether it could."""
    try:
        os.link(beside, real)
    except FileExistsError:
        return False
    except OSError:  # a disk without links
        if os.path.lexists(real):
            return False
        os.replace(beside, real)
    return True
