"""Put the text of a structured document together, block by block: every offset is exact by construction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.document import Block, BlockKind, Document
from embeddings.documents.record.header import HeadLine, parse_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.document import Statement

BETWEEN = "\n\n"  # blocks are parted by a blank line
_NUMBERED = (BlockKind.PARAGRAPH, BlockKind.VERSE, BlockKind.LIST_ITEM, BlockKind.QUOTATION)


class TextBuilder:
    """Collects blocks in reading order; `document` then gives them their places, numbers and head."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int | None = None,
        page: str | None = None,
        anchor: str | None = None,
    ) -> None:
        """Append a block; white space at its edges is dropped, and a block of nothing else is left out."""
        text = text.strip()
        if not text:
            return
        if self._parts:
            self._parts.append(BETWEEN)
            self._length += len(BETWEEN)
        self._blocks.append(Block(kind, self._length, self._length + len(text), level, None, page, anchor))
        self._parts.append(text)
        self._length += len(text)

    @property
    def length(self) -> int:
        """Return the characters collected so far."""
        return self._length

    def document(self, path: str, media_type: str, statements: Sequence[Statement] = ()) -> Document:
        """Return the document.

        Its first lines may be the head of an archive page, as in plain text: they become metadata, and the title
        a heading of level 1. Paragraphs are numbered from the first after the head.
        """
        text = "".join(self._parts)
        first = [block for block in self._blocks if block.kind is not BlockKind.FURNITURE]
        head = parse_head(text, [(block.start, block.end) for block in first])
        if head and first and head[-1].end == first[-1].end:
            head = []
        head_end = head[-1].end if head else 0
        titles = {part.start for part in head if part.kind is HeadLine.TITLE}
        blocks: list[Block] = []
        number = 0
        for block in self._blocks:
            if block.kind is not BlockKind.FURNITURE and block.end <= head_end:
                title = block.start in titles
                kind, level = (BlockKind.HEADING, 1) if title else (BlockKind.METADATA, None)
                blocks.append(Block(kind, block.start, block.end, level, None, block.page, block.anchor))
                continue
            numbered = block.kind in _NUMBERED
            number += numbered
            blocks.append(
                Block(
                    block.kind,
                    block.start,
                    block.end,
                    block.level,
                    number if numbered else None,
                    block.page,
                    block.anchor,
                )
            )
        return Document(path, text, tuple(blocks), tuple(head), tuple(statements), media_type)
