"""Word documents (.docx, .docm), read from their XML.

The text is what the page shows: tracked deletions, hidden text and comments are left out, and the numbers that the
word processor counts for lists stand before their items. Notes follow the
paragraph they belong to, under the mark that the page shows. Pages are not cited: where one ends is decided anew
by every program that opens the file. Macros are neither run nor read.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind, Statement, tidy
from embeddings.documents.readers._container import Container, parse
from embeddings.documents.readers._office import (
    UNREADABLE_SIGN,
    Paragraph,
    kind_of_style,
    note_mark,
    pieces_of,
    row_of,
)
from embeddings.documents.readers.wordxml import LONGEST_CHAIN, Numbering, child, local, value
from embeddings.documents.record.record import Origin
from embeddings.documents.shaping import shape
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class DocxReader:
    """Reads .docx and .docm."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:
        """Return the document; raises DocumentRefused."""
        if content.startswith(_OLE):
            # Word wraps a file with a password in the container of its older format.
            encrypted = _ENCRYPTED in content
            reason = RefusalReason.ENCRYPTED if encrypted else RefusalReason.BROKEN
            raise DocumentRefused(path, reason, "" if encrypted else "a .doc file")
        parts = Parts(path, Container(path, content, settings))
        return shape(path, pieces_of(BodyReader(parts).paragraphs()), MEDIA_TYPE, parts.statements())


_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PREFIXES = {
    "{http://purl.org/dc/elements/1.1/}": "dc",
    "{http://purl.org/dc/terms/}": "dcterms",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}": "cp",
}
_STATED = {
    "dc:title", "dc:creator", "dc:subject", "dc:description", "dc:language", "dc:publisher",
    "cp:keywords", "cp:category", "dcterms:created", "dcterms:modified",
}  # fmt: skip

Style = tuple[BlockKind, int | None]


class Parts:
    """An open document."""

    def __init__(self, path: str, container: Container) -> None:
        """Find and parse the main part; raises DocumentRefused."""
        self._path = path
        self._container = container
        main = self._related("", "officeDocument") or "word/document.xml"
        self._main = main
        document = self._parse(main)
        body = child(document, "body")
        if body is None:
            raise DocumentRefused(path, RefusalReason.BROKEN, f"{main} has no body")
        self.body = body
        self.styles = dict(self._styles())
        self.numbering = Numbering(self._optional("numbering"), self._optional("styles"))

    def notes(self, kind: str) -> dict[str, Element]:
        """Return the notes by their ids; `kind` is "footnote" or "endnote"."""
        part = self._optional(kind + "s")
        notes = [] if part is None else [one for one in part if local(one) == kind]
        # Typed ones are the rules and the words that part notes from the text.
        return {value(note, "id"): note for note in notes if value(note, "type") in ("", "normal")}

    def note_format(self, kind: str) -> str:
        """Return the form of the numbers of notes, as Word names it."""
        settings = self._optional("settings")
        for place in (child(self.body, "sectPr"), settings):
            if found := value(child(place, f"{kind}Pr", "numFmt")):
                return found
        return "lowerRoman" if kind == "endnote" else "decimal"

    def statements(self) -> list[Statement]:
        """Return what the document's properties say of it."""
        name = self._related("", "core-properties")
        if name is None or name not in self._container:
            return []
        found = []
        for element in self._parse(name):
            namespace, _, tag = element.tag.rpartition("}")
            key = f"{_PREFIXES.get(namespace + '}')}:{tag}".lower()
            words = tidy(element.text or "")
            if key in _STATED and words:
                found.append(Statement(Origin.PROPERTIES, key, words))
        return found

    def _styles(self) -> Iterator[tuple[str, Style]]:
        """Yield what each paragraph style says of a paragraph, by the style's id."""
        part = self._optional("styles")
        styles = {
            value(style, "styleId"): style
            for style in ([] if part is None else part)
            if local(style) == "style" and value(style, "type") == "paragraph"
        }
        for identity, style in styles.items():
            current: Element | None = style
            for _ in range(LONGEST_CHAIN):
                if current is None:
                    break
                found = kind_of_style(value(child(current, "name")))
                if found[0] is BlockKind.PARAGRAPH:
                    found = _outlined(current)
                if found[0] is not BlockKind.PARAGRAPH:
                    yield identity, found
                    break
                current = styles.get(value(child(current, "basedOn")))

    def _optional(self, kind: str) -> Element | None:
        name = self._related(self._main, kind)
        return self._parse(name) if name is not None and name in self._container else None

    def _related(self, part: str, kind: str) -> str | None:
        """Return the name of the part that another one names as of a kind."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._container:
            return None
        for relation in self._parse(relations).iter(_RELATION):
            if relation.get("Type", "").endswith("/" + kind) and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        return None

    def _parse(self, name: str) -> Element:
        return parse(self._path, name, self._container.read(name))


def _outlined(style: Element) -> Style:
    """Return what a style's outline level and numbering say."""
    properties = child(style, "pPr")
    level = value(child(properties, "outlineLvl"))
    if level.isdigit() and int(level) < 9:  # noqa: PLR2004 - Word's level of body text
        return BlockKind.HEADING, int(level) + 1
    numbered = value(child(properties, "numPr", "numId"))
    return (BlockKind.LIST_ITEM if numbered not in ("", "0") else BlockKind.PARAGRAPH), None


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
        number = self._parts.numbering.number(child(element, "pPr")) if text.strip() else None
        text = f"{number} {text.lstrip()}" if number and kind is not BlockKind.FURNITURE else text
        yield Paragraph(kind, _TABS.sub(" ", text), level, inline.notes, counted=number is not None)
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
