"""The data folder's exported models: made once, named by fingerprint, checked before use."""

from __future__ import annotations

import threading
from dataclasses import asdict
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from embeddings.errors import GenerationDamaged
from embeddings.models.encoder import Encoder, Engine, ModelCard, TokenCounter
from embeddings.models.files import ModelFiles, locate
from embeddings.models.onnx_encoder import GRAPH, OnnxEncoder
from embeddings.models.storage import CARD, FOLDER, TOKENIZER, read_stored, store
from embeddings.progress import Progress, Stage, silent

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.settings import ModelSettings

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
    files = locate(settings.name)
    key = f"{files.fingerprint[:32]}-{RECIPE}{'' if settings.fast else SLOW}"
    try:
        read_card(data, key)
    except GenerationDamaged:
        progress(Stage.EXPORTING, 0, 1)
        _export(files, data / FOLDER / key, fast=settings.fast)
        progress(Stage.EXPORTING, 1, 1)
    return key


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
    from embeddings.models.reference import ReferenceEncoder

    reference = ReferenceEncoder(files)

    def fill(part: Path) -> dict[str, object]:
        card = export(reference, part) if fast else reference.card
        reference.counter.tokenizer.save(str(part / TOKENIZER))
        return asdict(card)

    store(folder, fill)
