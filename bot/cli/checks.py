"""What the doctor looks at: the machine, the configuration, the documents, the index and its models, the bot."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.words.lists import listed
from embeddings.errors import GenerationDamaged, NoGeneration
from embeddings.settings import PACKAGED_MODEL, PACKAGED_RERANKER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.config import DiscordSettings, Settings
    from bot.words import Phrases
    from embeddings.index.generations.generation import Generation
    from embeddings.models.encoder import ModelCard
    from embeddings.models.reranker import RerankerCard
    from embeddings.settings import ArchiveSettings

# A check's result, and the guard that turns whatever goes wrong in one into a result.


class State(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"  # works, but something is missing or could be better
    FAIL = "fail"  # something will not work until it is mended


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, what was found and, unless all is well, what to do."""

    name: str
    state: State
    found: str
    advice: str = ""


def guarded(name: str, phrases: Phrases, look: Callable[[], Check]) -> Check:
    """Return a check's result; one that cannot even be made has failed, and says why."""
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - a doctor that falls ill helps nobody
        from bot.words.errors import parts

        found, advice = parts(error, phrases=phrases)
        return Check(name, State.FAIL, found, advice or phrases("doctor-again"))


# The configuration file and the folder of documents.

SHOWN_FORMATS = 4


def configuration(settings: Settings, phrases: Phrases) -> Check:
    """Look at which configuration file is in force; that it is sound was found out by reading it."""
    if settings.file is None:
        return Check("configuration", State.OK, phrases("check-configuration.defaults"))
    return Check("configuration", State.OK, phrases("check-configuration.found", file=str(settings.file)))


def source(settings: ArchiveSettings, phrases: Phrases) -> Check:
    """Count the files in the folder of documents, and those of a format that is read."""
    from embeddings.documents.readers import FORMATS
    from embeddings.documents.shelf import walk

    paths, refused = walk(settings.source, settings.reading.documents)
    suffixes = Counter(PurePosixPath(path).suffix.lower() for path in paths)
    readable = sum(count for suffix, count in suffixes.items() if suffix in FORMATS)
    found = phrases("check-documents.found", folder=str(settings.source), files=len(paths), readable=readable)
    others = [
        suffix or phrases("check-documents.no-ending")
        for suffix, _ in suffixes.most_common()
        if suffix not in FORMATS
    ]
    if not readable:
        return Check(
            "documents",
            State.FAIL,
            found,
            phrases("check-documents.none", formats=listed(sorted(FORMATS), phrases)),
        )
    if others or refused:
        advice = phrases("check-documents.names", names=len(refused))
        if others:
            advice = phrases("check-documents.others", endings=listed(others[:SHOWN_FORMATS], phrases))
        return Check("documents", State.WARN, found, advice)
    return Check("documents", State.OK, found)


# What the Discord bot needs: its library and its token.


def library(phrases: Phrases) -> Check:
    """Look for discord.py, without the time that importing it takes."""
    try:
        return Check("Discord", State.OK, phrases("check-discord.found", version=version("discord.py")))
    except PackageNotFoundError:
        return Check("Discord", State.FAIL, phrases("check-discord.missing"), phrases("check-discord.install"))


# Discord's tokens have three parts: whose, since when, and a proof. That may change, so it is a warning.
LIKELY_TOKEN = re.compile(r"[\w-]{17,}\.[\w-]{5,}\.[\w-]{20,}")


def token(settings: DiscordSettings, phrases: Phrases) -> Check:
    """Look at whether a token is there and kept private; it is never shown."""
    from bot.errors import TokenMissing
    from bot.token import read_token

    try:
        found = read_token(settings.token_file)
    except TokenMissing:
        return Check("token", State.WARN, phrases("check-token.none"), phrases("check-token.needed"))
    if not LIKELY_TOKEN.fullmatch(found.value):
        shape = phrases("check-token.shape", origin=str(found.origin))
        return Check("token", State.WARN, shape, phrases("check-token.copy"))
    if found.exposed:
        advice = phrases("check-token.close", origin=str(found.origin))
        return Check("token", State.WARN, phrases("check-token.exposed", origin=str(found.origin)), advice)
    return Check("token", State.OK, phrases("check-token.found", origin=str(found.origin)))


# The index, the model it is made with, and the model that looks at its best passages again.

SHA_SHOWN = 12


def index(settings: ArchiveSettings, phrases: Phrases) -> Check:
    """Open the current generation, which checks its files' checksums."""
    from embeddings.index.generations.generation import Generation
    from embeddings.index.generations.pointer import current_id, generation_folder
    from embeddings.index.generations.recipe import outdated

    try:
        generation = Generation.open(generation_folder(settings.data, current_id(settings.data)))
    except NoGeneration:
        none = phrases("check-index.none", folder=str(settings.data))
        return Check("index", State.WARN, none, phrases("check-index.make"))
    try:
        manifest = generation.manifest
        told = _against(generation, settings)
    finally:
        generation.close()
    found = phrases(
        "check-index.found",
        generation=manifest.id,
        documents=manifest.documents,
        passages=manifest.passages,
    )
    changed = outdated(manifest, settings)
    if changed and manifest.model_name == settings.model.chosen:
        from bot.words.reindexing import outdated as index_outdated

        return Check("index", State.WARN, found, index_outdated(changed, phrases))
    if manifest.model_name != settings.model.chosen:
        found = phrases("check-index.other-model", found=found, model=manifest.model_name)
        return Check("index", State.WARN, found, phrases("check-index.remake"))
    if any(told.values()):
        found = phrases("check-index.told", found=found, **told)
        return Check("index", State.WARN, found, phrases("check-index.again"))
    return Check("index", State.OK, found)


