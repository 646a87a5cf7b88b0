"""The text of an OpenDocument text, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.readers._office import Paragraph, raised, row_of
from embeddings.documents.readers.odt.names import DRAW, OFFICE, TABLE, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from embeddings.documents.readers.odt.styles import Styles

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

    def paragraphs(self, parent: Element, kind: BlockKind = BlockKind.PARAGRAPH) -> Iterator[Paragraph]:
        """Yield the paragraphs below an element, those without a kind of their own as `kind`."""
        for element in parent:
            if element.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(element, kind)
            elif element.tag == f"{TABLE}table":
                yield from self._table(element)
            elif element.tag in _INDEXES:
                yield from self.paragraphs(element, BlockKind.FURNITURE)
            elif element.tag in (f"{TEXT}list-item", f"{TEXT}list-header"):
                item = kind if kind is BlockKind.FURNITURE else BlockKind.LIST_ITEM
                yield from self.paragraphs(element, item)
            elif element.tag not in _UNSEEN and not self._is_hidden(element):
                yield from self.paragraphs(element, kind)

    def _table(self, table: Element) -> Iterator[Paragraph]:
        for element in table:
            if element.tag == f"{TABLE}table-row":
                cells = [cell for cell in element if cell.tag == f"{TABLE}table-cell"]
                yield from row_of([list(self.paragraphs(cell)) for cell in cells])
            else:  # header rows and groups of rows
                yield from self._table(element)

    def _paragraph(self, element: Element, default: BlockKind) -> Iterator[Paragraph]:
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
        yield Paragraph(kind, "".join(inline.parts), level, inline.notes)
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
