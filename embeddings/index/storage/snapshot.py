"""What the source folder was like when a generation was made from it: every file's content, size and times."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from embeddings.errors import GenerationDamaged, StorageFailed
from embeddings.report import Loss, LossReason, Reading, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SNAPSHOT = "source.json"
# A file written to again within the tick of a file system's clock keeps its time: FAT counts in two seconds.
# The times of a file that was that fresh when it was looked at prove nothing.
TICK = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a file's directory entry tells that it has changed; times in nanoseconds."""

    size: int
    modified: int
    changed: int  # also by what resets `modified`: cp -p, touch -r, a restored backup

    @classmethod
    def of(cls, file: Path) -> Stamp | None:
        """Return a file's stamp, None where there is no such file."""
        try:
            status = os.stat(file)  # noqa: PTH116 - called for every file of the archive
        except OSError:
            return None
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns)

    def settled(self, taken: int) -> bool:
        """Return whether a later change would have changed the stamp, which was taken at `taken`."""
        return max(self.modified, self.changed) + TICK < taken


@dataclass(frozen=True, slots=True)
class FileState:
    """One file; both are None where there is none."""

    stamp: Stamp | None = None
    sha256: str | None = None  # of its bytes


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document's file and its sidecar, what was refused of them, and what of the file could not be read."""

    document: FileState
    sidecar: FileState
    refused: Refusal | None = None
    sidecar_refused: Refusal | None = None
    characters: int = 0  # that were read
    losses: tuple[Loss, ...] = ()

    def reading(self, path: str) -> Reading:
        """Return how much of it was read."""
        return Reading.of(path, self.characters, self.losses)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All files a generation was made from, refused ones included, by path."""

    taken: int  # when, in nanoseconds since the epoch
    files: Mapping[str, SourceFile]

    def indexed(self) -> dict[str, SourceFile]:
        """Return the files that became documents."""
        return {path: file for path, file in self.files.items() if file.refused is None}

    def save(self, file: Path) -> None:
        """Write it; raises StorageFailed."""
        rows = {
            path: [
                *_state(source.document),
                *_state(source.sidecar),
                source.refused and astuple(source.refused),
                source.sidecar_refused and astuple(source.sidecar_refused),
                source.characters,
                [astuple(loss) for loss in source.losses],
            ]
            for path, source in self.files.items()
        }
        content = json.dumps({"taken": self.taken, "files": rows}, ensure_ascii=False, separators=(",", ":"))
        try:
            file.write_bytes(content.encode())
        except OSError as error:
            raise StorageFailed(file, error) from error

    @classmethod
    def load(cls, file: Path) -> Snapshot:
        """Read one whose checksum was verified; raises GenerationDamaged."""
        try:
            stored: dict[str, Any] = json.loads(file.read_bytes())
            return cls(stored["taken"], {path: _source(row) for path, row in stored["files"].items()})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GenerationDamaged(file, "it is missing or cannot be read") from error


def digest(content: bytes) -> str:
    """Return the hexadecimal sha256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def _state(state: FileState) -> tuple[Any, Any]:
    return state.stamp and astuple(state.stamp), state.sha256


def _source(row: list[Any]) -> SourceFile:
    # A generation made before losses were told has none.
    stamp, sha256, sidecar_stamp, sidecar_sha256, refused, sidecar_refused, characters, losses = [*row, 0, []][:8]
    return SourceFile(
        FileState(stamp and Stamp(*stamp), sha256),
        FileState(sidecar_stamp and Stamp(*sidecar_stamp), sidecar_sha256),
        refused and Refusal(*refused),
        sidecar_refused and Refusal(*sidecar_refused),
        characters,
        tuple(Loss(LossReason(reason), count, tuple(pages)) for reason, count, pages in losses),
    )
