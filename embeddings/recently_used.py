"""Keep what was made of something large for the next time, within a bound of memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Kept = TypeVar("Kept")


class RecentlyUsed(Generic[Kept]):
    """The values used last whose sizes add up to at most `limit`; safe to use from many threads."""

    def __init__(self, limit: int, size: Callable[[Kept], int]) -> None:
        """`size` says what one value counts, in the unit of `limit`."""
        self._limit = limit
        self._size = size
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, Kept] = OrderedDict()
        self._total = 0

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return the value of a key, made if it is not there. Two threads may both make it; one is kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        made = make()
        with self._lock:
            if key not in self._values:
                self._values[key] = made
                self._total += self._size(made)
            while self._total > self._limit:
                self._total -= self._size(self._values.popitem(last=False)[1])
        return made
