from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from embeddings.index.storage.vectors import WindowMap
from embeddings.retrieval.first_stage import fuse

WINDOWS = WindowMap.of([(0, True), (0, False), (2, False), (3, False)])
DENSE = 0.65
cosines = st.dictionaries(st.integers(0, 3), st.floats(-1, 1), max_size=4)
words = st.dictionaries(st.integers(0, 5), st.floats(0.001, 50), max_size=6)


def test_words_of_a_passage_count_for_each_of_its_windows() -> None:
    hits = fuse({0: 0.5, 1: 0.5, 2: 0.5}, {0: 8.0, 2: 4.0}, WINDOWS, DENSE)
    assert [(hit.window, hit.lexical, hit.head) for hit in hits] == [
        (0, 1.0, True),
        (1, 1.0, False),
        (2, 0.5, False),
    ]


@given(cosines, words)
def test_every_window_is_a_hit_once_best_first(dense: dict[int, float], lexical: dict[int, float]) -> None:
    hits = fuse(dense, lexical, WINDOWS, DENSE)
    assert sorted(hit.window for hit in hits) == sorted(dense)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.lexical <= 1 for hit in hits)


@given(cosines, words, st.integers(0, 3))
def test_a_limit_leaves_the_best_and_every_head(
    dense: dict[int, float], lexical: dict[int, float], most: int
) -> None:
    hits = fuse(dense, lexical, WINDOWS, DENSE)
    others = [hit for hit in hits if not hit.head][:most]
    assert fuse(dense, lexical, WINDOWS, DENSE, most) == [hit for hit in hits if hit.head or hit in others]
