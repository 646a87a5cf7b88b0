"""Make a committed generation of a store, its vectors and its snapshot."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from embeddings.errors import GenerationDamaged, PinciteError
from embeddings.files import PART, commit_folder
from embeddings.index.generations.generation import Generation
from embeddings.index.generations.manifest import FILES, Manifest, write_manifest
from embeddings.index.generations.pointer import current_id, generation_folder, write_pointer
from embeddings.index.generations.validation import problems
from embeddings.index.storage.snapshot import SNAPSHOT, Snapshot
from embeddings.index.storage.store import STORE
from embeddings.index.storage.vectors import VECTORS, VectorIndex
from embeddings.index.words.full_text import files_of
from embeddings.models.files import file_sha256

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from types import TracebackType

    from embeddings.models.encoder import ModelCard, Vectors
    from embeddings.settings import ArchiveSettings


@dataclass(frozen=True, slots=True)
class Site:
    """Where a generation is built: a folder that is gone when the context ends, or has become the generation."""

    data: Path
    identity: str

    @property
    def folder(self) -> Path:
        """Return the folder under its final name."""
        return generation_folder(self.data, self.identity)

    @property
    def part(self) -> Path:
        """Return the folder that is built in."""
        return self.folder.with_name(self.identity + PART)

    def __enter__(self) -> Self:
        self.part.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.part, ignore_errors=True)
        if error is not None and not self._is_committed():
            shutil.rmtree(self.folder, ignore_errors=True)

    def _is_committed(self) -> bool:
        with suppress(PinciteError):
            return current_id(self.data) == self.identity
        return False

    def complete(
        self,
        settings: ArchiveSettings,
        vectors: Vectors,
        snapshot: Snapshot,
        *,
        passages: int,
        recipe: dict[str, str],
        created: str,
    ) -> None:
        """Write what is missing beside the store; raises StorageFailed."""
        VectorIndex.of(vectors).save(self.part / VECTORS)
        snapshot.save(self.part / SNAPSHOT)
        manifest = Manifest(
            id=self.identity,
            created=created,
            model=recipe["model"],
            model_name=settings.model.chosen,
            passage_tokens=settings.passages.tokens,
            recipe=recipe,
            documents=len(snapshot.indexed()),
            window_tokens=settings.passages.window_tokens,
            passages=passages,
            windows=len(vectors),
            files={name: file_sha256(self.part / name) for name in (*FILES, *files_of(self.part))},
        )
        write_manifest(self.part, manifest)

    def check(self, card: ModelCard, read: Collection[str]) -> None:
        """Open what was written as a reader would, and look at it; raises GenerationDamaged.

        Of the documents, those that were `read` for it are looked at whole: the others were when they came.
        """
        generation = Generation.open(self.part)
        try:
            for problem in problems(generation, card, documents=read):
                raise GenerationDamaged(self.part / STORE, problem)
        finally:
            generation.close()

    def commit(self, kept: tuple[str, ...]) -> None:
        """Make it the current generation, beside those to keep; raises StorageFailed."""
        commit_folder(self.part, self.folder)
        write_pointer(self.data, (self.identity, *kept))
