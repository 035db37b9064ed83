"""A file changed in its place, whole or not at all: written beside it and renamed; those who write it take turns."""

import os
import sqlite3
import stat
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

from partnergloss.database import address
from partnergloss.errors import GlossError, UsageError
from partnergloss.layers import user_folder
from partnergloss.termfile import LARGEST
from partnergloss.visible import one_line

Change = Callable[[bytes], bytes]
"""Makes of what a file holds what it shall hold; asked again when the file has changed meanwhile."""

_UNFINISHED = ".unfinished"
_PATIENCE = 10.0
_MINUTE = 60
_ATTEMPTS = 20


def rewrite(path: str, change: Change, *, folders: bool = False) -> None:
    """Let a function change a file; where there is none, it starts from nothing.

    Whatever goes wrong, the file is as it was before. A symbolic link stays one: the file it leads to is changed.

    Args:
        path: the file.
        change: what to make of its bytes; what it raises ends the work.
        folders: whether to make the folders that lead to it, open to the user alone.

    Raises:
        UsageError: it is no file, or its folder does not exist.
        GlossError: it cannot be written, or another process keeps writing it.
    """
    real, shown = plain_file(path, folders=folders), one_line(path)
    with failures(shown), _turn(real, shown) as alone:
        _sweep(real, alone=alone)
        for _ in range(_ATTEMPTS):
            before = _read(real)
            after = change(before or b"")
            if folders:
                _make(os.path.dirname(real))
            if _replaced(real, before, after):
                return
    raise GlossError(f"{shown} changes all the time", ("Nothing was changed. Try again when nothing else writes it.",))


def content(path: str, *, folders: bool = False) -> bytes:
    """Read a file that is to be changed; nothing where there is none.

    Raises:
        UsageError, GlossError: as ``rewrite``.
    """
    real = plain_file(path, folders=folders)
    with failures(one_line(path)):
        return _read(real) or b""


@contextmanager
def failures(shown: str) -> Iterator[None]:
    """Tell what the system refuses as a refusal of ours."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise GlossError(f"{shown} cannot be written: {reason}", ("Nothing was changed.",)) from error


def _read(path: str) -> bytes | None:
    """Read a file, no further than a term file may be long; None where there is none."""
    try:
        with open(path, "rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return None


def plain_file(path: str, *, folders: bool = False) -> str:
    """Follow links to the file itself; refuse what is none, or may not be written.

    Args:
        path: the file, there or not.
        folders: whether its folder may be missing.

    Raises:
        UsageError: it is no plain file, or its folder does not exist.
        GlossError: it may not be written.
    """
    real, shown = os.path.realpath(path), one_line(path)
    if not folders and not os.path.isdir(os.path.dirname(real)):
        raise UsageError(f"{shown} cannot be written: its folder does not exist", ("Make the folder first.",))
    if os.path.lexists(real) and not os.path.isfile(real):
        kind = "a folder" if os.path.isdir(real) else "a link to itself" if os.path.islink(real) else "no plain file"
        raise UsageError(f"{shown} cannot be written: it is {kind}")
    if os.path.exists(real) and not os.access(real, os.W_OK):
        raise GlossError(f"{shown} cannot be written: permission denied", ("Nothing was changed.",))
    return real


def _make(folder: str) -> None:
    """Make a folder and those above it, open to the user alone."""
    if not os.path.isdir(folder):
        _make(os.path.dirname(folder))
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)


def _replaced(real: str, before: bytes | None, after: bytes) -> bool:
    """Put new content in a file's place; say whether it still held what was read, for else nothing is changed."""
    mode = None if before is None else stat.S_IMODE(os.stat(real).st_mode)
    beside = f"{_beside(real)}{os.getpid()}-{time.monotonic_ns()}{_UNFINISHED}"
    try:
        with open(beside, "xb", opener=_private if mode is not None else None) as file:
            file.write(after)
            file.flush()
            if mode is not None:
                os.chmod(beside, mode)
            os.fsync(file.fileno())
        if _read(real) != before or not os.path.exists(beside):
            return False
        os.replace(beside, real)
    finally:
        with suppress(OSError):  # the rule is that it is renamed
            os.unlink(beside)
    _settle(os.path.dirname(real))
    return True


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _settle(folder: str) -> None:
    """Wait until the disk has the new name, where a folder can be waited for."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _beside(real: str) -> str:
    """Give how the names begin under which a file is written; no name is too long or too odd for it."""
    folder, name = os.path.split(real)
    return os.path.join(folder, f".gloss-{_mark(name)}-")


def _mark(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8', 'surrogateescape')):08x}"


def _sweep(real: str, *, alone: bool) -> None:
    """Remove what killed runs have left; where others may be writing, only what is older than a minute."""
    folder, begin = os.path.split(_beside(real))
    with suppress(OSError):  # no such folder yet, or gone by now
        for entry in os.scandir(folder):
            ours = entry.name.startswith(begin) and entry.name.endswith(_UNFINISHED)
            if ours and (alone or time.time() - entry.stat(follow_symlinks=False).st_mtime > _MINUTE):
                os.unlink(entry.path)


@contextmanager
def _turn(real: str, shown: str) -> Iterator[bool]:
    """Wait until nobody else writes a file; say whether that can be known.

    SQLite locks a small file in the cache folder, on every platform, and the lock ends with its process.
    """
    connection = None
    folder = user_folder("cache")
    try:
        if folder:
            os.makedirs(folder, mode=0o700, exist_ok=True)
            lock = os.path.join(folder, f"write-{_mark(real)}.lock")
            uri = address(lock, "mode=rwc")
            connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
            connection.execute("BEGIN EXCLUSIVE")
    except (OSError, sqlite3.Error) as error:
        if connection:
            connection.close()
            connection = None
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            hints = ("Nothing was changed. Try again in a moment.",)
            raise GlossError(f"another gloss is writing {shown}", hints) from error
    if connection is None:
        yield False
        return
    with closing(connection):
        yield True
