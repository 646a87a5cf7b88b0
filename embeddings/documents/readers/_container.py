"""Zip files of XML that hold a document: .docx, .odt, .epub.

Whatever a zip file's directory claims, every byte is counted. XML from strangers has no document type of its own,
no entities, fetches nothing and does not nest without bottom.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from typing import NoReturn

    from embeddings.settings import ReadingSettings

MOST_MEMBERS = 10_000  # a large book has hundreds
HIGHEST_RATIO = 200  # unpacked to packed; the markup of word processors shrinks about twentyfold
UNSUSPICIOUS = 8_000_000  # bytes that may be unpacked at any ratio: small files of blanks shrink a lot
DEEPEST = 400  # elements in one another; tables in tables in text boxes take a few dozen
MOST_ELEMENTS = 5_000_000
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


def parse(path: str, name: str, content: bytes) -> Element:
    """Return the root element of an XML file; names are in the form ``{namespace}local``.

    A reference to a document type elsewhere is passed over, never followed. Raises DocumentRefused (BROKEN) for
    what is not well formed, declares a document type or entities of its own, or nests deeper than any document.
    """
    builder = _Builder(path, name)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.document_type
    parser.EntityDeclHandler = builder.entity
    parser.SkippedEntityHandler = builder.entity
    try:
        parser.Parse(content, True)
        return builder.close()
    # ValueError: names an encoding that Python does not have, or a wrong one; AssertionError: no element at all.
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise DocumentRefused(path, RefusalReason.BROKEN, f"{name}: {error}") from error


class _Builder:
    """Passes on what the parser meets, as far as it is allowed."""

    def __init__(self, path: str, name: str) -> None:
        self._path = path
        self._name = name
        self._tree = TreeBuilder()
        self._depth = 0
        self._elements = 0
        self._names: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST:
            self._refuse(RefusalReason.BROKEN, f"{self._name} nests more than {DEEPEST} deep")
        if self._elements > MOST_ELEMENTS:
            self._refuse(RefusalReason.TOO_LARGE, f"{self._name} has more than {MOST_ELEMENTS} elements")
        self._tree.start(self._full(tag), {self._full(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._tree.end(self._full(tag))

    def data(self, text: str) -> None:
        self._tree.data(text)

    def close(self) -> Element:
        return self._tree.close()

    def document_type(self, _name: str, _system: str | None, _public: str | None, own_subset: int) -> None:
        if own_subset:
            self.entity()

    def entity(self, *_what: object) -> None:
        self._refuse(RefusalReason.BROKEN, f"{self._name} declares or uses entities")

    def _refuse(self, reason: RefusalReason, detail: str) -> NoReturn:
        raise DocumentRefused(self._path, reason, detail)

    def _full(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = "{" + name if "}" in name else name
        return known
