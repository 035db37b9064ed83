"""Folding: what makes two ways of writing the same word equal."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergloss.questions import telling, without_question
from partnergloss.words import acronym_keys, content, fold, join, same_word


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    """What is folded once stays as it is when folded again."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_is_words_and_single_spaces(text: str) -> None:
    """A folded text holds letters, with the marks of theirs, and digits parted by single spaces, and nothing else."""
    words = fold(text).split(" ") if fold(text) else []
    assert all(word and all(char.isalnum() or category(char) in ("Mn", "Mc") for char in word) for word in words)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_case_does_not_matter(text: str) -> None:
    """A text and its capitals fold to the same."""
    assert fold(text.upper()) == fold(text.upper().lower())


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Value-Added Reseller", "value added reseller"),
        ("value–added  reseller", "value added reseller"),
        ("R&D", "r and d"),
        ("partner’s", "partners"),
        ("Crédit", "credit"),
        ("ŉ", "n"),
        ("Ｓ＆Ｄ", "s and d"),
        ("कुरी", "कुरी"),
        ("ガス", "ガス"),
        ("ＶＡＲ", "var"),
        ("partner mgmt sw", "partner management software"),
        ("partner programme", "partner program"),
        ("sell-thru", "sell through"),
        ("organisation", "organization"),
        ("soft\u00adware", "software"),
        ("VAR\x00\x1b[31m", "var 31m"),
        ("?!…", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    """Case, marks, width, dashes, British spelling and shorthand are levelled."""
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("what is a var", "var"),
        ("whats an oem", "oem"),
        ("define channel partner", "channel partner"),
        ("meaning of co selling", "co selling"),
        ("how do you define partner enablement", "partner enablement"),
        ("what does msp stand for", "msp"),
        ("what does spiff mean in sales", "spiff"),
        ("what do you mean by churn in b2b saas", "churn"),
        ("what is", "what is"),
        ("it reseller", "it reseller"),
        ("discount term", "discount term"),
        ("give discount", "give discount"),
        ("what counts as a sales call", "sales call"),
    ],
)
def test_question_words_are_stripped(asked: str, meant: str) -> None:
    """Question words at the ends go, unless nothing would be left."""
    assert without_question(asked) == meant


@pytest.mark.parametrize(("folded", "keys"), [("v a r", ["var"]), ("vars", ["vars", "var"]), ("us", ["us"])])
def test_acronym_keys(folded: str, keys: list[str]) -> None:
    """Dots and a plural s do not hide an acronym."""
    assert acronym_keys(folded) == keys


def test_content_drops_linking_words() -> None:
    """Words that carry meaning stay, in order."""
    assert content("return on the return of investment") == ["return", "return", "investment"]
    assert join("co sell") == "cosell"


def test_a_single_word_keeps_its_linking_words() -> None:
    """Where only one word carries meaning, the others tell it apart: sell-in is not selling."""
    assert content("sell in") == ["sell", "in"]


@pytest.mark.parametrize(("word", "other"), [("sold", "selling"), ("pays", "paid"), ("labelled", "labels")])
def test_inflections_are_the_same_word(word: str, other: str) -> None:
    """Endings, doubled letters and irregular verbs do not make another word."""
    assert same_word(word, other)
    assert same_word(other, word)


@pytest.mark.parametrize(("word", "other"), [("integration", "integrator"), ("bold", "bell"), ("lead", "led")])
def test_relatives_are_not_the_same_word(word: str, other: str) -> None:
    """What is derived, or only looks alike, is another word."""
    assert not same_word(word, other)


def test_telling_words_leave_out_what_says_nothing() -> None:
    """Of a description the filling words go, even where nothing is left."""
    assert telling("what do you call a firm that runs our computers") == ["call", "firm", "runs", "computers"]
    assert telling("who is it and we") == []
    assert telling("runs our IT") == ["runs", "it"]
