"""Generations: immutable builds of the index, one of which is current.

``DATA/generations/ID/`` holds a store, vectors, a snapshot of the folder it was made from, and a manifest with the
sha256 of each; ``DATA/CURRENT`` names the one that is served.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.errors import GenerationDamaged, NoGeneration
from embeddings.index.generations.leases import Lease
from embeddings.index.generations.manifest import MANIFEST, Manifest, read_manifest, verify
from embeddings.index.generations.pointer import committed, generation_folder, identities
from embeddings.index.storage.snapshot import SNAPSHOT, Snapshot
from embeddings.index.storage.store import STORE, Store
from embeddings.index.storage.vectors import VECTORS, VectorIndex, WindowMap

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Generation:
    """An opened, verified, leased generation."""

    folder: Path
    manifest: Manifest
    store: Store
    vectors: VectorIndex
    windows: WindowMap
    lease: Lease

    @classmethod
    def open(cls, folder: Path) -> Generation:
        """Lease and open a generation after checking every file; raises GenerationDamaged."""
        try:
            lease = Lease(folder / MANIFEST)
        except OSError as error:
            raise GenerationDamaged(folder / MANIFEST, "it is missing or cannot be read") from error
        try:
            return cls._opened(folder, lease)
        except BaseException:
            lease.release()
            raise

    @classmethod
    def _opened(cls, folder: Path, lease: Lease) -> Generation:
        manifest = read_manifest(folder)
        verify(folder, manifest)
        store = Store(folder / STORE)
        windows = WindowMap.of(store.windows())
        generation = cls(folder, manifest, store, VectorIndex.load(folder / VECTORS), windows, lease)
        try:
            generation.check_counts()
        except GenerationDamaged:
            generation.store.close()
            raise
        return generation

    def check_counts(self) -> None:
        """Raise GenerationDamaged if its parts are not of one piece."""
        sizes = (self.store.count(), len(self.windows), len(self.vectors))
        if sizes != (self.manifest.passages, self.manifest.windows, self.manifest.windows):
            raise GenerationDamaged(self.folder / MANIFEST, "its parts hold different numbers of passages")

    def snapshot(self) -> Snapshot:
        """Return what the folder of documents was like; raises GenerationDamaged."""
        return Snapshot.load(self.folder / SNAPSHOT)

    def close(self) -> None:
        """Release the files and end the lease."""
        self.store.close()
        self.lease.release()


def open_current(data: Path) -> tuple[Generation, GenerationDamaged | None]:
    """Open the current generation or, if it is damaged, the newest sound one before it and the damage.

    Raises NoGeneration, or the current generation's GenerationDamaged if none is sound.
    """
    while True:
        names, damage = committed(data)
        for name in names:
            try:
                return Generation.open(generation_folder(data, name)), damage
            except GenerationDamaged as error:
                damage = damage or error
            if committed(data)[0] != names:
                break  # it was not damaged but replaced, and removed, while it was being opened
        else:
            raise damage or NoGeneration(data)


def next_id(data: Path, created: datetime) -> str:
    """Return an identity that sorts after all others, whatever the clock did meanwhile."""
    numbers = [int(name.split("-")[0]) for name in identities(data) if name.split("-")[0].isdigit()]
    return f"{max(numbers, default=0) + 1:06d}-{created:%Y%m%dT%H%M%SZ}"
