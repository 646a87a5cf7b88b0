"""Plain text, in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.layout import lay_out
from embeddings.documents.reading import RefusalReason
from embeddings.errors import DocumentRefused

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings


class PlainTextReader:
    """Reads .txt. A byte order mark stays in the text, so that offsets count every character of the file."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:  # noqa: ARG002 - the size is checked before
        """Return the document, every line end as one line feed; raises DocumentRefused."""
        if b"\0" in content:
            raise DocumentRefused(path, RefusalReason.NOT_TEXT, "it holds NUL bytes")
        try:
            text = content.decode()
        except UnicodeDecodeError as error:
            raise DocumentRefused(path, RefusalReason.UNDECODABLE, f"byte {error.start}") from error
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not any(character.isalnum() for character in text):
            raise DocumentRefused(path, RefusalReason.EMPTY)
        return lay_out(path, text)
