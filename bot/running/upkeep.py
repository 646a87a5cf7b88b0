"""Beside the running bot: take up new generations, look after the one being served, reindex if wanted."""

from __future__ import annotations

import logging
import threading
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Self

from bot.asking.workers import behind_the_event_loop
from bot.words import say
from bot.words.errors import explain
from bot.words.reindexing import reindexed
from embeddings.errors import PinciteError, ReindexCancelled, ReindexRunning

if TYPE_CHECKING:
    from collections.abc import Callable

    from embeddings.archive import Archive
    from embeddings.errors import GenerationDamaged
    from embeddings.settings import ArchiveSettings

LOOK_EVERY = 1.0  # seconds between two looks at which generation is current
VERIFY_EVERY = 3600.0  # seconds between two verifications of what is being served: disks fail slowly, too
END_WITHIN = 10.0  # seconds that a reindex is given to notice that it is to end

_log = logging.getLogger(__name__)


class Upkeep:
    """Threads that run for as long as the context lasts."""

    def __init__(self, archive: Archive, settings: ArchiveSettings, *, look_every: float = LOOK_EVERY) -> None:
        self._archive = archive
        self._settings = settings
        self._look_every = look_every
        self._stop = threading.Event()
        self._told: GenerationDamaged | None = archive.damage
        work = [self._follow, self._watch] if settings.reindex.watch else [self._follow]
        self._threads = [threading.Thread(target=one, name=f"pincite{one.__name__}", daemon=True) for one in work]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(END_WITHIN)

    def _follow(self) -> None:
        verified = monotonic()
        while not self._stop.wait(self._look_every):
            due = monotonic() - verified >= VERIFY_EVERY
            self._guarded(partial(self._take_up, verify=due))
            if due:
                verified = monotonic()

    def _take_up(self, *, verify: bool) -> None:
        if self._archive.refresh(verify=verify):
            _log.info("%s", say("taken-up", generation=self._archive.generation))
        damage = self._archive.damage
        if damage is not None and str(damage) != str(self._told):
            _log.warning("%s %s", say("serving-earlier"), explain(damage))
        self._told = damage

    def _watch(self) -> None:
        from embeddings.index.building.watching import settled_changes

        behind_the_event_loop()
        self._guarded(self._reindex)  # what changed while nobody watched
        for _ in settled_changes(self._settings, self._stop):
            self._guarded(self._reindex)

    def _reindex(self) -> None:
        while not self._stop.is_set():
            try:
                report = self._archive.build(cancelled=self._stop.is_set)
            except ReindexRunning:  # in another process, and perhaps from before the change
                self._stop.wait(self._settings.reindex.settle_seconds)
            except ReindexCancelled:
                return
            else:
                if report.committed:
                    _log.info("%s", reindexed(report))
                return

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do it, and go on whatever comes of it: the bot answers with what it has."""
        try:
            work()
        except PinciteError as error:
            _log.warning("%s", explain(error))
        except Exception:  # noqa: BLE001 - it is logged, and nothing may end the upkeep
            _log.exception("In looking after the index")
