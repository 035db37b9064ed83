"""Candidates: what a large glossary finds by keys is what a small one finds by looking at everything."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import partnergloss
from partnergloss import indexing, retrieval
from partnergloss.glossary import Glossary
from partnergloss.spelling import keys, near, sound

GLOSSARY = partnergloss.load()
WORDS = GLOSSARY.index.vocabulary(labels=False)
NAMES = sorted(term.name for term in GLOSSARY.terms.values())
KEYS = {word: keys(word, heard) for word, heard in WORDS}
QUERIES = Path(__file__).parents[1] / "benchmarks" / "queries"


def slips(words: list[str]) -> st.SearchStrategy[str]:
    """Give some of these words with up to two letters wrong, missing, added or swapped."""
    edits = st.lists(st.tuples(st.integers(0, 60), st.sampled_from("abcdeioprstx ")), min_size=1, max_size=2)
    kinds = st.lists(st.integers(0, 3), min_size=2, max_size=2)

    def spoil(word: str, places: list[tuple[int, str]], how: list[int]) -> str:
        for (place, letter), kind in zip(places, how, strict=False):
            at = place % len(word) if word else 0
            parts = [
                letter + word[at:],
                word[at + 1 :],
                letter + word[at + 1 :],
                word[at : at + 2][::-1] + word[at + 2 :],
            ]
            word = word[:at] + parts[kind]
        return word

    return st.builds(spoil, st.sampled_from(words), edits, kinds)


@settings(max_examples=100)
@given(slips([word for word, _ in WORDS]), st.booleans())
def test_words_that_are_near_share_a_key(word: str, alone: bool) -> None:
    """Those of a vocabulary that have a key in common with a word are all that may be near to it."""
    word = word.replace(" ", "")
    shared = keys(word, sound(word))
    assert near(word, [pair for pair in WORDS if shared & KEYS[pair[0]]], alone=alone) == near(word, WORDS, alone=alone)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    """Give the bundled glossary as if it were a large one: with keys, and with few terms worth ranking."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexing, "LARGE", 0)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        glossary = partnergloss.load()
    assert glossary.index.is_large()
    return glossary


@settings(max_examples=100)
@given(query=slips(NAMES))
def test_a_large_glossary_answers_alike(large: Glossary, query: str) -> None:
    """A slip leads to the same terms, by keys or without."""
    found, wanted = large.lookup(query), GLOSSARY.lookup(query)
    ids = [match.id for match in found.matches]
    assert (found.status, found.reason, ids) == (wanted.status, wanted.reason, [match.id for match in wanted.matches])


def test_what_is_everywhere_is_not_ranked_alone(large: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where words lead to too many terms to rank them all, descriptions still find theirs nearly as often."""
    with (QUERIES / "search-dev.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["query"], row["expected"].split()) for row in csv.DictReader(file)]

    def found() -> int:
        best = [(large.search(text, limit=5).matches, expected) for text, expected in rows]
        return sum(any(match.id in expected for match in matches) for matches, expected in best)

    before = found()
    monkeypatch.setattr(retrieval, "_RANKED", 60)
    assert found() >= 0.95 * before


def test_words_that_are_all_everywhere_are_ranked_by_the_rarest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no word is rare, terms with the two rarest count too, since none may have them all."""
    monkeypatch.setattr(retrieval, "_RANKED", 1)
    meant = {"one": ["one"], "two": ["two", "twos"], "three": ["three"]}
    found = list(retrieval.expressions(meant, {"one": 9, "two": 3, "three": 5}))
    assert found == ['("one") AND ("two" OR "twos") AND ("three")', '("two" OR "twos") AND ("three")']
