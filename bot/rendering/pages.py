"""Part a document into pages around a quote: whole paragraphs where they fit, otherwise whole sentences.

The page of the quote is number 0; those before it count down, those after it up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.rendering.limits import units
from embeddings.documents.document import BlockKind
from embeddings.documents.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from embeddings.documents.document import Block
    from embeddings.index.catalogue import Outline
    from embeddings.quoting.quote import Span

PAGE_TEXT = 2600  # code units of markdown at most: a page that reads well, with room for what is said around it
MARKS = re.compile(r"[\\*_~|`<>\[\]@#:.+-]")  # what may need a backslash
LINE_BREAK = 2  # more than itself: the mark of a block quote
BOLD_LINE = 4
APART = "\n\n"  # stands between paragraphs where the document has something else than white space there
MOST_APART = 40  # characters of white space that are shown as they are
LONGEST_RUN = PAGE_TEXT // 10  # characters that fit into a page whatever they are: each a line, all bold


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never parted: a paragraph, or a sentence of one that no page can hold."""

    block: Block
    start: int
    end: int  # of a sentence, where the next one begins
    size: int  # an upper bound of its markdown in code units, with what stands before the next one


@dataclass(frozen=True, slots=True)
class Page:
    """The paragraphs of one page, or the parts of them."""

    number: int
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]  # of the document's text; one alone where nothing is left out
    is_first: bool
    is_last: bool


def page_of(text: str, outline: Outline, quote: Span, number: int) -> Page | None:
    """Return a page of a document, None where the document does not reach so far."""
    pieces = list(_pieces(text, outline, quote))
    inside = [at for at, piece in enumerate(pieces) if piece.start < quote[1] and quote[0] < piece.end]
    if not inside:
        return None
    first, stop = _around(pieces, inside[0], inside[-1] + 1)
    for _ in range(number):
        first, stop = stop, _forward(pieces, stop)
    for _ in range(-number):
        first, stop = _backward(pieces, first), first
    return _page(text, pieces, first, stop, number) if first < stop else None


def _page(text: str, pieces: Sequence[Piece], first: int, stop: int, number: int) -> Page:
    spans: list[Span] = []
    for piece in pieces[first:stop]:
        if spans and _joined(text, spans[-1][1], piece.start):
            spans[-1] = (spans[-1][0], piece.end)
        else:
            spans.append((piece.start, piece.end))
    trimmed = tuple((start, start + len(text[start:end].rstrip())) for start, end in spans)
    blocks = tuple(dict.fromkeys(piece.block for piece in pieces[first:stop]))
    return Page(number, blocks, trimmed, is_first=first == 0, is_last=stop == len(pieces))


def _joined(text: str, end: int, start: int) -> bool:
    """Say whether the document has nothing but a little white space between two places."""
    return start - end <= MOST_APART and not text[end:start].strip()


def _around(pieces: Sequence[Piece], first: int, stop: int) -> tuple[int, int]:
    """Return the pieces around a quote, as much before as after it; of one too long, those it begins with."""
    size = sum(piece.size for piece in pieces[first:stop])
    if size > PAGE_TEXT:
        return first, _forward(pieces, first)
    before = after = 0
    while True:
        leads = first > 0 and size + pieces[first - 1].size <= PAGE_TEXT
        follows = stop < len(pieces) and size + pieces[stop].size <= PAGE_TEXT
        if follows and (after <= before or not leads):
            after += pieces[stop].size
            size += pieces[stop].size
            stop += 1
        elif leads:
            first -= 1
            before += pieces[first].size
            size += pieces[first].size
        else:
            return first, stop


def _forward(pieces: Sequence[Piece], first: int) -> int:
    size, stop = 0, first
    while stop < len(pieces) and (size := size + pieces[stop].size) <= PAGE_TEXT:
        stop += 1
    return stop


def _backward(pieces: Sequence[Piece], stop: int) -> int:
    size, first = 0, stop
    while first > 0 and (size := size + pieces[first - 1].size) <= PAGE_TEXT:
        first -= 1
    return first


def _pieces(text: str, outline: Outline, quote: Span) -> Iterator[Piece]:
    blocks = [block for block, _ in outline if block.kind is not BlockKind.FURNITURE and block.start < block.end]
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        between = text[block.end : after.start] if after and _joined(text, block.end, after.start) else APART
        apart = _size(between)
        size = _size(text[block.start : block.end], bold=_meet(quote, block.start, block.end))
        if size + apart <= PAGE_TEXT:
            yield Piece(block, block.start, block.end, size + apart)
            continue
        starts = [start for start, _ in sentences(text, block.start, block.end)]
        for start, end in zip(starts, [*starts[1:], block.end], strict=True):
            for left, right in _runs(text, start, end, quote):
                yield Piece(block, left, right, _size(text[left:right], bold=_meet(quote, left, right)) + apart)


def _runs(text: str, start: int, end: int, quote: Span) -> Iterator[Span]:
    """Cut a sentence that no page can hold between words, or in a word that none can hold."""
    if _size(text[start:end], bold=_meet(quote, start, end)) + MOST_APART * (LINE_BREAK + 1) <= PAGE_TEXT:
        yield start, end
        return
    while end - start > LONGEST_RUN:
        space = max((match.end() for match in re.finditer(r"\s+", text[start : start + LONGEST_RUN])), default=0)
        cut = start + (space or LONGEST_RUN)
        yield start, cut
        start = cut
    yield start, end


def _meet(quote: Span, start: int, end: int) -> bool:
    return start < quote[1] and quote[0] < end


def _size(part: str, *, bold: bool = False) -> int:
    """Return a bound of how long a text becomes as a part of a block quote."""
    lines = part.count("\n")
    return units(part) + len(MARKS.findall(part)) + lines * LINE_BREAK + (lines + 1) * BOLD_LINE * bold
