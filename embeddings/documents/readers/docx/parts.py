"""The parts of a Word document: which file in the container is which, and what they hold."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind, Statement
from embeddings.documents.readers._office import kind_of_style
from embeddings.documents.readers._xml import parse
from embeddings.documents.record.record import Origin
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from embeddings.documents.readers._container import Container

WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
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
LONGEST_VALUE = 2000
LONGEST_CHAIN = 20  # styles based on one another

Style = tuple[BlockKind, int | None]


def local(element: Element) -> str:
    """Return the name of an element of Word's own, "" for others."""
    for namespace in WORD:
        if element.tag.startswith(namespace):
            return element.tag[len(namespace) :]
    return ""


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute of Word's own, "" where it or the element is missing."""
    if element is None:
        return ""
    return next((element.attrib[ns + name] for ns in WORD if ns + name in element.attrib), "")


def child(element: Element | None, *names: str) -> Element | None:
    """Return the descendant at a path of names of Word's own, None where there is none."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


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
            words = " ".join((element.text or "").split())[:LONGEST_VALUE]
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
