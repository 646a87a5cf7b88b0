"""Files that are either wholly there or not there at all."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from embeddings.errors import StorageFailed

if TYPE_CHECKING:
    from pathlib import Path

PART = ".part"  # the ending of what is still being written


def write_atomically(file: Path, content: bytes) -> None:
    """Replace `file` by `content`: after a crash it holds the old bytes or the new, never a mixture.

    The content is forced to the disk before the name points at it, and the folder after, because a rename
    may otherwise reach the disk before the data does. Raises StorageFailed.
    """
    part = file.with_name(f"{file.name}.{os.getpid()}{PART}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageFailed(file, error) from error


def write_json(file: Path, value: Any) -> None:
    """Write a value as JSON, atomically."""
    write_atomically(file, json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")


def commit_folder(part: Path, folder: Path) -> None:
    """Give a finished folder its final name; an older one of that name is replaced. Raises StorageFailed."""
    try:
        for file in sorted(part.rglob("*")):
            if file.is_file():
                sync_file(file)
        sync_folder(part)
        if folder.exists():
            shutil.rmtree(folder)
        part.replace(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise StorageFailed(folder, error) from error


def folder_size(folder: Path) -> int:
    """Return the bytes in a folder's files; what vanishes meanwhile counts nothing."""
    total = 0
    for file in folder.rglob("*"):
        with suppress(OSError):
            total += file.stat().st_size if file.is_file() else 0
    return total


def sync_file(file: Path) -> None:
    """Force a file's content to the disk."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Force a folder's names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
