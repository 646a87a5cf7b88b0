"""A generation's manifest: what it is made of, and the sha256 of each of its files, this one included."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from embeddings.errors import GenerationDamaged
from embeddings.files import PART, write_atomically
from embeddings.index.storage.snapshot import SNAPSHOT
from embeddings.index.storage.store import STORE
from embeddings.index.storage.vectors import VECTORS
from embeddings.models.files import file_sha256

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "manifest.json"
FILES = (STORE, VECTORS, SNAPSHOT)  # and those of the full-text index, whose names are chance
FORMAT = 5
_UNSAID = "0" * 64  # stands for the manifest's own checksum while that is computed


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of."""

    id: str
    created: str  # ISO 8601, UTC
    model: str  # the key its model is stored under
    model_name: str
    passage_tokens: int
    window_tokens: int
    recipe: dict[str, str]  # what its documents were prepared by: see recipe.py
    documents: int
    passages: int
    windows: int  # rows of the vector index
    files: dict[str, str]  # name -> sha256
    format: int = FORMAT


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a generation's manifest; raises StorageFailed."""
    content = json.dumps(asdict(manifest) | {"sha256": _UNSAID}, ensure_ascii=False, indent=1).encode() + b"\n"
    digest = hashlib.sha256(content).hexdigest()
    write_atomically(folder / MANIFEST, content.replace(_UNSAID.encode(), digest.encode()))


def read_manifest(folder: Path) -> Manifest:
    """Return a generation's manifest; raises GenerationDamaged."""
    file = folder / MANIFEST
    try:
        content = file.read_bytes()
        stored: dict[str, Any] = json.loads(content)
        if stored["format"] != FORMAT:
            raise GenerationDamaged(file, f"it is of format {stored['format']}, this Pincite reads {FORMAT}")
        digest = stored.pop("sha256")
        if hashlib.sha256(content.replace(digest.encode(), _UNSAID.encode())).hexdigest() != digest:
            raise GenerationDamaged(file, "its checksum is wrong")
        manifest = Manifest(**stored)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise GenerationDamaged(file, "it is missing or cannot be read") from error
    if manifest.id != folder.name.removesuffix(PART) or not set(FILES) <= set(manifest.files):
        raise GenerationDamaged(file, "it is of another generation")
    return manifest


def verify(folder: Path, manifest: Manifest) -> None:
    """Check the sha256 of a generation's files; raises GenerationDamaged."""
    for name, expected in manifest.files.items():
        try:
            actual = file_sha256(folder / name)
        except OSError as error:
            raise GenerationDamaged(folder / name, "it is missing or cannot be read") from error
        if actual != expected:
            raise GenerationDamaged(folder / name, "its checksum is wrong")
