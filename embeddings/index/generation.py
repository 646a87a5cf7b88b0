"""Generations: immutable builds of the index, one of which is current.

``DATA/generations/ID/`` holds a store, vectors and a manifest with the sha256 of both; ``DATA/CURRENT`` names the
one that is served. Replacing that one small file is the commit: before it the old generation is current, after it
the new one, whatever happens in between.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from embeddings.errors import GenerationDamaged, NoGeneration
from embeddings.files import PART, write_atomically
from embeddings.index.store import STORE, Store
from embeddings.index.vectors import VECTORS, VectorIndex
from embeddings.index.window_map import WindowMap
from embeddings.models.files import file_sha256

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

FOLDER, CURRENT, MANIFEST = "generations", "CURRENT", "manifest.json"
FORMAT = 4
KEPT = 2  # the current generation and the one before


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of."""

    id: str
    created: str  # ISO 8601, UTC
    model: str  # the key its model is stored under
    model_name: str
    passage_tokens: int
    documents: int
    passages: int
    windows: int
    window_tokens: int
    files: dict[str, str]  # name -> sha256
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Generation:
    """An opened, verified generation."""

    manifest: Manifest
    store: Store
    vectors: VectorIndex
    windows: WindowMap

    @classmethod
    def open(cls, folder: Path) -> Generation:
        """Open a generation after checking every file; raises GenerationDamaged."""
        manifest = read_manifest(folder)
        verify(folder, manifest)
        store = Store(folder / STORE)
        windows = WindowMap.of(store.windows())
        generation = cls(manifest, store, VectorIndex.load(folder / VECTORS), windows)
        sizes = (store.count(), len(windows), len(generation.vectors))
        if sizes != (manifest.passages, manifest.windows, manifest.windows):
            raise GenerationDamaged(folder / MANIFEST, "its parts hold different numbers of passages")
        return generation

    def close(self) -> None:
        """Release the files."""
        self.store.close()


def generation_folder(data: Path, identity: str) -> Path:
    """Return a generation's folder."""
    return data / FOLDER / identity


def read_manifest(folder: Path) -> Manifest:
    """Return a generation's manifest; raises GenerationDamaged."""
    file = folder / MANIFEST
    try:
        stored: dict[str, Any] = json.loads(file.read_bytes())
        # Before anything else: a manifest of another format has other fields.
        if (found := stored.get("format")) != FORMAT:
            raise GenerationDamaged(file, f"it is of format {found}, this Pincite reads {FORMAT}")
        return Manifest(**stored)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise GenerationDamaged(file, "it is missing or cannot be read") from error


def verify(folder: Path, manifest: Manifest) -> None:
    """Check the sha256 of a generation's files; raises GenerationDamaged."""
    for name, expected in manifest.files.items():
        try:
            actual = file_sha256(folder / name)
        except OSError as error:
            raise GenerationDamaged(folder / name, "it is missing or cannot be read") from error
        if actual != expected:
            raise GenerationDamaged(folder / name, "its checksum is wrong")


def current_id(data: Path) -> str:
    """Return the identity of the current generation; raises NoGeneration."""
    try:
        return (data / CURRENT).read_text("utf-8").strip()
    except OSError as error:
        raise NoGeneration(data) from error


def open_current(data: Path) -> tuple[Generation, GenerationDamaged | None]:
    """Open the current generation or, if it is damaged, the newest sound one before it and the damage.

    Raises NoGeneration, or the current generation's GenerationDamaged if none is sound.
    """
    current = current_id(data)
    damage: GenerationDamaged | None = None
    earlier = sorted((name for name in _identities(data) if name < current), reverse=True)
    for identity in (current, *earlier):
        try:
            return Generation.open(generation_folder(data, identity)), damage
        except GenerationDamaged as error:
            damage = damage or error
    raise damage or NoGeneration(data)


def next_id(data: Path, created: datetime) -> str:
    """Return an identity that sorts after all others, whatever the clock did meanwhile."""
    numbers = [int(name.split("-")[0]) for name in _identities(data) if name.split("-")[0].isdigit()]
    return f"{max(numbers, default=0) + 1:06d}-{created:%Y%m%dT%H%M%SZ}"


def commit(data: Path, identity: str) -> None:
    """Make a generation the current one, and remove all but the last few."""
    write_atomically(data / CURRENT, identity.encode() + b"\n")
    older = sorted(name for name in _identities(data) if name < identity)
    for name in older[: max(0, len(older) - (KEPT - 1))]:
        shutil.rmtree(generation_folder(data, name), ignore_errors=True)


def _identities(data: Path) -> list[str]:
    folder = data / FOLDER
    if not folder.is_dir():
        return []
    return [entry.name for entry in folder.iterdir() if entry.is_dir() and not entry.name.endswith(PART)]
