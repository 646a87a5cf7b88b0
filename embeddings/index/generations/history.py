"""The generations that are kept: look at them, check the current one, go back to an earlier one."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from embeddings.errors import (
    GenerationDamaged,
    NoEarlierGeneration,
    NoGeneration,
    ReindexRunning,
    StorageFailed,
    UnknownGeneration,
)
from embeddings.files import folder_size
from embeddings.index.generations.generation import Generation
from embeddings.index.generations.manifest import Manifest, read_manifest, verify
from embeddings.index.generations.pointer import (
    LOCK,
    committed,
    current_id,
    generation_folder,
    read_pointer,
    write_pointer,
)
from embeddings.index.generations.validation import problems
from embeddings.models import cache
from embeddings.report import CheckReport, GenerationSummary

if TYPE_CHECKING:
    from pathlib import Path


def summaries(data: Path) -> list[GenerationSummary]:
    """Return the generations that are kept, newest first, each verified; raises NoGeneration."""
    names, damage = committed(data)
    current = None if damage is not None else names[0]
    return [_summary(data, name, current=name == current) for name in sorted(names, reverse=True)]


def check(data: Path) -> CheckReport:
    """Verify every checksum and invariant of the current generation.

    Raises NoGeneration; damage is in the report.
    """
    began = time.monotonic()
    found: list[str] = []
    identity, documents, passages, size = "", 0, 0, 0
    try:
        identity = current_id(data)
        folder = generation_folder(data, identity)
        size = folder_size(folder)
        with closing(Generation.open(folder)) as generation:
            manifest = generation.manifest
            documents, passages = manifest.documents, manifest.passages
            encoder = cache.load(data, manifest.model)
            found += problems(generation, encoder.card, encoder)
    except GenerationDamaged as damage:
        found.append(f"{damage.file}: {damage.detail}")
    return CheckReport(identity, documents, passages, size, tuple(found), time.monotonic() - began)


def roll_back(data: Path, to: str | None = None) -> GenerationSummary:
    """Make an earlier generation the current one: the one before, or the one named; return it.

    Raises:
        NoGeneration: nothing is indexed.
        NoEarlierGeneration: there is no sound one before the current one.
        UnknownGeneration: the one named is not kept.
        GenerationDamaged: the one named is damaged.
        ReindexRunning: a reindex is going on.
        StorageFailed: the data folder cannot be written.

    """
    try:
        with FileLock(data / LOCK, timeout=0):
            return _roll_back(data, to)
    except Timeout as error:
        raise ReindexRunning(data) from error
    except FileNotFoundError as error:
        raise NoGeneration(data) from error
    except OSError as error:
        raise StorageFailed(data, error) from error


def _roll_back(data: Path, to: str | None) -> GenerationSummary:
    try:
        current, *others = read_pointer(data)
    except GenerationDamaged:  # then going back to any sound one is better than what there is
        current, others = "", committed(data)[0]
    target = _before(data, current, others) if to is None else to
    if target not in (current, *others):
        raise UnknownGeneration(target, tuple(name for name in (current, *others) if name))
    folder = generation_folder(data, target)
    verify(folder, read_manifest(folder))
    if target != current:
        write_pointer(data, [target, *(name for name in (current, *others) if name not in {"", target})])
    return _summary(data, target, current=True)


def _before(data: Path, current: str, others: list[str]) -> str:
    earlier = [name for name in others if not current or name < current]
    for name in sorted(earlier, reverse=True):
        if _damage(generation_folder(data, name))[1] is None:
            return name
    raise NoEarlierGeneration(data)


def _summary(data: Path, identity: str, *, current: bool) -> GenerationSummary:
    folder = generation_folder(data, identity)
    manifest, damage = _damage(folder)
    return GenerationSummary(
        id=identity,
        current=current,
        created=manifest.created if manifest else "",
        documents=manifest.documents if manifest else 0,
        passages=manifest.passages if manifest else 0,
        model=manifest.model_name if manifest else "",
        passage_tokens=manifest.passage_tokens if manifest else 0,
        size=folder_size(folder),
        damage=damage,
    )


def _damage(folder: Path) -> tuple[Manifest | None, str | None]:
    manifest = None
    try:
        manifest = read_manifest(folder)
        verify(folder, manifest)
    except GenerationDamaged as damage:
        return manifest, f"{damage.file.name}: {damage.detail}"
    return manifest, None
