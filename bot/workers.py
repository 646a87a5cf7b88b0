"""Threads for what would hold up the event loop, and a bound on what may wait for them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bot.discord_errors import Busy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """`threads` pieces of work at the same time, `waiting` more in line. Used from one event loop only."""

    def __init__(self, threads: int, waiting: int) -> None:
        self._most = threads + waiting
        self._taken = 0
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="pincite-answer")

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place in line; raises Busy at once where there is none."""
        if self._taken >= self._most:
            raise Busy(self._taken)
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns, from another thread; only while holding a place."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: work(*args, **kwargs))

    def close(self) -> None:
        """Forget what has not begun; what has begun ends by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)
