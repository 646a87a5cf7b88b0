"""Rich Text Format (.rtf), by its specification 1.9.1.

Tracked deletions, hidden text, comments, running heads and pictures are left out. Notes follow the paragraph they
belong to. Every byte is decoded by the character set of the font it is written in; a byte that has no character
there refuses the file. Pages are not cited: the format does not hold them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.document import Statement, tidy
from embeddings.documents.readers._office import pieces_of
from embeddings.documents.readers.rtf.groups import RtfError
from embeddings.documents.readers.rtf.interpreter import Interpreter
from embeddings.documents.record.record import Origin
from embeddings.documents.shaping import shape
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

MEDIA_TYPE = "application/rtf"


class RtfReader:
    """Reads .rtf."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:  # noqa: ARG002 - nothing unpacks
        """Return the document; raises DocumentRefused."""
        if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
            raise DocumentRefused(path, RefusalReason.BROKEN, "no RTF file")
        interpreter = Interpreter()
        try:
            paragraphs = interpreter.run(content)
        except RtfError as error:
            raise DocumentRefused(path, RefusalReason.BROKEN, str(error)) from error
        except UnicodeError as error:
            raise DocumentRefused(path, RefusalReason.UNDECODABLE, _bytes(error)) from error
        statements = [Statement(Origin.PROPERTIES, key, tidy(words)) for key, words in interpreter.information()]
        return shape(path, pieces_of(paragraphs), MEDIA_TYPE, statements)


def _bytes(error: UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"{error.object[error.start : error.end].hex(' ')} in {error.encoding}"
    return "half of a surrogate pair"
