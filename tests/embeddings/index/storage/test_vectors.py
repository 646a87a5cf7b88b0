from __future__ import annotations

from typing import TYPE_CHECKING

import faiss
import numpy as np

from embeddings.archive import Archive
from embeddings.index.storage.vectors import VECTORS, VectorIndex

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from embeddings.settings import ArchiveSettings

DIMENSIONS, COUNT = 384, 2000
BYTES_A_NUMBER = 2


def unit_vectors(count: int, seed: int) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSIONS)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_nearest_and_their_cosines_are_those_of_the_exact_vectors(tmp_path: Path) -> None:
    vectors, queries = unit_vectors(COUNT, 0), unit_vectors(20, 1)
    VectorIndex.of(vectors).save(tmp_path / VECTORS)
    index = VectorIndex.load(tmp_path / VECTORS)
    for query in queries:
        cosines = vectors @ query
        found = index.search(query, 10)
        assert list(found) == np.argsort(-cosines)[:10].tolist()
        assert np.allclose(list(found.values()), np.sort(cosines)[::-1][:10], atol=1e-4)
    assert np.abs(index.rows(np.arange(COUNT)) - vectors).max() < 1e-4
    assert (tmp_path / VECTORS).stat().st_size < COUNT * DIMENSIONS * BYTES_A_NUMBER + 1000


def test_rows_that_are_taken_over_again_and_again_stay_what_they_are() -> None:
    rows = np.arange(COUNT)
    once = VectorIndex.of(unit_vectors(COUNT, 2)).rows(rows)
    assert np.array_equal(VectorIndex.of(once).rows(rows), once)


def test_an_index_of_32_bits_is_served_and_taken_over(
    settings_for: Callable[..., ArchiveSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    def whole(vectors: np.ndarray) -> VectorIndex:
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        return VectorIndex(index)

    settings = settings_for(lamp="Tom Brae lit the lamp at nine.")
    with monkeypatch.context() as before:
        before.setattr(VectorIndex, "of", whole)
        Archive(settings).build()
    archive = Archive(settings).open()
    try:
        first = archive._served.now.generation.folder
        assert isinstance(faiss.read_index(str(first / VECTORS)), faiss.IndexFlat)
        assert archive.ask("Who lit the lamp?").quotes[0].text == "Tom Brae lit the lamp at nine."
        (settings.source / "bread.txt").write_text("Rye bread needs a sour dough.", encoding="utf-8")
        archive.build()
        second = archive._served.now.generation.folder
        assert isinstance(faiss.read_index(str(second / VECTORS)), faiss.IndexScalarQuantizer)
        assert archive.ask("Who lit the lamp?").quotes[0].text == "Tom Brae lit the lamp at nine."
        assert archive.ask("What does rye bread need?").quotes[0].document == "bread.txt"
    finally:
        archive.close()
