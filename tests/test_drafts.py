"""JSON is read as terms, or refused: nothing in it is guessed or dropped."""

import datetime as dt
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergloss.drafts import Draft, read
from partnergloss.errors import UsageError

_VALUES = st.recursive(
    st.text() | st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
_OBJECTS = st.lists(
    st.dictionaries(st.text().filter(lambda key: key not in ("id", "figures", "reviewed")), _VALUES), min_size=1
)


@settings(max_examples=40)
@given(objects=_OBJECTS, form=st.sampled_from(["array", "lines", "indented"]))
def test_every_object_is_a_draft(objects: list[dict[str, object]], form: str) -> None:
    """An array, lines and objects one after the other give the same drafts, each with its line."""
    if form == "array":
        text = json.dumps(objects)
    else:
        text = "\n".join(json.dumps(item, indent=2 if form == "indented" else None) for item in objects)
    drafts = read(text.encode(), "here")
    assert [(draft.id, draft.entry) for draft in drafts] == [(None, item) for item in objects]
    for draft in drafts if form == "lines" else ():
        assert json.loads(text.split("\n")[draft.line - 1]) == draft.entry


@given(st.binary() | st.text().map(str.encode))
def test_anything_is_read_or_refused(raw: bytes) -> None:
    """No bytes lead to anything but drafts or a refusal."""
    try:
        drafts = read(raw, "here")
    except UsageError as refusal:
        drafts = []
        told = refusal.message
    assert drafts or "here" in told


def test_dates_are_read_where_dates_stand() -> None:
    """JSON has no dates: a text that is one becomes one, in the fields that take one."""
    (draft,) = read(
        b'{"id": "a", "reviewed": "2026-11-02", "name": "2026-11-02", "figures": [{"as_of": "2026-02-30"}]}', "here"
    )
    day = dt.date(2026, 11, 2)
    assert draft == Draft("a", {"reviewed": day, "name": str(day), "figures": [{"as_of": "2026-02-30"}]}, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "holds no term"),
        (b"[]", "holds no term"),
        (b"{", "here:1: column 2: not valid JSON"),
        (b'{"name": "a"}\n{"name": }', "here:2: column 10: not valid JSON"),
        (b'[{"name": "a"}', "not valid JSON"),
        (b'[{"name": "a"}] x', "not valid JSON: extra data"),
        (b'[{"name": "a"},]', "not valid JSON"),
        (b'{"name": "a", "name": "b"}', "stands twice"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[[1]]", "here:1: expected an object"),
        (b"[" * 500 + b"]" * 500, "here:1: expected an object"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "too many digits"),
        (b'{"a": NaN}', "is no number"),
        (b'{"a": 1e999}', "is no number"),
        (b'"text"', "expected an object"),
        (b'{"name": "\\ud800"}', "half a character"),
        (b"\xff", "is not UTF-8"),
        (b'{"id": 7}', "expected text for id"),
    ],
)
def test_bad_json_is_refused(text: bytes, said: str) -> None:
    """What is no JSON, or could be read in two ways, is refused with its place."""
    with pytest.raises(UsageError, match=re.escape(said)):
        read(text, "here")
