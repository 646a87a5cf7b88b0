"""What the doctor looks at: the machine, the configuration, the documents, the index and its models, the bot."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.words.lists import both, counted
from embeddings.errors import GenerationDamaged, NoGeneration
from embeddings.settings import PACKAGED_MODEL, PACKAGED_RERANKER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.config import DiscordSettings, Settings
    from embeddings.models.encoder import ModelCard
    from embeddings.models.reranker import RerankerCard
    from embeddings.settings import ArchiveSettings

# A check's result, and the guard that turns whatever goes wrong in one into a result.

ADVICE = "Fix that, then run `pincite doctor` again."


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


def guarded(name: str, look: Callable[[], Check]) -> Check:
    """Return a check's result; one that cannot even be made has failed, and says why."""
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - a doctor that falls ill helps nobody
        from bot.words.errors import parts

        found, advice = parts(error)
        return Check(name, State.FAIL, found, advice or ADVICE)


# The configuration file and the folder of documents.

SHOWN_FORMATS = 4


def configuration(settings: Settings) -> Check:
    """Look at which configuration file is in force; that it is sound was found out by reading it."""
    if settings.file is None:
        return Check("configuration", State.OK, "no file, every setting at its default")
    return Check("configuration", State.OK, f"{settings.file}, every key known and in range")


def source(settings: ArchiveSettings) -> Check:
    """Count the files in the folder of documents, and those of a format that is read."""
    from embeddings.documents.readers import FORMATS
    from embeddings.documents.shelf import walk

    paths, refused = walk(settings.source, settings.reading.documents)
    suffixes = Counter(PurePosixPath(path).suffix.lower() for path in paths)
    readable = sum(count for suffix, count in suffixes.items() if suffix in FORMATS)
    found = f"{settings.source}: {counted(len(paths), 'file')}, {readable:,} of a format that is read"
    others = [suffix or "no ending" for suffix, _ in suffixes.most_common() if suffix not in FORMATS]
    if not readable:
        return Check("documents", State.FAIL, found, f"Put documents there: {both(sorted(FORMATS))}.")
    if others or refused:
        advice = f"{counted(len(refused), 'name')} cannot be read; `pincite reindex` says why."
        if others:
            advice = f"Convert the others ({both(others[:SHOWN_FORMATS])}) to a format that is read."
        return Check("documents", State.WARN, found, advice)
    return Check("documents", State.OK, found)


# What the Discord bot needs: its library and its token.

NEEDED_BY = "Only `pincite run` needs one; see [discord] in config/pincite.toml."


def library() -> Check:
    """Look for discord.py, without the time that importing it takes."""
    try:
        return Check("Discord", State.OK, f"discord.py {version('discord.py')}")
    except PackageNotFoundError:
        return Check("Discord", State.FAIL, "discord.py is not installed", "Install Pincite again.")


def token(settings: DiscordSettings) -> Check:
    """Look at whether a token is there and kept private; it is never shown."""
    from bot.errors import TokenMissing
    from bot.token import read_token

    try:
        found = read_token(settings.token_file)
    except TokenMissing:
        return Check(
            "token", State.WARN, "none", "Only `pincite run` needs one; see [discord] in config/pincite.toml."
        )
    if found.exposed:
        advice = f"Run `chmod 600 {found.origin}`."
        return Check("token", State.WARN, f"in {found.origin}, which every user may read", advice)
    return Check("token", State.OK, f"in {found.origin}")


# The index, the model it is made with, and the model that looks at its best passages again.

SHA_SHOWN = 12


def index(settings: ArchiveSettings) -> Check:
    """Open the current generation, which checks its files' checksums."""
    from embeddings.index.generations.generation import Generation
    from embeddings.index.generations.pointer import current_id, generation_folder
    from embeddings.index.generations.recipe import outdated

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
        from bot.words.reindexing import outdated as index_outdated

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
    from embeddings.index.generations.manifest import read_manifest
    from embeddings.index.generations.pointer import current_id, generation_folder
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


OLDEST = (3, 11)
GIGABYTE = 1_000_000_000
# The exported model takes 25 MB, a generation about 5 kB a passage, and a reindex needs both twice.
COMFORTABLE, NEEDED = 1.0, 0.2  # gigabytes


def python() -> Check:
    """Look at the interpreter."""
    version = platform.python_version()
    found = f"{version} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    if sys.version_info < OLDEST:
        return Check("Python", State.FAIL, found, f"Install Python {OLDEST[0]}.{OLDEST[1]} or later.")
    return Check("Python", State.OK, found)


def disk(data: Path) -> Check:
    """Look at the room left where the index is kept."""
    free = shutil.disk_usage(_existing(data)).free / GIGABYTE
    found = f"{free:,.1f} GB free for {data}"
    if free < NEEDED:
        return Check("disk", State.FAIL, found, "Free some space, or name another folder with --data.")
    if free < COMFORTABLE:
        return Check("disk", State.WARN, found, "A large archive needs more; free some space.")
    return Check("disk", State.OK, found)


def data_folder(data: Path) -> Check:
    """Look at whether the index can be written."""
    place = _existing(data)
    if not place.is_dir():
        return Check("data folder", State.FAIL, f"{place} is not a folder", "Name another with --data.")
    if not os.access(place, os.W_OK | os.X_OK):
        return Check(
            "data folder", State.FAIL, f"{place} cannot be written to", "Change its owner or mode, or use --data."
        )
    return Check("data folder", State.OK, str(data) if data.exists() else f"{data}, made when first needed")


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that exists."""
    folder = folder.absolute()
    return next(place for place in (folder, *folder.parents) if place.exists())
