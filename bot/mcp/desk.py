"""The archive behind the tools: opened beside, asked in threads, and always of the current generation."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, TypeVar

import anyio
import anyio.to_thread

from bot.errors import Busy
from bot.mcp.errors import NotReady
from bot.terminal.opening import open_or_build
from bot.words import say
from bot.words.errors import explain
from embeddings.errors import PinciteError

if TYPE_CHECKING:
    from collections.abc import Callable

    from embeddings.archive import Archive
    from embeddings.settings import ArchiveSettings

T = TypeVar("T")

THREADS = 2  # calls answered at the same time
WAITING = 20  # calls that may wait for them; more are sent away
PATIENCE = 20.0  # seconds that a call waits for the archive: clients give up after about a minute

_log = logging.getLogger(__name__)


class Desk:
    """Takes calls from one event loop, which never waits for the archive itself."""

    def __init__(self, settings: ArchiveSettings, *, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._patience = patience
        self._archive: Archive | None = None
        self._ready = anyio.Event()
        self._threads = anyio.CapacityLimiter(THREADS)
        self._calls = 0
        self._following = threading.Lock()
        self._leaving = threading.Event()

    async def open(self) -> None:
        """Open the archive, its index built first where there is none; raises PinciteError."""
        try:
            self._archive = await anyio.to_thread.run_sync(
                open_or_build, self._settings, self._leaving.is_set, abandon_on_cancel=True
            )
        finally:
            self._leaving.set()  # nobody waits for what is still being built
        self._ready.set()

    def close(self) -> None:
        """Release the archive, once the last call is answered."""
        self._leaving.set()
        if self._archive is not None:
            self._archive.close()

    async def run(self, work: Callable[[Archive], T]) -> T:
        """Return what `work` returns, from a thread.

        Raises:
            Busy: as many calls as may be are waiting.
            NotReady: the archive is not open yet.

        """
        if self._calls >= THREADS + WAITING:
            raise Busy(THREADS + WAITING)
        self._calls += 1
        try:
            with anyio.move_on_after(self._patience):
                await self._ready.wait()
            if (archive := self._archive) is None:
                raise NotReady
            return await anyio.to_thread.run_sync(self._work, archive, work, limiter=self._threads)
        finally:
            self._calls -= 1

    def _work(self, archive: Archive, work: Callable[[Archive], T]) -> T:
        self._follow(archive)
        return work(archive)

    def _follow(self, archive: Archive) -> None:
        """Serve the generation that is current now; where another call is about that, this one does not wait."""
        if not self._following.acquire(blocking=False):
            return
        try:
            if archive.refresh():
                _log.info("%s", say("taken-up", generation=archive.generation))
        except PinciteError as error:  # what is open is sound, and goes on being served
            _log.warning("%s", explain(error))
        finally:
            self._following.release()
