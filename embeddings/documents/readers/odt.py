"""OpenDocument texts (.odt), read from their XML.

As with Word documents: tracked deletions, hidden text and comments are left out, and so are the numbers that the
word processor counts; notes follow the paragraph they belong to; pages are not cited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind, Statement, tidy
from embeddings.documents.readers._container import Container, parse
from embeddings.documents.readers._office import Paragraph, kind_of_style, pieces_of, raised, row_of
from embeddings.documents.record.record import Origin
from embeddings.documents.shaping import shape
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{_BASE}office:1.0}}"
TEXT = f"{_BASE}text:1.0}}"
STYLE = f"{_BASE}style:1.0}}"
TABLE = f"{_BASE}table:1.0}}"
DRAW = f"{_BASE}drawing:1.0}}"
META = f"{_BASE}meta:1.0}}"
MANIFEST = f"{_BASE}manifest:1.0}}"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
# dc:creator and dc:date are left out: they are whoever saved the file last, and when.
_STATED = {
    "{http://purl.org/dc/elements/1.1/}title": "dc:title",
    "{http://purl.org/dc/elements/1.1/}subject": "dc:subject",
    "{http://purl.org/dc/elements/1.1/}description": "dc:description",
    "{http://purl.org/dc/elements/1.1/}language": "dc:language",
    f"{META}initial-creator": "meta:initial-creator",
    f"{META}creation-date": "meta:creation-date",
    f"{META}keyword": "meta:keyword",
}
LONGEST_CHAIN = 20  # styles based on one another


class OdtReader:
    """Reads .odt."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:
        """Return the document; raises DocumentRefused."""
        container = Container(path, content, settings)
        manifest = _part(path, container, "META-INF/manifest.xml")
        if manifest is not None and next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None:
            raise DocumentRefused(path, RefusalReason.ENCRYPTED)
        root = parse(path, "content.xml", container.read("content.xml"))
        body = root.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise DocumentRefused(path, RefusalReason.BROKEN, "content.xml holds no text document")
        styles = styles_of([part for part in (_part(path, container, "styles.xml"), root) if part is not None])
        statements = list(_statements(_part(path, container, "meta.xml")))
        return shape(path, pieces_of(BodyReader(styles).paragraphs(body)), MEDIA_TYPE, statements)


def _part(path: str, container: Container, name: str) -> Element | None:
    return parse(path, name, container.read(name)) if name in container else None


def _statements(meta: Element | None) -> Iterator[Statement]:
    for element in () if meta is None else meta.iter():
        words = tidy(element.text or "")
        if element.tag in _STATED and words:
            yield Statement(Origin.PROPERTIES, _STATED[element.tag], words)


@dataclass(frozen=True, slots=True)
class Style:
    """A style, as far as it matters here."""

    parent: str
    kind: BlockKind
    level: int | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document by family and name."""

    known: dict[tuple[str, str], Style]
    counting: frozenset[str]  # the lists that are numbered

    def kind(self, name: str) -> tuple[BlockKind, int | None]:
        """Return what a paragraph style says, or else the one it is based on."""
        for _ in range(LONGEST_CHAIN):
            style = self.known.get(("paragraph", name))
            if style is None:
                break
            if style.kind is not BlockKind.PARAGRAPH:
                return style.kind, style.level
            name = style.parent
        return BlockKind.PARAGRAPH, None

    def is_hidden(self, family: str, name: str) -> bool:
        """Say whether a style hides its text."""
        style = self.known.get((family, name))
        return style is not None and style.hidden


def styles_of(parts: Sequence[Element]) -> Styles:
    """Return the styles that the parts of a document define."""
    known = {}
    for part in parts:
        for element in part.iter(f"{STYLE}style"):
            name = element.get(f"{STYLE}name", "")
            # "Heading_20_1" is shown as "Heading 1".
            shown = element.get(f"{STYLE}display-name") or name.replace("_20_", " ")
            kind, level = kind_of_style(shown)
            outline = element.get(f"{STYLE}default-outline-level", "")
            if kind is BlockKind.PARAGRAPH and outline.isdigit():
                kind, level = BlockKind.HEADING, int(outline)
            properties = element.find(f"{STYLE}text-properties")
            hidden = properties is not None and properties.get(f"{TEXT}display") in ("none", "condition")
            key = element.get(f"{STYLE}family", ""), name
            known[key] = Style(element.get(f"{STYLE}parent-style-name", ""), kind, level, hidden)
    numbered = f"{TEXT}list-level-style-number[@{TEXT}level='1']"
    lists = [one for part in parts for one in part.iter(f"{TEXT}list-style") if one.find(numbered) is not None]
    return Styles(known, frozenset(one.get(f"{STYLE}name", "") for one in lists))


# Tables of contents and the like: made of the text, and no part of it.
_INDEXES = {
    f"{TEXT}{name}"
    for name in (
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
        "alphabetical-index",
    )
}  # fmt: skip
_UNSEEN = {
    f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}hidden-text",
    f"{TEXT}hidden-paragraph", f"{TEXT}ruby-text", f"{TEXT}note-citation", f"{OFFICE}forms", f"{TEXT}script",
    f"{TEXT}variable-decls", f"{TEXT}sequence-decls", f"{TEXT}user-field-decls",
}  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n]+")
MOST_BLANKS = 100  # that one element may stand for


@dataclass(slots=True)
class _Inline:
    """A paragraph's text under way."""

    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)  # frames anchored in it

    def add(self, text: str | None) -> None:
        """Append text of the file: blanks and line ends in it are one blank."""
        text = _BLANKS.sub(" ", text or "")
        if text.startswith(" ") and self.parts and self.parts[-1].endswith((" ", "\n")):
            text = text[1:]
        if text:
            self.parts.append(text)


