from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.recently_used import RecentlyUsed


def test_what_was_used_last_is_kept_and_what_was_used_longest_ago_goes() -> None:
    kept, made = RecentlyUsed[str](6, len), []

    def ask(word: str) -> str:
        return kept.get(word, lambda: (made.append(word), word)[1])

    for word in ("one", "two", "one", "six", "one", "two"):
        assert ask(word) == word
    assert made == ["one", "two", "six", "two"]


def test_what_is_larger_than_the_bound_is_made_each_time_and_displaces_nothing_for_long() -> None:
    kept = RecentlyUsed[str](3, len)
    assert kept.get("a", lambda: "aaaaaa") == "aaaaaa"
    assert kept.get("a", lambda: "b") == "b"
    assert kept.get("a", lambda: "c") == "b"


def test_an_error_in_making_is_the_caller_s_and_nothing_is_kept() -> None:
    kept = RecentlyUsed[str](3, len)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: str(1 // 0))
    assert kept.get("a", lambda: "b") == "b"


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=40))
def test_the_sizes_of_what_is_kept_never_exceed_the_bound(asked: list[tuple[int, int]]) -> None:
    kept = RecentlyUsed[bytes](12, len)
    for key, size in asked:
        kept.get(key, lambda size=size: bytes(size))
        assert sum(map(len, kept._values.values())) == kept._total <= 12


def test_many_threads_get_the_value_of_their_key() -> None:
    kept, barrier = RecentlyUsed[str](40, len), threading.Barrier(4)

    def work(seed: int) -> bool:
        barrier.wait()
        return all(
            kept.get(at, lambda at=at: str(at)) == str(at) for at in ((seed * 7 + n) % 30 for n in range(500))
        )

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(4)))
