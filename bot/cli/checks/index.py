"""The index, the model it is made with, and the model that looks at its best passages again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.checks.check import Check, State
from bot.wording.lists import both, counted
from bot.wording.reindexing import outdated as index_outdated
from embeddings.errors import GenerationDamaged, NoGeneration
from embeddings.settings import PACKAGED_MODEL, PACKAGED_RERANKER

if TYPE_CHECKING:
    from embeddings.models.encoder import ModelCard
    from embeddings.models.reranker import RerankerCard
    from embeddings.settings import ArchiveSettings

SHA_SHOWN = 12


def index(settings: ArchiveSettings) -> Check:
    """Open the current generation, which checks its files' checksums."""
    from embeddings.index.generation import Generation
    from embeddings.index.pointer import current_id, generation_folder
    from embeddings.index.recipe import outdated

    try:
        generation = Generation.open(generation_folder(settings.data, current_id(settings.data)))
    except NoGeneration:
        return Check("index", State.WARN, f"none in {settings.data} yet", "Run `pincite reindex`.")
    try:
        manifest = generation.manifest
    finally:
        generation.close()
    found = (
        f"generation {manifest.id}, {counted(manifest.documents, 'document')}, "
        f"{counted(manifest.passages, 'passage')}, checksums right"
    )
    changed = outdated(manifest, settings)
    if changed and manifest.model_name == settings.model.name:
        return Check("index", State.WARN, found, index_outdated(changed))
    if manifest.model_name != settings.model.name:
        return Check(
            "index",
            State.WARN,
            f"{found}, made with the model {manifest.model_name}",
            "Run `pincite reindex` to use the model that is configured.",
        )
    return Check("index", State.OK, found)


def model(settings: ArchiveSettings) -> Check:
    """Find the embedding model and compare its checksum."""
    from embeddings.models.files import locate

    files = locate(settings.model.name)
    right = "sha256 right" if settings.model.name == PACKAGED_MODEL else f"sha256 {files.fingerprint[:SHA_SHOWN]}…"
    return Check("model", State.OK, f"{files.name}, {right}")


def engine(settings: ArchiveSettings) -> Check:
    """Look at how the current generation's questions are embedded."""
    from embeddings.index.manifest import read_manifest
    from embeddings.index.pointer import current_id, generation_folder
    from embeddings.models import cache

    try:
        manifest = read_manifest(generation_folder(settings.data, current_id(settings.data)))
    except NoGeneration:
        return Check("engine", State.OK, "prepared by the first `pincite reindex`")
    return _engine("engine", cache.read_card(settings.data, manifest.model))


def reranker(settings: ArchiveSettings) -> Check:
    """Find the reranking model, compare its checksum, and look at how it is run."""
    from embeddings.models import reranker_cache
    from embeddings.models.files import locate_reranker

    if not settings.rerank.enabled:
        return Check("reranker", State.OK, "off")
    files = locate_reranker(settings.rerank.model)
    if files.name == PACKAGED_RERANKER:
        return Check("reranker", State.OK, f"{files.name}, sha256 right")
    try:
        card = reranker_cache.read_card(settings.data, settings.rerank)
    except GenerationDamaged:
        return Check("reranker", State.OK, f"{files.name}, prepared when it is first needed")
    if card.fingerprint != files.fingerprint:
        found = f"{files.name}, changed since it was prepared"
        return Check("reranker", State.WARN, found, "Run `pincite reindex` to use it as it is now.")
    return _engine("reranker", card, f"{files.name}, ")


def _engine(name: str, card: ModelCard | RerankerCard, before: str = "") -> Check:
    if card.refused:
        strayed = f"{before}{card.engine}; faster ones strayed from the model: {both(card.refused)}"
        return Check(name, State.WARN, strayed, "Answers are right but slow; another model may do better.")
    return Check(name, State.OK, f"{before}{card.engine}, agrees with the model to {card.agreement:.4f}")
