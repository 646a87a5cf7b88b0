"""OpenDocument texts (.odt), read from their XML.

As with Word documents: tracked deletions, hidden text and comments are left out; the numbers that the word
processor counts stand before the items of lists; notes follow the paragraph they belong to; pages are not cited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind, Statement, tidy
from embeddings.documents.readers._container import Container, parse
from embeddings.documents.readers._office import Paragraph, kind_of_style, pieces_of, raised, row_of
from embeddings.documents.readers.numbering import figure
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
class ListLevel:
    """How one level of a list is numbered."""

    form: str
    before: str
    behind: str
    start: int


@dataclass(slots=True)
class _Counting:
    """A list under way."""

    style: str
    depth: int  # counted from 1
    level: ListLevel | None
    following: int
    number: str = ""  # of the item that has just begun


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document by family and name."""

    known: dict[tuple[str, str], Style]
    lists: dict[str, dict[int, ListLevel]]  # of the lists that are numbered the levels that are, counted from 1

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
    lists = {
        one.get(f"{STYLE}name", ""): dict(_levels(one)) for part in parts for one in part.iter(f"{TEXT}list-style")
    }
    return Styles(known, lists)


def _levels(style: Element) -> Iterator[tuple[int, ListLevel]]:
    for level in style.iter(f"{TEXT}list-level-style-number"):
        at, start = level.get(f"{TEXT}level", ""), level.get(f"{TEXT}start-value", "1")
        form = level.get(f"{STYLE}num-format", "")
        if at.isdigit() and start.isdigit() and len(start) < LONGEST_CHAIN:
            ends = level.get(f"{STYLE}num-prefix", ""), level.get(f"{STYLE}num-suffix", "")
            yield int(at), ListLevel(form, *ends, int(start))


def _begin(counting: _Counting, item: Element) -> None:
    """Count an item; a header of a list has no number."""
    counting.number = ""
    if counting.level is None or item.tag == f"{TEXT}list-header":
        return
    start = item.get(f"{TEXT}start-value", "")
    if start.isdigit() and len(start) < LONGEST_CHAIN:
        counting.following = int(start)
    level = counting.level
    shown = f"{level.before}{figure(counting.following, level.form)}{level.behind}" if level.form else ""
    counting.number = shown.strip()
    counting.following += 1


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
        self._ended: dict[str, _Counting] = {}  # the last list of each style, which another may go on with

    def paragraphs(
        self, parent: Element, kind: BlockKind = BlockKind.PARAGRAPH, counting: _Counting | None = None
    ) -> Iterator[Paragraph]:
        """Yield the paragraphs below an element, those without a kind of their own as `kind`.

        `counting` is the list that the element is in.
        """
        for element in parent:
            if element.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(element, kind, counting)
            elif element.tag == f"{TABLE}table":
                yield from self._table(element)
            elif element.tag in _INDEXES:
                yield from self.paragraphs(element, BlockKind.FURNITURE)
            elif element.tag in (f"{TEXT}list-item", f"{TEXT}list-header"):
                item = kind if kind is BlockKind.FURNITURE else BlockKind.LIST_ITEM
                if counting is not None:
                    _begin(counting, element)
                yield from self.paragraphs(element, item, counting)
            elif element.tag == f"{TEXT}list":
                yield from self.paragraphs(element, kind, self._counting(element, counting))
            elif element.tag not in _UNSEEN and not self._is_hidden(element):
                yield from self.paragraphs(element, kind, counting)

    def _counting(self, element: Element, outer: _Counting | None) -> _Counting:
        """Return a list that begins."""
        style = element.get(f"{TEXT}style-name") or (outer.style if outer else "")
        depth = outer.depth + 1 if outer else 1
        level = self._styles.lists.get(style, {}).get(depth)
        counted = _Counting(style, depth, level, level.start if level else 1)
        if element.get(f"{TEXT}continue-numbering") == "true" and style in self._ended:
            counted.following = self._ended[style].following
        if depth == 1:
            self._ended[style] = counted
        return counted

    def _table(self, table: Element) -> Iterator[Paragraph]:
        for element in table:
            if element.tag == f"{TABLE}table-row":
                cells = [cell for cell in element if cell.tag == f"{TABLE}table-cell"]
                yield from row_of([list(self.paragraphs(cell)) for cell in cells])
            else:  # header rows and groups of rows
                yield from self._table(element)

    def _paragraph(self, element: Element, default: BlockKind, counting: _Counting | None) -> Iterator[Paragraph]:
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
        text, number = "".join(inline.parts), counting.number if counting else ""
        if number and text.strip() and counting is not None:
            text, counting.number = f"{number} {text.lstrip()}", ""
        yield Paragraph(
            kind, text, level, inline.notes, counted=counting is not None and counting.level is not None
        )
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
