"""PDF files with a text layer.

A PDF holds letters at places, not text. The text that offsets count in is therefore ours: the page's words in the
order in which a reader takes them, columns one after the other. Lines become paragraphs, with one blank where a
line was full and a line feed where it was ended on purpose, as in verse. A hyphen at the end of a line goes where
the document's own words show that it only divides one (see `hyphens`). Ligatures are spelled out, raised digits
stay raised. Nothing else is changed, left out or put in.

A block's page is the number printed on it where the file gives labels, else its place in the file, counted from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.readers.pdf.document import PdfDocument
from embeddings.documents.readers.pdf.flow import pieces_of
from embeddings.documents.readers.pdf.statements import statements_of
from embeddings.documents.readers.pdf.words import BULLET, HYPHEN, SOFT_HYPHEN, UNREADABLE
from embeddings.documents.text_builder import TextBuilder
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.documents.readers.pdf.document import Page
    from embeddings.documents.readers.pdf.flow import Piece
    from embeddings.settings import ReadingSettings

MEDIA_TYPE = "application/pdf"
MOST_UNREADABLE = 0.05  # of the characters; a font that hides what it shows leaves nothing to quote
UNREADABLE_SIGN = "▯"


class PdfReader:
    """Reads .pdf."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:
        """Return the document, its blocks with their pages; raises DocumentRefused."""
        with PdfDocument(path, content) as file:
            if len(file) > settings.pages:
                raise DocumentRefused(path, RefusalReason.TOO_LARGE, f"limit {settings.pages} pages")
            pages = list(file.pages())
            statements = statements_of(path, file.information(), content)
        _check(path, pages)
        builder = TextBuilder()
        for piece in pieces_of(pages):
            kind, text = _shown(piece)
            builder.add(kind, text, level=piece.level, page=piece.page)
        return builder.document(path, MEDIA_TYPE, statements)


def _check(path: str, pages: list[Page]) -> None:
    characters = [one for page in pages for word in page.words for one in word.text]
    unreadable = characters.count(UNREADABLE)
    if not any(map(str.isalnum, characters)):
        reason = RefusalReason.NO_TEXT if any(page.drawn for page in pages) else RefusalReason.EMPTY
        raise DocumentRefused(path, reason)
    if unreadable > MOST_UNREADABLE * len(characters):
        raise DocumentRefused(path, RefusalReason.NO_TEXT, "its fonts do not say which letters they show")


def _shown(piece: Piece) -> tuple[BlockKind, str]:
    """Return a piece's kind and text; one with a letter that cannot be read is kept but never quoted."""
    kind, text = piece.kind, piece.text.replace(HYPHEN, "-").replace(SOFT_HYPHEN, "-")
    if text.startswith(f"{UNREADABLE} "):
        kind, text = BlockKind.LIST_ITEM, BULLET + text[1:]  # a sign alone before the text
    if UNREADABLE in text:
        return BlockKind.FURNITURE, text.replace(UNREADABLE, UNREADABLE_SIGN)
    return kind, text
