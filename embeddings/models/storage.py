"""A folder of one exported model: wholly there, with its files' checksums, or not there at all."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

from embeddings.errors import GenerationDamaged, StorageFailed
from embeddings.files import PART, commit_folder, write_json
from embeddings.models.files import file_sha256

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = "models"  # of the data folder
CARD, TOKENIZER = "card.json", "tokenizer.json"


def store(folder: Path, fill: Callable[[Path], dict[str, Any]]) -> None:
    """Let `fill` write a model's files into a new folder and return its card; then give the folder its name.

    Raises StorageFailed.
    """
    part = folder.with_name(f"{folder.name}.{os.getpid()}{PART}")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        card = fill(part)
        sums = {file.name: file_sha256(file) for file in sorted(part.iterdir())}
        write_json(part / CARD, {"card": card, "files": sums})
        commit_folder(part, folder)
    except OSError as error:
        raise StorageFailed(folder, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def read_stored(folder: Path) -> dict[str, Any]:
    """Return a stored model's card after checking its files' sha256; raises GenerationDamaged."""
    try:
        stored: dict[str, Any] = json.loads((folder / CARD).read_bytes())
        for name, expected in stored["files"].items():
            if file_sha256(folder / name) != expected:
                raise GenerationDamaged(folder / name, "its checksum is wrong")
        card: dict[str, Any] = stored["card"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GenerationDamaged(folder / CARD, type(error).__name__) from error
    return card
