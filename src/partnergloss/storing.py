"""An index put in its place: written beside it, renamed. What killed builds have left is removed.

Nothing waits for the disk: what a power cut leaves is found damaged and rebuilt.
"""

import os
import sqlite3
import time
from contextlib import closing, suppress

from partnergloss.database import address
from partnergloss.indexing import build

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.indexing import Progress
    from partnergloss.model import Termbase

_UNFINISHED = ".unfinished"
_MINUTE = 60


def store(termbase: "Termbase", facts: dict[str, str], path: str, told: "Progress") -> str:
    """Write the index beside its place and rename it there; say why that is impossible, if it is."""
    folder = os.path.dirname(path)
    beside = ""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        _sweep(folder)
        with open(f"{path}-{os.getpid()}-{time.monotonic_ns()}{_UNFINISHED}", "xb") as file:
            beside = file.name
        build(termbase, facts, beside, told).close()
        os.replace(beside, path)
    except (OSError, sqlite3.Error) as error:
        return (getattr(error, "strerror", None) or str(error)).lower()
    finally:
        with suppress(OSError):  # the rule is that it is renamed
            os.unlink(beside)
    return ""


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
