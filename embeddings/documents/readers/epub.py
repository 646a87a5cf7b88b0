"""E-books in EPUB: a zip file of chapters in XHTML, in the order of the package's spine."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from embeddings.documents.readers._container import Container
from embeddings.documents.readers.epub_package import package_of
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
TOP = ""  # stands for the top of a chapter among the places where pages begin


class EpubReader:
    """Reads .epub: all chapters as one text; an anchor is a chapter's file name, "#" and the name in it."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:
        """Return the document; raises DocumentRefused.

        BROKEN for what is no e-book or lacks a chapter, ENCRYPTED, TOO_LARGE, NO_TEXT, or what `decode` says.
        """
        container = Container(path, content, settings)
        package = package_of(path, container)
        chapters = []
        for name in package.chapters:
            raw = container.read(name)
            chapters.append((name, decode(path, raw, declared_in(raw)).removeprefix(BYTE_ORDER_MARK)))

        def build(marks: PageMarks) -> Document:
            builder = TextBuilder()
            for name, page in chapters:
                marks.known = package.pages.get(name, {})
                marks.current = marks.known.get(TOP, marks.current)
                anchors = f"{posixpath.basename(name)}#"
                add_page(builder, path, page, marks, xhtml=True, site=False, anchors=anchors)
            return builder.document(path, "application/epub+zip", package.statements)

        document = with_page_marks(build)
        if not any(map(str.isalnum, document.text)):
            raise DocumentRefused(path, RefusalReason.NO_TEXT)
        return document
