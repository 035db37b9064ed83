"""Which term files are in effect, in which order, and why. Later wins.

bundled < the user's file < the project's ``.gloss.toml`` < ``GLOSS_TERMS`` < ``--terms``.
"""

import os
import sys
from stat import S_ISDIR, S_ISLNK, S_ISREG, S_IWOTH

from partnergloss.errors import UsageError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    Stamp = tuple[int, int, int, int] | None

PROJECT_FILE = ".gloss.toml"
_TICK, _COARSE_TICK = 20_000_000, 2_000_000_000


class Layer:
    """One place where terms may stand.

    Attributes:
        origin: ``bundled``, ``user``, ``project``, ``environment`` or ``command line``.
        path: the file.
        reason: why it is looked at, in words.
        stamp: size, times and inode of the file when it was looked at; None where there is none.
        stream: whether it is a pipe, socket or device, which can be read once, or never ends.
        barred: whether it must not be read, whatever is there.
    """

    __slots__ = ("barred", "origin", "path", "reason", "stamp", "stream")

    def __init__(self, origin: str, path: str, reason: str, *, barred: bool = False) -> None:
        self.origin = origin
        self.path = path
        self.reason = reason
        self.barred = barred
        self.stamp, self.stream = (None, False) if barred else _stamp(path)

    @property
    def named(self) -> bool:
        """Whether the user named it on the command line, so that failing to read it is an error."""
        return self.origin == "command line"

    @property
    def found(self) -> bool:
        """Whether there is something at the path."""
        return self.stamp is not None

    @property
    def expected(self) -> bool:
        """Whether it is read even if it turns out to be missing: somebody listed it."""
        return self.found or self.named or self.origin == "environment"

    def again(self) -> "Layer":
        """Look at the same place once more."""
        return Layer(self.origin, self.path, self.reason)

    def unsettled(self, now: int) -> float:
        """Give the seconds, from a time in nanoseconds, in which a further change may leave the stamp as it is.

        File systems count time in ticks: of 20 ms at most, or, where they keep whole seconds only, of one or two.
        """
        if not self.stamp:
            return 0.0
        changed = self.stamp[1 if sys.platform == "win32" else 2]
        tick = _COARSE_TICK if changed % 1_000_000_000 == 0 else _TICK
        return max(0, min(tick, changed + tick - now)) / 1e9


def every(terms: tuple[str, ...] = (), *, ambient: bool = True) -> list[Layer]:
    """List every place looked at, found or not, lowest layer first.

    Args:
        terms: files named by the user, lowest first.
        ambient: whether to look at the user's, the project's and the environment's files at all.
    """
    layers = [Layer("bundled", bundled("terms.toml"), "comes with partnergloss")]
    if ambient:
        layers += _ambient()
    return layers + [Layer("command line", path, "--terms") for path in terms]


def up_to(layers: list[Layer], name: str) -> list[Layer]:
    """Leave out the layers above one, or above the last where several have its name.

    Args:
        layers: lowest first.
        name: an origin as ``gloss paths`` shows it; a hyphen may stand for a blank.

    Raises:
        UsageError: none that is found has that name.
    """
    there = [layer for layer in layers if layer.found]
    if not called(there, name):
        known = ", ".join(dict.fromkeys(layer.origin for layer in there))
        raise UsageError(f"there is no layer {quoted(name)} here, only {known}", ("To see why: gloss paths",))
    return there[: 1 + there.index(called(there, name)[-1])]


def called(layers: list[Layer], name: str) -> list[Layer]:
    """Give the layers of an origin; a hyphen may stand for a blank."""
    return [layer for layer in layers if layer.origin == name.replace("-", " ")]


def absolute(path: str) -> str:
    """Make a path independent of the working folder, unless that is gone."""
    try:
        return os.path.abspath(path)
    except OSError:
        return path


def home() -> str | None:
    """Give the home folder, or None where there is none."""
    path = os.path.expanduser("~") if os.environ.get("HOME", "~") else ""
    return path if os.path.isabs(path) else None


def user_folder(kind: str) -> str | None:
    """Give this program's folder for ``config`` or ``cache``, by the platform's custom; None without a home."""
    root = home()
    if sys.platform == "win32":
        default = root and os.path.join(root, "AppData", "Roaming" if kind == "config" else "Local")
    elif sys.platform == "darwin":
        folder = "Application Support" if kind == "config" else "Caches"
        default = root and os.path.join(root, "Library", folder)
    else:
        default = root and os.path.join(root, f".{kind}")
    base = os.environ.get(folder_variable(kind), "")
    base = base if os.path.isabs(base) else default or ""
    return os.path.join(base, "partnergloss") if base else None


def folder_variable(kind: str) -> str:
    """Give the environment variable that moves the folders for ``config`` or ``cache``."""
    if sys.platform == "win32":
        return "APPDATA" if kind == "config" else "LOCALAPPDATA"
    return f"XDG_{kind.upper()}_HOME"


def bundled(name: str) -> str:
    """Give the path of a file that comes with the program."""
    from partnergloss.data import __file__ as data

    return os.path.join(os.path.dirname(os.path.abspath(data)), name)


def _ambient() -> list[Layer]:
    layers = []
    config = user_folder("config")
    if config:
        path = os.path.join(config, "terms.toml")
        layers.append(Layer("user", path, "your own file, in your config folder"))
    layers += _project()
    listed = os.environ.get("GLOSS_TERMS", "")
    layers += [Layer("environment", path, "GLOSS_TERMS") for path in listed.split(os.pathsep) if path]
    return layers


def _project() -> list[Layer]:
    """Look for the nearest ``.gloss.toml`` upwards, not past a repository or the home folder; the inner place last."""
    try:
        folder = os.getcwd()
    except OSError:  # the folder is gone
        return []
    top = os.path.realpath(home() or os.sep)
    looked: list[Layer] = []
    while True:
        path, parent = os.path.join(folder, PROJECT_FILE), os.path.dirname(folder)
        ours = not _planted(folder, path)
        if ours and os.path.lexists(path):
            return [Layer("project", path, "the nearest upwards from this folder"), *looked]
        end = _end(folder, parent, top)
        why = f"looked for no further up than {end}" if end else "looked for from this folder upwards"
        barred = "not read: anyone can write to that folder, and the file is not yours"
        looked.insert(0, Layer("project", path, why if ours else barred, barred=not ours))
        if end:
            return looked
        folder = parent


def _end(folder: str, parent: str, top: str) -> str:
    """Say why a project ends at a folder; nothing where it may go on above."""
    if os.path.exists(os.path.join(folder, ".git")):
        return f"the repository {folder}"
    return f"the home folder {folder}" if folder == top and folder != parent else folder if folder == parent else ""


def _planted(folder: str, path: str) -> bool:
    """Say whether a file may be a stranger's: in a folder such as /tmp, where anyone can put one, and not one's own."""
    try:
        return bool(os.stat(folder).st_mode & S_IWOTH) and os.lstat(path).st_uid != os.geteuid()
    except (OSError, AttributeError):  # no file; or Windows, which has other rights
        return False


def readable(path: str) -> str:
    """Write a path as text that any file can hold; bytes that are no UTF-8 are shown."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _stamp(path: str) -> "tuple[Stamp, bool]":
    try:
        status = os.stat(path) if os.path.exists(path) else os.lstat(path)  # a link to nowhere is there
    except (OSError, ValueError):
        return None, False
    stream = not any(test(status.st_mode) for test in (S_ISREG, S_ISDIR, S_ISLNK))
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino), stream
