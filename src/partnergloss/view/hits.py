"""What a search found → hits: the terms with the words that were found in them."""

from partnergloss.stemming import stems
from partnergloss.view.blocks import Hit
from partnergloss.view.entry import title
from partnergloss.words import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.answer import Answer


_FIELDS = {"labels": "other names", "cues": "described as"}
"""What the fields searched are called, where their own name says too little."""


def hits(answer: "Answer") -> list[Hit]:
    """Arrange what a search found: title, definition, where its words stand, and which words of both to mark."""
    shown = []
    for match in answer.matches:
        name, definition, found = title(match.record), match.record["definition"], match.found or {}
        where = " · ".join(f"{_FIELDS.get(field, field)}: {', '.join(words)}" for field, words in found.items())
        asked = {word for words in found.values() for word in words}
        forms = {word: fold(word).split() for word in f"{name} {definition}".split()}
        stemmed = stems([*asked, *(form for folded in forms.values() for form in folded)])
        wanted = {stemmed[word] for word in asked}
        marked = {word for word, folded in forms.items() if wanted & {stemmed[form] for form in folded}}
        shown.append(Hit(match.id, match.score, name, definition, where, marked))
    return shown
