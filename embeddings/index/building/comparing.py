"""What became of the documents from one snapshot to the next."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from embeddings.documents.readers import FORMATS
from embeddings.documents.reading import content_of, suffix_of
from embeddings.documents.record.sidecar import LARGEST, SIDECAR
from embeddings.documents.shelf import walk
from embeddings.errors import DocumentRefused, RefusalReason, SourceProblem, SourceUnavailable
from embeddings.index.storage.snapshot import FileState, Snapshot, SourceFile, Stamp, digest
from embeddings.progress import Progress, Stage
from embeddings.report import Refusal, ReindexReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from embeddings.report import Cause
    from embeddings.settings import ArchiveSettings

# Compare the source folder with what it was at the generation before, reading as little as possible.

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
    data, source = settings.data.resolve(), settings.source.resolve()
    if data.is_relative_to(source) or source.is_relative_to(data):
        raise SourceUnavailable(settings.source, SourceProblem.OVERLAPS, str(settings.data))
    paths, refused = walk(settings.source, settings.reading.documents)
    unknown = [path for path in paths if suffix_of(path) not in FORMATS]
    refused += [Refusal(path, RefusalReason.UNKNOWN_FORMAT, suffix_of(path)) for path in unknown]
    strangers = set(unknown)
    return Look(taken, [path for path in paths if path not in strangers], refused)


def compare(look: Look, before: Snapshot, settings: ArchiveSettings, progress: Progress) -> None:
    """Find what of the folder is as in the snapshot."""
    for done, path in enumerate(look.paths):
        progress(Stage.LOOKING, done, len(look.paths))
        was = before.files.get(path)
        if was is not None and (now := _same(path, was, before.taken, settings, look.refused)) is not None:
            if was.refused is not None and was.refused.reason in PASSING:
                look.doubtful.append(path)
            else:
                look.unchanged[path] = now
    _keep_unreadable(look, before)
    look.gone = bool(before.files.keys() - set(look.paths))
    progress(Stage.LOOKING, len(look.paths), len(look.paths))


def _keep_unreadable(look: Look, before: Snapshot) -> None:
    """Take what cannot be read now for what it was: it is not deleted. The refusal tells of it."""
    closed = tuple(f"{one.document}/" for one in look.refused if one.reason is RefusalReason.UNREADABLE)
    if not closed:
        return
    there = set(look.paths)
    kept = [path for path in before.files if path.startswith(closed) and path not in there]
    look.paths = sorted([*look.paths, *kept])
    look.unchanged.update((path, before.files[path]) for path in kept)


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


def _same(
    path: str, was: SourceFile, taken: int, settings: ArchiveSettings, told: list[Refusal]
) -> SourceFile | None:
    """Return a file's state now, with the stamps of now, or None if its content or its sidecar changed.

    What was read once and cannot be now is as it was, and is told.
    """
    source, trust = settings.source, settings.reindex.trust_times
    stamp = Stamp.of(source / path)
    if not (trust and stamp is not None and stamp == was.document.stamp and stamp.settled(taken)):
        try:
            sha256 = digest(content_of(source, path, settings.reading))
        except DocumentRefused as refusal:
            if refusal.reason is RefusalReason.UNREADABLE and was.refused is None and stamp is not None:
                told.append(Refusal(path, refusal.reason, refusal.detail))
                return was
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


def lost_of(before: Mapping[str, SourceFile], now: Mapping[str, SourceFile]) -> int:
    """Return how many documents are there no more, neither in their places nor, moved or renamed, in others."""
    contents = {file.document.sha256 for file in now.values()}
    return sum(path not in now and file.document.sha256 not in contents for path, file in before.items())


def report_of(
    generation: str,
    before: Mapping[str, SourceFile],
    now: Mapping[str, SourceFile],
    refused_by_name: Iterable[Refusal],
    *,
    passages: int,
    encoded: int,
    seconds: float,
    committed: bool,
    causes: tuple[Cause, ...],
) -> ReindexReport:
    """Return the report; `before` and `now` hold all files, refused ones included."""
    was, is_ = _indexed(before), _indexed(now)
    both = was.keys() & is_.keys()
    changed = {path for path in both if _content(was[path]) != _content(is_[path])}
    refused = [*refused_by_name]
    for file in now.values():
        refused += [refusal for refusal in (file.refused, file.sidecar_refused) if refusal is not None]
    return ReindexReport(
        generation=generation,
        added=tuple(sorted(is_.keys() - was.keys())),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(was.keys() - is_.keys())),
        unchanged=len(both) - len(changed),
        refused=tuple(sorted(refused, key=lambda refusal: refusal.document)),
        passages=passages,
        encoded=encoded,
        seconds=seconds,
        committed=committed,
        causes=causes,
        incomplete=tuple(is_[path].reading(path) for path in sorted(is_) if is_[path].losses),
    )


def _indexed(files: Mapping[str, SourceFile]) -> dict[str, SourceFile]:
    return {path: file for path, file in files.items() if file.refused is None}


def _content(file: SourceFile) -> tuple[str | None, str | None]:
    return file.document.sha256, file.sidecar.sha256
