from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from embeddings.text.sentences import LONGEST_PIECE, parted, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


HOSTILE = st.text(alphabet="aA. “”?!\n😀é\u0301Vp1\t\u200b\u202e()", max_size=200)


@given(st.text(max_size=200) | HOSTILE, st.integers(0, 20), st.integers(0, 20))
def test_sentences_hold_every_visible_character_once_and_in_order(text: str, before: int, after: int) -> None:
    start, end = min(before, len(text)), max(min(before, len(text)), len(text) - after)
    position = start
    for left, right in sentences(text, start, end):
        assert not text[position:left].strip()
        assert text[left:right] == text[left:right].strip() != ""
        position = right
    assert not text[position:end].strip()


def test_a_citation_is_not_cut_after_its_abbreviations() -> None:
    assert split("From The Militant, Vol. X No. 7, 16 February 1946, p. 6. It was a weekly.") == [
        "From The Militant, Vol. X No. 7, 16 February 1946, p. 6.",
        "It was a weekly.",
    ]


def test_initials_titles_and_abbreviations_do_not_end_a_sentence() -> None:
    assert split("Mr. J. P. Cannon of the U.S. said so. Nobody answered.") == [
        "Mr. J. P. Cannon of the U.S. said so.",
        "Nobody answered.",
    ]


def test_text_without_sentences_is_parted_only_to_bound_the_work() -> None:
    text = "(“" * LONGEST_PIECE
    assert "".join(split(text)) == text


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in parted(text, sentences(text, 0, len(text)))]


LONG = "the keeper of the light at Hollin, who had served there for thirty years without a day of rest, "


def test_a_long_note_in_brackets_and_a_long_speech_are_many_sentences_to_read() -> None:
    note = f"(This was drafted by {LONG}and printed. It was read by {LONG}and by Dr. Moor. Nobody answered.)"
    assert parts(note) == [
        f"(This was drafted by {LONG}and printed.",
        f"It was read by {LONG}and by Dr. Moor.",
        "Nobody answered.)",
    ]
    speech = f"“I asked for {LONG}and I asked in vain. “No,” they said. I shall ask again of {LONG}and of you.”"
    assert parts(speech)[0].startswith(f"“I asked for {LONG}and I asked in vain.")
    assert parts(speech)[-1] == f"I shall ask again of {LONG}and of you.”"
    assert "".join(parts(speech)).replace(" ", "") == speech.replace(" ", "")


def test_a_short_note_stays_whole_and_so_does_a_long_sentence_without_an_edge() -> None:
    for whole in ("(Nobody came. Nobody wrote.)", f"It was {LONG * 4}at last.", f"Of Vol. X No. 7 {LONG * 3}etc."):
        assert parts(whole) == [whole]


@given(st.text(alphabet="ab. !?()[]“”\"\n'A1", max_size=900))
def test_parting_a_text_loses_no_character_and_keeps_the_order(text: str) -> None:
    spans = sentences(text, 0, len(text))
    found = parted(text, spans)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    bare = "".join(text[start:end] for start, end in found)
    assert "".join(bare.split()) == "".join(text.split())
