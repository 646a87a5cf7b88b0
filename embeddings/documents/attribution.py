"""Whose words each block holds.

Rules on structure and cues, most certain first; where none applies and the document names no author, the answer
is `unknown`, never a guess.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.record import Field

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.documents.record import Record

# "… from which we reprint the following excerpts:" hands the word over to the author.
_HANDOVER = re.compile(
    r"\bwe\s+(?:here\s+|now\s+|therefore\s+|herewith\s+)*"
    r"(?:re-?print|re-?publish|publish|print|reproduce|present|offer|give|quote|translate|take)\b"
    r"[^.]{0,160}[:.]?$",
    re.IGNORECASE,
)
# Beyond these many blocks a "we publish" is the author's own.
LONGEST_INTRODUCTION = 12

_OF_BLOCK = {
    BlockKind.METADATA: Attribution(Role.TRANSCRIBER),
    BlockKind.FOOTNOTE: Attribution(Role.FOOTNOTE),
    BlockKind.QUOTATION: Attribution(Role.QUOTED),
}


def attribute(document: Document, record: Record) -> tuple[Attribution, ...]:
    """Return one attribution for each block of the document, in order."""
    author = record.value(Field.AUTHOR)
    body = Attribution(Role.AUTHOR, author) if author else Attribution(Role.UNKNOWN)
    introduction_end = _introduction_end(document)
    editors = Attribution(Role.EDITOR, _editors(record))
    # The title stands among what the page says of itself.
    head_end = document.head[-1].end if document.head else 0
    result = []
    for block in document.blocks:
        if block.end <= head_end:
            result.append(_OF_BLOCK[BlockKind.METADATA])
        elif block.end <= introduction_end:
            result.append(editors)
        else:
            result.append(_OF_BLOCK.get(block.kind, body))
    return tuple(result)


def _introduction_end(document: Document) -> int:
    """Return where an editors' introduction ends, 0 where there is none.

    It is what stands between the head and a sentence that hands over, if a break or a heading follows at once.
    """
    head_end = document.head[-1].end if document.head else 0
    body = [
        block for block in document.blocks if block.start >= head_end and block.kind is not BlockKind.FURNITURE
    ]
    for block, after in pairwise(body[: LONGEST_INTRODUCTION + 1]):
        parted = after.kind in (BlockKind.BREAK, BlockKind.HEADING, BlockKind.QUOTATION)
        if parted and _HANDOVER.search(document.slice(block)):
            return block.end
    return 0


def _editors(record: Record) -> str | None:
    publication = record.value(Field.CONTAINER_TITLE)
    return f"The editors of {publication}" if publication else None
