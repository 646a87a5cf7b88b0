from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from embeddings.text.sentences import LONGEST_PIECE, sentences


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
