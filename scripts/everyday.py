"""Write the everyday words that look like a slip of one of our labels: ``python scripts/everyday.py WORDS``.

WORDS is a list of common English words, one a line, such as SCOWL's small American list (package wamerican-small).
"""

import sys
from pathlib import Path

import partnergloss
from partnergloss.spelling import near
from partnergloss.stemming import stems
from partnergloss.words import fold

FILE = Path(__file__).parents[1] / "data" / "everyday.txt"


def main() -> None:
    """Keep those words of the list that would be answered with the label of a word they are no form of."""
    glossary = partnergloss.load()
    index = glossary.index
    vocabulary = index.vocabulary(labels=True)
    vars(index)["is_everyday"] = lambda _: False  # as if there were no list yet
    words = {word.lower() for word in Path(sys.argv[1]).read_text(encoding="utf-8").split()}
    kept = []
    for word in sorted(word for word in words if word.isascii() and word.isalpha()):
        if glossary.lookup(word).reason == "approximate":
            meant = near(fold(word), vocabulary, alone=True)
            stemmed = stems([fold(word), *meant])
            if stemmed[fold(word)] not in [stemmed[other] for other in meant]:
                kept.append(word)
    head = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    FILE.write_text("\n".join([*head, *kept]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
