"""One file in, one document out, or the reason why not. A format is one module in `readers/`."""

from __future__ import annotations

import os
import stat
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from embeddings.documents.attribution.parting import part
from embeddings.documents.document import check
from embeddings.documents.readers import reader_for
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings


_NONBLOCK = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_content(path: str, content: bytes, settings: ReadingSettings) -> Document:
    """Read a file's bytes in this process, without limits of time and memory; raises DocumentRefused."""
    reader = reader_for(suffix_of(path))
    if reader is None:
        raise DocumentRefused(path, RefusalReason.UNKNOWN_FORMAT, suffix_of(path))
    document = part(reader.read(path, content, settings))
    check(document)
    return document


def suffix_of(path: str) -> str:
    """Return the ending that tells a file's format: ".pdf"."""
    return PurePosixPath(path).suffix.lower()


def content_of(source: Path, path: str, settings: ReadingSettings) -> bytes:
    """Return the bytes of a regular file inside `source`, within the limit of size; raises DocumentRefused."""
    file = source / path
    limit = int(settings.megabytes * 1_000_000)
    too_large = DocumentRefused(path, RefusalReason.TOO_LARGE, f"limit {limit / 1_000_000:g} MB")
    try:
        if not file.resolve().is_relative_to(source.resolve()):
            raise DocumentRefused(path, RefusalReason.OUTSIDE)
        # Asked before opening, which may have effects on a device; and after, for it may have been exchanged.
        if not stat.S_ISREG(file.stat().st_mode):
            raise DocumentRefused(path, RefusalReason.NOT_A_FILE)
        # Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
        with open(os.open(file, os.O_RDONLY | _NONBLOCK), "rb") as stream:  # noqa: PTH123 - by descriptor
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise DocumentRefused(path, RefusalReason.NOT_A_FILE)
            if status.st_size > limit:
                raise too_large
            content = stream.read(limit + 1)  # it may grow meanwhile
    except (OSError, RuntimeError) as error:  # RuntimeError: a symbolic link that leads to itself
        raise DocumentRefused(path, RefusalReason.UNREADABLE, getattr(error, "strerror", "") or "") from error
    except ValueError as error:  # a NUL in the name
        raise DocumentRefused(path, RefusalReason.BAD_NAME) from error
    if len(content) > limit:
        raise too_large
    if not content.strip():
        raise DocumentRefused(path, RefusalReason.EMPTY)
    return content
