"""What answers questions: one generation, its models, and a count of who is using them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from embeddings.errors import GenerationDamaged, NoGeneration
from embeddings.index.generations.generation import Generation, open_current
from embeddings.index.generations.leases import prune
from embeddings.index.generations.manifest import verify as verify_files
from embeddings.index.generations.pointer import LOCK, current_id
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

    def __init__(self, settings: ArchiveSettings) -> None:
        self.damage: GenerationDamaged | None = None  # of the current one, where an earlier one is served instead
        self._settings = settings
        self._exchanging = threading.Lock()
        self._open: Serving | None = None
        self._passed_over: str | None = None  # the current generation, if it was found damaged

    @property
    def now(self) -> Serving:
        """Return what is served, opened if nothing is; raises NoGeneration or GenerationDamaged."""
        serving = self._open
        return self.open() if serving is None else serving

    def open(self) -> Serving:
        """Open the current generation if none is open yet."""
        with self._exchanging:
            return self._load() if self._open is None else self._open

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

    def exchange(self) -> None:
        """Serve what is sound from now on; raises GenerationDamaged where nothing is."""
        with self._exchanging:
            self._load()

    def refresh(self, *, verify: bool = False) -> bool:
        """Serve another generation if there is reason to; see `Archive.refresh`."""
        if (before := self._open) is None:
            return False
        self._take_up()
        if verify and (damage := self._found_damaged()) is not None:
            self.exchange()
            self.damage = self.damage or damage
        now = self._open
        return now is not None and now.identity != before.identity

    def close(self) -> None:
        """Serve nothing, and release files once the last user is done."""
        with self._exchanging:
            before, self._open = self._open, None
            if before is not None:
                before.retire()

    def _take_up(self) -> None:
        with self._exchanging, suppress(NoGeneration):
            try:
                if self._open and current_id(self._settings.data) not in {self._open.identity, self._passed_over}:
                    self._load()
            except GenerationDamaged as damage:
                self.damage = damage

    def _found_damaged(self) -> GenerationDamaged | None:
        with self.leased() as serving:
            try:
                verify_files(serving.generation.folder, serving.generation.manifest)
            except GenerationDamaged as damage:
                return damage
        return None

    def _load(self) -> Serving:
        """Open what is current and sound, and retire what was served; for who holds the lock."""
        before, data = self._open, self._settings.data
        serving, self.damage = load(self._settings, before)
        self._passed_over = None
        if self.damage is not None:
            with suppress(NoGeneration, GenerationDamaged):
                self._passed_over = current_id(data)
        self._open = serving
        if before is not None and before.retire():
            tidy(self._settings)
        return serving


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
