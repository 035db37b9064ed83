"""Near words: slips counted by letters and by sound, fewer in short words, none where a word is everyday English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import partnergloss
from partnergloss.spelling import alike, edits_allowed, near, sound

INDEX = partnergloss.load().index
WORDS = INDEX.vocabulary(labels=True)


def test_short_words_may_have_no_slips() -> None:
    """One letter parts MSP from MSSP, so words of up to four letters are never approximated by their letters."""
    assert [edits_allowed("x" * length) for length in (3, 4, 5, 8, 9)] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("koopetishun", "coopetition"),
        ("manajed", "managed"),
        ("servise", "service"),
        ("kwota", "quota"),
        ("kold", "cold"),
        ("wholsail", "wholesale"),
        ("revenew", "revenue"),
        ("strategik", "strategic"),
    ],
)
def test_what_is_heard_is_found(written: str, meant: str) -> None:
    """A word written by ear sounds nearly as the word that was meant, however many letters differ."""
    assert near(written, [(meant, sound(meant))]).get(meant, 9) <= 2


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("permission", "promotion"),
        ("resolver", "reseller"),
        ("msp", "mssp"),
        ("mssp", "msp"),
        ("var", "vad"),
        ("cpm", "cpi"),
        ("pdm", "pam"),
        ("paint", "bant"),
        ("yelling", "selling"),
    ],
)
def test_what_is_another_word_is_not_near(word: str, other: str) -> None:
    """Neither acronyms one letter apart nor words that only share a skeleton are slips of each other."""
    assert other not in near(word, [(other, sound(other))], alone=True)


@given(st.sampled_from([word for word, _ in WORDS]))
def test_a_word_is_nearest_to_itself(word: str) -> None:
    """A word of the vocabulary has no slips, and all others have some."""
    found = near(word, WORDS)
    assert found[word] == 0
    assert all(slips for other, slips in found.items() if other != word)


@given(st.text(max_size=40))
def test_any_word_has_a_sound(word: str) -> None:
    """No text raises, and a sound is never longer than twice its word."""
    assert len(sound(word)) <= 2 * len(word)


def test_verbs_are_proposed_by_slips_for_their_length() -> None:
    """At most two slips, one for every three letters."""
    assert alike("lisst", ["list", "define", "check"]) == ["list"]
    assert alike("dfeine", ["list", "define", "check"]) == ["define"]
    assert alike("fist", ["paths"]) == []
