"""Web pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.readers.web import BYTE_ORDER_MARK, page_of, with_page_marks
from embeddings.documents.shaping import shape
from embeddings.text.charsets import declared_in
from embeddings.text.decoding import decode

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings


class HtmlReader:
    """Reads .html: the text as a browser shows it, without the site around it."""

    media_type = "text/html"
    xhtml = False

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:  # noqa: ARG002 - the size is checked before
        """Return the document; raises DocumentRefused (BROKEN, EMPTY, TOO_LARGE, and as `decode`)."""
        page = decode(path, content, declared_in(content)).removeprefix(BYTE_ORDER_MARK)
        found = with_page_marks(lambda marks: page_of(path, page, marks, xhtml=self.xhtml))
        return shape(path, found.pieces, self.media_type, found.statements)


class XhtmlReader(HtmlReader):
    """Reads .xhtml, in which any element may be closed where it is opened."""

    media_type = "application/xhtml+xml"
    xhtml = True
