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
