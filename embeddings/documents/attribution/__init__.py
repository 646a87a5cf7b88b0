"""Whose words each block holds, and each stretch inside a block.

Rules on structure and cues, most certain first; where none applies the words are the author's, and where the
document names no author, or another voice may be the one, the answer is `unknown`, never a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.attribution import editions, editors, footnotes, letters, quoted, replies, turns
from embeddings.documents.attribution.page import Page
from embeddings.documents.attribution.spans import attribute_span
from embeddings.documents.document import Attribution, Role

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.documents.record.record import Record

__all__ = ["attribute", "attribute_span"]

# The first rule that has something to say of a block decides.
RULES = (
    editions.editions,
    footnotes.statements,
    editors.introduction,
    editors.outside_view,
    editors.bracketed,
    footnotes.footnotes,
    editors.under_a_heading,
    editors.prefaces,
    replies.replies,
    turns.turns,
    letters.letters,
    quoted.set_off,
    editors.from_outside,
)


def attribute(document: Document, record: Record) -> tuple[Attribution, ...]:
    """Return one attribution for each block of the document, in order."""
    page = Page.of(document, record)
    decided: dict[int, Attribution] = {}
    for rule in RULES:
        for index, attribution in rule(page):
            decided.setdefault(index, attribution)
    in_body = set(page.body)
    return tuple(
        decided.get(index, page.own if index in in_body else Attribution(Role.TRANSCRIBER))
        for index in range(len(document.blocks))
    )
