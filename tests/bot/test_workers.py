from __future__ import annotations

import asyncio
import threading

import pytest

from bot.discord_errors import Busy
from bot.workers import Workers


async def test_work_runs_on_another_thread_and_its_result_or_error_comes_back() -> None:
    workers = Workers(1, 0)
    with workers.place():
        assert await workers.run(threading.get_ident) != threading.get_ident()
        with pytest.raises(ZeroDivisionError):
            await workers.run(divmod, 1, 0)
    workers.close()


async def test_there_are_as_many_places_as_threads_and_waiting_and_a_place_left_is_free_again() -> None:
    workers = Workers(2, 1)
    with workers.place(), workers.place():
        with workers.place(), pytest.raises(Busy) as caught, workers.place():
            pytest.fail("a fourth place was given")
        assert caught.value.places == 3
        with workers.place():
            pass
    workers.close()


async def test_what_waits_is_begun_when_a_thread_is_free() -> None:
    workers = Workers(1, 1)
    release, began = threading.Event(), threading.Event()

    def work(name: str) -> str:
        began.set()
        release.wait(10)
        return name

    with workers.place(), workers.place():
        first = asyncio.ensure_future(workers.run(work, "first"))
        await asyncio.to_thread(began.wait, 10)
        second = asyncio.ensure_future(workers.run(work, "second"))
        release.set()
        assert await asyncio.gather(first, second) == ["first", "second"]
    workers.close()


async def test_closing_forgets_what_has_not_begun_and_lets_the_rest_end() -> None:
    workers = Workers(1, 1)
    release, began = threading.Event(), threading.Event()

    def work() -> bool:
        began.set()
        return release.wait(10)

    running = asyncio.ensure_future(workers.run(work))
    await asyncio.to_thread(began.wait, 10)
    waiting = asyncio.ensure_future(workers.run(work))
    await asyncio.sleep(0)
    workers.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    release.set()
    assert await running
