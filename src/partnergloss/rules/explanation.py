"""Why each rule exists, with an example that breaks it and the same mended; kept as data beside the table."""

import os
from typing import NamedTuple

import tomli

from partnergloss.rules.table import WAIVER, Rule


class Explanation(NamedTuple):
    """What is said of a rule to those who break it.

    Attributes:
        why: what goes wrong for a reader or a script where it is broken.
        broken: a term file, to be laid over the bundled terms, that breaks it; empty for what is only counted.
        mended: the same file as it should be; empty likewise.
    """

    why: str
    broken: str = ""
    mended: str = ""


def explanation(rule: Rule) -> Explanation:
    """Read what is said of a rule."""
    path = os.path.join(os.path.dirname(__file__), "explanations.toml")
    with open(path, "rb") as stream:
        return Explanation(**tomli.load(stream)[rule.code])


def waiver(rule: Rule) -> str:
    """Write how a term waives a rule; empty where it cannot."""
    return f'waive.{rule.code} = "reason"' if rule.level == "warning" and rule.code != WAIVER else ""
