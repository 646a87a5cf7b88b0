"""Build a new generation beside the current one, check it, and commit it."""

from __future__ import annotations

import shutil
import sqlite3
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout

from embeddings.documents.folder import walk
from embeddings.documents.sandbox import Sandbox
from embeddings.errors import (
    DocumentRefused,
    GenerationDamaged,
    NoGeneration,
    ReindexRunning,
    SourceUnavailable,
    StorageFailed,
)
from embeddings.files import PART, commit_folder, write_json
from embeddings.index.full_text import files_of
from embeddings.index.generation import (
    MANIFEST,
    Generation,
    Manifest,
    commit,
    generation_folder,
    next_id,
    open_current,
)
from embeddings.index.preparation import Preparer, passage_budget
from embeddings.index.store import STORE, StoreWriter
from embeddings.index.vectors import VECTORS, VectorIndex
from embeddings.models import cache, reranker_cache
from embeddings.models.files import file_sha256
from embeddings.progress import Progress, Stage, silent
from embeddings.report import Refusal, ReindexReport

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.models.encoder import Encoder, Vectors
    from embeddings.settings import ArchiveSettings

LOCK = "reindex.lock"
ENCODED_AT_ONCE = 128  # windows between two reports of progress


@dataclass(slots=True)
class _Gathered:
    """What reading the source folder came to."""

    documents: dict[str, str] = field(default_factory=dict)  # path -> sha256 of the text
    refused: list[Refusal] = field(default_factory=list)
    passages: int = 0
    texts: list[str] = field(default_factory=list)  # of the windows, in order
    keys: list[bytes] = field(default_factory=list)


def build(settings: ArchiveSettings, *, full: bool = False, progress: Progress = silent) -> ReindexReport:
    """Build, check and commit a generation of the documents in the source folder.

    `full` embeds everything anew; else vectors of windows whose text and model are unchanged are taken over.

    Raises:
        SourceUnavailable: there is no folder, or no readable document in it.
        ModelError: the model is missing, damaged or unusable.
        ReindexRunning: another process is at it.
        StorageFailed: the data folder cannot be written.

    """
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        with FileLock(settings.data / LOCK, timeout=0):
            return _build(settings, full=full, progress=progress)
    except Timeout as error:
        raise ReindexRunning(settings.data) from error
    except OSError as error:
        raise StorageFailed(settings.data, error) from error


def _build(settings: ArchiveSettings, *, full: bool, progress: Progress) -> ReindexReport:
    began = time.monotonic()
    created = datetime.now(UTC)
    # The folder first: a wrong path should not cost the model's preparation.
    walk(settings.source, settings.reading.documents)
    key = cache.prepare(settings.data, settings.model, progress)
    # A generation does not depend on it; but who names a model is at the keyboard now, not when a member asks.
    reranker_cache.prepare(settings.data, settings.rerank, progress)
    encoder = cache.load(settings.data, key)
    counter = cache.counter(settings.data, key)
    budget = passage_budget(settings.passages.tokens, encoder.card, counter)

    identity = next_id(settings.data, created)
    folder = generation_folder(settings.data, identity)
    part = folder.with_name(identity + PART)
    previous = _previous(settings.data)
    try:
        _clear_parts(folder.parent)
        part.mkdir(parents=True)
        with Sandbox(settings.reading) as sandbox:
            window = min(budget, settings.passages.window_tokens)
            preparer = Preparer(settings.source, sandbox, counter, encoder.card, budget, window)
            gathered = _gather(preparer, part, settings, progress)
        if not gathered.texts:
            raise SourceUnavailable(settings.source, "empty")
        known = {} if full or previous is None else _known(previous, encoder)
        vectors, encoded = _encode(encoder, gathered, known, progress)
        progress(Stage.WRITING, 0, None)
        VectorIndex.of(vectors).save(part / VECTORS)
        manifest = Manifest(
            id=identity,
            created=created.isoformat(timespec="seconds"),
            model=key,
            model_name=settings.model.name,
            passage_tokens=settings.passages.tokens,
            documents=len(gathered.documents),
            passages=gathered.passages,
            windows=len(gathered.texts),
            window_tokens=settings.passages.window_tokens,
            files={name: file_sha256(part / name) for name in (STORE, VECTORS, *files_of(part))},
        )
        write_json(part / MANIFEST, asdict(manifest))
        progress(Stage.CHECKING, 0, None)
        _check(part)
        commit_folder(part, folder)
        commit(settings.data, identity)
        before = {} if previous is None else previous.store.paths()
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if previous is not None:
            previous.close()
    return _report(identity, before, gathered, encoded, time.monotonic() - began)


