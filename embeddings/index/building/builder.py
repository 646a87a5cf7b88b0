"""Bring the index up to date: compare, build a new generation beside the current one, check it, commit it."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from embeddings.documents.sandbox import Sandbox
from embeddings.errors import (
    GenerationDamaged,
    NoGeneration,
    ReindexRunning,
    SourceProblem,
    SourceShrunk,
    SourceUnavailable,
    StorageFailed,
)
from embeddings.files import folder_size
from embeddings.index.building import space
from embeddings.index.building.assembly import Site
from embeddings.index.building.comparing import Look, compare, list_files, lost_of, report_of
from embeddings.index.building.gathering import EmbeddingCache, Gathered, KnownVectors, encode, gather, read
from embeddings.index.generations.generation import Generation, next_id, open_current
from embeddings.index.generations.leases import prune
from embeddings.index.generations.pointer import LOCK, committed, read_pointer
from embeddings.index.generations.recipe import causes, recipe_of
from embeddings.index.storage.preparation import Preparer, passage_budget
from embeddings.index.storage.snapshot import Snapshot
from embeddings.index.storage.store import STORE
from embeddings.models import cache, reranker_cache
from embeddings.progress import Cancelled, Progress, Stage, never, silent, stopping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from embeddings.models.encoder import ModelCard
    from embeddings.report import ReindexReport
    from embeddings.settings import ArchiveSettings

# The generation a reindex starts from.


@dataclass(frozen=True, slots=True)
class Base:
    """What was there before: nothing, the current generation or, where that is damaged, a sound earlier one."""

    generation: Generation | None
    snapshot: Snapshot
    is_current: bool
    kept: tuple[str, ...]  # the generations to keep beside a new one, the likeliest to be wanted first


@contextmanager
def opened_base(data: Path) -> Iterator[Base]:
    """Open the base for as long as the context lasts."""
    try:
        generation, damage = open_current(data)
    except (NoGeneration, GenerationDamaged):
        yield Base(None, Snapshot(0, {}), is_current=False, kept=())
        return
    try:
        yield Base(
            generation,
            generation.snapshot(),
            is_current=damage is None,
            kept=_sound(data, generation.manifest.id),
        )
    finally:
        generation.close()


def _sound(data: Path, identity: str) -> tuple[str, ...]:
    """Return what is worth keeping: the base, then the others, without those found damaged on the way to it."""
    tried, damage = committed(data)
    order = tried if damage is not None else read_pointer(data)
    damaged = tried[: tried.index(identity)]
    return (identity, *(name for name in order if name != identity and name not in damaged))


def build(
    settings: ArchiveSettings,
    *,
    full: bool = False,
    force: bool = False,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> ReindexReport:
    """Build, check and commit a generation of the documents in the source folder, unless nothing changed.

    `full` reads and embeds every document anew; else that is done for those that changed only. `force` accepts a
    folder that has lost more than half of its documents, or all. Once `cancelled` returns true, the work ends
    within a document or 64 passages.

    Raises:
        SourceUnavailable: there is no folder, no readable document in it, or (SourceShrunk) too few are left.
        ModelError: the model is missing, damaged or unusable.
        ReindexRunning: another process is at it.
        ReindexCancelled: `cancelled` returned true.
        DiskNearlyFull: the new generation would not leave the spare space free.
        StorageFailed: the data folder cannot be written.

    """
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        with FileLock(settings.data / LOCK, timeout=0):
            with opened_base(settings.data) as base:
                report = _Reindex(settings, full, force, stopping(progress, cancelled), base).run()
            prune(settings.data)  # now that the base is read no more
            return report
    except Timeout as error:
        raise ReindexRunning(settings.data) from error
    except OSError as error:
        raise StorageFailed(settings.data, error) from error


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The generation that is current now."""

    identity: str
    snapshot: Snapshot
    passages: int
    encoded: int = 0
    committed: bool = False


