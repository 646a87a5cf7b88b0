"""Reindexing on an admin's word: one at a time, on a thread of its own, shown in a message, across restarts."""

from __future__ import annotations

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from time import monotonic
from typing import TYPE_CHECKING, Any

import discord

from bot.admin.reindex_view import Order, Pace, Running, Standing, outcome_view, paused_view, progress_view
from bot.asking.workers import behind_the_event_loop
from bot.memory.jobs import Jobs
from bot.sending.sender import amend
from bot.words.errors import explain
from bot.words.reindexing import reindexed
from embeddings.errors import PinciteError, ReindexCancelled, ReindexRunning

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from discord import ui

    from bot.memory import Memory
    from bot.memory.jobs import Job
    from embeddings.archive import Archive
    from embeddings.report import ReindexReport

    Write = Callable[[ui.LayoutView], Awaitable[discord.Message | None]]
    """Writes a message for the first time."""

# The message that shows how a reindex goes: rewritten now and then, and missed by nobody where it is gone.

FIRST_PAUSE_S, LONGEST_PAUSE_S = 30.0, 1800.0  # after a message that could not be rewritten

_log = logging.getLogger(__name__)


class Screen:
    """A message of the bot's, or none: then showing does nothing."""

    def __init__(self, message: discord.Message | discord.PartialMessage | None) -> None:
        self._message = message
        self._pause = 0.0
        self._not_before = 0.0

    async def show(self, view: ui.LayoutView) -> None:
        """Rewrite the message, unless that failed a short while ago."""
        if monotonic() >= self._not_before:
            await self.finish(view)

    async def finish(self, view: ui.LayoutView) -> bool:
        """Rewrite the message in any case; say whether it arrived."""
        if self._message is None:
            return False
        try:
            arrived = await amend(self._message, view)
        except discord.HTTPException as error:  # a private message is out of reach after fifteen minutes
            _log.warning("The progress of a reindex is shown no more: %s", error)
            arrived = False
        self._pause = 0.0 if arrived else min(LONGEST_PAUSE_S, max(FIRST_PAUSE_S, 2 * self._pause))
        self._not_before = monotonic() + self._pause
        return arrived


# One reindex at a time, from an admin's word to its report, over restarts of the bot.

KIND = "reindex"
EDIT_EVERY_S = 2.5  # Discord lets a message be rewritten about once a second
PATIENCE_S = 60.0  # after a restart, for a reindex of the process before to end
LOOK_EVERY_S = 0.5
END_WITHIN_S = 10.0  # when the bot is stopped


class Reindexing:
    """Used from the event loop; the work itself has a thread."""

    def __init__(self, archive: Archive, memory: Memory) -> None:
        self.running: Running | None = None
        self.jobs = Jobs(memory, KIND)
        self._archive = archive
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="pincite-reindex", initializer=behind_the_event_loop)
        self._task: asyncio.Task[None] | None = None
        self._closing = False

    async def begin(self, order: Order, post: Write, answer: Write) -> Running | None:
        """Begin a reindex and return it, None where one is going on.

        `post` writes its progress for all to see and returns None where that cannot be; then `answer` does so for
        the admin alone. Raises MemoryUnusable, and then nothing has begun.
        """
        if self.running is not None or self._closing:
            return None
        running, job = Running(order), None
        self.running = running
        try:
            # Written down first: a message that nobody goes on with would promise for ever.
            job = await self.jobs.begin(order.server, order.channel, {"order": asdict(order)})
            running.message = await post(progress_view(running))
            if running.message is not None:
                await self.jobs.shown(job.id, running.message.id)
            else:  # a private message is out of reach after fifteen minutes, and for the next process at once
                running.private = True
                running.message = await answer(progress_view(running))
        except BaseException:
            self.running = None
            if job is not None:
                await self.jobs.end(job.id, {"outcome": "failed"})
            raise
        self._go(running, job, patience=0.0)
        return running

    async def resume(self, client: discord.Client) -> None:
        """Go on with what a restart interrupted, in the same message; nothing to do where nothing was."""
        if self.running is not None or self._closing:
            return
        jobs = await self.jobs.open()
        if not jobs:
            return
        *stale, last = jobs
        for job in stale:
            await self.jobs.end(job.id, {"outcome": "abandoned"})
        running = self.running = Running(Order(**last.details["order"]))
        if last.message is not None:
            channel = client.get_partial_messageable(last.channel, guild_id=last.server)
            running.message = channel.get_partial_message(last.message)
        _log.info("Going on with the reindex that was interrupted")
        self._go(running, last, patience=PATIENCE_S)

    def cancel(self) -> bool:
        """Call the reindex off; False where none is going on."""
        if self.running is None:
            return False
        self.running.cancelled.set()
        return True

    async def close(self) -> None:
        """Interrupt the reindex; it is gone on with after the next start."""
        self._closing = True
        if self.running is not None:
            self.running.cancelled.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=END_WITHIN_S)
            self._task.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _go(self, running: Running, job: Job, *, patience: float) -> None:
        self._task = asyncio.create_task(self._run(running, job, patience), name="reindex")

    async def _run(self, running: Running, job: Job, patience: float) -> None:
        screen = Screen(running.message)
        try:
            outcome = await self._outcome(running, screen, patience)
            if self._closing and isinstance(outcome, ReindexCancelled):
                await screen.finish(paused_view(running))
                return
            _tell_log(outcome)
            await self.jobs.end(job.id, _kept(outcome))
        except PinciteError as error:  # the memory: the work is done all the same
            _log.warning("%s", explain(error))
        finally:
            self.running = None
        await screen.finish(outcome_view(outcome, running))

    async def _outcome(self, running: Running, screen: Screen, patience: float) -> ReindexReport | Exception:
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._pool, self._work, running, patience)
        shown: object = None
        while not (await asyncio.wait({work}, timeout=EDIT_EVERY_S))[0]:
            standing = running.pace.now(), running.cancelled.is_set()
            if standing != shown:
                shown = standing
                await screen.show(progress_view(running))
        return work.result()

    def _work(self, running: Running, patience: float) -> ReindexReport | Exception:
        """Reindex; return what it comes to, errors as well."""
        order, until = running.order, time.monotonic() + patience
        while True:
            try:
                return self._archive.build(
                    full=order.full, force=order.force, progress=running.pace, cancelled=running.cancelled.is_set
                )
            except ReindexRunning as error:
                if time.monotonic() >= until:
                    return error
                if running.cancelled.wait(LOOK_EVERY_S):
                    return ReindexCancelled()
            except Exception as error:  # noqa: BLE001 - whatever it is, the admin who waits is told
                return error


def _tell_log(outcome: ReindexReport | Exception) -> None:
    match outcome:
        case ReindexCancelled():
            _log.info("A reindex was called off")
        case PinciteError():
            _log.warning("A reindex came to nothing: %s", explain(outcome))
        case Exception():
            _log.error("A reindex came to nothing", exc_info=outcome)
        case _:
            _log.info("%s", reindexed(outcome))


def _kept(outcome: ReindexReport | Exception) -> dict[str, Any]:
    """Return what `/admin status` will say of it."""
    match outcome:
        case ReindexCancelled():
            return {"outcome": "cancelled"}
        case Exception():
            return {"outcome": "failed"}
        case _:
            return {"outcome": "done", "generation": outcome.generation, "seconds": outcome.seconds}


__all__ = ["Order", "Pace", "Reindexing", "Running", "Standing"]
