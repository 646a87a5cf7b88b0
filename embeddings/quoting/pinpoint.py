"""Cite a span of a document as the index holds it: on its own page, in its own paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.quoting.citation import cite, opens
from embeddings.quoting.notes import paragraph_of_mark

if TYPE_CHECKING:
    from embeddings.documents.passages import Passage
    from embeddings.index.store import StoredDocument
    from embeddings.quoting.quote import Citation, Span


def pinpoint(document: StoredDocument, passage: Passage, span: Span) -> Citation:
    """Return the citation of a span that stands in a passage, or goes on from one before it to it."""
    # A quote may begin in a passage before the one that was found: the page is that of its first words.
    pages = [block.page for block, _ in document.outline if block.start <= span[0] < block.end]
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
    for block, _ in document.outline:
        if block.end <= span[0] or span[1] <= block.start:
            continue
        note = block.kind is BlockKind.FOOTNOTE
        number = paragraph_of_mark(document.text, document.outline, block) if note else block.number
        if number is not None:
            numbers.append(number)
    return sorted(set(numbers))
