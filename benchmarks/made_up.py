"""A term layer of any size, to measure growth with: ``python benchmarks/made_up.py N [FILE]``.

A large company's glossary, made up: product names and coinages, some in thousands of terms and most in few, beside the
trade's own words as often as the bundled names and texts use them. The same N gives the same file, and the terms of a
smaller N are the first of a larger one. Labels are unique after folding, and none is a bundled one or a command.
"""

import contextlib
import json
import random
import sys
from pathlib import Path

import partnergloss
from partnergloss.glossary import Glossary
from partnergloss.request import VERBS
from partnergloss.words import LINKING, fold, join

_SEED = 5
_SHELVES = ("made-up-products", "made-up-processes")
_SOURCES = 12
_FRESH = 0.3
_ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sk st t tr v w z".split()
_VOWELS = "a a a e e e i i o o u ai ea io ou".split()
_CODAS = ["", "", "", "l", "n", "r", "s", "x", "m", "nd", "rt", "st", "ck", "th"]
_ENDINGS = ["", "", "", "", "flow", "base", "ware", "point"]
_SHAPES = ["{coined}"] + ["{coined} {head}"] * 3 + ["{coined} {word} {head}"] * 3
_SHAPES += ["{word} {coined} {head}", "{word} {head} for {coined}", "{coined} {word} {word2} {head}"]
_SHAPES += ["{word} {word2} {head}"]
_SHORT = 2


class Maker:
    """Makes terms one after another, each with links to earlier or bundled ones only.

    Attributes:
        labels: name and aliases of each term made so far, by id.
    """

    def __init__(self, bundled: Glossary) -> None:
        self.labels: dict[str, list[str]] = {}
        terms = list(bundled.terms.values())
        labels = [label for term in terms for label in (term.name, *term.aliases, *term.abbr, *term.hidden)]
        names = [[word for word in fold(term.name).split() if word not in LINKING] for term in terms]
        self._chance = random.Random(_SEED)
        self._taken = {join(fold(label)) for label in [*labels, *bundled.terms, *VERBS]}
        self._bundled = [*bundled.terms]
        self._made: list[str] = []
        self._coined: list[str] = []
        self._words = [word for name in names for word in name if len(word) > _SHORT]
        self._heads = [name[-1] for name in names if len(name[-1]) > _SHORT]
        self._definitions = [term.definition.rstrip(".").split() for term in terms]
        self._notes = [note for term in terms for note in term.notes]
        self._cues = [cue for term in terms for cue in term.cues]
        self._advice = [line for term in terms for line in term.decide.use_when + term.decide.watch_out]
        self._shelves = {**_facets_of(bundled), **dict.fromkeys(_SHELVES, ((), ()))}
        self._facets = bundled.facets

    def term(self) -> str:
        """Make the next term, as its table in a term file."""
        chance = self._chance
        coined = self._coinage()
        name = self._label(coined, *_SHAPES)
        term_id = fold(name).replace(" ", "-")
        abbr = self._abbreviation(name)
        aliases = [self._label(coined, *_SHAPES[1:]) for _ in range(chance.choice((1, 2)))]
        category = chance.choice([*self._shelves])
        texts: dict[str, object] = {
            "name": name,
            "abbr": abbr,
            "aliases": aliases,
            "cues": self._about(self._cues, coined),
        }
        texts |= {"category": category, "definition": self._definition(coined)}
        texts |= {"notes": self._about(self._notes, coined)} if chance.random() < 4 / 5 else {}
        texts |= self._links(coined) | self._answers(category) | self._decisions(coined)
        texts |= {"sources": [f"made-up-{chance.randrange(_SOURCES)}"]}
        self._made.append(term_id)
        self.labels[term_id] = [name, *aliases]
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in texts.items() if value]
        return "\n".join([f"[terms.{term_id}]", *lines, "reviewed = 2026-11-28", "", ""])

    def _coinage(self) -> str:
        """Give a coined word: an earlier one, the older the likelier, or a fresh one."""
        chance = self._chance
        if self._coined and chance.random() > _FRESH:
            return self._coined[int(len(self._coined) * chance.random() ** 3)]
        while True:
            syllables = [chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.choice((1, 2, 2, 3)))]
            word = "".join([*syllables, chance.choice(_CODAS), chance.choice(_ENDINGS)])
            if len(word) > _SHORT + 1 and join(fold(word)) not in self._taken:
                self._coined.append(word)
                return word

    def _free(self, label: str) -> bool:
        """Take a label unless it is taken."""
        key = join(fold(label))
        if key in self._taken:
            return False
        self._taken.add(key)
        return True

    def _label(self, coined: str, *shapes: str) -> str:
        """Make a label in one of these shapes that nothing else has."""
        chance = self._chance
        while True:
            word, other = chance.choice(self._words), chance.choice(self._words)
            shape = chance.choice(shapes)
            label = shape.format(coined=coined.capitalize(), word=word, word2=other, head=chance.choice(self._heads))
            label = label[0].upper() + label[1:]
            if word != other and self._free(label):
                return label

    def _abbreviation(self, name: str) -> list[str]:
        """Give the initials of a longer name, where they are still free."""
        initials = "".join(word[0] for word in name.split()).upper()
        return [initials] if len(initials) > _SHORT and self._free(initials) else []

    def _about(self, texts: list[str], coined: str) -> list[str]:
        """Give one or two texts that name the thing."""
        chance = self._chance
        found = [chance.choice(texts).rstrip(".?").split() for _ in range(chance.choice((1, 2)))]
        return [" ".join([*text[: chance.randint(8, 24)], f"in {coined.capitalize()}"]) for text in found]

    def _definition(self, coined: str) -> str:
        """Join halves of two definitions around the name of a product, to 15 to 25 words."""
        chance = self._chance
        opening, closing = chance.choice(self._definitions), chance.choice(self._definitions)
        middle = ["for", coined.capitalize(), "and", chance.choice(self._coined).capitalize()]
        return " ".join([*opening[: chance.randint(6, 10)], *middle, *closing[-chance.randint(5, 11) :]]) + "."

    def _links(self, coined: str) -> dict[str, object]:
        chance = self._chance
        others = self._made if self._made and chance.random() < 3 / 4 else self._bundled
        broader, related, other = (chance.choice(others) for _ in range(3))
        links: dict[str, object] = {}
        if chance.random() < 1 / 3:
            links["broader"] = [broader]
        if chance.random() < 1 / 2:
            links["related"] = [related]
        if chance.random() < 1 / 4:
            links[f"contrast.{other}"] = f"{self._definition(coined)[:-1]}; the other does not."
        return links

    def _answers(self, category: str) -> dict[str, object]:
        """Answer the required facets of a category and some of the others."""
        chance = self._chance
        asked, required = self._shelves[category]
        chosen = dict.fromkeys([*required, *chance.sample(asked, min(3, len(asked)))])
        values = {name: chance.choice([*self._facets[name].values]) for name in chosen}
        return {
            f"facets.{name}": [value] if self._facets[name].kind == "many" else value for name, value in values.items()
        }

    def _decisions(self, coined: str) -> dict[str, object]:
        when = self._chance.choice(("use_when", "avoid_when"))
        return {f"decide.{which}": self._about(self._advice, coined) for which in (when, "watch_out")}


