"""Threads for what would hold up the event loop, and a bounded line before them, shared fairly."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

from bot.errors import Busy
from bot.sending.places import group_of, member_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from bot.sending.sender import Origin

# A bounded line in which nobody can crowd out the others: fair queueing with longest-queue drop.
#
# Everything that waits belongs to a group. Groups take turns, and within one, who came first goes first. When
# all
# places are taken and a group that waits with less than another comes, the newest of the group that waits with
# most
# has to go. So with `places` places and n groups waiting, a group is never refused while it holds less than its
# share, places // n.

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


NICENESS = 5  # about a third of the processor's time where others want it too

P = ParamSpec("P")


def behind_the_event_loop() -> None:
    """Have the system prefer other threads to this one, and to those it starts, where it knows of such a thing.

    Heartbeats and acknowledgements are due within seconds and take milliseconds; an answer takes its time anyway.
    """
    if sys.platform == "linux":  # elsewhere a priority is the whole process's
        this = threading.get_native_id()
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, this, max(NICENESS, os.getpriority(os.PRIO_PROCESS, this)))


class Place:
    """A place in line, or a thread already."""

    def __init__(self, pool: ThreadPoolExecutor, leave: Callable[[Place], None]) -> None:
        self._pool = pool
        self._leave = leave
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # Who is sent away while nobody waits for the turn learns of it in `run`.
        self.turn.add_done_callback(lambda turn: turn.cancelled() or turn.exception())

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns, from another thread, as soon as it is this place's turn; to be called once.

        With that the place is given up: what is done with the result needs no thread.

        Raises:
            Busy: it had to make room for a group that waits with less.

        """
        await self.turn
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: work(*args, **kwargs))
        finally:
            self._leave(self)


@dataclass(slots=True)
class _Person:
    """Somebody who holds places."""

    group: Hashable  # that of the first of them
    places: int = 0


class Workers:
    """`threads` pieces of work at the same time, `waiting` more in line. Used from one event loop only."""

    def __init__(self, threads: int, waiting: int) -> None:
        self._free = threads
        self._held: set[Place] = set()
        self._people: dict[Hashable, _Person] = {}  # who holds places
        self._line = FairQueue[Place](waiting)
        self._pool = ThreadPoolExecutor(
            threads, thread_name_prefix="pincite-answer", initializer=behind_the_event_loop
        )
        self._closed = False

    @contextmanager
    def place(self, group: Hashable, person: Hashable = None) -> Iterator[Place]:
        """Hold a place; `group` is who shares the places fairly with others. Raises Busy where there is none.

        Of a `person` who holds places already, further ones belong to the same group, wherever they ask: with
        questions in sixty servers nobody has the turns of sixty.
        """
        held = self._people.setdefault(person, _Person(group)) if person is not None else _Person(group)
        group = held.group
        place = Place(self._pool, self._leave)
        held.places += 1
        try:
            self._enter(group, place)
        except Busy:
            self._left(person, held)
            raise
        self._held.add(place)
        try:
            yield place
        finally:
            self._left(person, held)
            if self._line.remove(group, place):
                self._held.discard(place)
            else:
                self._leave(place)

    def close(self) -> None:
        """Forget what has not begun; what has begun ends by itself."""
        self._closed = True
        while (place := self._line.take()) is not None:
            place.turn.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _left(self, person: Hashable, held: _Person) -> None:
        held.places -= 1
        if not held.places:
            self._people.pop(person, None)

    def _enter(self, group: Hashable, place: Place) -> None:
        if self._free and not self._closed:
            self._free -= 1
            place.turn.set_result(None)
            return
        sent_away = self._line.put(group, place)
        if sent_away is place:
            raise Busy(len(self._held))
        if sent_away is not None and not sent_away.turn.done():
            sent_away.turn.set_exception(Busy(len(self._held)))

    def _leave(self, place: Place) -> None:
        if place in self._held:
            self._held.discard(place)
            if not _sent_away(place):
                self._free += 1
                self._next()

    def _next(self) -> None:
        """Give the threads that are free to those whose turn it is."""
        while self._free and not self._closed and (place := self._line.take()) is not None:
            if not place.turn.done():
                self._free -= 1
                place.turn.set_result(None)


def _sent_away(place: Place) -> bool:
    return not place.turn.done() or place.turn.cancelled() or place.turn.exception() is not None


# Reading in the archive for those who press a button, on a thread that no question waits for.

THREADS = 1  # a page is there in milliseconds


class Reading:
    """Shows what stands in documents; answering has threads of its own."""

    def __init__(self, waiting: int) -> None:
        """Let as many `waiting` presses wait; more raise Busy."""
        self._workers = Workers(THREADS, waiting)

    async def run(self, origin: Origin, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns, from the thread; raises Busy."""
        with self._workers.place(group_of(origin), member_of(origin).id) as place:
            return await place.run(work, *args, **kwargs)

    def close(self) -> None:
        """Forget what has not begun."""
        self._workers.close()
