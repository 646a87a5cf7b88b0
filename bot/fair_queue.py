"""A bounded line in which nobody can crowd out the others: fair queueing with longest-queue drop.

Everything that waits belongs to a group. Groups take turns, and within one, who came first goes first. When all
places are taken and a group that waits with less than another comes, the newest of the group that waits with most
has to go. So with `places` places and n groups waiting, a group is never refused while it holds less than its
share, places // n.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

T = TypeVar("T")


class FairQueue(Generic[T]):
    """`places` items at most; an item may stand in it once."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._groups: dict[Hashable, deque[T]] = {}  # in the order of their turns; none is empty
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def waiting(self, group: Hashable) -> int:
        """Return how many items of a group wait."""
        return len(self._groups.get(group, ()))

    def put(self, group: Hashable, item: T) -> T | None:
        """Add an item; return what had to go for it, which may be the item itself, None where there was room."""
        dropped = None
        if self._size >= self._places:
            longest = max(self._groups, key=self.waiting, default=None)
            # Not for a group that would then wait with as much as the one that has to give way.
            if longest is None or self.waiting(group) + 1 >= self.waiting(longest):
                return item
            dropped = self._groups[longest].pop()
            self._size -= 1
        self._groups.setdefault(group, deque()).append(item)
        self._size += 1
        return dropped

    def take(self) -> T | None:
        """Return whose turn it is, None where nobody waits."""
        if not self._groups:
            return None
        group, items = next(iter(self._groups.items()))
        item = items.popleft()
        del self._groups[group]
        if items:
            self._groups[group] = items  # behind the others
        self._size -= 1
        return item

    def remove(self, group: Hashable, item: T) -> bool:
        """Take an item out of the line; say whether it was there."""
        items = self._groups.get(group, deque())
        try:
            items.remove(item)
        except ValueError:
            return False
        if not items:
            del self._groups[group]
        self._size -= 1
        return True
