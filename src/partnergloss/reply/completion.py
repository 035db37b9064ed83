"""``completion``: a script for a shell, and the word list that it reads at Tab, so that no Python has to start."""

import os

from partnergloss import errors
from partnergloss.cache import open_index, place
from partnergloss.errors import GlossError
from partnergloss.glossary import Glossary
from partnergloss.layers import absolute, every
from partnergloss.records import decode
from partnergloss.render import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.layers import Layer
    from partnergloss.output import Output
    from partnergloss.request import Request

_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/.-_")


def answer(request: "Request", output: "Output") -> int:
    """Bring the word list up to date, print the script, and give the exit code."""
    (shell,) = request.words
    layers = {layer.origin: layer for layer in every() if layer.origin in ("bundled", "user")}
    facts = {
        "words": _word_list([*layers.values()]),
        "bundled": absolute(layers["bundled"].path),
        "user": absolute(layers["user"].path) if "user" in layers else "",
        "home": f"{os.environ.get('HOME', '')}:{os.environ.get('XDG_CONFIG_HOME', '')}",
    }
    path = os.path.join(os.path.dirname(__file__), "completion_scripts", f"gloss.{shell}")
    with open(path, encoding="utf-8") as stream:
        script = stream.read()
    for name, value in facts.items():
        script = script.replace(f"@{name}@", _quoted(value, shell))
    output.write(script)
    return errors.ANSWERED


def _quoted(text: str, shell: str) -> str:
    """Write a text as one word that a shell takes literally; all but the plainest characters stand as bytes."""
    escape = "\\X{:02x}" if shell == "fish" else "\\{:03o}"
    word = "".join(chr(byte) if byte in _SAFE else escape.format(byte) for byte in os.fsencode(text))
    return (word or "''") if shell == "fish" else f"$'{word}'"


def _word_list(layers: "list[Layer]") -> str:
    """Write what ``gloss list`` prints for these layers into the cache folder, unless it stands there.

    Its time is that of its newest term file: an edit while it is written is seen, and no two clocks are compared.
    With and without a file of the user's it has two names: a file that comes or goes may be old.

    Returns:
        Its path, less what the shell adds to it; empty where there is none.
    """
    stem = place("words", layers)
    if not stem or any(layer.stream for layer in layers):  # a pipe can be read once only
        return ""
    user = any(layer.origin == "user" and os.path.exists(layer.path) for layer in layers)
    path = f"{stem}-user.tsv" if user else f"{stem}.tsv"
    newest = max((layer.stamp[1] for layer in layers if layer.stamp), default=0)
    try:
        if not os.path.exists(path) or os.stat(path).st_mtime_ns != newest:
            _write(layers, path, newest)
    except (OSError, GlossError):
        return ""
    return stem


def _write(layers: "list[Layer]", path: str, time: int) -> None:
    """Write the list beside its place and rename it there, so that a reader finds it whole or not at all."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    written = f"{path}-{os.getpid()}.unfinished"  # removed by the next build, should this be killed
    with open(written, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
        stream.writelines(plain.listing(map(decode, Glossary(open_index(layers)).select())))
    os.utime(written, ns=(time, time))
    os.replace(written, path)
