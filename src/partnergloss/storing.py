"""An index put in its place: written beside it, whole on the disk, renamed. What killed builds have left is removed."""

import os
import sqlite3
import time
from _thread import get_ident
from contextlib import closing, suppress

from partnergloss.database import address
from partnergloss.indexing import build
from partnergloss.model import Termbase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.indexing import Progress

_UNFINISHED = ".unfinished"
_MINUTE = 60


def store(termbase: Termbase, facts: dict[str, str], path: str, told: "Progress") -> str:
    """Write the index beside its place and rename it there; say why that is impossible, if it is."""
    beside = f"{path}-{os.getpid()}-{get_ident()}-{time.time_ns()}{_UNFINISHED}"  # as tempfile would, in half the time
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        _sweep(os.path.dirname(path))
        build(termbase, facts, beside, told).close()
        _keep(beside)
        os.replace(beside, path)
    except (OSError, sqlite3.Error) as error:
        return (getattr(error, "strerror", None) or str(error)).lower()
    finally:
        with suppress(OSError):  # the rule is that it is renamed
            os.unlink(beside)
    return ""


def _keep(path: str) -> None:
    """Have a file written to the disk, or a power cut might leave the name without the content."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folder: str) -> None:
    """Remove what killed builds have left: unfinished files, untouched for a minute, that no process holds locked."""
    for entry in os.scandir(folder):
        with suppress(OSError):  # gone by now, or not ours
            unfinished = entry.name.endswith(_UNFINISHED) and entry.is_file(follow_symlinks=False)
            if unfinished and time.time() - entry.stat().st_mtime > _MINUTE and not is_being_built(entry.path):
                os.unlink(entry.path)


def is_being_built(path: str) -> bool:
    """Say whether some process still writes an index there: ``build`` holds SQLite's lock until it is closed."""
    uri = address(path, "mode=rw")
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
    return False
