from __future__ import annotations

import asyncio
import os
import sys
import threading
from functools import partial

import pytest

from bot.asking.workers import NICENESS, Workers
from bot.errors import Busy


async def test_work_runs_on_another_thread_and_its_result_or_error_comes_back() -> None:
    workers = Workers(1, 0)
    with workers.place("A") as place:
        assert await place.run(threading.get_ident) != threading.get_ident()
        # What is done with the result holds up nobody.
        with workers.place("A") as second, pytest.raises(ZeroDivisionError):
            await second.run(divmod, 1, 0)
    with workers.place("A") as third:
        assert await third.run(int) == 0
    workers.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a priority is the whole process's")
async def test_work_stands_behind_the_event_loop_for_the_processor() -> None:
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    workers = Workers(1, 0)
    before = niceness()
    with workers.place("A") as place:
        assert await place.run(niceness) == max(before, NICENESS)
    assert niceness() == before
    workers.close()


async def test_there_are_as_many_places_as_threads_and_waiting_and_a_place_left_is_free_again() -> None:
    workers = Workers(2, 1)
    with workers.place("A"), workers.place("A"):
        with workers.place("A"), pytest.raises(Busy) as caught, workers.place("A"):
            pytest.fail("a fourth place was given")
        assert caught.value.places == 3
        with workers.place("A"):
            pass
    with (
        workers.place("A"),
        workers.place("A"),
        workers.place("A") as third,
        pytest.raises(Busy),
        workers.place("A"),
    ):
        assert not third.turn.done()
    workers.close()


async def test_groups_take_turns_whoever_came_first() -> None:
    workers, order = Workers(1, 10), list[str]()
    release, began = threading.Event(), threading.Event()

    async def ask(group: str, name: str) -> None:
        with workers.place(group) as place:
            await place.run(order.append, name)

    def hold() -> None:
        began.set()
        release.wait(10)

    with workers.place("A") as first:
        holding = asyncio.ensure_future(first.run(hold))
        await asyncio.to_thread(began.wait, 10)
        asked = [asyncio.ensure_future(ask("A", f"A{number}")) for number in range(3)]
        await asyncio.sleep(0)
        asked += [asyncio.ensure_future(ask(group, f"{group}0")) for group in "BC"]
        await asyncio.sleep(0)
        release.set()
        await holding
    await asyncio.gather(*asked)
    assert order == ["A0", "B0", "C0", "A1", "A2"]
    workers.close()


async def test_the_newest_of_a_crowd_makes_room_for_another_server_and_is_told() -> None:
    workers = Workers(1, 2)
    a, b = partial(workers.place, "A"), partial(workers.place, "B")
    # What was sent away while nobody looked is sent away all the same, and leaves no thread behind.
    with a(), a() as second, a() as third, b() as other:
        with pytest.raises(Busy):
            await third.run(int)
        assert not second.turn.done()
        assert not other.turn.done()
    with workers.place("A") as again:
        assert await again.run(int) == 0
    workers.close()


async def test_a_question_given_up_while_it_waits_takes_no_thread() -> None:
    workers = Workers(1, 5)

    async def wait() -> None:
        with workers.place("A") as place:
            await place.run(int)

    with workers.place("A") as first:
        waiting = asyncio.ensure_future(wait())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert await first.run(int) == 0
    with workers.place("A") as last:
        assert last.turn.done()
    workers.close()


async def test_closing_forgets_what_has_not_begun_and_lets_the_rest_end() -> None:
    workers = Workers(1, 1)
    release, began = threading.Event(), threading.Event()

    def work() -> bool:
        began.set()
        return release.wait(10)

    with workers.place("A") as first, workers.place("A") as second:
        running = asyncio.ensure_future(first.run(work))
        await asyncio.to_thread(began.wait, 10)
        waiting = asyncio.ensure_future(second.run(work))
        await asyncio.sleep(0)
        workers.close()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        release.set()
        assert await running


async def test_one_person_in_sixty_servers_delays_another_by_one_answer() -> None:
    workers, order = Workers(1, 100), list[str]()

    async def ask(name: str, group: str, person: int) -> None:
        with workers.place(group, person) as place:
            await place.run(order.append, name)

    with workers.place("first", 0):
        asking = [asyncio.create_task(ask("busy", f"server {number}", 1)) for number in range(60)]
        asking += [
            asyncio.create_task(ask(f"quiet {number}", f"quiet {number}", 10 + number)) for number in range(3)
        ]
        await asyncio.sleep(0)
    await asyncio.gather(*asking)
    assert [order.index(f"quiet {number}") for number in range(3)] == [1, 2, 3]
    assert len(order) == 63
    assert workers._people == {}
    workers.close()


async def test_who_is_refused_holds_nothing() -> None:
    workers = Workers(1, 0)
    with workers.place("A", 1), pytest.raises(Busy), workers.place("B", 2):
        pytest.fail("a second place was given")
    assert workers._people == {}
    workers.close()