def _against(generation: Generation, settings: ArchiveSettings) -> dict[str, int]:
    """Count what speaks against an index that is sound: files that are new, gone, refused or cannot be read."""
    from embeddings.errors import SourceUnavailable
    from embeddings.index.building.comparing import list_files

    try:
        there = set(list_files(settings).paths)
    except SourceUnavailable:  # the line on the documents says so
        return {}
    indexed = generation.snapshot()
    known = indexed.files.keys()
    return {
        "fresh": len(there - known),
        "gone": len(known - there),
        "refused": sum(file.refused is not None for file in indexed.files.values()),
        "closed": sum(not os.access(settings.source / path, os.R_OK) for path in there),
    }


def model(settings: ArchiveSettings, phrases: Phrases) -> Check:
    """Find the embedding model and compare its checksum."""
    from embeddings.models.files import locate

    files = locate(settings.model.chosen)
    if settings.model.chosen == PACKAGED_MODEL:
        return Check("model", State.OK, phrases("check-model.packaged", name=files.name))
    found = phrases("check-model.other", name=files.name, sha=files.fingerprint[:SHA_SHOWN])
    return Check("model", State.OK, found)


def engine(settings: ArchiveSettings, phrases: Phrases) -> Check:
    """Look at how the current generation's questions are embedded."""
    from embeddings.index.generations.manifest import read_manifest
    from embeddings.index.generations.pointer import current_id, generation_folder
    from embeddings.models import cache

    try:
        manifest = read_manifest(generation_folder(settings.data, current_id(settings.data)))
    except NoGeneration:
        return Check("engine", State.OK, phrases("check-engine.later"))
    return _engine("engine", cache.read_card(settings.data, manifest.model), phrases)


def reranker(settings: ArchiveSettings, phrases: Phrases) -> Check:
    """Find the reranking model, compare its checksum, and look at how it is run."""
    from embeddings.models import reranker_cache
    from embeddings.models.files import locate_reranker

    if not settings.rerank.enabled:
        return Check("reranker", State.OK, phrases("check-reranker.off"))
    files = locate_reranker(settings.rerank.model)
    if files.name == PACKAGED_RERANKER:
        return Check("reranker", State.OK, phrases("check-reranker.packaged", name=files.name))
    try:
        card = reranker_cache.read_card(settings.data, settings.rerank)
    except GenerationDamaged:
        return Check("reranker", State.OK, phrases("check-reranker.later", name=files.name))
    if card.fingerprint != files.fingerprint:
        found = phrases("check-reranker.changed", name=files.name)
        return Check("reranker", State.WARN, found, phrases("check-reranker.remake"))
    return _engine("reranker", card, phrases, f"{files.name}, ")


def _engine(name: str, card: ModelCard | RerankerCard, phrases: Phrases, before: str = "") -> Check:
    engine = f"{before}{card.engine}"
    if card.refused:
        strayed = phrases("check-engine.strayed", engine=engine, refused=listed(card.refused, phrases))
        return Check(name, State.WARN, strayed, phrases("check-engine.slow"))
    return Check(name, State.OK, phrases("check-engine.found", engine=engine, agreement=card.agreement))


OLDEST = (3, 11)
GIGABYTE = 1_000_000_000
# The exported model takes 25 MB, a generation about 5 kB a passage, and a reindex needs both twice.
COMFORTABLE, NEEDED = 1.0, 0.2  # gigabytes


def python(phrases: Phrases) -> Check:
    """Look at the interpreter."""
    found = phrases(
        "check-python.found",
        version=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        cores=str(os.cpu_count()),
    )
    if sys.version_info < OLDEST:
        return Check("Python", State.FAIL, found, phrases("check-python.old", oldest=f"{OLDEST[0]}.{OLDEST[1]}"))
    return Check("Python", State.OK, found)


def disk(data: Path, phrases: Phrases) -> Check:
    """Look at the room left where the index is kept."""
    free = shutil.disk_usage(_existing(data)).free / GIGABYTE
    found = phrases("check-disk.found", gigabytes=free, folder=str(data))
    if free < NEEDED:
        return Check("disk", State.FAIL, found, phrases("check-disk.full"))
    if free < COMFORTABLE:
        return Check("disk", State.WARN, found, phrases("check-disk.small"))
    return Check("disk", State.OK, found)


def data_folder(data: Path, phrases: Phrases) -> Check:
    """Look at whether the index can be written."""
    place = _existing(data)
    if not place.is_dir():
        found = phrases("check-data-folder.not-a-folder", folder=str(place))
        return Check("data folder", State.FAIL, found, phrases("check-data-folder.elsewhere"))
    if not os.access(place, os.W_OK | os.X_OK):
        found = phrases("check-data-folder.closed", folder=str(place))
        return Check("data folder", State.FAIL, found, phrases("check-data-folder.open"))
    found = phrases("check-data-folder.found" if data.exists() else "check-data-folder.later", folder=str(data))
    return Check("data folder", State.OK, found)


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that exists."""
    folder = folder.absolute()
    return next(place for place in (folder, *folder.parents) if place.exists())
