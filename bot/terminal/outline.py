"""A document's blocks as the rows of an outline: one a heading, one a run of alike blocks between headings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.wording.inert import inert_line
from bot.wording.lists import counted
from embeddings.documents.document import BlockKind, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.archive import DocumentView
    from embeddings.documents.document import Attribution, Block

OPENING = 48  # characters shown of what a run begins with
PLURALS = {
    BlockKind.HEADING: "headings",
    BlockKind.PARAGRAPH: "paragraphs",
    BlockKind.VERSE: "verses",
    BlockKind.LIST_ITEM: "list items",
    BlockKind.QUOTATION: "quotations",
    BlockKind.FOOTNOTE: "footnotes",
    BlockKind.METADATA: "metadata lines",
    BlockKind.BREAK: "breaks",
    BlockKind.FURNITURE: "navigation lines",
}
SINGULARS = {
    BlockKind.METADATA: "metadata line",
    BlockKind.FURNITURE: "navigation line",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, or a run of blocks of one kind and one speaker."""

    label: str  # "heading", "paragraphs 4–7, p. 6"
    whose: str
    start: int
    end: int
    words: str  # a heading's, or those a run begins with
    depth: int  # how far it is indented: the level of the heading it stands under
    heading: bool = False


def outline_rows(view: DocumentView) -> list[Row]:
    """Return a document's outline in order."""
    rows = []
    depth = 0
    for (kind, attribution), run in groupby(view.outline, key=lambda entry: (entry[0].kind, entry[1])):
        blocks = [block for block, _ in run]
        if kind is not BlockKind.HEADING:
            rows.append(_run(view.text, kind, attribution, blocks, depth))
            continue
        for block in blocks:
            depth = block.level or 1
            words = inert_line(" ".join(view.text[block.start : block.end].split()))
            rows.append(Row("heading", "", block.start, block.end, words, depth - 1, heading=True))
    return rows


def _run(text: str, kind: BlockKind, attribution: Attribution, blocks: Sequence[Block], depth: int) -> Row:
    first, last = blocks[0], blocks[-1]
    words = " ".join(text[first.start : first.end].split())
    opening = words if len(words) <= OPENING else words[: OPENING - 1].rsplit(" ", 1)[0] + " …"
    parts = [_label(kind, blocks), _pages(first.page, last.page)]
    label = ", ".join(part for part in parts if part)
    return Row(label, _whose(kind, attribution), first.start, last.end, inert_line(opening), depth)


def _label(kind: BlockKind, blocks: Sequence[Block]) -> str:
    first, last = blocks[0].number, blocks[-1].number
    one = SINGULARS.get(kind, kind.value)
    if first is None or last is None:
        return one if len(blocks) == 1 else counted(len(blocks), one, PLURALS[kind])
    return f"{one} {first}" if first == last else f"{PLURALS[kind]} {first}–{last}"


def _pages(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return ""
    return f"p. {first}" if first == last else f"pp. {first}–{last}"


def _whose(kind: BlockKind, attribution: Attribution) -> str:
    if kind in (BlockKind.BREAK, BlockKind.FURNITURE, BlockKind.METADATA):
        return ""
    # "The editors of …" says itself that they are the editors.
    plain = attribution.speaker and attribution.role in (Role.AUTHOR, Role.EDITOR)
    parts = ("" if plain else attribution.role.value, attribution.speaker)
    return inert_line(": ".join(part for part in parts if part))
