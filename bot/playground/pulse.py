"""Waiting for a condition: whoever changes something beats, whoever waits looks again."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.playground.errors import NoAnswer

if TYPE_CHECKING:
    from collections.abc import Callable


TICK_S = 0.05  # between looks at what changes outside this Discord, a client's own state for one


class Pulse:
    """One beat for the whole local Discord; a beat wakes every waiter once."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def beat(self) -> None:
        """Say that something changed."""
        self._next.set()
        self._next = asyncio.Event()

    async def until(self, condition: Callable[[], bool], timeout: float, awaited: str) -> None:  # noqa: ASYNC109 - public API
        """Return as soon as `condition` holds; NoAnswer naming `awaited` after `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                while not condition():
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._next.wait(), TICK_S)
        except TimeoutError:
            raise NoAnswer(awaited, timeout) from None

    async def quiet(self, seconds: float) -> None:
        """Return once nothing has changed for `seconds`."""
        while True:
            try:
                async with asyncio.timeout(seconds):
                    await self._next.wait()
            except TimeoutError:
                return