class BodyReader:
    """Reads the body of one document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def paragraphs(
        self, parent: Element, kind: BlockKind = BlockKind.PARAGRAPH, *, counted: bool = False
    ) -> Iterator[Paragraph]:
        """Yield the paragraphs below an element, those without a kind of their own as `kind`.

        `counted` says that the element is in a list that is numbered.
        """
        for element in parent:
            if element.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(element, kind, counted=counted)
            elif element.tag == f"{TABLE}table":
                yield from self._table(element)
            elif element.tag in _INDEXES:
                yield from self.paragraphs(element, BlockKind.FURNITURE)
            elif element.tag in (f"{TEXT}list-item", f"{TEXT}list-header"):
                item = kind if kind is BlockKind.FURNITURE else BlockKind.LIST_ITEM
                yield from self.paragraphs(element, item, counted=counted)
            elif element.tag not in _UNSEEN and not self._is_hidden(element):
                style = element.get(f"{TEXT}style-name") if element.tag == f"{TEXT}list" else None
                counts = counted if style is None else style in self._styles.counting
                yield from self.paragraphs(element, kind, counted=counts)

    def _table(self, table: Element) -> Iterator[Paragraph]:
        for element in table:
            if element.tag == f"{TABLE}table-row":
                cells = [cell for cell in element if cell.tag == f"{TABLE}table-cell"]
                yield from row_of([list(self.paragraphs(cell)) for cell in cells])
            else:  # header rows and groups of rows
                yield from self._table(element)

    def _paragraph(self, element: Element, default: BlockKind, *, counted: bool) -> Iterator[Paragraph]:
        style = element.get(f"{TEXT}style-name", "")
        if self._styles.is_hidden("paragraph", style):
            return
        kind, level = self._styles.kind(style)
        outline = element.get(f"{TEXT}outline-level", "1")
        if element.tag == f"{TEXT}h":
            kind, level = BlockKind.HEADING, int(outline) if outline.isdigit() else 1
        if default is BlockKind.FURNITURE or kind is BlockKind.PARAGRAPH:
            kind, level = default, None
        inline = _Inline()
        self._read(element, inline)
        yield Paragraph(kind, "".join(inline.parts), level, inline.notes, counted)
        for box in inline.boxes:
            yield from self.paragraphs(box)

    def _read(self, parent: Element, inline: _Inline) -> None:
        inline.add(parent.text)
        for element in parent:
            self._read_one(element, inline)
            inline.add(element.tail)

    def _read_one(self, element: Element, inline: _Inline) -> None:
        name = element.tag
        if name == f"{TEXT}s":
            count = element.get(f"{TEXT}c", "1")
            inline.parts.append(" " * min(int(count) if count.isdigit() else 1, MOST_BLANKS))
        elif name == f"{TEXT}tab":
            inline.add(" ")
        elif name == f"{TEXT}line-break":
            inline.parts.append("\n")
        elif name == f"{TEXT}note":
            self._note(element, inline)
        elif name == f"{DRAW}text-box":
            inline.boxes.append(element)
        elif name not in _UNSEEN and not self._is_hidden(element):
            self._read(element, inline)

    def _note(self, note: Element, inline: _Inline) -> None:
        citation, body = note.find(f"{TEXT}note-citation"), note.find(f"{TEXT}note-body")
        # The file holds the mark as it is shown; it is a style that raises it.
        mark = raised("".join(citation.itertext()).strip()) if citation is not None else ""
        inline.parts.append(mark)
        texts = [paragraph.text.strip() for paragraph in self.paragraphs(body)] if body is not None else []
        text = "\n".join(text for text in texts if text)
        if text:
            inline.notes.append(f"{mark} {text}".strip())

    def _is_hidden(self, element: Element) -> bool:
        return self._styles.is_hidden("text", element.get(f"{TEXT}style-name", ""))
