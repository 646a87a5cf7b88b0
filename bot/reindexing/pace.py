"""How far a reindex is and how fast it goes, told by one thread and read by another."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from embeddings.progress import Stage

SURE_AFTER_S = 2.0  # a shorter time tells nothing of the rate


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the work stands; what is not known is None."""

    stage: Stage | None = None  # None: it has not begun
    done: int = 0
    total: int | None = None
    per_second: float | None = None
    remaining_s: float | None = None  # of this stage


class Pace:
    """A `Progress` of the library; `now` may be called from any thread."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        # Exchanged as a whole, never changed in place: a reader sees one report, not parts of two.
        self._told: tuple[Stage | None, int, int | None, float, int] = (None, 0, None, clock(), 0)

    def __call__(self, stage: Stage, done: int, total: int | None, /) -> None:
        """Report."""
        before, _, _, began, first = self._told
        if stage is not before:
            began, first = self._clock(), done  # what a stage finds done already was not done at this rate
        self._told = (stage, done, total, began, first)

    def now(self) -> Standing:
        """Return where the work stands."""
        stage, done, total, began, first = self._told
        seconds, progress = self._clock() - began, done - first
        if stage is None or total is None or seconds < SURE_AFTER_S or progress <= 0:
            return Standing(stage, done, total)
        rate = progress / seconds
        return Standing(stage, done, total, rate, max(0, total - done) / rate)
