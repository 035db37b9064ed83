"""``completion``: a script for a shell, and the word list that it reads at Tab, so that no Python has to start.

The script knows for which layers it was printed, and sees by itself whether these are still in effect and as they were.
Where they are not, it asks for another script and takes over what that knows.
"""

import os
import zlib
from contextlib import suppress

from partnergloss import errors
from partnergloss.cache import fingerprint, open_index, place
from partnergloss.errors import GlossError
from partnergloss.glossary import Glossary
from partnergloss.layers import every
from partnergloss.records import decode
from partnergloss.render import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.layers import Layer
    from partnergloss.output import Output
    from partnergloss.request import Request

_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/.-_")
_SETTING = ("HOME", "XDG_CONFIG_HOME", "GLOSS_TERMS")


def answer(request: "Request", output: "Output") -> int:
    """Bring the word list up to date, print the script, and give the exit code."""
    (shell,) = request.words
    layers = [layer for layer in every() if layer.found or layer.origin != "project"]
    facts = {
        "words": [_word_list(layers)],
        "places": [layer.path for layer in layers],
        "project": ["".join(layer.path for layer in layers if layer.origin == "project")],
        "setting": [":".join(os.environ.get(name, "") for name in _SETTING)],
    }
    path = os.path.join(os.path.dirname(__file__), "completion_scripts", f"gloss.{shell}")
    with open(path, encoding="utf-8") as stream:
        script = stream.read()
    for name, values in facts.items():
        script = script.replace(f"@{name}@", " ".join(_quoted(value, shell) for value in values))
    output.write(script)
    return errors.ANSWERED


def _quoted(text: str, shell: str) -> str:
    """Write a text as one word that a shell takes literally; all but the plainest characters stand as bytes."""
    escape = "\\X{:02x}" if shell == "fish" else "\\{:03o}"
    word = "".join(chr(byte) if byte in _SAFE else escape.format(byte) for byte in os.fsencode(text))
    return (word or "''") if shell == "fish" else f"$'{word}'"


def _word_list(layers: "list[Layer]") -> str:
    """Write what ``gloss list`` prints for these layers into the cache folder, unless it stands there.

    Every state of the files has a list of its own; its name says which. Beside it stands, for each layer that can be
    read, an empty file with the time of the layer: a shell can compare the times of two files and little else, and a
    file may be replaced by an older one.

    Returns:
        The path of the list, less its ending, and of the empty files, less their numbers; empty where there is none.
    """
    group = place("words", layers)
    if not group or any(layer.stream for layer in layers):  # a pipe can be read once only
        return ""
    stem = f"{group}-{zlib.crc32(fingerprint(layers).encode()):08x}"
    try:
        if not os.path.exists(f"{stem}.tsv"):
            _write(layers, group, stem)
    except (OSError, GlossError):
        return ""
    return stem


def _write(layers: "list[Layer]", group: str, stem: str) -> None:
    """Write the list beside its place and rename it there last, so that a reader finds all or nothing.

    The lists of former states are removed.
    """
    folder = os.path.dirname(stem)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    written = f"{group}.{os.getpid()}.unfinished"  # removed by the next build, should this be killed
    with open(written, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
        stream.writelines(plain.listing(map(decode, Glossary(open_index(layers)).select())))
    for number, layer in enumerate(layers):
        if layer.stamp and os.access(layer.path, os.R_OK):
            open(f"{stem}-{number}", "wb").close()
            os.utime(f"{stem}-{number}", ns=(layer.stamp[1],) * 2)
    os.replace(written, f"{stem}.tsv")
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if path.startswith(f"{group}-") and not path.startswith(stem):
            with suppress(OSError):  # another shell was faster
                os.unlink(path)
