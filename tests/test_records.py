"""Records: JSON without the standard ``json``, and equal to it."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from partnergloss.records import decode, encode, quote

plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(plain_values)
def test_json_round_trips(value: Any) -> None:
    """What is written as JSON reads back equal, by us and by the standard library."""
    assert decode(encode(value)) == value
    assert json.loads(encode(value)) == value


@given(st.text())
def test_strings_keep_their_letters(text: str) -> None:
    """Letters outside ASCII are written as they are, not escaped."""
    assert quote(text) == json.dumps(text, ensure_ascii=False)