def _facets_of(bundled: Glossary) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the facets of each category and the required ones, its own or those of the nearest category above."""
    found = {}
    for name, category in bundled.categories.items():
        nearest = category
        while nearest.parent and not nearest.facets:
            nearest = bundled.categories[nearest.parent]
        found[name] = (nearest.facets, nearest.required)
    return found


def head() -> str:
    """Give what stands before the terms: their sources, and categories of their own."""
    parts = ["schema = 1\n"]
    for number in range(_SOURCES):
        title = f"Made-up handbook, part {number}"
        parts.append(f'[sources.made-up-{number}]\ntitle = "{title}"\nkind = "guide"\ngrade = "C"\n')
    for order, shelf in enumerate(_SHELVES, 900):
        name = shelf.replace("-", " ").capitalize()
        parts.append(f'[categories.{shelf}]\nname = "{name}"\ndefinition = "Made up."\norder = {order}\n')
    return "\n".join([*parts, ""])


def main() -> None:
    """Write a layer into a file, or to standard output."""
    if not sys.argv[1:]:
        sys.exit(__doc__)
    maker = Maker(partnergloss.load())
    with Path(sys.argv[2]).open("w", encoding="utf-8") if sys.argv[2:] else contextlib.nullcontext(sys.stdout) as file:
        file.write(head())
        file.writelines(maker.term() for _ in range(int(sys.argv[1])))


if __name__ == "__main__":
    main()
