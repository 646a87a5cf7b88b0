"""A PDF file opened with PDFium: its pages' words and labels, and what it says of itself."""

from __future__ import annotations

import contextlib
import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from embeddings.documents.readers.pdf.words import Box, PageText
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    from embeddings.documents.readers.pdf.words import Word

MOST_OBJECTS = 20_000  # a drawing may have more; its lines part no columns
SHORTEST_RULE = 72.0  # points
THICKEST_RULE = 6.0
INFORMATION = ("Title", "Author", "Subject", "Keywords", "CreationDate", "ModDate")


@dataclass(frozen=True, slots=True)
class Page:
    """One page's words."""

    label: str  # the page's own number where the file gives labels, else its place in the file, from 1
    bounds: Box  # of the part that is shown
    words: list[Word]
    rules: list[Box]  # lines drawn on it
    drawn: bool  # something is to be seen on it, be it text or pictures


class PdfDocument:
    """An open file; to be closed."""

    def __init__(self, path: str, content: bytes) -> None:
        """Open it; raises DocumentRefused (ENCRYPTED, BROKEN)."""
        pdfium.FPDF_InitLibrary()
        self._content = content  # PDFium reads from it as long as the document is open
        self._document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
        if self._document:
            return
        if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise DocumentRefused(path, RefusalReason.ENCRYPTED)
        raise DocumentRefused(path, RefusalReason.BROKEN, "no PDF file")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pdfium.FPDF_CloseDocument(self._document)

    def __len__(self) -> int:
        return int(pdfium.FPDF_GetPageCount(self._document))

    def pages(self) -> Iterator[Page]:
        """Yield the pages in order; one that cannot be loaded has no words."""
        for at in range(len(self)):
            page = pdfium.FPDF_LoadPage(self._document, at)
            if not page:
                yield Page(self._label(at), Box(0, 0, 0, 0), [], [], drawn=False)
                continue
            try:
                bounds = pdfium.FS_RECTF()
                pdfium.FPDF_GetPageBoundingBox(page, bounds)
                shown = Box(bounds.left, bounds.bottom, bounds.right, bounds.top)
                drawn = pdfium.FPDFPage_CountObjects(page) > 0
                yield Page(self._label(at), shown, _words(page, shown), _rules(page), drawn)
            finally:
                pdfium.FPDF_ClosePage(page)

    def information(self) -> dict[str, str]:
        """Return the entries of the file's information dictionary that are about the document, not its making."""
        found = {key: self._text(pdfium.FPDF_GetMetaText, key.encode()) for key in INFORMATION}
        return {key: value for key, value in found.items() if value}

    def _label(self, at: int) -> str:
        return self._text(pdfium.FPDF_GetPageLabel, at) or str(at + 1)

    def _text(self, function: Any, key: bytes | int) -> str:
        """Return what a function of PDFium's gives in UTF-16, without control characters; "" for what is none."""
        size = function(self._document, key, None, 0)
        buffer = ctypes.create_string_buffer(size)
        function(self._document, key, buffer, size)
        with contextlib.suppress(UnicodeDecodeError):
            text = buffer.raw.decode("utf-16-le").rstrip("\0")
            return "" if "\ufffd" in text else "".join(one if one.isprintable() else " " for one in text).strip()
        return ""


def _words(page: Any, shown: Box) -> list[Word]:
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return []
    try:
        return PageText(text_page, shown).words()
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _rules(page: Any) -> list[Box]:
    """Return the lines drawn on a page."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    rules = []
    for at in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        width, height = right.value - left.value, top.value - bottom.value
        if max(width, height) > SHORTEST_RULE and min(width, height) < THICKEST_RULE:
            rules.append(Box(left.value, bottom.value, right.value, top.value))
    return rules
