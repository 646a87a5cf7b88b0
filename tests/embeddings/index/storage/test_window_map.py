from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from embeddings.index.storage.vectors import WindowMap

COUNTS = st.lists(st.integers(0, 4), max_size=8)


def map_of(counts: list[int]) -> WindowMap:
    return WindowMap.of([(passage, False) for passage, count in enumerate(counts) for _ in range(count)])


@given(COUNTS)
def test_a_passage_s_windows_are_those_that_belong_to_it(counts: list[int]) -> None:
    windows = map_of(counts)
    for passage, count in enumerate(counts):
        found = windows.of_passage(passage)
        assert len(found) == count
        assert [(windows.passage(window), windows.place(window)) for window in found] == [
            (passage, place) for place in range(count)
        ]


@given(COUNTS, st.integers(0, 8), st.integers(0, 8))
def test_runs_of_passages_give_their_windows_in_order(counts: list[int], first: int, stop: int) -> None:
    windows = map_of(counts)
    run = range(first, max(first, stop))
    assert list(windows.rows([run])) == [window for passage in run for window in windows.of_passage(passage)]


def test_no_passages_have_no_windows() -> None:
    assert list(map_of([2, 1]).rows([])) == []
