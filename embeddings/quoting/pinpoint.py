"""Cite a span of a document as the index holds it: on its own page, in its own paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.quoting.citation import cite, opens
from embeddings.quoting.notes import paragraph_of_mark

if TYPE_CHECKING:
    from embeddings.documents.passages import Passage
    from embeddings.index.catalogue import Outline
    from embeddings.index.store import StoredDocument
    from embeddings.quoting.quote import Citation, Span


def pinpoint(document: StoredDocument, passage: Passage, span: Span) -> Citation:
    """Return the citation of a span that stands in a passage, or goes on from one before it to it."""
    # A quote may begin in a passage before the one that was found: the page is that of its first words.
    pages = [block.page for block, _ in _blocks(document.outline, span[0], span[0] + 1)]
    return cite(
        document.path,
        document.record,
        replace(passage, page=pages[0]) if pages else passage,
        _paragraphs(document, span),
        text=document.text,
        span=span,
        opening=opens(document.outline, span[0]),
    )


def _paragraphs(document: StoredDocument, span: Span) -> list[int]:
    """Return the numbers of the paragraphs a quote stands in; of a footnote, of the one with its mark."""
    numbers = []
    for block, _ in _blocks(document.outline, *span):
        note = block.kind is BlockKind.FOOTNOTE
        number = paragraph_of_mark(document.text, document.outline, block) if note else block.number
        if number is not None:
            numbers.append(number)
    return sorted(set(numbers))


def _blocks(outline: Outline, start: int, end: int) -> Outline:
    """Return the blocks, which stand one after the other, that hold any of these characters."""
    first = bisect_right(outline, start, key=lambda entry: entry[0].end)
    return outline[first : bisect_left(outline, end, lo=first, key=lambda entry: entry[0].start)]
