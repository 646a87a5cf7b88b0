"""Whose words each block holds.

Rules on structure and cues (`editors`, `quoted`), most certain first; where none applies the words are the
author's, and where the document names no author the answer is `unknown`, never a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.attribution import editors, quoted
from embeddings.documents.attribution.page import Page
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.record.record import Field

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.documents.record.record import Record

# The first rule that has something to say of a block decides.
RULES = (
    editors.introduction,
    editors.outside_view,
    editors.bracketed,
    editors.under_a_heading,
    quoted.letters,
    quoted.set_off,
)


def attribute(document: Document, record: Record) -> tuple[Attribution, ...]:
    """Return one attribution for each block of the document, in order."""
    author = record.value(Field.AUTHOR)
    body = Attribution(Role.AUTHOR, author) if author else Attribution(Role.UNKNOWN)
    page = Page.of(document, record)
    decided: dict[int, Attribution] = {}
    for rule in RULES:
        for index, attribution in rule(page):
            decided.setdefault(index, attribution)
    in_body = set(page.body)
    return tuple(
        Attribution(Role.FOOTNOTE)
        if block.kind is BlockKind.FOOTNOTE
        else decided.get(index, body if index in in_body else Attribution(Role.TRANSCRIBER))
        for index, block in enumerate(document.blocks)
    )
