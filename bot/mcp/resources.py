"""Documents as resources: each has an address, ``pincite://documents/PATH``, perhaps with ``?start=…&end=…``.

An address is looked up among the paths of the index. No file is opened by it, so it leads to nothing outside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from mcp_types import ListResourcesResult, ReadResourceResult, Resource, ResourceTemplate, TextResourceContents

from bot.mcp.errors import ResourceTooLong, UnknownResource, WrongCursor
from bot.words.inert import inert_line
from bot.words.lists import shortened
from embeddings.errors import NoSuchPlace, PlaceKind

if TYPE_CHECKING:
    from embeddings.archive import Archive

PREFIX = "pincite://documents/"
TEMPLATE = ResourceTemplate(
    uri_template=f"{PREFIX}{{+path}}{{?start,end}}",
    name="document",
    title="A document of the archive",
    description="Its text, or the characters from `start` to `end` of it, to the character.",
    mime_type="text/plain",
)
PAGE = 100  # resources of one page of a list
LONGEST = 200_000  # characters that are handed over at a time
LONGEST_TITLE, LONGEST_ADDRESS, LONGEST_CURSOR = 200, 4096, 12
_RANGE = re.compile(r"(?:start=(?P<start>\d{1,15}))?(?:(?:^|&)end=(?P<end>\d{1,15}))?")


def address_of(path: str) -> str:
    """Return the address of the document at a path."""
    return PREFIX + quote(path, safe="/")


def listed(archive: Archive, cursor: str | None) -> ListResourcesResult:
    """Return a page of all documents, from where a page before it ended; raises WrongCursor."""
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) <= LONGEST_CURSOR):
        raise WrongCursor(cursor)
    skip = int(cursor or 0)
    listing = archive.listing(skip=skip, most=PAGE)
    stop = skip + len(listing.documents)
    resources = [
        Resource(
            uri=address_of(one.path),
            name=one.path,
            title=_line(one.title or one.path),
            description=_line(", ".join(filter(None, (one.author, one.issued)))) or None,
            mime_type="text/plain",
        )
        for one in listing.documents
    ]
    return ListResourcesResult(
        resources=resources, next_cursor=str(stop) if resources and stop < listing.total else None
    )


def read(archive: Archive, address: str) -> ReadResourceResult:
    """Return a document's text, or a part of it.

    Raises:
        UnknownResource: the address is none of ours.
        UnknownDocument: no document has this path.
        NoSuchPlace: it has no such characters.
        ResourceTooLong: that is more than is handed over at a time.

    """
    path, start, end = _parted(address)
    document = archive.show(path)
    size = len(document.text)
    stop = size if end is None else min(end, size)
    if not 0 <= start < stop:
        raise NoSuchPlace(path, PlaceKind.CHARACTERS, f"{start}–{stop}", size)
    if stop - start > LONGEST:
        raise ResourceTooLong(
            path, stop - start, LONGEST, f"{address_of(path)}?start={start}&end={start + LONGEST}"
        )
    return ReadResourceResult(
        contents=[
            TextResourceContents(
                uri=address,
                mime_type="text/plain",
                text=document.text[start:stop],
                _meta={"sha256": document.sha256, "start": start, "end": stop, "characters": size},
            )
        ]
    )


def suggested(archive: Archive, typed: str, most: int) -> tuple[list[str], int]:
    """Return paths of documents that what was typed may mean, and of how many in all."""
    listing = archive.listing(typed, most=most)
    return [quote(one.path, safe="/") for one in listing.documents], listing.total


def _parted(address: str) -> tuple[str, int, int | None]:
    """Return the path, first and last character that an address names; raises UnknownResource."""
    if len(address) > LONGEST_ADDRESS or not address.startswith(PREFIX):
        raise UnknownResource(address)
    try:
        parts = urlsplit(address)
        path = unquote(parts.path.removeprefix("/"), errors="strict")
    except ValueError as error:  # UnicodeDecodeError too
        raise UnknownResource(address) from error
    characters = _RANGE.fullmatch(parts.query)
    if not path or parts.fragment or characters is None:
        raise UnknownResource(address)
    end = characters["end"]
    return path, int(characters["start"] or 0), None if end is None else int(end)


def _line(text: str) -> str:
    return inert_line(shortened(text, LONGEST_TITLE))
