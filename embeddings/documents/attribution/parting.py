"""Part blocks in which two speak: a note in brackets after a paragraph, lines of a mail quoted at depths."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from embeddings.documents.attribution.replies import announced_by, bare, depth_of
from embeddings.documents.attribution.signed import bracketed_notes
from embeddings.documents.document import BlockKind
from embeddings.documents.pieces import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.document import Block, Document

_NOTED = (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
_LETTERS = (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.VERSE, BlockKind.HEADING)
FEWEST_LETTERS = 12  # before a note, for there to be a paragraph that it stands after


def part(document: Document) -> Document:
    """Return a document with such blocks parted; the parts of a paragraph share its number."""
    return replace(
        document, blocks=tuple(piece for block in document.blocks for piece in _parts(document.text, block))
    )


def _parts(text: str, block: Block) -> Iterator[Block]:
    for at, piece in enumerate(_by_depth(text, block)):
        level = block.level if piece.kind is block.kind else None
        yield from _before_note(text, replace(piece, level=level, anchor=block.anchor if not at else None))


def _before_note(text: str, block: Block) -> Iterator[Block]:
    """Yield a paragraph, and the note in brackets that ends it and says whose it is."""
    if block.kind in _NOTED:
        for (start, end), _ in bracketed_notes(text, block.start, block.end, None):
            before = text[block.start : start].rstrip()
            if not text[end : block.end].strip(" .") and sum(map(str.isalpha, before)) >= FEWEST_LETTERS:
                yield replace(block, end=block.start + len(before))
                yield replace(block, start=start, anchor=None)
                return
    yield block


def _by_depth(text: str, block: Block) -> Iterator[Block]:
    """Yield the runs of a block's lines that are quoted equally deep, announcements on their own."""
    if block.kind not in _LETTERS:
        yield block
        return
    lines = [match.span() for match in LINE.finditer(text, block.start, block.end)]
    depths = [depth_of(text[start:end]) for start, end in lines]
    if not any(depths):
        announced = _announced_below(text, block, lines)
        yield from announced
        return
    run: list[int] = []
    for at, depth in enumerate(depths):
        if run and (depth != depths[run[-1]] or _is_announced(text, lines, run)):
            yield _run(block, lines, run, depths[run[0]])
            run = []
        begins = next(
            (size for size in (1, 2, 3) if _is_announced(text, lines, [*range(at, min(at + size, len(lines)))])), 0
        )
        if run and begins and all(one == depth for one in depths[at : at + begins]):
            yield _run(block, lines, run, depths[run[0]])
            run = []
        run.append(at)
    yield _run(block, lines, run, depths[run[0]])


def _is_announced(text: str, lines: list[tuple[int, int]], run: list[int]) -> bool:
    return announced_by(bare(text[lines[run[0]][0] : lines[run[-1]][1]])) is not None


def _announced_below(text: str, block: Block, lines: list[tuple[int, int]]) -> Iterator[Block]:
    """Yield a block of unmarked lines, what announces a mail at its end on its own."""
    for size in (1, 2, 3):
        if size < len(lines) and _is_announced(text, lines, [*range(len(lines) - size, len(lines))]):
            yield replace(block, end=lines[-size - 1][1])
            yield replace(block, start=lines[-size][0])
            return
    yield block


def _run(block: Block, lines: list[tuple[int, int]], run: list[int], depth: int) -> Block:
    kind = BlockKind.QUOTATION if depth else block.kind
    return replace(block, kind=kind, start=lines[run[0]][0], end=lines[run[-1]][1])
