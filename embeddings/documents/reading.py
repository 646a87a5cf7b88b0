"""One file in, one document out, or the reason why not. A format is one module in `readers/`."""

from __future__ import annotations

import stat
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from embeddings.errors import DocumentRefused

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings


class RefusalReason(StrEnum):
    """Why a file was not indexed."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    UNKNOWN_FORMAT = "unknown format"
    NOT_TEXT = "not text"
    UNDECODABLE = "undecodable"
    UNREADABLE = "unreadable"
    NOT_A_FILE = "not a file"
    OUTSIDE = "outside the folder"
    BAD_NAME = "bad name"
    LINKED_FOLDER = "linked folder"
    TOO_MANY = "too many files"
    BROKEN = "broken"  # not what its ending says, or damaged
    ENCRYPTED = "encrypted"
    NO_TEXT = "no text"  # pictures of pages
    TOO_SLOW = "too slow"
    TOO_MUCH_MEMORY = "too much memory"
    CRASHED = "reader failed"
    BAD_SIDECAR = "unusable sidecar"


class Reader(Protocol):
    """Turns the bytes of one format into a document."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:
        """Return the document; raises DocumentRefused for what is broken or beyond the limits."""


def read_document(source: Path, path: str, settings: ReadingSettings) -> Document:
    """Read the file at `path` below `source`; raises DocumentRefused."""
    from embeddings.documents.readers import reader_for

    reader = reader_for(source.joinpath(path).suffix.lower())
    if reader is None:
        raise DocumentRefused(path, RefusalReason.UNKNOWN_FORMAT, source.joinpath(path).suffix.lower())
    return reader.read(path, _content(source, path, int(settings.megabytes * 1_000_000)), settings)


def _content(source: Path, path: str, limit: int) -> bytes:
    file = source / path
    try:
        if not file.resolve().is_relative_to(source.resolve()):
            raise DocumentRefused(path, RefusalReason.OUTSIDE)
        # Asked before opening: opening a named pipe would wait for a writer for ever.
        if not stat.S_ISREG(file.stat().st_mode):
            raise DocumentRefused(path, RefusalReason.NOT_A_FILE)
        with file.open("rb") as stream:
            content = stream.read(limit + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError: a symbolic link that leads to itself
        raise DocumentRefused(path, RefusalReason.UNREADABLE, getattr(error, "strerror", "") or "") from error
    if len(content) > limit:
        raise DocumentRefused(path, RefusalReason.TOO_LARGE, f"limit {limit / 1_000_000:g} MB")
    if not content.strip():
        raise DocumentRefused(path, RefusalReason.EMPTY)
    return content
