"""Web pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.readers.web.blocks import add_page, with_page_marks
from embeddings.documents.text_builder import TextBuilder
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.text.charsets import declared_in
from embeddings.text.decoding import decode

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.documents.readers.web.pages import PageMarks
    from embeddings.settings import ReadingSettings

BYTE_ORDER_MARK = "\ufeff"


class HtmlReader:
    """Reads .html: the text as a browser shows it, without the site around it."""

    media_type = "text/html"
    xhtml = False

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:  # noqa: ARG002 - the size is checked before
        """Return the document; raises DocumentRefused (BROKEN, EMPTY, TOO_LARGE, and as `decode`)."""
        page = decode(path, content, declared_in(content)).removeprefix(BYTE_ORDER_MARK)

        def build(marks: PageMarks) -> Document:
            builder = TextBuilder()
            statements = add_page(builder, path, page, marks, xhtml=self.xhtml)
            return builder.document(path, self.media_type, statements)

        document = with_page_marks(build)
        if not any(map(str.isalnum, document.text)):
            raise DocumentRefused(path, RefusalReason.EMPTY)
        return document


class XhtmlReader(HtmlReader):
    """Reads .xhtml, in which any element may be closed where it is opened."""

    media_type = "application/xhtml+xml"
    xhtml = True
