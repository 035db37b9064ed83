"""``choose``: wishes, or answers to questions → the terms that fit them."""

from partnergloss import errors
from partnergloss.choice import VARIES, close
from partnergloss.errors import NotFoundError, UsageError
from partnergloss.reply.candor import say_changes
from partnergloss.visible import argument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.choice import Choice, Fit
    from partnergloss.glossary import Glossary
    from partnergloss.output import Output
    from partnergloss.request import Request
    from partnergloss.selection import Wishes

_HALF = 50


def answer(request: "Request", output: "Output", glossary: "Glossary") -> int:
    """Show what fits, and give the exit code."""
    choice = glossary.choose(request.category)
    wanted, must = choice.wishes(request.where), choice.wishes(request.must)
    if not wanted and not must:
        wanted = _asked(request, output, choice)
    if not wanted and not must:
        raise NotFoundError("nothing is wished for, so nothing fits better", (f"To see all: {_list(choice)}",))
    ranked = choice.rank(wanted, must)
    if request.json:
        from partnergloss.render import as_json

        output.write(as_json.choice(wanted, must, close(ranked)))
        return errors.ANSWERED
    if ranked[0].score <= _HALF:
        output.note("Nothing fits well: even the best meets no more than half of what you wish for.")
    for fit in close(ranked):
        say_changes(output, fit.record)
    _show(output, choice, ranked)
    return errors.ANSWERED


def _list(choice: "Choice") -> str:
    return f"gloss list --category {choice.category}"


def _asked(request: "Request", output: "Output", choice: "Choice") -> "Wishes":
    """Ask a person for wishes; where nobody can be asked, say how to give them."""
    if output.asks and not request.json:
        from partnergloss.reply.interview import interview

        return interview(output, choice)
    facet = next(iter(choice.facets))
    value = next((value for value in choice.facets[facet]["values"] if value != VARIES), "VALUE")
    where = f"--category {choice.category} --where" if request.category else "--where"
    say = f"Say what you wish: gloss choose {where} {argument(f'{facet}={value}')}"
    raise UsageError("nothing is wished for", (say, f"Facets: {', '.join(choice.facets)}"))


def _show(output: "Output", choice: "Choice", ranked: "list[Fit]") -> None:
    if output.terminal:
        from partnergloss.render import podium
        from partnergloss.view.ranking import ranking

        places, blocks = ranking(choice, ranked)
        output.show(podium.ranking(places, blocks, width=output.width, color=output.color))
    else:
        from partnergloss.render import plain

        output.write(plain.choice(close(ranked)))
