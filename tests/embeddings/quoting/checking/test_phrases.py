from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.quoting.checking.phrases import forgiven, spans_of
from embeddings.text.characters import quote_folded

TEXT = (
    "Only the Work-\n  ers’ Party — “THE party of œuvre” — sang the  \n Café’s so\u00adng… and didn’t stop. "
    "ﬁne aﬃliated e\u0301tude, self-\nevident; Straße. Tro\u00adtsky’s L’Humanité 革命的な本"
)


@pytest.mark.parametrize(
    ("phrase", "stands"),
    [
        ("workers' party", "Work-\n  ers’ Party"),
        ("the party of oeuvre", "THE party of œuvre"),
        ('"the party', "“THE party"),
        ("  sang   the cafe's ", "sang the  \n Café’s"),
        ("song...", "so\u00adng…"),
        ("SONG…", "so\u00adng…"),
        ("party—“the", None),
        ("party — «the", "Party — “THE"),
        ("fine affiliated", "ﬁne aﬃliated"),
        ("etude", "e\u0301tude"),
        ("étude", "e\u0301tude"),
        ("self-evident", "self-\nevident"),
        ("STRASSE", "Straße"),
        ("straße", "Straße"),
        ("trotsky", "Tro\u00adtsky"),
        ("Trotsky's", "Tro\u00adtsky’s"),
        ("humanite", "Humanité"),
        ("革命", "革命"),
        ("didn't", "didn’t"),
        ("didn", None),
        ("ing", None),
        ("part", None),
        ("only workers", None),
        ("cafe song", None),
        ("", None),
        (" \n", None),
    ],
)
def test_a_phrase_is_found_in_any_typography_and_nowhere_else(phrase: str, stands: str | None) -> None:
    assert [TEXT[start:end] for start, end in spans_of(phrase, TEXT)] == ([] if stands is None else [stands])


@given(st.text())
def test_a_levelled_text_keeps_every_offset(text: str) -> None:
    assert len(quote_folded(text)) == len(text)
    assert quote_folded(quote_folded(text)) == quote_folded(text)


def test_what_prints_nothing_may_stand_between_three_points() -> None:
    assert spans_of("a..\u00ad.", "a..\u00ad.") == spans_of("a…", "a..\u00ad.") == [(0, 5)]


@given(st.text(st.sampled_from("ab ’'é-\n\u00ad.“æﬁ"), max_size=30), st.data())
def test_what_a_text_says_between_two_spaces_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    words = [match.span() for match in re.finditer(r"\S+", text)]
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start, end = words[first][0], words[last][1]
    if not any(letter.isalnum() for letter in text[start:end]):
        return
    found = spans_of(text[start:end], text)
    assert any(one < end and start < other for one, other in found)


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_phrase_can_be_looked_for_in_any_text(phrase: str, text: str) -> None:
    for start, end in spans_of(phrase, text):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("而沒有上油", "因罷工而沒有\n上油，工人們", ["而沒有\n上油"]),
        ("没有上油", "因罢工而没有 \r\n  上油", ["没有 \r\n  上油"]),
        ("会は三日", "大会は\n三日間", ["会は\n三日"]),
        ("工人", "女工人們\n\n工\n人", ["工人", "工\n人"]),
        ("公司沒有", "公司\n\n沒有", []),
        ("lamp 12", "the ｌａｍｐ １２ was", ["ｌａｍｐ １２"]),
        ("two words", "two\nwords", ["two\nwords"]),
        ("twowords", "two\nwords", []),
    ],
)
def test_a_line_s_end_parts_no_words_of_scripts_without_spaces(phrase: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(phrase, text)] == found


def test_signs_parted_by_a_line_s_end_differ_in_white_space_alone() -> None:
    assert forgiven("而沒有上油", "而沒有\n上油") == ("white space",)
