from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.inert import inert, inert_json, inert_line, is_active

ANYTHING = st.text(st.characters())  # surrogates and unassigned characters, too


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("bell\x07 back\x08 delete\x7f", "bell␇ back␈ delete␡"),
        ("line\rover", "line␍over"),
        ("csi \x9b2J osc \x9d", "csi ‹U+009B›2J osc ‹U+009D›"),
        ("a\u202egnp.exe", "a‹U+202E›gnp.exe"),
        ("\u2066isolate\u2069", "‹U+2066›isolate‹U+2069›"),
        ("one\u2028two\u2029", "one‹U+2028›two‹U+2029›"),
        ("\U000e0041tag", "‹U+E0041›tag"),
        ("\ud800", "‹U+D800›"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_instead(text: str, shown: str) -> None:
    assert inert(text) == shown


@pytest.mark.parametrize(
    "text", ["naïve – “quoted” …\t\n", "👩\u200d🚀", "می\u200cخواهم", "שלום\u200f!", "co\u00adoperate"]
)
def test_what_a_script_needs_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@given(ANYTHING)
def test_nothing_active_is_left_in_any_text(text: str) -> None:
    assert not [character for character in inert(text) if is_active(character)]
    assert inert(inert(text)) == inert(text)


@given(ANYTHING)
def test_a_line_stays_a_line(text: str) -> None:
    assert len(inert_line(text).splitlines()) <= 1


@given(ANYTHING)
def test_escaped_json_has_the_same_value_and_nothing_active(text: str) -> None:
    written = inert_json(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(written) == {"text": text}
    assert not [character for character in written if is_active(character)]
    assert json.loads(written.encode()) == {"text": text}
