"""PDF files with a text layer.

A PDF holds letters at places, not text. The text that offsets count in is therefore ours: the page's words in the
order in which a reader takes them, columns one after the other. Lines become paragraphs, with one blank where a
line was full and a line feed where it was ended on purpose, as in verse. A hyphen at the end of a line goes where
the document's own words show that it only divides one (see `Hyphens`). Ligatures are spelled out, raised digits
stay raised, and U+FFFD stands for what cannot be read. Nothing else is changed, left out or put in.

A block's page is what the file's labels call it, else the number printed on it, else its place, counted from 1.
"""

from __future__ import annotations

import contextlib
import ctypes
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from embeddings.documents.document import Statement, tidy
from embeddings.documents.readers._container import parse
from embeddings.documents.readers.pdf.flow import pieces_of
from embeddings.documents.readers.pdf.pages import Condition, Page, losses_of, settle
from embeddings.documents.readers.pdf.words import Box, PageText
from embeddings.documents.record.record import Origin
from embeddings.documents.shaping import shape
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self
    from xml.etree.ElementTree import Element

    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

MEDIA_TYPE = "application/pdf"


class PdfReader:
    """Reads .pdf."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:
        """Return the document, its blocks with their pages; raises DocumentRefused."""
        with PdfDocument(path, content) as file:
            if len(file) > settings.pages:
                raise DocumentRefused(path, RefusalReason.TOO_LARGE, f"limit {settings.pages} pages")
            pages = list(file.pages())
            statements = statements_of(path, file.information(), content)
        settle(pages)
        _check(path, pages)
        return shape(path, pieces_of(pages), MEDIA_TYPE, statements, losses=list(losses_of(pages)))


def _check(path: str, pages: list[Page]) -> None:
    """Refuse a file of which no page can be read."""
    conditions = {page.condition for page in pages}
    if Condition.TEXT in conditions or any(map(str.isalnum, _said(pages, Condition.PICTURE))):
        return
    if Condition.DAMAGED in conditions and any(page.words for page in pages):
        raise DocumentRefused(path, RefusalReason.NO_TEXT, "its fonts do not say which letters they show")
    if Condition.DAMAGED in conditions:
        raise DocumentRefused(path, RefusalReason.BROKEN, "none of its pages can be loaded")
    raise DocumentRefused(path, RefusalReason.NO_TEXT if Condition.PICTURE in conditions else RefusalReason.EMPTY)


def _said(pages: list[Page], condition: Condition) -> str:
    return "".join(word.text for page in pages if page.condition is condition for word in page.words)


MOST_OBJECTS = 20_000  # a drawing may have more; its lines part no columns
SHORTEST_RULE = 72.0  # points
THICKEST_RULE = 6.0
_DRAWN = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
INFORMATION = ("Title", "Author", "Subject", "Keywords", "CreationDate", "ModDate")


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
            given = self._text(pdfium.FPDF_GetPageLabel, at)
            label, labelled = given or str(at + 1), bool(given)
            page = pdfium.FPDF_LoadPage(self._document, at)
            if not page:
                yield Page(label, Box(0, 0, 0, 0), [], [], drawn=False, labelled=labelled, loaded=False)
                continue
            try:
                yield _page(page, label, labelled=labelled)
            finally:
                pdfium.FPDF_ClosePage(page)

    def information(self) -> dict[str, str]:
        """Return the entries of the file's information dictionary that are about the document, not its making."""
        found = {key: self._text(pdfium.FPDF_GetMetaText, key.encode()) for key in INFORMATION}
        return {key: value for key, value in found.items() if value}

    def _text(self, function: Any, key: bytes | int) -> str:
        """Return what a function of PDFium's gives in UTF-16, without control characters; "" for what is none."""
        size = function(self._document, key, None, 0)
        buffer = ctypes.create_string_buffer(size)
        function(self._document, key, buffer, size)
        with contextlib.suppress(UnicodeDecodeError):
            text = buffer.raw.decode("utf-16-le").rstrip("\0")
            return "" if "\ufffd" in text else "".join(one if one.isprintable() else " " for one in text).strip()
        return ""


