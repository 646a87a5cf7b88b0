"""The dense index: inner product with every unit vector, rows numbered like the store's passages.

Vectors are kept in half precision. That loses nothing that is looked for: over 200 questions of `kropotkin` and
its 36,729 windows no cosine moved by more than 0.00006, the ten nearest were the same for every question, and of
the 150 nearest one in 1,600 was another. It takes half the memory and disk, and half the time, most of which is
that of reading them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import faiss
import numpy as np
import numpy.typing as npt

from embeddings.errors import GenerationDamaged, StorageFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from embeddings.models.encoder import Vectors

Rows = npt.NDArray[np.int64]

VECTORS = "vectors.faiss"
WRITTEN_AT_ONCE = 1 << 20  # bytes


class VectorIndex:
    """Passage vectors; searching is safe from many threads."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def of(cls, vectors: Vectors) -> VectorIndex:
        """Build from float32 [n, dim], rows L2-normalised."""
        half = faiss.ScalarQuantizer.QT_fp16
        index = faiss.IndexScalarQuantizer(vectors.shape[1], half, faiss.METRIC_INNER_PRODUCT)
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, file: Path) -> VectorIndex:
        """Read an index whose checksum was verified: FAISS trusts its files. Raises GenerationDamaged."""
        try:
            return cls(faiss.read_index(str(file)))
        except RuntimeError as error:  # FAISS's exceptions arrive as this
            raise GenerationDamaged(file, "FAISS cannot read it") from error

    def save(self, file: Path) -> None:
        """Write the index; raises StorageFailed."""
        failures: list[OSError] = []

        def put(piece: bytes) -> None:
            # FAISS cannot pass an exception on, and closes a file of its own without a word if that fails.
            if not failures:
                try:
                    stream.write(piece)
                except OSError as error:
                    failures.append(error)

        try:
            with file.open("wb") as stream:
                writer = faiss.PyCallbackIOWriter(put, WRITTEN_AT_ONCE)  # type: ignore[attr-defined]  # made by SWIG
                faiss.write_index(self._index, writer)
        except OSError as error:
            failures.append(error)
        if failures:
            raise StorageFailed(file, failures[0]) from failures[0]

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        return int(self._index.d)

    def search(self, query: Vectors, k: int, among: Rows | None = None) -> dict[int, float]:
        """Return the cosines of the `k` rows nearest to a float32 [dim] query, best first; `among` some rows."""
        selector = None if among is None else faiss.IDSelectorBatch(among)  # kept: FAISS only borrows it
        chosen = None if selector is None else faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        # One query is one thread's work: with two, 37,000 rows take no less, and on busy cores 12 ms at the 95th
        # percentile, not 1 to 5. Every calling thread has a number of its own.
        faiss.omp_set_num_threads(1)
        scores, rows = self._index.search(query[np.newaxis, :], min(k, len(self)), params=chosen)
        return {int(row): float(score) for row, score in zip(rows[0], scores[0], strict=True) if row >= 0}

    def rows(self, numbers: Rows) -> Vectors:
        """Return float32 [n, dim], the stored vectors of these rows."""
        return np.asarray(self._index.reconstruct_batch(numbers), dtype=np.float32)

    def row(self, number: int) -> Vectors:
        """Return float32 [dim], a stored vector."""
        return np.asarray(self._index.reconstruct(number), dtype=np.float32)


# Which passage a row of the vector index belongs to, and the other way round.


@dataclass(frozen=True, slots=True)
class WindowMap:
    """Windows are numbered in order of their passages, so a passage's are a range."""

    passages: npt.NDArray[np.int32]  # [windows], ascending
    heads: npt.NDArray[np.bool_]  # [windows]: is it nothing but a page's head
    starts: npt.NDArray[np.int64]  # [passages + 1]: of each, its first window; and where the last one's end

    @classmethod
    def of(cls, rows: Sequence[tuple[int, bool]]) -> WindowMap:
        """Make it of each window's passage and whether it is a head, in order."""
        passages = np.fromiter((passage for passage, _ in rows), dtype=np.int32, count=len(rows))
        heads = np.fromiter((head for _, head in rows), dtype=np.bool_, count=len(rows))
        last = int(passages[-1]) if len(passages) else -1
        return cls(passages, heads, np.searchsorted(passages, np.arange(last + 2)))

    def __len__(self) -> int:
        return len(self.passages)

    def passage(self, window: int) -> int:
        """Return the passage of a window."""
        return int(self.passages[window])

    def place(self, window: int) -> int:
        """Return which of its passage's windows it is, from 0."""
        return window - self.of_passage(self.passage(window)).start

    def rows(self, passages: Iterable[range]) -> npt.NDArray[np.int64]:
        """Return the windows of runs of passages, int64 [n]."""
        runs = [np.arange(self._start(run.start), self._start(run.stop), dtype=np.int64) for run in passages]
        return np.concatenate(runs) if runs else np.empty(0, dtype=np.int64)

    def of_passage(self, passage: int) -> range:
        """Return the windows of a passage."""
        return range(self._start(passage), self._start(passage + 1))

    def _start(self, passage: int) -> int:
        """Return the first window of a passage, or where the last window ends."""
        return int(self.starts[min(passage, len(self.starts) - 1)])
