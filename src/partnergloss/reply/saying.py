"""What is said to a person in a conversation, broken between words."""

from textwrap import wrap

from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.output import Output


def say(output: "Output", text: str, hanging: int = 0) -> None:
    """Say something that a terminal would break inside words.

    Args:
        output: where to.
        text: what to say.
        hanging: by how much the lines after the first are moved in.
    """
    indent = " " * hanging
    width = max(output.width, hanging + 1)
    for line in wrap(one_line(text), width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False):
        output.note(line)
