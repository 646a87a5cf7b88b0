"""What the rules look at: a document's body, block by block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.record.record import Field

if TYPE_CHECKING:
    from embeddings.documents.document import Block, Document
    from embeddings.documents.record.record import Record


@dataclass(frozen=True, slots=True)
class Page:
    """A document, its record, and the indices of the blocks after its head, furniture left out."""

    document: Document
    record: Record
    body: tuple[int, ...]

    @classmethod
    def of(cls, document: Document, record: Record) -> Page:
        """Return the page of a document."""
        head_end = document.head[-1].end if document.head else 0
        body = tuple(
            index
            for index, block in enumerate(document.blocks)
            if block.start >= head_end and block.kind is not BlockKind.FURNITURE
        )
        return cls(document, record, body)

    def block(self, index: int) -> Block:
        """Return a block."""
        return self.document.blocks[index]

    def text(self, index: int) -> str:
        """Return a block's text."""
        return self.document.slice(self.document.blocks[index])

    @property
    def families(self) -> tuple[str, ...]:
        """Return the family names of the document's authors."""
        return tuple(name["family"] for name in self.record.csl.get(Field.AUTHOR, []) if name.get("family"))
