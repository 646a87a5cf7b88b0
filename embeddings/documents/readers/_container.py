"""Zip files that hold a document: .docx, .odt, .epub. Whatever their directory claims, every byte is counted."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import TYPE_CHECKING

from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from embeddings.settings import ReadingSettings

MOST_MEMBERS = 10_000  # a large book has hundreds
HIGHEST_RATIO = 200  # unpacked to packed; the markup of word processors shrinks about twentyfold
UNSUSPICIOUS = 8_000_000  # bytes that may be unpacked at any ratio: small files of blanks shrink a lot
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that the three formats allow
_ENCRYPTED = 0x1
_STEP = 1 << 16
# What the zip module raises for bytes that are no zip file, or that are not what the directory says.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)


class Container:
    """An open zip file. All that is read out of it together stays within the limits."""

    def __init__(self, path: str, content: bytes, settings: ReadingSettings) -> None:
        """Open the zip file `content`; raises DocumentRefused (BROKEN, TOO_LARGE)."""
        self._path = path
        self._packed = len(content)
        self._limit = int(settings.unpacked_megabytes * 1_000_000)
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGE as error:
            raise DocumentRefused(path, RefusalReason.BROKEN, "no zip file") from error
        self._members = {info.filename: info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > MOST_MEMBERS:
            raise DocumentRefused(path, RefusalReason.TOO_LARGE, f"more than {MOST_MEMBERS} files in it")

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the files in it, folders left out."""
        return tuple(name for name in self._members if not name.endswith("/"))

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return a member's bytes.

        Raises DocumentRefused: BROKEN if it is missing or damaged, ENCRYPTED, TOO_LARGE if with it more would be
        unpacked than the settings allow, or more than any honest file holds.
        """
        info = self._members.get(name)
        if info is None:
            raise DocumentRefused(self._path, RefusalReason.BROKEN, f"{name} is missing")
        if info.flag_bits & _ENCRYPTED:
            raise DocumentRefused(self._path, RefusalReason.ENCRYPTED)
        if info.compress_type not in _METHODS:
            raise DocumentRefused(self._path, RefusalReason.BROKEN, f"{name} is packed in an unknown way")
        parts = []
        try:
            with self._zip.open(info) as stream:
                while part := stream.read(_STEP):
                    self._count(len(part))
                    parts.append(part)
        except _DAMAGE as error:
            raise DocumentRefused(self._path, RefusalReason.BROKEN, f"{name} is damaged") from error
        return b"".join(parts)

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > self._limit:
            limit = f"limit {self._limit / 1_000_000:g} MB unpacked"
            raise DocumentRefused(self._path, RefusalReason.TOO_LARGE, limit)
        if self._unpacked > UNSUSPICIOUS and self._unpacked > self._packed * HIGHEST_RATIO:
            raise DocumentRefused(self._path, RefusalReason.TOO_LARGE, f"unpacks to over {HIGHEST_RATIO} times")
