"""What the tests of the exports export."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import partnergloss
from partnergloss.export.extract import Extract
from partnergloss.glossary import Glossary

HOSTILE = Path(__file__).parents[2] / "interop" / "hostile.toml"
"""A term file full of what other programs might take for more than text."""


@cache
def hostile() -> Glossary:
    """Give the bundled glossary with that file on top."""
    return partnergloss.load(HOSTILE)


def extract(glossary: Glossary, category: str | None = None, where: Iterable[str] = ()) -> Extract:
    """Take terms out of a glossary as the command does."""
    return Extract(glossary.index, glossary.select(category, where, whole=True))
