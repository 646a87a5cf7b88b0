from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pytest

from embeddings.index.building.gathering import FILE, EmbeddingCache

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.models.encoder import Vectors

DIMENSIONS = 3
KEYS = [hashlib.sha256(bytes([number])).digest() for number in range(4)]
VECTORS = np.arange(12, dtype=np.float32).reshape(4, DIMENSIONS)


def found(cache: EmbeddingCache) -> list[int]:
    """Return which of the vectors are there; a wrong one fails."""
    there = []
    for number, (key, vector) in enumerate(zip(KEYS, VECTORS, strict=True)):
        kept: Vectors | None = cache.get(key, DIMENSIONS)
        if kept is not None:
            assert np.array_equal(kept, vector)
            there.append(number)
    return there


def filled(data: Path) -> bytes:
    cache = EmbeddingCache(data)
    cache.add(KEYS[:2], VECTORS[:2])
    cache.add(KEYS[2:], VECTORS[2:])
    return (data / FILE).read_bytes()


def test_what_was_added_is_there_for_the_next_one(tmp_path: Path) -> None:
    filled(tmp_path)
    assert found(EmbeddingCache(tmp_path)) == [0, 1, 2, 3]


def test_a_file_cut_off_anywhere_gives_its_whole_entries_and_is_written_on(tmp_path: Path) -> None:
    content = filled(tmp_path)
    entry = len(content) // 4
    for length in range(len(content)):
        (tmp_path / FILE).write_bytes(content[:length])
        cache = EmbeddingCache(tmp_path)
        whole = list(range(length // entry))
        assert found(cache) == whole
        cache.add(KEYS[3:], VECTORS[3:])
        assert found(EmbeddingCache(tmp_path)) == sorted({*whole, 3})


def test_no_flipped_bit_gives_a_wrong_vector(tmp_path: Path) -> None:
    content = filled(tmp_path)
    entry = len(content) // 4
    for bit in range(0, 8 * len(content), 3):
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        (tmp_path / FILE).write_bytes(flipped)
        assert found(EmbeddingCache(tmp_path)) == list(range(bit // 8 // entry))


def test_vectors_of_another_length_are_not_given(tmp_path: Path) -> None:
    filled(tmp_path)
    assert EmbeddingCache(tmp_path).get(KEYS[0], DIMENSIONS + 1) is None


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_left_after_clearing(tmp_path: Path, there: bool) -> None:
    if there:
        filled(tmp_path)
    cache = EmbeddingCache(tmp_path)
    cache.clear()
    assert not (tmp_path / FILE).exists()
    assert found(cache) == []
