"""A document as every reader hands it over: its exact text and the blocks the text consists of."""

from __future__ import annotations

import hashlib
import re
import sys
import threading
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec
from cachetools import LRUCache, cached

from embeddings.documents.record.lines import HeadPart  # noqa: TC001 - msgspec reads the annotations
from embeddings.documents.record.record import Origin  # noqa: TC001 - likewise
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.report import Loss, LossReason

LOST = "\ufffd"  # stands in the text for a character that could not be read; never quoted
_NO_CHARACTER = re.compile("[\ud800-\udfff]")  # half a surrogate pair
_NO_CHARACTER_AT_ALL = re.compile(f"[\ud800-\udfff{LOST}]")
_WHITE = re.compile(r"\s+")
_UNSEEN = "\ufeff"  # a byte order mark belongs to no block


class BlockKind(StrEnum):
    """What a stretch of text is, as far as its layout tells."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    VERSE = "verse"
    LIST_ITEM = "list item"
    QUOTATION = "quotation"
    FOOTNOTE = "footnote"
    METADATA = "metadata"  # byline, source line, date line, transcriber's line: what the page says of itself
    BREAK = "break"  # "* * *": parts two stretches of text, is quoted with neither
    FURNITURE = "furniture"  # navigation of the site it was taken from: in the text, never in a passage


class Role(StrEnum):
    """Whose words a passage holds, seen from the document's author."""

    AUTHOR = "author"
    EDITOR = "editor"
    QUOTED = "quoted"
    FOOTNOTE = "footnote"
    TRANSCRIBER = "transcriber"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Role and, where the document names one, the speaker."""

    role: Role
    speaker: str | None = None


UNATTRIBUTED = Attribution(Role.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text of one kind: characters ``[start, end)``, no white space at either edge."""

    kind: BlockKind
    start: int
    end: int
    level: int | None = None  # of a heading, 1 is the document's title
    number: int | None = None  # of a paragraph, counted from 1 over the document's body
    page: str | None = None  # the page it begins on, only where the document itself says so
    anchor: str | None = None  # the name a link can lead to it by, where the document gives one


Outline = tuple[tuple[Block, Attribution], ...]  # a document's blocks, and whose words each one holds


@dataclass(frozen=True, slots=True)
class Statement:
    """What a document's format lets it say of itself, as it says it: a meta tag, a property, a mail header."""

    origin: Origin
    key: str  # as the format names it, lower case: "citation_author", "dc:title", "subject"
    value: str


LONGEST_VALUE = 2_000  # characters of a statement


def tidy(value: str) -> str:
    """Return a stated value on one line and not too long; nothing if characters of it had been lost before."""
    if LOST in value:
        return ""
    clean = value[: 2 * LONGEST_VALUE].encode("utf-8", "ignore").decode()
    return " ".join(clean.split())[:LONGEST_VALUE].rstrip()


@dataclass(frozen=True, slots=True)
class Document:
    """One document; every offset in Pincite counts characters (code points) of `text`."""

    path: str  # relative to the source folder, with forward slashes
    text: str
    blocks: tuple[Block, ...]  # in order of position, not overlapping
    head: tuple[HeadPart, ...] = ()  # the lines in which the document speaks of itself
    statements: tuple[Statement, ...] = ()
    media_type: str = "text/plain"
    losses: tuple[Loss, ...] = ()  # what of the file is not in the text

    @property
    def characters(self) -> int:
        """Return how many characters were read, white space and lost ones left out."""
        return len(_WHITE.sub("", self.text)) - self.text.count(LOST)

    @property
    def sha256(self) -> str:
        """Return the hexadecimal sha256 of the text in UTF-8."""
        return text_sha256(self.text)

    def slice(self, block: Block) -> str:
        """Return a block's text."""
        return self.text[block.start : block.end]


class UnsoundDocument(Exception):
    """A reader made a document that breaks the rules: a fault of the reader, not of the file."""


def check(document: Document) -> None:
    """Raise where the document cannot be quoted from.

    Raises:
        DocumentRefused: the text holds characters that stand for lost ones and its reader does not account for
            them (UNDECODABLE), or none at all (EMPTY).
        UnsoundDocument: its blocks are out of order or out of range, do not hold every visible character once, or
            offer a lost one to be quoted.

    """
    text = document.text
    accounted = any(loss.reason is LossReason.UNREADABLE for loss in document.losses)
    if found := (_NO_CHARACTER if accounted else _NO_CHARACTER_AT_ALL).search(text):
        raise DocumentRefused(document.path, RefusalReason.UNDECODABLE, f"U+{ord(found[0]):04X} in its text")
    if not any(map(str.isalnum, text)):
        raise DocumentRefused(document.path, RefusalReason.EMPTY)
    at = 0
    for block in document.blocks:
        if not at <= block.start < block.end <= len(text):
            raise UnsoundDocument("order")
        if text[block.start].isspace() or text[block.end - 1].isspace():
            raise UnsoundDocument("edges")
        if text[at : block.start].strip(_UNSEEN).strip():
            raise UnsoundDocument("coverage")
        if block.kind is not BlockKind.FURNITURE and LOST in text[block.start : block.end]:
            raise UnsoundDocument("lost characters")
        at = block.end
    if text[at:].strip(_UNSEEN).strip():
        raise UnsoundDocument("coverage")
    if any(not 0 <= part.start < part.end <= len(text) for part in document.head):
        raise UnsoundDocument("head")


def outline_json(outline: Outline) -> list[dict[str, Any]]:
    """Return an outline in the contract's JSON form, a row a block."""
    return [
        {
            "kind": block.kind.value,
            "start": block.start,
            "end": block.end,
            "level": block.level,
            "paragraph": block.number,
            "page": block.page,
            "anchor": block.anchor,
            "role": whose.role.value,
            "speaker": whose.speaker,
        }
        for block, whose in outline
    ]


def dump_outline(outline: Outline) -> str:
    """Return an outline as JSON text."""
    return msgspec.json.encode(outline_json(outline)).decode()


def load_outline(text: str) -> Outline:
    """Return the outline of a JSON text."""
    rows = (tuple(row.values()) for row in msgspec.json.decode(text))
    return tuple(
        (Block(BlockKind(kind), *places), Attribution(Role(role), speaker))
        for kind, *places, role, speaker in rows
    )


def text_sha256(text: str) -> str:
    """Return the hexadecimal sha256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


class _Digest(NamedTuple):
    hexadecimal: str
    size: int  # bytes of the text


def known_sha256(text: str) -> str:
    """Return the same, worked out once for a text that is quoted from again and again."""
    return _digest(text).hexadecimal


# Most of these texts are kept with their documents anyway.
@cached(LRUCache[Any, _Digest](16_000_000, attrgetter("size")), lock=threading.Lock())
def _digest(text: str) -> _Digest:
    return _Digest(text_sha256(text), sys.getsizeof(text))
