"""The facets' own questions to a person, the most telling first, in plain lines that a screen reader can follow."""

from partnergloss.choice import close
from partnergloss.reply.saying import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.choice import Choice, Fit
    from partnergloss.output import Output
    from partnergloss.selection import Wishes

_HANGING = 5
_FEW = 3
_ENOUGH = ("q", "quit", "done")


def interview(output: "Output", choice: "Choice") -> "Wishes":
    """Ask until the answers leave one term, or no question parts those left, or the person has said enough."""
    wanted: Wishes = []
    asked: list[str] = []
    fits = choice.rank([], [])
    say(output, "Type a number, or several with commas; Enter if you don't mind; q to see what fits so far.")
    output.say("")
    while len(fits) > 1 and (facet := choice.telling(fits, asked)):
        asked.append(facet)
        values = _ask(output, choice, facet)
        if values is None:
            break
        if values:
            wanted.append((facet, values))
            fits = _left(choice.rank(wanted, []), len(wanted))
    return wanted


def _left(ranked: "list[Fit]", wishes: int) -> "list[Fit]":
    """Give the terms that may still be meant: after few answers all that miss none, then those near the best."""
    sure = [fit for fit in ranked if "misses" not in fit.verdicts.values()]
    return sure if sure and wishes < _FEW else close(ranked)


def _ask(output: "Output", choice: "Choice", facet: str) -> list[str] | None:
    """Ask a question; none of its values where the person does not mind, None where they have said enough."""
    question = choice.facets[facet]
    values = choice.answers(facet)
    say(output, question["question"])
    for number, value in enumerate(values, start=1):
        say(output, f"{number:>3}  {question['values'][value]}", _HANGING)
    while True:
        typed = output.ask("Your answer: ")
        if typed is None or typed.strip().casefold() in _ENOUGH:
            output.say("")
            return None
        chosen = _read(typed, values)
        if chosen is not None:
            output.say("")
            return chosen
        output.say(f"Type a number from 1 to {len(values)}, Enter or q.")


def _read(typed: str, values: list[str]) -> list[str] | None:
    """Give the values that numbers stand for; None where one stands for none."""
    numbers = typed.replace(",", " ").split()
    if not all(number.isdecimal() and 1 <= int(number) <= len(values) for number in numbers):
        return None
    return list(dict.fromkeys(values[int(number) - 1] for number in numbers))
