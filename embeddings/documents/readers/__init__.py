"""One module a format. A new format is one module and one line here."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

# Suffix, lower case -> "module:class" in this package. Imported when the first such file is met.
FORMATS = {
    ".txt": "plain:PlainTextReader",
    ".pdf": "pdf:PdfReader",
    ".docx": "docx:DocxReader",
    ".docm": "docx:DocxReader",
    ".odt": "odt:OdtReader",
    ".rtf": "rtf:RtfReader",
    ".html": "html:HtmlReader",
    ".htm": "html:HtmlReader",
    ".xhtml": "html:XhtmlReader",
    ".xht": "html:XhtmlReader",
    ".md": "markdown:MarkdownReader",
    ".markdown": "markdown:MarkdownReader",
    ".mdx": "markdown:MarkdownReader",
    ".epub": "epub:EpubReader",
    ".eml": "mail:MailReader",
}


class Reader(Protocol):
    """Turns the bytes of one format into a document."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:
        """Return the document; raises DocumentRefused for what is broken or beyond the limits."""


@cache
def reader_for(suffix: str) -> Reader | None:
    """Return the reader of files that end in `suffix` (with the dot, lower case), None if there is none."""
    name = FORMATS.get(suffix)
    if name is None:
        return None
    module, _, reader = name.partition(":")
    made: Reader = getattr(importlib.import_module(f"{__name__}.{module}"), reader)()
    return made
