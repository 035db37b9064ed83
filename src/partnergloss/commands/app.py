"""The table of commands, and the command line → a request."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from partnergloss.commands.add import add
from partnergloss.commands.check import check
from partnergloss.commands.choose import choose
from partnergloss.commands.compare import compare
from partnergloss.commands.completion import completion
from partnergloss.commands.define import define
from partnergloss.commands.edit import edit
from partnergloss.commands.export import export
from partnergloss.commands.list import list_
from partnergloss.commands.paths import paths
from partnergloss.commands.scan import scan
from partnergloss.commands.search import search
from partnergloss.door import with_verb
from partnergloss.request import Request
from partnergloss.version import __version__

COMMANDS: dict[str, Callable[..., Request]] = {
    "define": define,
    "compare": compare,
    "list": list_,
    "search": search,
    "choose": choose,
    "scan": scan,
    "check": check,
    "add": add,
    "edit": edit,
    "export": export,
    "paths": paths,
    "completion": completion,
}
"""Every verb, in the order of the help."""

CommandLineError: type[Any] = typer.BadParameter.__bases__[0]
"""What Typer raises for a wrong command line; it gives the class no public name of its own."""

_EXAMPLES = """\
gloss define VAR                   what it means and when to choose it
gloss compare affiliate referral   side by side, what differs first
gloss list --category pricing      all pricing models
"""


def parse(arguments: list[str]) -> Request | None:
    """Turn a command line into a request; None where help has been printed and nothing is left to do.

    Raises:
        CommandLineError: the command line is wrong.
    """
    named = with_verb(arguments)
    request = _app()(named, prog_name="gloss", standalone_mode=False)
    if not isinstance(request, Request):
        return None
    request.bare = named != arguments
    return request


def _app() -> typer.Typer:
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help="Partner and channel terms in plain English, for people who must decide.",
        epilog="A word that is no command is looked up: gloss VAR. Exit codes: 0 answered, 2 usage, 3 nothing "
        "matched, 4 several senses, 5 a term file is invalid or a check failed.",
    )
    app.callback(invoke_without_command=True)(_welcome)
    for name, command in COMMANDS.items():
        app.command(name)(command)
    return app


def _welcome(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> Request | None:
    """Show examples and verbs when no command is given."""
    if version:
        return Request("text", (f"gloss {__version__}",))
    if context.invoked_subcommand:
        return None
    verbs = [f"  {name:<12}{(command.__doc__ or '').split('.')[0]}." for name, command in COMMANDS.items()]
    return Request("text", (_EXAMPLES, *verbs, "", "gloss COMMAND -h explains a command."))
