"""Fill a generation's store: what did not change from the store before, everything else from the folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embeddings.documents.reading import content_of
from embeddings.errors import DocumentRefused
from embeddings.index.encoding import KnownVectors, Wanted
from embeddings.index.looking import sidecar_state
from embeddings.index.snapshot import FileState, SourceFile, Stamp, digest
from embeddings.index.store_writer import StoreWriter
from embeddings.progress import Progress, Stage
from embeddings.report import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.index.generation import Generation
    from embeddings.index.looking import Look
    from embeddings.index.preparation import PreparedDocument, Preparer
    from embeddings.settings import ArchiveSettings


@dataclass(slots=True)
class Gathered:
    """What a generation is made of, vectors left out."""

    files: dict[str, SourceFile] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)  # documents that are not as they were
    passages: int = 0
    wanted: Wanted = field(default_factory=Wanted)


def gather(
    file: Path,
    look: Look,
    base: Generation | None,
    *,
    preparer: Preparer,
    known: KnownVectors,
    settings: ArchiveSettings,
    progress: Progress,
) -> Gathered:
    """Write the store of a new generation to `file`; raises StorageFailed.

    `base` holds the documents that `look` found unchanged, and `known` the vectors of all its passages.
    """
    gathered = Gathered()
    writer = StoreWriter(file, None if base is None else base.store)
    try:
        for done, path in enumerate(look.paths):
            progress(Stage.READING, done, len(look.paths))
            if (unchanged := look.unchanged.get(path)) is not None and base is not None:
                gathered.files[path] = unchanged
                if unchanged.refused is None:
                    gathered.wanted.keys += writer.carry_over(path)
                continue
            gathered.files[path], prepared = read(path, preparer, settings)
            if prepared is not None:
                writer.add(prepared)
                gathered.read.append(path)
                gathered.wanted.add(prepared.keys, prepared.embedded, known)
        gathered.passages = writer.passages
        progress(Stage.READING, len(look.paths), len(look.paths))
        writer.finish()
    except BaseException:
        writer.abandon()
        raise
    return gathered


def read(path: str, preparer: Preparer, settings: ArchiveSettings) -> tuple[SourceFile, PreparedDocument | None]:
    """Read a document; None if it is refused, with the reason in its state."""
    # The stamps first: a file that is written to meanwhile then differs from them the next time.
    stamp = Stamp.of(settings.source / path)
    sidecar = sidecar_state(settings.source, path)
    sha256 = None
    try:
        content = content_of(settings.source, path, settings.reading)
        sha256 = digest(content)
        prepared = preparer.prepare(path, content)
    except DocumentRefused as error:
        refused = Refusal(path, error.reason, error.detail)
        return SourceFile(FileState(stamp, sha256), sidecar, refused), None
    return SourceFile(FileState(stamp, sha256), sidecar, None, prepared.sidecar_refused), prepared
