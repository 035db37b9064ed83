"""Partner-program, channel-sales and SaaS-partnership terms, for people who must decide.

For programs::

    import partnergloss

    glossary = partnergloss.load()
    answer = glossary.lookup("VAR")
    answer.status        # "alias"
    answer.matches[0].id # "value-added-reseller"

Only names used are imported, so that the command starts fast.
"""

from partnergloss.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.answer import Answer, Match, Suggestion
    from partnergloss.comparison import Comparison, Row
    from partnergloss.errors import AmbiguousError, GlossError, NotFoundError, TermFileError, UsageError
    from partnergloss.glossary import Glossary, load

__all__ = [
    "AmbiguousError",
    "Answer",
    "Comparison",
    "GlossError",
    "Glossary",
    "Match",
    "NotFoundError",
    "Row",
    "Suggestion",
    "TermFileError",
    "UsageError",
    "__version__",
    "load",
]

_HOMES = {
    "AmbiguousError": "errors",
    "Answer": "answer",
    "Comparison": "comparison",
    "GlossError": "errors",
    "Glossary": "glossary",
    "Match": "answer",
    "NotFoundError": "errors",
    "Row": "comparison",
    "Suggestion": "answer",
    "TermFileError": "errors",
    "UsageError": "errors",
    "load": "glossary",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    module = __import__(f"{__name__}.{_HOMES[name]}", fromlist=[name])
    return getattr(module, name)