def _previous(data: Path) -> Generation | None:
    try:
        return open_current(data)[0]
    except (NoGeneration, GenerationDamaged):
        return None


def _clear_parts(folder: Path) -> None:
    """Remove what a build that was killed left behind; the lock is ours, so nobody is still writing it."""
    for entry in folder.glob(f"*{PART}"):
        shutil.rmtree(entry, ignore_errors=True)


def _gather(preparer: Preparer, part: Path, settings: ArchiveSettings, progress: Progress) -> _Gathered:
    paths, refused = walk(settings.source, settings.reading.documents)
    gathered = _Gathered(refused=refused)
    writer = StoreWriter(part / STORE)
    try:
        for done, path in enumerate(paths):
            progress(Stage.READING, done, len(paths))
            try:
                prepared = preparer.prepare(path)
            except DocumentRefused as refusal:
                gathered.refused.append(Refusal(path, refusal.reason, refusal.detail))
                continue
            if prepared.sidecar_refused is not None:
                gathered.refused.append(prepared.sidecar_refused)
            writer.add(prepared)
            gathered.documents[path] = prepared.document.sha256
            gathered.passages += len(prepared.passages)
            gathered.texts += prepared.texts()
            gathered.keys += prepared.keys
        progress(Stage.READING, len(paths), len(paths))
        writer.finish()
    except BaseException:
        writer.abandon()
        raise
    return gathered


def _known(previous: Generation, encoder: Encoder) -> dict[bytes, Vectors]:
    """Return the vectors of the previous generation by their keys."""
    if previous.vectors.dimensions != encoder.card.dimensions:
        return {}
    return {key: previous.vectors.row(row) for key, row in previous.store.vector_rows().items()}


def _encode(
    encoder: Encoder, gathered: _Gathered, known: dict[bytes, Vectors], progress: Progress
) -> tuple[Vectors, int]:
    """Return float32 [windows, dim] and how many of the rows had to be computed."""
    vectors = np.empty((len(gathered.texts), encoder.card.dimensions), dtype=np.float32)
    missing = []
    for row, key in enumerate(gathered.keys):
        if (vector := known.get(key)) is None:
            missing.append(row)
        else:
            vectors[row] = vector
    for at in range(0, len(missing), ENCODED_AT_ONCE):
        progress(Stage.ENCODING, at, len(missing))
        rows = missing[at : at + ENCODED_AT_ONCE]
        vectors[rows] = encoder.encode([gathered.texts[row] for row in rows])
    progress(Stage.ENCODING, len(missing), len(missing))
    return vectors, len(missing)


def _check(part: Path) -> None:
    """Open what was written as a reader would, and read one passage out of every document."""
    generation = Generation.open(part)
    try:
        rows = generation.store.rows(
            'SELECT p."start", p."end", length(d.text) FROM passage p JOIN document d ON d.id = p.document'
        )
        if any(not 0 <= start < end <= length for start, end, length in rows):
            raise GenerationDamaged(part / STORE, "a passage lies outside its document")
    except sqlite3.Error as error:
        raise GenerationDamaged(part / STORE, str(error)) from error
    finally:
        generation.close()


def _report(
    identity: str, before: dict[str, str], gathered: _Gathered, encoded: int, seconds: float
) -> ReindexReport:
    now = gathered.documents
    return ReindexReport(
        generation=identity,
        added=tuple(sorted(now.keys() - before.keys())),
        changed=tuple(sorted(path for path in now.keys() & before.keys() if now[path] != before[path])),
        removed=tuple(sorted(before.keys() - now.keys())),
        unchanged=sum(before.get(path) == digest for path, digest in now.items()),
        refused=tuple(sorted(gathered.refused, key=lambda refusal: refusal.document)),
        passages=gathered.passages,
        encoded=encoded,
        seconds=seconds,
    )
