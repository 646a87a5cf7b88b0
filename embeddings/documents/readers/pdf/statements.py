"""What a PDF file says of itself: its information dictionary and its XMP packet."""

from __future__ import annotations

import contextlib
import re
from itertools import islice
from typing import TYPE_CHECKING

from embeddings.documents.document import Statement
from embeddings.documents.readers._xml import parse
from embeddings.documents.record.record import Origin
from embeddings.errors import DocumentRefused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

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
LONGEST_VALUE = 2000


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
    return [
        (key, " ".join(value.split())[:LONGEST_VALUE]) for key, value in found if key is not None and value.strip()
    ]


def _key(name: str) -> str | None:
    namespace, brace, local = name.partition("}")
    prefix = _NAMESPACES.get(namespace + brace)
    key = f"{prefix}:{local.lower()}"
    return None if prefix is None or key in _NOT_OF_THE_WORK else key
