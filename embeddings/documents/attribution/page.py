"""What the rules look at: a document's body, block by block."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from embeddings.documents.attribution.marks import is_dialogue
from embeddings.documents.attribution.names import family_of
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.record.record import Field

if TYPE_CHECKING:
    from embeddings.documents.document import Block, Document
    from embeddings.documents.record.record import Record


@dataclass(frozen=True)
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

    @cached_property
    def author(self) -> str | None:
        """Return the document's author, or authors, as they are shown."""
        return self.record.value(Field.AUTHOR)

    @property
    def own(self) -> Attribution:
        """Return the attribution of the author's words; unknown where the document names none."""
        return Attribution(Role.AUTHOR, self.author) if self.author else Attribution(Role.UNKNOWN)

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Return the family names of the document's authors."""
        return tuple(name["family"] for name in self.record.csl.get(Field.AUTHOR, []) if name.get("family"))

    def is_author(self, name: str) -> bool:
        """Say whether a name may be one of the author's."""
        return bool(self.author) and family_of(name) in {family_of(family) for family in self.families} | {
            family_of(self.author or "")
        }

    @cached_property
    def dialogue(self) -> bool:
        """Say whether people talk on this page as they do in a novel: their words are its author's."""
        return is_dialogue(self.document.text, self.document.blocks)

    @property
    def talk(self) -> bool:
        """Say whether a colon announces nothing here: people talk, or answer mail."""
        return self.dialogue or self.document.media_type == "message/rfc822"

    def by(self, name: str | None) -> Attribution:
        """Return the attribution of what somebody says or writes here: the author, or another."""
        return self.own if name and self.is_author(name) else Attribution(Role.QUOTED, name)
