"""The text of a Word document, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.readers._office import UNREADABLE_SIGN, Paragraph, note_mark, row_of
from embeddings.documents.readers.docx.parts import child, local, value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from embeddings.documents.readers.docx.parts import Parts

# What holds paragraphs or runs and is itself nothing to read.
_TRANSPARENT = {
    "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo", "r",
    "ruby", "rubyBase", "txbxContent", "drawing", "pict", "object",
}  # fmt: skip
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑", "softHyphen": ""}
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BULLETS = {"B7": "•", "A7": "▪", "A8": "▫"}  # of the fonts Symbol and Wingdings
_TABS = re.compile(r" *\t[ \t]*")
_PAGE_AT_END = re.compile(r"\t\s*[0-9ivxlc]+(?:[-–.][0-9]+)?\s*$", re.IGNORECASE)
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(slots=True)
class _Inline:
    """A paragraph's text under way."""

    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)  # text boxes anchored in it


class BodyReader:
    """Reads one document from its start to its end."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._notes = {kind: parts.notes(kind) for kind in _NOTES.values()}
        self._roman = {kind: parts.note_format(kind) == "lowerRoman" for kind in _NOTES.values()}
        self._counted = dict.fromkeys(_NOTES.values(), 0)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs of the body, tables row by row."""
        yield from self._blocks(self._parts.body)

    def _blocks(self, parent: Element) -> Iterator[Paragraph]:
        for element in _chosen(parent):
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name in _TRANSPARENT:
                yield from self._blocks(element)

    def _table(self, table: Element) -> Iterator[Paragraph]:
        for row in _named(table, "tr"):
            # A cell that another one was merged over repeats nothing: it is empty.
            yield from row_of([list(self._blocks(cell)) for cell in _named(row, "tc")])

    def _paragraph(self, element: Element) -> Iterator[Paragraph]:
        inline = _Inline()
        self._read(element, inline)
        text = "".join(inline.parts)
        kind, level = self._kind(child(element, "pPr"))
        if _is_contents_line(element, text):
            kind, level = BlockKind.FURNITURE, None
        yield Paragraph(kind, _TABS.sub(" ", text), level, inline.notes)
        for box in inline.boxes:
            yield from self._blocks(box)

    def _kind(self, properties: Element | None) -> tuple[BlockKind, int | None]:
        level = value(child(properties, "outlineLvl"))
        if level.isdigit() and int(level) < 9:  # noqa: PLR2004 - Word's level of body text
            return BlockKind.HEADING, int(level) + 1
        style = self._parts.styles.get(value(child(properties, "pStyle")), (BlockKind.PARAGRAPH, None))
        numbered = value(child(properties, "numPr", "numId"))
        if style[0] is BlockKind.PARAGRAPH and numbered not in ("", "0"):
            return BlockKind.LIST_ITEM, None
        return style

    def _read(self, parent: Element, inline: _Inline) -> None:
        """Collect the text of runs, however deep they are wrapped."""
        if local(parent) == "r" and _is_on(child(parent, "rPr", "vanish")):
            return
        for element in _chosen(parent):
            name = local(element)
            if name == "t":
                inline.parts.append(element.text or "")
            elif name in _SIGNS:
                # A page that begins here begins a line, too.
                inline.parts.append(_SIGNS[name])
            elif name == "sym":
                inline.parts.append(_sign(value(element, "char")))
            elif name in _NOTES:
                self._note(_NOTES[name], element, inline)
            elif name == "txbxContent":
                inline.boxes.append(element)
            elif element.tag == _MATHS:
                inline.parts.append(element.text or "")
            elif name in _TRANSPARENT or not name:
                # Elements of other languages only draw, or hold formulas and text boxes.
                self._read(element, inline)

    def _note(self, kind: str, reference: Element, inline: _Inline) -> None:
        note = self._notes[kind].get(value(reference, "id"))
        if note is None:
            return
        mark = ""
        if not _is_on_attribute(value(reference, "customMarkFollows")):
            self._counted[kind] += 1
            mark = note_mark(self._counted[kind], roman=self._roman[kind])
        inline.parts.append(mark)
        texts = [paragraph.text.strip() for paragraph in self._blocks(note)]
        text = "\n".join(text for text in texts if text)
        if text:
            inline.notes.append(f"{mark} {text}".strip())


def _chosen(parent: Element) -> Iterator[Element]:
    """Yield children; of alternatives of one thing only the first that can be read here."""
    for element in parent:
        if element.tag != f"{_ALTERNATIVES}AlternateContent":
            yield element
            continue
        choices = [one for one in element if one.tag.startswith(_ALTERNATIVES)]
        yield from next((list(one) for one in choices if _has_text(one)), [])


def _has_text(element: Element) -> bool:
    return any(local(one) in ("t", "txbxContent") for one in element.iter())


def _named(parent: Element, name: str) -> Iterator[Element]:
    """Yield children of a name, also out of content controls round them."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _named(element, name)


def _is_on(switch: Element | None) -> bool:
    return switch is not None and value(switch) not in ("0", "false", "off")


def _is_on_attribute(word: str) -> bool:
    return word in ("1", "true", "on")


def _is_contents_line(paragraph: Element, text: str) -> bool:
    """Say whether dots lead from a title to its page, as in a table of contents."""
    if _PAGE_AT_END.search(text) is None:
        return False
    return any(value(one, "leader") in ("dot", "underscore", "hyphen", "middleDot") for one in paragraph.iter())


def _sign(code: str) -> str:
    """Return a sign given by its place in a font of pictures."""
    return _BULLETS.get(code.upper()[-2:], UNREADABLE_SIGN)
