"""Notice a disk that is nearly full before writing to it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from embeddings.documents.reading import suffix_of
from embeddings.errors import DiskNearlyFull

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from embeddings.settings import ArchiveSettings

# Bytes of a store for one byte of a document: the text, the words of it again in the lexical index, its outline.
# Formats other than plain ones hold less text than bytes; what little they can hold more is within the spare.
_PLAIN, _PACKED = 3.0, 1.0
_PLAIN_FORMATS = frozenset({".txt", ".md", ".html", ".htm"})
_OTHER = 200  # bytes of a passage beside text and vector
MEGA = 1_000_000


def require(settings: ArchiveSettings, needed: int) -> None:
    """Raise DiskNearlyFull if writing so many bytes to the data folder would not leave the spare ones free."""
    total = needed + int(settings.reindex.spare_megabytes * MEGA)
    free = shutil.disk_usage(settings.data).free
    if free < total:
        raise DiskNearlyFull(settings.data, total, free)


def store_bytes(source: Path, paths: Iterable[str]) -> int:
    """Return about how large a store of these documents will be, before they are read."""
    total = 0.0
    for path in paths:
        try:
            size = (source / path).stat().st_size
        except OSError:
            continue
        total += size * (_PLAIN if suffix_of(path) in _PLAIN_FORMATS else _PACKED)
    return int(total)


def vector_bytes(rows: int, missing: int, dimensions: int) -> int:
    """Return how large an index of so many rows will be, and the cache of those that have yet to be computed."""
    return (rows + missing) * (4 * dimensions + _OTHER)
