"""E-books in EPUB: a zip file of chapters in XHTML, in the order of the package's spine."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from embeddings.documents.document import Statement, tidy
from embeddings.documents.readers._container import Container, parse
from embeddings.documents.readers.web import BYTE_ORDER_MARK, page_of, with_page_marks
from embeddings.documents.readers.web.statements import MOST_STATEMENTS
from embeddings.documents.record.record import Origin
from embeddings.documents.shaping import shape
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.text.charsets import declared_in
from embeddings.text.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from embeddings.documents.document import Document
    from embeddings.documents.pieces import Piece
    from embeddings.documents.readers.web.pages import PageMarks
    from embeddings.settings import ReadingSettings

TOP = ""  # stands for the top of a chapter among the places where pages begin
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
# Ways of mixing up fonts, which any reader undoes; every other encryption keeps the text from us.
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
Places = dict[str, dict[str, str]]  # a chapter's name -> the id of an element ("" for its top) -> the page there


class EpubReader:
    """Reads .epub: all chapters as one text; an anchor is a chapter's file name, "#" and the name in it."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:
        """Return the document; raises DocumentRefused.

        BROKEN for what is no e-book or lacks a chapter, ENCRYPTED, TOO_LARGE, NO_TEXT, or what `decode` says.
        """
        container = Container(path, content, settings)
        package = _package_of(path, container)
        chapters = []
        for name in package.chapters:
            raw = container.read(name)
            chapters.append((name, decode(path, raw, declared_in(raw)).removeprefix(BYTE_ORDER_MARK)))

        def build(marks: PageMarks) -> list[Piece]:
            found: list[Piece] = []
            for name, page in chapters:
                marks.known = package.pages.get(name, {})
                marks.current = marks.known.get(TOP, marks.current)
                anchors = f"{posixpath.basename(name)}#"
                found += page_of(path, page, marks, xhtml=True, site=False, anchors=anchors).pieces
            return found

        pieces = with_page_marks(build)
        if not any(one.isalnum() for piece in pieces for one in piece.text):
            raise DocumentRefused(path, RefusalReason.NO_TEXT)
        return shape(path, pieces, "application/epub+zip", package.statements)


@dataclass(frozen=True, slots=True)
class _Package:
    """A book as its package file describes it."""

    chapters: tuple[str, ...]  # names in the container, in reading order
    statements: tuple[Statement, ...]
    pages: Places = field(default_factory=dict)


def _package_of(path: str, container: Container) -> _Package:
    """Read the package file; raises DocumentRefused: BROKEN, or ENCRYPTED if the text is."""
    _refuse_encrypted(path, container)
    name = _package_name(path, container)
    root = parse(path, name, container.read(name))
    folder = posixpath.dirname(name)
    items = {item.get("id", ""): item for item in _named(root, "item")}
    spine = next(_named(root, "spine"), None)
    order = [items[ref.get("idref", "")] for ref in _named(root, "itemref") if ref.get("idref", "") in items]
    chapters = [
        _inside(container, folder, item.get("href", ""))
        for item in order
        if item.get("media-type", _PAGES[0]).lower() in _PAGES and "nav" not in item.get("properties", "").split()
    ]
    if spine is None or not chapters:
        raise DocumentRefused(path, RefusalReason.BROKEN, f"{name} names no chapters")
    lists = [item for item in items.values() if "nav" in item.get("properties", "").split()]
    if spine.get("toc", "") in items:
        lists.append(items[spine.get("toc", "")])
    pages: Places = {}
    for item in lists:
        listed = _inside(container, folder, item.get("href", ""))
        if not pages and listed in container:
            pages = _page_list(path, listed, container)
    return _Package(tuple(dict.fromkeys(chapters)), tuple(_statements(root))[:MOST_STATEMENTS], pages)


def _refuse_encrypted(path: str, container: Container) -> None:
    name = "META-INF/encryption.xml"
    if name not in container:
        return
    methods = _named(parse(path, name, container.read(name)), "EncryptionMethod")
    if any(method.get("Algorithm") not in _FONTS_ONLY for method in methods):
        raise DocumentRefused(path, RefusalReason.ENCRYPTED)


def _package_name(path: str, container: Container) -> str:
    name = "META-INF/container.xml"
    if name in container:
        for rootfile in _named(parse(path, name, container.read(name)), "rootfile"):
            if (full := rootfile.get("full-path", "")) in container:
                return full
    found = [one for one in container.names if one.lower().endswith(".opf")]
    if not found:
        raise DocumentRefused(path, RefusalReason.BROKEN, "no package file in it")
    return found[0]


def _inside(container: Container, folder: str, href: str) -> str:
    """Return the name in the container that a reference from a file in `folder` leads to."""
    plain = href.partition("#")[0]
    names = [posixpath.normpath(posixpath.join(folder, one)) for one in (unquote(plain), plain)]
    return next((one for one in names if one in container), names[0])


def _page_list(path: str, name: str, container: Container) -> Places:
    """Read a navigation file's list of printed pages, in the form of EPUB 3 or of EPUB 2."""
    try:
        root = parse(path, name, container.read(name))
    except DocumentRefused:
        return {}  # the book can be read without it
    folder = posixpath.dirname(name)
    pages: Places = {}
    for reference, label in (*_linked_pages(root), *_page_targets(root)):
        chapter = _inside(container, folder, reference)
        if label:
            pages.setdefault(chapter, {}).setdefault(reference.partition("#")[2], label)
    return pages


def _linked_pages(root: Element) -> Iterator[tuple[str, str]]:
    for nav in _named(root, "nav"):
        if "page-list" in nav.get(_EPUB_TYPE, "").split():
            for link in _named(nav, "a"):
                yield link.get("href", ""), tidy("".join(link.itertext()))


def _page_targets(root: Element) -> Iterator[tuple[str, str]]:
    for target in _named(root, "pageTarget"):
        content = next(_named(target, "content"), None)
        label = tidy("".join("".join(one.itertext()) for one in _named(target, "navLabel")))
        if content is not None:
            yield content.get("src", ""), label or target.get("value", "")


def _statements(root: Element) -> Iterator[Statement]:
    """Yield the book's data: "dc:creator" is an author, "dc:creator:edt" an editor (a MARC relator code)."""
    roles = {
        meta.get("refines", "").lstrip("#"): tidy(meta.text or "")
        for meta in _named(root, "meta")
        if meta.get("property") == "role"
    }
    for metadata in _named(root, "metadata"):
        for element in metadata.iter():
            if element.tag.startswith(_DC):
                part = (
                    element.get(f"{_OPF}role") or element.get(f"{_OPF}event") or roles.get(element.get("id", ""))
                )
                more = f":{part.lower()}" if part and part.lower() != "aut" else ""
                key = f"dc:{element.tag.removeprefix(_DC)}{more}"
            elif _local(element) == "meta" and not element.get("refines"):
                key = element.get("property") or element.get("name") or ""
            else:
                continue
            value = tidy("".join(element.itertext())) or tidy(element.get("content", ""))
            if key and value:
                yield Statement(Origin.PROPERTIES, tidy(key).lower(), value)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _named(root: Element, local: str) -> Iterator[Element]:
    """Yield the elements of this name in any namespace: old books use several, or none."""
    return (element for element in root.iter() if _local(element) == local)
