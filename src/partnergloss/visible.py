"""Text that is safe to send to a terminal: what would steer it is shown instead of sent."""

_STEERING = [*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, 0x2028, 0x2029]
_STEERING += [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
_TABLE = {code: f"\\u{code:04x}" for code in _STEERING}
_LINES = {code: form for code, form in _TABLE.items() if code != 0x0A} | {0x09: " "}  # noqa: PLR2004
_ONE_LINE = _TABLE | dict.fromkeys((0x09, 0x0A, 0x0D), " ")


def visible(text: str) -> str:
    """Show control characters, escapes and bidirectional overrides as ``\\u001b``; keep line ends; a tab is a space."""
    return text if text.isprintable() else text.translate(_LINES)  # nothing printable steers


def one_line(text: str) -> str:
    """Show the same on one line: line ends and tabs become spaces."""
    return text if text.isprintable() else text.translate(_ONE_LINE)


def argument(text: str) -> str:
    """Write a text as one argument of a command: on one line, quoted where a shell would read it otherwise."""
    if text.replace("-", "").isalnum():  # as every sound id is; shlex loads much
        return text
    import shlex

    return shlex.quote(one_line(text))


def typed(words: str) -> str:
    """Write words as arguments of a command."""
    return " ".join(map(argument, words.split()))


def in_json(text: str) -> str:
    """Escape in finished JSON what its strings may hold raw and a terminal would obey; the value stays the same."""
    return text.translate(_TABLE)
