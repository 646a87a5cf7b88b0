"""Markdown. The text is the file itself, to the character; only what its lines are is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.document import Block, BlockKind, Document
from embeddings.documents.readers import front_matter
from embeddings.documents.readers.markdown_lines import lines_of
from embeddings.documents.record.header import HeadLine, parse_head
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.text.charsets import declared_in
from embeddings.text.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.record.header import HeadPart
    from embeddings.settings import ReadingSettings

MOST_LINES = 250_000  # blank ones left out
BYTE_ORDER_MARK = "\ufeff"
_NOT_LINE_END = re.compile(r"[^\n]")
_NUMBERED = (BlockKind.PARAGRAPH, BlockKind.VERSE, BlockKind.LIST_ITEM, BlockKind.QUOTATION)


class MarkdownReader:
    """Reads .md: marks within a paragraph stay in it, those of headings and fences stand beside their text.

    Front matter is metadata; code is verse, for its lines are kept; link definitions, tags, fences and the marks
    of headings are furniture.
    """

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:  # noqa: ARG002 - the size is checked before
        """Return the document, every line end as one line feed; raises DocumentRefused.

        EMPTY, TOO_LARGE for too many lines, or what `decode` says.
        """
        text = decode(path, content, declared_in(content))
        if text.count("\n") - text.count("\n\n") > MOST_LINES:
            raise DocumentRefused(path, RefusalReason.TOO_LARGE, f"more than {MOST_LINES} lines")
        found = front_matter.find(text)
        start, end, statements = found or (0, 0, [])
        # What stands before is blanked out, so that the parser sees only the rest, and offsets stay.
        before = max(end, int(text.startswith(BYTE_ORDER_MARK)))
        body = _NOT_LINE_END.sub(" ", text[:before]) + text[before:]
        blocks = lines_of(body, jsx=path.lower().endswith(".mdx"))
        head = [] if found else _head(text, blocks)
        if found:
            blocks.insert(0, Block(BlockKind.METADATA, start, end))
        if not any(map(str.isalnum, text)):
            raise DocumentRefused(path, RefusalReason.EMPTY)
        return Document(path, text, _finished(blocks, head), tuple(head), tuple(statements), "text/markdown")


def _head(text: str, blocks: Sequence[Block]) -> list[HeadPart]:
    open_blocks = [block for block in blocks if block.kind is not BlockKind.FURNITURE]
    head = parse_head(text, [(block.start, block.end) for block in open_blocks])
    return [] if head and head[-1].end == open_blocks[-1].end else head


def _finished(blocks: Sequence[Block], head: Sequence[HeadPart]) -> tuple[Block, ...]:
    """Make metadata of the head's lines, and number the paragraphs after it."""
    head_end = head[-1].end if head else 0
    titles = {part.start for part in head if part.kind is HeadLine.TITLE}
    finished = []
    number = 0
    for block in blocks:
        kind, level = block.kind, block.level
        if kind is not BlockKind.FURNITURE and block.end <= head_end:
            title = block.start in titles
            kind, level = (BlockKind.HEADING, 1) if title else (BlockKind.METADATA, None)
        numbered = kind in _NUMBERED
        number += numbered
        finished.append(
            Block(kind, block.start, block.end, level, number if numbered else None, None, block.anchor)
        )
    return tuple(finished)
