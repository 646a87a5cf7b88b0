"""The files below the source folder that are to be read, in a fixed order."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from embeddings.documents.reading import RefusalReason
from embeddings.documents.sidecar import SIDECAR
from embeddings.errors import SourceUnavailable
from embeddings.report import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def walk(source: Path, limit: int) -> tuple[list[str], list[Refusal]]:
    """Return the paths of all candidate files relative to `source`, sorted, and what is refused by its name.

    Hidden files and folders and sidecar files are no candidates. Linked folders are not entered: they may lead
    round in circles.

    Raises:
        SourceUnavailable: the folder is missing or cannot be listed.

    """
    if not source.exists():
        raise SourceUnavailable(source, "missing")
    if not source.is_dir():
        raise SourceUnavailable(source, "not a folder")
    paths: list[str] = []
    refused: list[Refusal] = []
    for path, reason in sorted(_entries(source, "")):
        if reason is not None:
            refused.append(Refusal(path, reason))
        elif len(paths) >= limit:
            refused.append(Refusal(path, RefusalReason.TOO_MANY, f"limit {limit}"))
        else:
            paths.append(path)
    return paths, refused


def _entries(source: Path, below: str) -> Iterator[tuple[str, RefusalReason | None]]:
    try:
        with os.scandir(source / below) as found:
            entries = list(found)
    except OSError as error:
        if not below:
            raise SourceUnavailable(source, error.strerror or "unreadable") from error
        yield below.rstrip("/"), RefusalReason.UNREADABLE
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(SIDECAR):
            continue
        path = below + entry.name
        if not path.isprintable() or "\\" in path:
            # Undecodable bytes (surrogates), line breaks, control characters.
            yield path.encode("unicode_escape").decode(), RefusalReason.BAD_NAME
        elif entry.is_dir(follow_symlinks=False):
            yield from _entries(source, path + "/")
        elif entry.is_dir():
            yield path, RefusalReason.LINKED_FOLDER
        else:
            yield path, None
