"""OpenDocument texts (.odt), read from their XML.

As with Word documents: tracked deletions, hidden text and comments are left out, and so are the numbers that the
word processor counts; notes follow the paragraph they belong to; pages are not cited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.document import Statement
from embeddings.documents.readers._container import Container
from embeddings.documents.readers._office import document_of
from embeddings.documents.readers._xml import parse
from embeddings.documents.readers.odt.body import BodyReader
from embeddings.documents.readers.odt.names import MANIFEST, META, OFFICE
from embeddings.documents.readers.odt.styles import styles_of
from embeddings.documents.record.record import Origin
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

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
LONGEST_VALUE = 2000


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
        return document_of(path, MEDIA_TYPE, BodyReader(styles).paragraphs(body), statements)


def _part(path: str, container: Container, name: str) -> Element | None:
    return parse(path, name, container.read(name)) if name in container else None


def _statements(meta: Element | None) -> Iterator[Statement]:
    for element in () if meta is None else meta.iter():
        words = " ".join((element.text or "").split())[:LONGEST_VALUE]
        if element.tag in _STATED and words:
            yield Statement(Origin.PROPERTIES, _STATED[element.tag], words)
