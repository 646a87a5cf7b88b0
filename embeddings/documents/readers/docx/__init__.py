"""Word documents (.docx, .docm), read from their XML.

The text is what the file says: tracked deletions, hidden text and comments are left out, and so are the numbers
that the word processor counts for lists and headings, since the file does not hold them. Notes follow the
paragraph they belong to, under the mark that the page shows. Pages are not cited: where one ends is decided anew
by every program that opens the file. Macros are neither run nor read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.readers._container import Container
from embeddings.documents.readers._office import document_of
from embeddings.documents.readers.docx.body import BodyReader
from embeddings.documents.readers.docx.parts import Parts
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class DocxReader:
    """Reads .docx and .docm."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:
        """Return the document; raises DocumentRefused."""
        if content.startswith(_OLE):
            # Word wraps a file with a password in the container of its older format.
            encrypted = _ENCRYPTED in content
            reason = RefusalReason.ENCRYPTED if encrypted else RefusalReason.BROKEN
            raise DocumentRefused(path, reason, "" if encrypted else "a .doc file")
        parts = Parts(path, Container(path, content, settings))
        return document_of(path, MEDIA_TYPE, BodyReader(parts).paragraphs(), parts.statements())
