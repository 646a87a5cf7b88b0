"""Reading in the archive for those who press a button, on a thread that no question waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bot.places import group_of
from bot.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sender import Origin

THREADS = 1  # a page is there in milliseconds

P = ParamSpec("P")
T = TypeVar("T")


class Reading:
    """Shows what stands in documents; answering has threads of its own."""

    def __init__(self, waiting: int) -> None:
        """Let as many `waiting` presses wait; more raise Busy."""
        self._workers = Workers(THREADS, waiting)

    async def run(self, origin: Origin, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns, from the thread; raises Busy."""
        with self._workers.place(group_of(origin)) as place:
            return await place.run(work, *args, **kwargs)

    def close(self) -> None:
        """Forget what has not begun."""
        self._workers.close()
