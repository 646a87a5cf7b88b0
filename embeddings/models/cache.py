"""The data folder's exported models: made once, named by fingerprint, checked before use."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from embeddings.errors import GenerationDamaged, ModelRole, ModelUnusable, StorageFailed
from embeddings.files import PART, commit_folder, write_json
from embeddings.models.encoder import GRAPH, Encoder, Engine, ModelCard, OnnxEncoder, TokenCounter
from embeddings.models.files import ModelFiles, file_sha256, locate
from embeddings.progress import Progress, Stage, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from embeddings.settings import ModelSettings

# A folder of one exported model: wholly there, with its files' checksums, or not there at all.

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


RECIPE = 1  # raise it whenever the export changes: older ones are then made again
SLOW = "-slow"  # ends the key of a model that is to be served by sentence-transformers

# Those in use in this process, by folder. A reindex works with the very encoder that answers questions: a second
# one would take its memory again, and with every reindex some of it would stay with the allocator.
_loaded: WeakValueDictionary[Path, Encoder] = WeakValueDictionary()
_loading = threading.Lock()


def prepare(data: Path, settings: ModelSettings, progress: Progress = silent) -> str:
    """Make sure the configured model is exported; return the key it is stored under.

    Raises ModelNotFound, ModelDamaged, ModelUnusable or StorageFailed.
    """
    files = locate(settings.chosen)
    key = f"{files.fingerprint[:32]}-{RECIPE}{'' if settings.fast else SLOW}"
    try:
        read_card(data, key)
    except GenerationDamaged:
        if not _taken_over(data / FOLDER / key, key):
            progress(Stage.EXPORTING, 0, 1)
            _export(files, data / FOLDER / key, fast=settings.fast)
            _handed_on(data / FOLDER / key, key)
            progress(Stage.EXPORTING, 1, 1)
    return key


# What was prepared once on this machine need not be prepared again for another archive.

VARIABLE = "PINCITE_CACHE"  # names the folder; empty: none


def machine_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder that all archives of this user share, None where there is to be none."""
    if (named := environment.get(VARIABLE)) is not None:
        return Path(named).expanduser() / FOLDER if named.strip() else None
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = str(Path(environment["HOME"]) / "Library" / "Caches") if environment.get("HOME") else None
    else:
        base = environment.get("XDG_CACHE_HOME") or (
            str(Path(environment["HOME"]) / ".cache") if environment.get("HOME") else None
        )
    return Path(base) / "pincite" / FOLDER if base else None


def _taken_over(folder: Path, key: str) -> bool:
    """Copy an export from the machine's folder; say whether a sound one was there."""
    shared = machine_folder()
    if shared is None:
        return False
    try:
        read_stored(shared / key)
        _copy(shared / key, folder)
        read_stored(folder)
    except (GenerationDamaged, StorageFailed, OSError):  # none there, or a damaged one: it is made anew
        return False
    return True


def _handed_on(folder: Path, key: str) -> None:
    """Copy an export to the machine's folder; where that is impossible, the next archive makes its own."""
    shared = machine_folder()
    if shared is None:
        return
    with suppress(GenerationDamaged, OSError):
        read_stored(shared / key)
        return  # another process was as quick
    with suppress(StorageFailed, OSError):
        _copy(folder, shared / key)


def _copy(source: Path, target: Path) -> None:
    """Copy a folder of files so that it is wholly there or not at all; raises OSError."""
    part = target.with_name(f"{target.name}.{os.getpid()}{PART}")
    shutil.rmtree(part, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copytree(source, part)
        commit_folder(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def load(data: Path, key: str) -> Encoder:
    """Return the encoder stored under `key`, the same one for as long as anybody in this process holds it.

    torch is imported only where no export agreed with it. Raises GenerationDamaged when the export is missing or
    altered, whether it is in use or not.
    """
    card, folder = read_card(data, key), (data / FOLDER / key).resolve()
    with _loading:
        encoder = _loaded.get(folder)
        if encoder is None:
            encoder = _loaded[folder] = _open(folder, card)
    return encoder


def counter(data: Path, key: str) -> TokenCounter:
    """Return the tokenizer stored under `key`."""
    return TokenCounter.load(data / FOLDER / key / TOKENIZER)


def read_card(data: Path, key: str) -> ModelCard:
    """Return a stored model's card after checking its files' sha256; raises GenerationDamaged."""
    folder = data / FOLDER / key
    card = read_stored(folder)
    try:
        return ModelCard(**{**card, "engine": Engine(card["engine"]), "refused": tuple(card["refused"])})
    except (ValueError, KeyError, TypeError) as error:
        raise GenerationDamaged(folder / CARD, type(error).__name__) from error


def _open(folder: Path, card: ModelCard) -> Encoder:
    if card.engine is Engine.SENTENCE_TRANSFORMERS:
        from embeddings.models.reference import ReferenceEncoder

        return ReferenceEncoder(locate(card.name))
    return OnnxEncoder(folder / GRAPH, TokenCounter.load(folder / TOKENIZER), card)


def _export(files: ModelFiles, folder: Path, *, fast: bool) -> None:
    # Imported here: both load torch.
    from embeddings.models.export import export
    from embeddings.models.packed import unpacked
    from embeddings.models.reference import ReferenceEncoder

    with unpacked(files, folder.parent) as whole:
        reference = ReferenceEncoder(whole)

        def fill(part: Path) -> dict[str, object]:
            # What was unpacked is gone afterwards, so that its export alone can serve.
            card = export(reference, part) if fast or files.packed else reference.card
            if files.packed and card.engine is Engine.SENTENCE_TRANSFORMERS:
                raise ModelUnusable(files.name, "; ".join(card.refused), ModelRole.EMBEDDING)
            reference.counter.tokenizer.save(str(part / TOKENIZER))
            return asdict(card)

        store(folder, fill)
