"""Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.layout import lay_out
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.text.charsets import declared_in
from embeddings.text.decoding import decode

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings


class PlainTextReader:
    """Reads .txt. A byte order mark of UTF-8 stays in the text: offsets count every character of the file."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:  # noqa: ARG002 - the size is checked before
        """Return the document, every line end as one line feed; raises DocumentRefused."""
        text = decode(path, content, declared_in(content))
        if not any(character.isalnum() for character in text):
            raise DocumentRefused(path, RefusalReason.EMPTY)
        return lay_out(path, text)
