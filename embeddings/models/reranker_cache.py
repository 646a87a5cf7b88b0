"""The configured reranker: the packaged one as it is, any other as the data folder's export of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from embeddings.errors import GenerationDamaged
from embeddings.files import write_json
from embeddings.models.cache import CARD, FOLDER, TOKENIZER, read_stored, store
from embeddings.models.encoder import Engine
from embeddings.models.files import PACKAGED_GRAPH, ModelFiles, locate_reranker
from embeddings.models.reranker import RERANKER_GRAPH, OnnxReranker, PairTokenizer, Reranker, RerankerCard
from embeddings.progress import Progress, Stage, silent
from embeddings.settings import PACKAGED_RERANKER

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.settings import RerankSettings

# Which export belongs to the configured name: opening need not hash gigabytes, nor ask a hub's cache.
CHOSEN = "reranker.json"
RECIPE = 1  # raise it whenever the export changes: older ones are then made again
PACKAGED_TOKENS = 512  # what the packaged model's 512 positions take


def prepare(data: Path, settings: RerankSettings, progress: Progress = silent) -> None:
    """Make sure the configured reranker is there, unaltered and, unless it is the packaged one, exported.

    A model whose files have changed since is exported anew. Raises ModelNotFound, ModelDamaged, ModelUnusable or
    StorageFailed; does nothing where reranking is off.
    """
    if not settings.enabled:
        return
    files = locate_reranker(settings.model)
    if settings.model == PACKAGED_RERANKER:
        return
    key = f"reranker-{files.fingerprint[:32]}-{RECIPE}"
    try:
        _read_card(data / FOLDER / key)
    except GenerationDamaged:
        progress(Stage.EXPORTING, 0, 1)
        _export(files, data / FOLDER / key)
        progress(Stage.EXPORTING, 1, 1)
    write_json(data / FOLDER / CHOSEN, {"model": settings.model, "key": key})


def load(data: Path, settings: RerankSettings) -> Reranker | None:
    """Return the configured reranker, None where reranking is off; errors as in `prepare`.

    One that is not prepared yet, or whose export was altered, is prepared now.
    """
    if not settings.enabled:
        return None
    if settings.model == PACKAGED_RERANKER:
        return _packaged(locate_reranker(settings.model))
    try:
        return _stored(_chosen(data, settings.model))
    except GenerationDamaged:
        prepare(data, settings)
        return _stored(_chosen(data, settings.model))


def read_card(data: Path, settings: RerankSettings) -> RerankerCard:
    """Return the configured reranker's card after checking its files' sha256.

    Raises ModelNotFound or ModelDamaged for the packaged one, GenerationDamaged for an export that is missing or
    altered.
    """
    if settings.model == PACKAGED_RERANKER:
        return _packaged_card(locate_reranker(settings.model))
    return _read_card(_chosen(data, settings.model))


def _packaged_card(files: ModelFiles) -> RerankerCard:
    return RerankerCard(files.name, files.fingerprint, PACKAGED_TOKENS, pad_id=0, engine=Engine.INT8)


def _packaged(files: ModelFiles) -> Reranker:
    card = _packaged_card(files)
    tokenizer = PairTokenizer.load(files.folder / TOKENIZER, card.max_tokens)
    return OnnxReranker(files.folder / PACKAGED_GRAPH, tokenizer, card)


def _chosen(data: Path, model: str) -> Path:
    file = data / FOLDER / CHOSEN
    try:
        chosen: dict[str, Any] = json.loads(file.read_bytes())
        if chosen["model"] == model and str(chosen["key"]).endswith(f"-{RECIPE}"):
            return data / FOLDER / str(chosen["key"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GenerationDamaged(file, type(error).__name__) from error
    raise GenerationDamaged(file, "it names another model")


def _stored(folder: Path) -> Reranker:
    card = _read_card(folder)
    if card.engine is Engine.SENTENCE_TRANSFORMERS:
        from embeddings.models.reference import ReferenceReranker

        return ReferenceReranker(locate_reranker(card.name))
    return OnnxReranker(folder / RERANKER_GRAPH, PairTokenizer.load(folder / TOKENIZER, card.max_tokens), card)


def _read_card(folder: Path) -> RerankerCard:
    card = read_stored(folder)
    try:
        return RerankerCard(**{**card, "engine": Engine(card["engine"]), "refused": tuple(card["refused"])})
    except (ValueError, KeyError, TypeError) as error:
        raise GenerationDamaged(folder / CARD, type(error).__name__) from error


def _export(files: ModelFiles, folder: Path) -> None:
    # Imported here: both load torch.
    from embeddings.models.export_reranker import export
    from embeddings.models.reference import ReferenceReranker

    reference = ReferenceReranker(files)

    def fill(part: Path) -> dict[str, Any]:
        card = export(reference, part)
        reference.tokenizer.tokenizer.save(str(part / TOKENIZER))
        return asdict(card)

    store(folder, fill)
