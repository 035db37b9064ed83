"""Command line in, exit code out. ``gloss`` and ``python -m partnergloss`` both come through here."""

import gc
import os
import sys

from partnergloss import errors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, TextIO


def main() -> "NoReturn":
    """Run the command and leave with its exit code.

    A single answer looks for no garbage, and the interpreter is not taken apart, for what is open has been flushed or
    closed by then: the two took a fifth of an answer's time.
    """
    gc.disable()
    code = run(sys.argv[1:])
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Answer a command line on the standard streams.

    Returns:
        The exit code; see ``partnergloss.errors``.
    """
    sys.stdout, sys.stderr = _usable(sys.stdout), _usable(sys.stderr)
    try:
        code = _answer(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return errors.INTERRUPTED
    except BrokenPipeError:
        return errors.CLOSED_PIPE
    except OSError as error:
        _complain(f"gloss: cannot go on: {error.strerror or error}\n")
        return errors.UNEXPECTED
    return code


def _usable(stream: "TextIO | None") -> "TextIO":
    """Make a stream take any text, as UTF-8; stand in for one that was closed before we started."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def _answer(arguments: list[str]) -> int:
    from partnergloss.door import spelled_out
    from partnergloss.reply import reply

    request = spelled_out(arguments)
    return reply(request) if request else _parsed(arguments)


def _parsed(arguments: list[str]) -> int:
    """Answer a command line that only the framework can read: help, mistakes, rare options."""
    from partnergloss.commands.app import CommandLineError, parse
    from partnergloss.reply import reply
    from partnergloss.visible import visible

    try:
        request = parse(arguments)
    except CommandLineError as error:
        context = error.ctx
        usage = f"{context.get_usage()}\n" if context else ""
        command = context.command_path if context else "gloss"
        _complain(visible(f"{usage}gloss: {error.format_message()}\nTry: {command} -h\n"))
        return errors.USAGE
    return reply(request) if request else errors.ANSWERED


def _complain(text: str) -> None:
    try:  # noqa: SIM105 - contextlib is not loaded on the path of `define`
        sys.stderr.write(text)
    except OSError:  # nobody reads it; the exit code still tells
        pass


if __name__ == "__main__":
    main()
