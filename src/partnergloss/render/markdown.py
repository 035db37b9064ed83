"""Blocks → Markdown to paste into a wiki or chat."""

from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from partnergloss.view.blocks import Block

_ESCAPED = {ord(char): f"\\{char}" for char in "\\`*_[]<>|#~"}


def blocks(shown: "Iterable[Block]", say: "Callable[[str], str] | None" = None) -> str:
    """Write an entry as a heading line, its definition and a list.

    Args:
        shown: the entry.
        say: how a text is written, where it is not to be pasted; a page may follow its links.
    """
    say = say or _escaped
    parts = []
    for block in shown:
        if block.role == "title":
            parts.append(f"**{say(block.lines[0][1])}**  \n")
        elif block.role == "place":
            parts.append(f"*{say(block.lines[0][1])}*\n\n")
        elif block.role == "changed":
            parts += [f"*{say(f'{label}: {text}')}*\n\n" for label, text in block.lines]
        elif block.role == "definition":
            parts.append(f"{say(block.lines[0][1])}\n\n")
        elif block.role != "hint":
            parts += [f"- **{say(label)}:** {say(text)}\n" for label, text in block.lines]
    return "".join(parts)


def _escaped(text: str) -> str:
    """Keep Markdown from reading anything into a text, a list's mark at its beginning included."""
    line = one_line(text).translate(_ESCAPED)
    number, dot, rest = line.partition(".")
    if dot and number.isdigit():
        return f"{number}\\.{rest}"
    return f"\\{line}" if line[:1] in ("-", "+", "=") else line
