"""Search: a description finds its term, in other forms and misspelled too, and says which words were found where."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import partnergloss
from partnergloss.index import PAGE
from partnergloss.words import LONGEST_QUERY

GLOSSARY = partnergloss.load()
CUES = [(term_id, cue) for term_id, term in GLOSSARY.terms.items() for cue in term.cues]


def test_a_cue_leads_to_its_term() -> None:
    """What an entry is described with finds it, among the first five; of every tenth cue at least 98 % do.

    A few say too little: ``who has a say``.
    """
    tried = CUES[::10]
    found = [term_id in [match.id for match in GLOSSARY.search(text, 5).matches] for term_id, text in tried]
    assert sum(found) >= 0.98 * len(tried)


@pytest.mark.parametrize(
    ("description", "term_id"),
    [
        ("company that runs our computers for a monthly fee", "managed-service-provider"),
        ("compny that runs our comptuers for a montly fee", "managed-service-provider"),
        ("customers who pay late", "days-sales-outstanding"),
        ("customers who paid late", "days-sales-outstanding"),
        ("two rivals teaming up", "coopetition"),
        ("gold, silver and bronze levels for resellers", "partner-tier"),
    ],
)
def test_plain_words_lead_to_a_term(description: str, term_id: str) -> None:
    """Plain words, inflected or misspelled, find the term among the first three."""
    assert term_id in [match.id for match in GLOSSARY.search(description, 3).matches]


def test_matches_say_which_words_were_found_where() -> None:
    """The reason names fields and the words found in them; the best score is the share that was found at all."""
    answer = GLOSSARY.search("late paying customers quux")
    best = answer.matches[0]
    assert best.id == "days-sales-outstanding"
    assert best.found is not None
    assert {*best.found} <= {*PAGE}
    assert {word for words in best.found.values() for word in words} == {"late", "paying", "customers"}
    assert [match.score for match in answer.matches] == sorted((match.score for match in answer.matches), reverse=True)
    assert 0 < best.score < 100
    assert GLOSSARY.search("late paying customers").matches[0].score == 100


def test_a_misspelled_word_is_read_as_the_nearest() -> None:
    """What no term has is read as the nearest words, and the answer says as which."""
    answer = GLOSSARY.search("resselers of cloud softwear")
    assert answer.read == {"resselers": ["resellers"], "softwear": ["software"]}
    assert GLOSSARY.search("resellers of cloud software").read == {}


@pytest.mark.parametrize("word", ["uddødning", "løsrivning", "søvnigheds", "λόγος", "программы", "日本語"])
def test_letters_of_any_script_are_found(word: str, tmp_path: Path) -> None:
    """A word that stands in a definition is known, also with an ending that English would take off."""
    file = tmp_path / "ours.toml"
    said = f'name = "Zz"\ncategory = "selling"\ndefinition = "Partner of {word}."\n'
    file.write_text(f"[terms.zz]\n{said}", encoding="utf-8")
    answer = partnergloss.load(file).search(word)
    assert (answer.read, [match.id for match in answer.matches]) == ({}, ["zz"])


@pytest.mark.parametrize("text", ["", "?!", "zzzq qqqx", "x" * (LONGEST_QUERY + 1)])
def test_what_says_nothing_finds_nothing(text: str) -> None:
    """No words, no known words or too many of them are a miss."""
    answer = GLOSSARY.search(text)
    assert (answer.status, answer.matches) == ("not_found", ())


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(), max_size=250), st.integers(1, 12))
def test_any_text_gets_an_answer(text: str, limit: int) -> None:
    """No description, however odd, raises; there are never more terms than asked for, each once."""
    ids = [match.id for match in GLOSSARY.search(text, limit).matches]
    assert len(ids) == len({*ids}) <= limit


@pytest.mark.parametrize(
    "text",
    [
        "a OR b",
        'NEAR("x" y)',
        "name:partner",
        "^partner*",
        "{cues}: x",
        "'; DROP TABLE term; --",
        "[bold]x[/]",
        ".*(a|b)+$",
    ],
)
def test_operators_are_words(text: str) -> None:
    """Nothing in a description is an FTS5 operator, SQL, markup or a regular expression."""
    plain = " ".join("".join(char if char.isalnum() else " " for char in text).split())
    assert [match.id for match in GLOSSARY.search(text).matches] == [
        match.id for match in GLOSSARY.search(plain).matches
    ]
    assert GLOSSARY.lookup(text).status == "not_found"


def test_a_limit_is_at_least_one() -> None:
    """No term at all is no answer."""
    with pytest.raises(ValueError, match="at least 1"):
        GLOSSARY.search("partner", 0)
