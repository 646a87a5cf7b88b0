"""The index and the model it is made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.checks.check import Check, State
from bot.wording.lists import both, counted
from bot.wording.reindexing import outdated as index_outdated
from embeddings.errors import NoGeneration
from embeddings.settings import PACKAGED_MODEL

if TYPE_CHECKING:
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
    card = cache.read_card(settings.data, manifest.model)
    if card.refused:
        strayed = f"{card.engine}; faster ones strayed from the model: {both(card.refused)}"
        return Check("engine", State.WARN, strayed, "Answers are right but slow; another model may do better.")
    return Check("engine", State.OK, f"{card.engine}, agrees with the model to {card.agreement:.4f}")
