from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from embeddings.documents.document import BlockKind
from embeddings.documents.passages import Measured, windows_of

KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.METADATA, BlockKind.HEADING])
SENTENCES = st.lists(st.builds(Measured, st.integers(1, 90), KINDS, st.integers(0, 3)), max_size=12)


def measured(*tokens: int, kind: BlockKind = BlockKind.PARAGRAPH) -> list[Measured]:
    return [Measured(count, kind, 0) for count in tokens]


@given(sentences=SENTENCES, headings=st.integers(0, 3), budget=st.integers(8, 80))
def test_every_sentence_is_in_one_window(sentences: list[Measured], headings: int, budget: int) -> None:
    windows = windows_of(sentences, min(headings, len(sentences)), budget)
    assert [at for window in windows for at in range(window.first, window.stop)] == list(range(len(sentences)))


@given(sentences=SENTENCES, budget=st.integers(8, 80))
def test_a_window_of_several_sentences_keeps_its_budget(sentences: list[Measured], budget: int) -> None:
    for window in windows_of(sentences, 0, budget):
        size = sum(sentence.tokens for sentence in sentences[window.first : window.stop])
        assert size <= budget or window.stop - window.first == 1


def test_windows_are_of_about_equal_size() -> None:
    sizes = [window.stop - window.first for window in windows_of(measured(*[20] * 6), 0, 64)]
    assert sizes == [3, 3]


def test_a_heading_goes_with_what_stands_under_it() -> None:
    sentences = [*measured(5, kind=BlockKind.HEADING), *measured(60, 60)]
    assert [(w.first, w.stop) for w in windows_of(sentences, 1, 64)] == [(0, 2), (2, 3)]


def test_each_note_has_a_window_of_its_own() -> None:
    notes = [Measured(10, BlockKind.FOOTNOTE, start) for start in (0, 50, 90)]
    assert [(w.first, w.stop) for w in windows_of(notes, 0, 64)] == [(0, 1), (1, 2), (2, 3)]


def test_a_page_s_head_is_told_from_its_text() -> None:
    sentences = [*measured(10, 10, kind=BlockKind.METADATA), *measured(10)]
    assert [(w.stop, w.head) for w in windows_of(sentences, 0, 64)] == [(2, True), (3, False)]
