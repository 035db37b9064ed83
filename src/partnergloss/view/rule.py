"""A rule of ``check`` in reading order."""

from partnergloss.rules.explanation import explanation, waiver
from partnergloss.view.blocks import Block

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.rules import Rule

_NO_WAIVER = {
    "error": "not possible; an error is wrong in any file",
    "warning": "not possible; take out the waiver that it is about",
    "info": "not needed; it is only counted and fails nothing",
}


def rule(shown: "Rule") -> list[Block]:
    """Say what a rule demands, why, what to do, how it is waived, and show it broken and mended."""
    said = explanation(shown)
    waived = waiver(shown)
    advice = [("why", said.why), ("fix", shown.fix)]
    if shown.refused:
        advice.append(("until then", "no command but check uses the file"))
    advice.append(("waive", f"{waived} under the term" if waived else _NO_WAIVER[shown.level]))
    examples = [("broken", said.broken), ("mended", said.mended)]
    return [
        Block("title", [("rule", shown.code), ("level", shown.level)]),
        Block("definition", [("demands", shown.demands)]),
        Block("section", [(label, text) for label, text in advice if text]),
        *(Block("section", [(label, line) for line in text.splitlines()]) for label, text in examples if text),
    ]