@dataclass(frozen=True, slots=True)
class _Reindex:
    settings: ArchiveSettings
    full: bool
    force: bool
    progress: Progress
    base: Base

    def run(self) -> ReindexReport:
        began = time.monotonic()
        settings, base = self.settings, self.base
        prune(settings.data)
        # The folder first: a wrong path should not cost the model's preparation.
        look = list_files(settings)
        # Then the disk: what is known to be too much should not either.
        space.require(settings, 0 if base.generation else space.store_bytes(settings.source, look.paths))
        recipe = recipe_of(settings, cache.prepare(settings.data, settings.model, self.progress))
        # A generation does not depend on it; but who names a model is at the keyboard now, not when a member asks.
        reranker_cache.prepare(settings.data, settings.rerank, self.progress)
        why = causes(base.generation.manifest.recipe, recipe) if base.generation else ()
        reused = None if self.full or why else base.generation
        if reused is not None:
            compare(look, base.snapshot, settings, self.progress)
        with Sandbox(settings.reading) as sandbox:
            outcome = self._unchanged(look, reused, sandbox) or self._built(look, reused, recipe, sandbox)
        with suppress(StorageFailed):  # what is left over counts for nothing, and is cleared the next time
            EmbeddingCache(settings.data).clear()
        return report_of(
            outcome.identity,
            base.snapshot.files,
            outcome.snapshot.files,
            look.refused,
            passages=outcome.passages,
            encoded=outcome.encoded,
            seconds=time.monotonic() - began,
            committed=outcome.committed,
            causes=why,
        )

    def _unchanged(self, look: Look, reused: Generation | None, sandbox: Sandbox) -> _Outcome | None:
        """Return the current generation as the outcome if a new one would be the same."""
        if reused is None or not self.base.is_current or not look.nothing_changed:
            return None
        if look.doubtful:
            model = reused.manifest.model
            preparer = self._preparer(model, cache.read_card(self.settings.data, model), sandbox)
            for path in look.doubtful:
                source, _ = read(path, preparer, self.settings)
                if source.refused != self.base.snapshot.files[path].refused:
                    return None
        return _Outcome(reused.manifest.id, self.base.snapshot, reused.manifest.passages)

    def _built(self, look: Look, reused: Generation | None, recipe: dict[str, str], sandbox: Sandbox) -> _Outcome:
        """Build and commit a new generation."""
        settings, base, created = self.settings, self.base, datetime.now(UTC)
        encoder = cache.load(settings.data, recipe["model"])
        vectors = EmbeddingCache(settings.data)
        if self.full:
            vectors.clear()
        known = KnownVectors.of(None if self.full else base.generation, vectors, encoder.card.dimensions)
        read_anew = [path for path in look.paths if path not in look.unchanged]
        copied = folder_size(reused.folder) if reused else 0
        space.require(settings, copied + space.store_bytes(settings.source, read_anew))
        with Site(settings.data, next_id(settings.data, created)) as site:
            preparer = self._preparer(recipe["model"], encoder.card, sandbox)
            gathered = gather(
                site.part / STORE,
                look,
                reused,
                preparer=preparer,
                known=known,
                settings=settings,
                progress=self.progress,
            )
            snapshot = Snapshot(look.taken, gathered.files)
            self._refuse_losses(snapshot, gathered)
            rows, missing = len(gathered.wanted.keys), len(gathered.wanted.texts)
            space.require(settings, space.vector_bytes(rows, missing, encoder.card.dimensions))
            matrix = encode(encoder, gathered.wanted, known, self.progress)
            self.progress(Stage.WRITING, 0, None)
            site.complete(
                settings,
                matrix,
                snapshot,
                passages=gathered.passages,
                recipe=recipe,
                created=created.isoformat(timespec="seconds"),
            )
            self.progress(Stage.CHECKING, 0, None)
            site.check(encoder.card, gathered.read)
            site.commit(base.kept[: settings.reindex.generations - 1])
        return _Outcome(site.identity, snapshot, gathered.passages, missing, committed=True)

    def _preparer(self, model: str, card: ModelCard, sandbox: Sandbox) -> Preparer:
        counter = cache.counter(self.settings.data, model)
        budget = passage_budget(self.settings.passages.tokens, card, counter)
        window = min(budget, self.settings.passages.window_tokens)
        return Preparer(self.settings.source, sandbox, counter, card, budget, window)

    def _refuse_losses(self, now: Snapshot, gathered: Gathered) -> None:
        """Raise where a folder that is not mounted, or not the right one, would empty a good index."""
        before = self.base.snapshot.indexed()
        lost = lost_of(before, now.indexed())
        if before and not self.force and 2 * lost > len(before):
            raise SourceShrunk(self.settings.source, len(before), lost)
        if not gathered.wanted.keys and not (before and self.force):
            raise SourceUnavailable(self.settings.source, SourceProblem.EMPTY)
