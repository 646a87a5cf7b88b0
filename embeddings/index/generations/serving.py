"""What answers questions: one generation, its models, and a count of who is using them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from embeddings.errors import GenerationDamaged
from embeddings.index.generations.generation import Generation, open_current
from embeddings.index.generations.leases import prune
from embeddings.index.generations.pointer import LOCK
from embeddings.models import cache, reranker_cache

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.models.encoder import Encoder
    from embeddings.models.reranker import Reranker
    from embeddings.settings import ArchiveSettings


class Serving:
    """An open generation that is closed when it is retired and its last user is done with it."""

    def __init__(self, generation: Generation, encoder: Encoder, reranker: Reranker | None) -> None:
        self.generation = generation
        self.encoder = encoder
        self.reranker = reranker
        self._lock = threading.Lock()
        self._users = 0
        self._retired = False

    @property
    def identity(self) -> str:
        """Return the generation's identity."""
        return self.generation.manifest.id

    def enter(self) -> bool:
        """Count one more user; False if it is too late for that."""
        with self._lock:
            self._users += not self._retired
            return not self._retired

    def leave(self) -> bool:
        """Count one user less; True if that closed the generation."""
        with self._lock:
            self._users -= 1
            return self._close_if_done()

    def retire(self) -> bool:
        """Take no more users; True if that closed the generation."""
        with self._lock:
            closing = not self._retired
            self._retired = True
            return closing and self._close_if_done()

    def _close_if_done(self) -> bool:
        if self._retired and not self._users:
            self.generation.close()
            return True
        return False


class Served:
    """Which generation is being served; exchanged in one step, while answers go on."""

    def __init__(self, settings: ArchiveSettings, serving: Serving) -> None:
        self._settings = settings
        self.now = serving

    @contextmanager
    def leased(self) -> Iterator[Serving]:
        """Give what is served, and keep it open for as long as the context lasts."""
        while not (serving := self.now).enter():
            pass  # it was exchanged in this very moment
        try:
            yield serving
        finally:
            if serving.leave():
                tidy(self._settings)

    def exchange(self, serving: Serving) -> None:
        """Serve another generation from now on."""
        before, self.now = self.now, serving
        if before.retire():
            tidy(self._settings)


def load(settings: ArchiveSettings, now: Serving | None = None) -> tuple[Serving, GenerationDamaged | None]:
    """Open the current generation, with the encoder of the one served now if that fits.

    Returns also the damage for which an earlier generation was opened, if there is any. Raises NoGeneration, or
    GenerationDamaged where none is sound.
    """
    generation, damage = open_current(settings.data)
    try:
        model = generation.manifest.model
        if now is not None:
            fits = now.generation.manifest.model == model
            return Serving(generation, now.encoder if fits else _encoder(settings, model), now.reranker), damage
        # Side by side: each takes a third of the time that a command needs to begin. The smaller one in the other
        # thread, because that keeps for itself what memory it has once taken.
        with ThreadPoolExecutor(1, "pincite-loading") as beside:
            encoder = beside.submit(_encoder, settings, model)
            reranker = reranker_cache.load(settings.data, settings.rerank)
            return Serving(generation, encoder.result(), reranker), damage
    except BaseException:
        generation.close()
        raise


def tidy(settings: ArchiveSettings) -> None:
    """Remove generations kept only until their last reader was done; a running reindex does so itself."""
    try:
        with FileLock(settings.data / LOCK, timeout=0):
            prune(settings.data)
    except (Timeout, OSError):
        pass


def _encoder(settings: ArchiveSettings, model: str) -> Encoder:
    try:
        return cache.load(settings.data, model)
    except GenerationDamaged:
        # The export is a copy of an installed model: it can be made again, if that model is still the same.
        if cache.prepare(settings.data, settings.model) != model:
            raise
        return cache.load(settings.data, model)
