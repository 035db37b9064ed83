"""The plainest command lines → a request, without the framework; all others are Typer's.

Help, mistakes and rare spellings have one implementation, in ``commands``. What is spelled out here is read the same
by both, which a test holds them to.
"""

from partnergloss.request import VERBS, Request
from partnergloss.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FLAGS: "dict[str, tuple[str, bool | str]]" = {
    "--json": ("json", True),
    "--plain": ("plain", True),
    "--no-pager": ("pager", False),
    "--exact": ("exact", True),
    "--long": ("long", True),
    "--short": ("form", "short"),
    "--markdown": ("form", "markdown"),
}
_ONCE = {"--color": "color", "--category": "category", "--layer": "layer"}
_REPEATED = {"--terms": "terms", "--where": "where"}
_FORMS = ("--short", "--markdown", "--long")
_COLORS = ("auto", "always", "never")
_SHELLS = (["bash"], ["zsh"], ["fish"])

_ANSWERING = ("--json", "--plain", "--color", "--terms", "--no-pager")
_OPTIONS = {
    "define": (*_ANSWERING, "--layer", "--exact", *_FORMS),
    "compare": _ANSWERING,
    "list": (*_ANSWERING, "--layer", "--category", "--where"),
    "search": _ANSWERING,
    "completion": (),  # every shell asks it when it starts
}
"""The verbs that are asked most, and their options."""


def with_verb(arguments: list[str]) -> list[str]:
    """Put the verb before words that have none: those with a standalone ``vs`` between them are compared."""
    if not arguments or arguments[0] in (*VERBS, "-h", "--help", "--version"):
        return arguments
    from partnergloss.questions import SEPARATORS

    compared = any(word.casefold() in SEPARATORS for word in arguments[1:-1])
    return ["compare" if compared else "define", *arguments]


def spelled_out(arguments: list[str]) -> Request | None:
    """Read a command line that needs no framework; None for any other."""
    if arguments == ["--version"]:
        return Request("text", (f"gloss {__version__}",))
    verb, *rest = with_verb(arguments) or [""]
    words: list[str] = []
    options = _options(rest, _OPTIONS[verb], words) if verb in _OPTIONS else None
    if options is None or not _is_whole(verb, words):
        return None
    return Request(verb, tuple(words), bare=arguments[0] != verb, **options)


def _is_whole(verb: str, words: list[str]) -> bool:
    """Say whether a verb has the words it needs, and no others."""
    if verb == "completion":
        return words in _SHELLS
    return bool(words) != (verb == "list")


def _options(arguments: list[str], known: tuple[str, ...], words: list[str]) -> "dict[str, Any] | None":
    """Part options from words, which are added to a list; None where one is unknown or not plain."""
    options: dict[str, Any] = {}
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "-" or not argument.startswith("-"):
            words.append(argument)
            continue
        name, equals, value = argument.partition("=")
        if name not in known or (name in _FORMS and not options.keys().isdisjoint(("form", "long"))):
            return None
        if name in _FLAGS and not equals:
            field, told = _FLAGS[name]
            options[field] = told
            continue
        value = value if equals else next(waiting, "-")
        if name in _FLAGS or value.startswith("-") or (name == "--color" and value not in _COLORS):
            return None
        if name in _ONCE:
            options[_ONCE[name]] = value
        else:
            options[_REPEATED[name]] = (*options.get(_REPEATED[name], ()), value)
    return options
