"""Compare the source folder with what it was at the generation before, reading as little as possible."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from embeddings.documents.folder import walk
from embeddings.documents.readers import FORMATS
from embeddings.documents.reading import RefusalReason, content_of, suffix_of
from embeddings.documents.sidecar import LARGEST, SIDECAR
from embeddings.errors import DocumentRefused
from embeddings.index.snapshot import FileState, Snapshot, SourceFile, Stamp, digest
from embeddings.progress import Progress, Stage
from embeddings.report import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.settings import ArchiveSettings

# Refused for what the machine could do at that moment, not for what the file holds: tried again each time.
PASSING = frozenset({RefusalReason.TOO_SLOW, RefusalReason.TOO_MUCH_MEMORY, RefusalReason.CRASHED})


@dataclass(slots=True)
class Look:
    """What is in the folder, and which of it is as it was."""

    taken: int  # nanoseconds since the epoch, before anything was looked at
    paths: list[str]  # of the files to be indexed, sorted
    refused: list[Refusal]  # by their names alone
    unchanged: dict[str, SourceFile] = field(default_factory=dict)  # files that need not be read again
    doubtful: list[str] = field(default_factory=list)  # unchanged, but what they were refused for may have passed
    gone: bool = False  # a file of the snapshot is there no more

    @property
    def nothing_changed(self) -> bool:
        """Return whether the folder is as it was, doubtful files aside."""
        return not self.gone and len(self.unchanged) + len(self.doubtful) == len(self.paths)


def list_files(settings: ArchiveSettings) -> Look:
    """Return what is in the folder, nothing compared yet; raises SourceUnavailable."""
    taken = time.time_ns()
    paths, refused = walk(settings.source, settings.reading.documents)
    own = _inside(settings.data, settings.source)
    if own is not None:  # the index is no document of the archive
        paths = [path for path in paths if not path.startswith(own)]
        refused = [refusal for refusal in refused if not refusal.document.startswith(own)]
    unknown = [path for path in paths if suffix_of(path) not in FORMATS]
    refused += [Refusal(path, RefusalReason.UNKNOWN_FORMAT, suffix_of(path)) for path in unknown]
    strangers = set(unknown)
    return Look(taken, [path for path in paths if path not in strangers], refused)


def compare(look: Look, before: Snapshot, settings: ArchiveSettings, progress: Progress) -> None:
    """Find what of the folder is as in the snapshot."""
    for done, path in enumerate(look.paths):
        progress(Stage.LOOKING, done, len(look.paths))
        was = before.files.get(path)
        if was is not None and (now := _same(path, was, before.taken, settings)) is not None:
            if was.refused is not None and was.refused.reason in PASSING:
                look.doubtful.append(path)
            else:
                look.unchanged[path] = now
    look.gone = bool(before.files.keys() - set(look.paths))
    progress(Stage.LOOKING, len(look.paths), len(look.paths))


def sidecar_state(source: Path, path: str) -> FileState:
    """Return the state of a document's sidecar file as it is now."""
    file = source / (path + SIDECAR)
    stamp = Stamp.of(file)
    if stamp is None or not file.is_file():
        return FileState()
    try:
        with file.open("rb") as stream:
            return FileState(stamp, digest(stream.read(LARGEST + 1)))
    except OSError:
        return FileState(stamp)


def _same(path: str, was: SourceFile, taken: int, settings: ArchiveSettings) -> SourceFile | None:
    """Return a file's state now, with the stamps of now, or None if its content or its sidecar changed."""
    source, trust = settings.source, settings.reindex.trust_times
    stamp = Stamp.of(source / path)
    if not (trust and stamp is not None and stamp == was.document.stamp and stamp.settled(taken)):
        try:
            sha256 = digest(content_of(source, path, settings.reading))
        except DocumentRefused as refusal:
            if was.refused != Refusal(path, refusal.reason, refusal.detail):
                return None
            sha256 = None
        if sha256 != was.document.sha256:
            return None
    sidecar = was.sidecar
    beside = Stamp.of(source / (path + SIDECAR))
    if beside != sidecar.stamp or (beside is not None and not (trust and beside.settled(taken))):
        sidecar = sidecar_state(source, path)
        if sidecar.sha256 != was.sidecar.sha256:
            return None
    return replace(was, document=FileState(stamp, was.document.sha256), sidecar=sidecar)


def _inside(data: Path, source: Path) -> str | None:
    """Return the data folder's path below the source folder, with a slash, or None if it is elsewhere."""
    data, source = data.resolve(), source.resolve()
    if data == source or not data.is_relative_to(source):
        return None
    return data.relative_to(source).as_posix() + "/"
