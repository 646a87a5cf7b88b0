"""How often one member may ask: so many questions in any stretch of so many seconds. Held in memory only."""

from __future__ import annotations

from collections import OrderedDict, deque
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

MOST_KEPT = 10_000  # members; who has not asked for longest is forgotten first


class Cooldown:
    """A sliding window for each key; used from one thread."""

    def __init__(self, clock: Callable[[], float] = monotonic, most_kept: int = MOST_KEPT) -> None:
        self._clock = clock
        self._most_kept = most_kept
        self._asked: OrderedDict[Hashable, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._asked)

    def take(self, key: Hashable, questions: int, seconds: float) -> float:
        """Count a question, or return the seconds until one is allowed; those are never zero.

        `questions` are allowed in any `seconds`; where either is 0, as many as one likes.
        """
        if questions <= 0 or seconds <= 0:
            return 0.0
        now = self._clock()
        asked = self._asked.setdefault(key, deque())
        self._asked.move_to_end(key)
        while asked and now - asked[0] >= seconds:
            asked.popleft()
        if len(asked) >= questions:
            # The limit may have been lowered since: what counts is the question that must have left the window.
            return max(seconds - (now - asked[-questions]), 1e-3)
        asked.append(now)
        while len(self._asked) > self._most_kept:
            self._asked.popitem(last=False)
        return 0.0
