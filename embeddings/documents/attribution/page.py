"""What the rules look at: a document's body, block by block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from embeddings.documents.attribution.saying import WRITER, Common
from embeddings.documents.document import BlockKind
from embeddings.documents.record.record import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.document import Block, Document
    from embeddings.documents.record.record import Record


OPENING = '"“„«'
DIALOGUE = 0.15  # of a text's paragraphs
LONGEST_TURN = 500  # characters
FEWEST_TURNS = 4
_QUOTED = re.compile(r"[\"“„«‘][^\"“”„«»]{0,2000}[\"”“»’]")


def tells_a_story(paragraphs: Sequence[str]) -> bool:
    """Say whether paragraphs hold a dialogue: turns are short, as quotations in an essay are not."""
    turns = sum(text[:1] in OPENING and len(text) <= LONGEST_TURN for text in paragraphs)
    return turns >= FEWEST_TURNS and turns > DIALOGUE * len(paragraphs)


def without_quoted(text: str) -> str:
    """Return a paragraph without what stands between quotation marks."""
    return _QUOTED.sub(" ", text)


def is_quoted(text: str) -> bool:
    """Say whether most of a paragraph stands between quotation marks."""
    return 2 * len(without_quoted(text)) < len(text)


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

    def text_before(self, index: int) -> str:
        """Return the text of the block before one of the body; nothing before the first."""
        at = self.body.index(index)
        return self.text(self.body[at - 1]) if at else ""

    @cached_property
    def tells_a_story(self) -> bool:
        """Say whether the text is a tale with dialogue."""
        return tells_a_story([self.text(index) for index in self.body])

    @cached_property
    def common(self) -> Common:
        """Return the words of the document's text."""
        return Common(self.document.text)

    def own(self, who: str | None) -> str | None:
        """Return a speaker's name; of whoever writes, the author's."""
        return self.record.value(Field.AUTHOR) if who == WRITER else who

    @property
    def families(self) -> tuple[str, ...]:
        """Return the family names of the document's authors."""
        names = [name.get("family") or name.get("literal", "") for name in self.record.csl.get(Field.AUTHOR, [])]
        return tuple(name for name in names if name and (" " not in name or name[0].islower()))
