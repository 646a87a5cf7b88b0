"""What every reader's document must hold to, checked before anything is built on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from embeddings.documents.document import Document

# Half a surrogate pair is no character, and U+FFFD says that one was lost.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffd]")
_UNSEEN = "\ufeff"  # a byte order mark belongs to no block


class UnsoundDocument(Exception):
    """A reader made a document that breaks the rules: a fault of the reader, not of the file."""


def check(document: Document) -> None:
    """Raise where the document cannot be quoted from.

    Raises:
        DocumentRefused: the text holds characters that stand for lost ones (UNDECODABLE), or none at all (EMPTY).
        UnsoundDocument: its blocks are out of order, out of range, or do not hold every visible character once.

    """
    text = document.text
    if found := _NO_CHARACTER.search(text):
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
        at = block.end
    if text[at:].strip(_UNSEEN).strip():
        raise UnsoundDocument("coverage")
    if any(not 0 <= part.start < part.end <= len(text) for part in document.head):
        raise UnsoundDocument("head")