def _page(page: Any, label: str, *, labelled: bool) -> Page:
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    shown = Box(bounds.left, bounds.bottom, bounds.right, bounds.top)
    rules, pictured = _drawings(page, shown)
    drawn = pdfium.FPDFPage_CountObjects(page) > 0
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return Page(label, shown, [], rules, drawn, labelled, pictured, loaded=False)
    try:
        text = PageText(text_page, shown)
        return Page(label, shown, text.words(), rules, drawn, labelled, pictured, text.off_page)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _drawings(page: Any, shown: Box) -> tuple[list[Box], float]:
    """Return the lines drawn on a page, and which share of it its largest picture covers."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    rules: list[Box] = []
    largest = 0.0
    for at in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind not in _DRAWN or not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        box = Box(left.value, bottom.value, right.value, top.value)
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            largest = max(largest, box.shared(shown))
            continue
        width, height = box.right - box.left, box.top - box.bottom
        if max(width, height) > SHORTEST_RULE and min(width, height) < THICKEST_RULE:
            rules.append(box)
    return rules, largest


_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NAMESPACES = {
    "{http://purl.org/dc/elements/1.1/}": "dc",
    "{http://prismstandard.org/namespaces/basic/2.0/}": "prism",
    "{http://prismstandard.org/namespaces/basic/2.1/}": "prism",
    "{http://prismstandard.org/namespaces/basic/3.0/}": "prism",
}
_NOT_OF_THE_WORK = {"dc:format", "dc:identifier"}
_PRODUCER = "{http://ns.adobe.com/pdf/1.3/}Producer"
# The packet of the file itself is an uncompressed stream of this type, so that other programs find it.
_PACKET = re.compile(rb"/Type\s*/Metadata\b|/Subtype\s*/XML\b")
_STREAM = re.compile(rb">>\s*stream\r?\n")
DICTIONARY = 400  # bytes from there to its beginning
LONGEST_PACKET = 1_000_000
MOST_PACKETS = 50


def statements_of(path: str, information: dict[str, str], content: bytes) -> list[Statement]:
    """Return the statements of the information dictionary, and those of the file's XMP packet."""
    found = [Statement(Origin.PROPERTIES, key.lower(), value) for key, value in information.items()]
    packet = _packet(path, content, information)
    if packet is not None:
        found += [Statement(Origin.PROPERTIES, key, value) for key, value in _properties(packet)]
    return found


def _packet(path: str, content: bytes, information: dict[str, str]) -> Element | None:
    """Return the file's own packet; pictures in it may bring theirs, and then it is not known whose is whose.

    The file's own is the one that repeats the title of the information dictionary, else the only one there is.
    """
    packets = list(_packets(path, content))
    title = information.get("Title")
    own = [packet for packet in packets if title and ("dc:title", title) in _properties(packet)]
    if own:
        return own[-1]  # a file that was saved again holds the earlier packet, too
    return packets[0] if len(packets) == 1 and packets[0].find(f".//{_PRODUCER}") is not None else None


def _packets(path: str, content: bytes) -> Iterator[Element]:
    starts = [match.end() for match in islice(_PACKET.finditer(content), MOST_PACKETS)]
    bodies = [match.end() for start in starts if (match := _STREAM.search(content, start, start + DICTIONARY))]
    for start in dict.fromkeys(bodies):
        end = content.find(b"endstream", start, start + LONGEST_PACKET)
        # What is compressed or broken the document can do without.
        with contextlib.suppress(DocumentRefused):
            yield parse(path, "XMP", content[start : max(start, end)].strip(b"\0 \r\n"))


def _properties(packet: Element) -> list[tuple[str, str]]:
    """Return the properties that describe the work, a list's items one by one."""
    found = []
    for description in packet.iter(f"{_RDF}Description"):
        for name, value in description.items():
            found.append((_key(name), value))
        for item in description:
            values = [entry.text or "" for entry in item.iter(f"{_RDF}li")] or [item.text or ""]
            found += [(_key(item.tag), value) for value in values]
    return [(key, tidy(value)) for key, value in found if key is not None and value.strip()]


def _key(name: str) -> str | None:
    namespace, brace, local = name.partition("}")
    prefix = _NAMESPACES.get(namespace + brace)
    key = f"{prefix}:{local.lower()}"
    return None if prefix is None or key in _NOT_OF_THE_WORK else key
