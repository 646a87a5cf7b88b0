"""Which passage a row of the vector index belongs to, and the other way round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class WindowMap:
    """Windows are numbered in order of their passages, so a passage's are a range."""

    passages: npt.NDArray[np.int32]  # [windows], ascending
    heads: npt.NDArray[np.bool_]  # [windows]: is it nothing but a page's head

    @classmethod
    def of(cls, rows: Sequence[tuple[int, bool]]) -> WindowMap:
        """Make it of each window's passage and whether it is a head, in order."""
        passages = np.fromiter((passage for passage, _ in rows), dtype=np.int32, count=len(rows))
        return cls(passages, np.fromiter((head for _, head in rows), dtype=np.bool_, count=len(rows)))

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
        edges = [np.searchsorted(self.passages, [run.start, run.stop]) for run in passages]
        runs = [np.arange(left, right, dtype=np.int64) for left, right in edges]
        return np.concatenate(runs) if runs else np.empty(0, dtype=np.int64)

    def of_passage(self, passage: int) -> range:
        """Return the windows of a passage."""
        left, right = np.searchsorted(self.passages, [passage, passage + 1])
        return range(int(left), int(right))
