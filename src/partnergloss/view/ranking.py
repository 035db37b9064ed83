"""A choice → what fits and what does not, and what to know of the first three."""

from partnergloss.choice import close
from partnergloss.view.blocks import Block
from partnergloss.view.entry import ADVICE, title

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.choice import Choice, Fit

_ADVISED = 3
_COMPARED = 5

_DOUBTS = {"near": "nearly: {}", "varies": "depends", "unknown": "not said"}


class Place:
    """A term's place in a ranking.

    Attributes:
        score: 0 to 100.
        title: the name, with its abbreviations.
        fits: what it meets, in words.
        fails: what it does not meet, or not surely.
    """

    __slots__ = ("fails", "fits", "score", "title")

    def __init__(self, score: int, title: str, fits: str, fails: str) -> None:
        self.score = score
        self.title = title
        self.fits = fits
        self.fails = fails


def ranking(choice: "Choice", everything: "list[Fit]") -> tuple[list[Place], list[Block]]:
    """Lay out what fits: the places, then advice on the first three, what comes next, and how to go on.

    Args:
        choice: what there was to choose from.
        everything: the whole ranking.
    """
    ranked = close(everything)
    places = [Place(fit.score, title(fit.record), _met(choice, fit), _unmet(choice, fit)) for fit in ranked]
    blocks = []
    for fit in ranked[:_ADVISED]:
        advice = [(label, text) for field, label in ADVICE for text in fit.record["decide"][field]]
        if advice:
            blocks.append(Block("advice", [("", title(fit.record)), *advice]))
    return places, [*blocks, Block("hint", _onward(ranked, everything[len(ranked) :]))]


def _onward(ranked: "list[Fit]", further: "list[Fit]") -> list[tuple[str, str]]:
    """Say how to go on, beside the only one that fits with the next after it."""
    following = further[:1] if len(ranked) == 1 else []
    lines = [("Nothing else comes near. Next", f"{fit.record['name']}, {fit.score} %") for fit in following]
    ids = [fit.record["id"] for fit in [*ranked[:_COMPARED], *following]]
    return [*lines, ("Go on with", f"gloss {'compare' if len(ids) > 1 else 'define'} {' '.join(ids)}")]


def _met(choice: "Choice", fit: "Fit") -> str:
    return ", ".join(choice.facets[facet]["name"] for facet, verdict in fit.verdicts.items() if verdict == "meets")


def _unmet(choice: "Choice", fit: "Fit") -> str:
    """Name the facets that miss, each with what the term has instead, and those where that is not sure."""
    unmet = []
    for facet, verdict in fit.verdicts.items():
        asked = choice.facets[facet]
        if verdict != "meets":
            held = fit.record["facets"].get(facet, [])
            words = ", ".join(asked["values"][value] for value in ([held] if isinstance(held, str) else held))
            unmet.append(f"{asked['name']} ({_DOUBTS.get(verdict, '{}').format(words)})")
    return ", ".join(unmet)
