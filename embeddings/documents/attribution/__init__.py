"""Whose words each block holds.

Rules on structure and cues (`editors`, `quoted`), most certain first; where none applies the words are the
author's, and where the document names no author the answer is `unknown`, never a guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.attribution import dialogue, editors, quoted
from embeddings.documents.attribution.page import Page, is_quoted, without_quoted
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.record.record import Field

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.documents.record.record import Record

# The first rule that has something to say of a block decides.
RULES = (
    dialogue.replies,
    editors.footnotes,
    editors.introduction,
    editors.bracketed,
    editors.outside_view,
    editors.under_a_heading,
    dialogue.turns,
    dialogue.questions,
    quoted.signed_letters,
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
    for index in in_body:
        if index not in decided and author and _may_be_others(page, index):
            decided[index] = Attribution(Role.UNKNOWN)
    return tuple(
        decided.get(index, _default(block.kind, body if index in in_body else Attribution(Role.TRANSCRIBER)))
        for index, block in enumerate(document.blocks)
    )


_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our)\b")


def _may_be_others(page: Page, index: int) -> bool:
    """Say whether a paragraph speaks of the author as of somebody else, or quotes for the most part."""
    if page.block(index).kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return False
    text = page.text(index)
    if is_quoted(text):
        return not page.tells_a_story
    text = without_quoted(text)
    named = any(re.search(rf"\b{re.escape(name)}\b", text) for name in page.families)
    return named and _FIRST_PERSON.search(text) is None


def _default(kind: BlockKind, body: Attribution) -> Attribution:
    return Attribution(Role.FOOTNOTE) if kind is BlockKind.FOOTNOTE else body
