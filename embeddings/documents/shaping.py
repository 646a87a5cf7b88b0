"""Make a document of the pieces that a reader found: one set of rules, whatever the format.

A reader says where pieces of text begin and end, and what its format itself says of them. What a piece is by its
words and its place is decided here: the head, navigation, scene breaks, headings, notes, lists, and which
paragraph is the first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from embeddings.documents.document import LOST, Block, BlockKind, Document
from embeddings.documents.furniture import edition_of, is_furniture
from embeddings.documents.opening import find_head, line_by_line, mark_opening, with_head
from embeddings.documents.pieces import (
    BRACKETED,
    CALLS,
    FIRM,
    ITEM,
    LINE,
    LONGEST_HEADING,
    OPEN,
    SAID,
    Draft,
    Piece,
    begins_note,
    heads_part,
    is_bare_number,
    is_ornament,
    is_over_notes,
    is_titular,
)
from embeddings.documents.record.labels import label_of
from embeddings.documents.record.lines import HeadLine
from embeddings.documents.record.sources import is_credit, is_source
from embeddings.text.dates import find_date
from embeddings.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from embeddings.documents.document import Statement
    from embeddings.report import Loss

BETWEEN = "\n\n"  # stands between two pieces where the text is put together here
MOST_HEADING_WORDS = 14
_NUMBERED = (BlockKind.PARAGRAPH, BlockKind.VERSE, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
_BEGINS_ANOTHER = re.compile(rf"{ITEM.pattern}|{BRACKETED}")
_UNFINISHED = re.compile(rf"(?:[.,;:…]|--|[–—])(?:\s?\([^()\n]{{1,60}}\))?{CALLS}")
_ITEM_ALONE = re.compile(r"\(?\w{1,4}[.)]+")
MOST_SIGNED = 4  # words before the date that ends a letter: a name, a place
LAST = 6  # pieces that may tell who prepared the text


def shape(
    path: str,
    pieces: Iterable[Piece],
    media_type: str,
    statements: Sequence[Statement] = (),
    *,
    source: str | None = None,
    introduced: bool = False,
    losses: Sequence[Loss] = (),
) -> Document:
    """Return the document of these pieces.

    Its text is `source` where that is given, and every piece stands there at its `start`; else the pieces, parted
    by blank lines. `introduced` says that the format has told who wrote it, and when: in front matter, in a mail's
    headers. `losses` are those of the file; where the text holds U+FFFD, the sentence or line is furniture.
    """
    text, drafts = _together(pieces) if source is None else (source, [_draft(one, one.start) for one in pieces])
    drafts = [part for draft in drafts for part in _parted(text, draft)]
    begins, ends = edition_of(text)
    for draft in drafts:
        piece = text[draft.start : draft.end]
        if draft.start >= ends or (draft.start < begins and label_of(piece) is None):
            draft.kind = BlockKind.FURNITURE
        elif draft.kind not in FIRM and is_ornament(piece):
            draft.kind = BlockKind.BREAK
    head = find_head(
        text,
        drafts,
        path,
        introduced=introduced,
        formless=source is not None and not any(draft.level == 1 for draft in drafts),
    )
    drafts = list(with_head(text, drafts, head)) if head else drafts
    if not {HeadLine.TITLE, HeadLine.FIELD} & {part.kind for part in head}:
        drafts = list(line_by_line(text, drafts))
        mark_opening(text, drafts, introduced=introduced)
    _mark_body(text, [draft for draft in drafts if draft.kind is not BlockKind.FURNITURE], introduced=introduced)
    blocks = tuple(_blocks(text, drafts))
    return Document(path, text, blocks, tuple(head), tuple(statements), media_type, tuple(losses))


def _together(pieces: Iterable[Piece]) -> tuple[str, list[Draft]]:
    parts, drafts, length = [], [], 0
    for piece in pieces:
        if stripped := piece.text.strip():
            drafts.append(_draft(replace(piece, text=stripped), length))
            parts.append(stripped)
            length += len(stripped) + len(BETWEEN)
    return BETWEEN.join(parts), drafts


def _draft(piece: Piece, start: int) -> Draft:
    return Draft(start, start + len(piece.text), piece.kind, piece.level, piece.page, piece.anchor, piece.counted)


def _parted(text: str, draft: Draft) -> Iterator[Draft]:
    """Yield a piece, parted where navigation begins or ends in it and where one item of a list follows another.

    Where the format knows paragraphs, it has parted them already.
    """
    if draft.kind is BlockKind.PARAGRAPH and all(map(is_furniture, text[draft.start : draft.end].split("\n"))):
        draft.kind = BlockKind.FURNITURE
    if draft.kind is not None:
        yield draft
        return
    lines = [match.span() for match in LINE.finditer(text, draft.start, draft.end)]
    furniture = [is_furniture(text[start:end]) for start, end in lines]
    begins = [_BEGINS_ANOTHER.match(text, *line) is not None for line in lines]
    listed = sum(begins) > 1
    edges = [at for at in range(1, len(lines)) if furniture[at] != furniture[at - 1] or (listed and begins[at])]
    if not edges:
        draft.kind = BlockKind.FURNITURE if furniture[0] else None
        yield draft
        return
    for first, end in pairwise([0, *edges, len(lines)]):
        kind = BlockKind.FURNITURE if furniture[first] else None
        yield replace(draft, start=lines[first][0], end=lines[end - 1][1], kind=kind)


def _mark_body(text: str, drafts: Sequence[Draft], *, introduced: bool) -> None:
    """Tell headings, notes and items of lists from paragraphs, in the order of reading."""
    notes = noted = False  # under a heading that says so; the piece before was one
    titled = not introduced or any(draft.kind is BlockKind.HEADING for draft in drafts)  # mails are not, mostly
    pieces = [text[draft.start : draft.end] for draft in drafts]
    numbered = _counted_parts(pieces)
    for at, (draft, piece, following) in enumerate(zip(drafts, pieces, [*pieces[1:], ""], strict=False)):
        over_notes = draft.kind in SAID and is_over_notes(piece)
        if draft.kind is None and at >= len(drafts) - LAST and is_credit(piece):
            draft.kind = BlockKind.METADATA
        sure = draft.kind is BlockKind.HEADING
        unsaid = draft.kind is None and titled and not (notes and begins_note(following))
        if draft.kind is None and piece.rstrip(".") in numbered:
            draft.kind, draft.level = BlockKind.HEADING, 2
        if over_notes and (draft.kind is not BlockKind.PARAGRAPH or begins_note(following)):
            draft.kind, draft.level = BlockKind.HEADING, draft.level or 2
        elif unsaid and _is_heading(piece, following):
            draft.kind, draft.level, sure = BlockKind.HEADING, 2, heads_part(piece)
        if draft.kind in (BlockKind.HEADING, BlockKind.BREAK):
            notes, noted = over_notes or (notes and not sure), False
        else:
            noted = (
                notes
                and draft.kind not in FIRM
                and (begins_note(piece) or draft.counted or (noted and _goes_on(text, drafts, at)))
            )
            if noted:
                draft.kind = BlockKind.FOOTNOTE
            elif draft.kind in OPEN:
                draft.kind = BlockKind.LIST_ITEM if ITEM.match(piece) else BlockKind.PARAGRAPH


def _counted_parts(pieces: Sequence[str]) -> frozenset[str]:
    """Return the bare numbers that head the parts of a text: Roman ones, and others where they count from one."""
    bare = [piece.rstrip(".") for piece in pieces if is_bare_number(piece)]
    arabic = [number for number in bare if number.isdigit()]
    counted = arabic == [str(number) for number in range(1, len(arabic) + 1)] and len(arabic) > 1
    return frozenset(number for number in bare if counted or not number.isdigit())


def _goes_on(text: str, drafts: Sequence[Draft], at: int) -> bool:
    """Say whether a piece still belongs to the note before it: not below a gap, nor if it tells of the text."""
    piece = text[drafts[at].start : drafts[at].end]
    near = text.count("\n", drafts[at - 1].end, drafts[at].start) <= len(BETWEEN)
    return near and not (is_credit(piece) or is_source(piece) or is_ornament(piece[:3]))


def _is_heading(piece: str, following: str) -> bool:
    """Say whether a piece stands over the next as its heading: short, unpunctuated, and followed by more."""
    if len(piece) > LONGEST_HEADING or piece.count("\n") > 1 or not piece[0].isupper():
        return False
    if is_ornament(following) or len(following) <= len(piece):
        return False
    if heads_part(piece):
        return True
    if len(piece.split()) > MOST_HEADING_WORDS or _UNFINISHED.search(piece) or _is_dated(piece):
        return False
    return piece[-1] not in "?!\"”'" or is_titular(piece)


def _is_dated(piece: str) -> bool:
    """Say whether a piece is a date, or a name or a place with one: "New York, January 1908"."""
    found = find_date(" ".join(piece.split()))
    if found is None or found.date.month is None or piece.rstrip(" .)]")[-2:] != found.words.rstrip(".")[-2:]:
        return False
    before = piece[: found.start].split()
    return len(before) <= MOST_SIGNED and not any(word[0].islower() for word in before)


def _blocks(text: str, drafts: Iterable[Draft]) -> Iterator[Block]:
    """Yield the blocks, the paragraphs of the text numbered from its first.

    What of a paragraph cannot be quoted, because a character was lost, is a block of its own.
    """
    number = 0
    for draft in drafts:
        kind = draft.kind or BlockKind.PARAGRAPH
        numbered = kind in _NUMBERED
        number += numbered
        for start, end, lost in _sound(text, draft):
            at = number if numbered and not lost else None
            yield Block(
                BlockKind.FURNITURE if lost else kind, start, end, draft.level, at, draft.page, draft.anchor
            )


def _sound(text: str, draft: Draft) -> Iterator[tuple[int, int, bool]]:
    """Yield the parts of a piece, sentences and lines together, and whether a character of them was lost."""
    if LOST not in text[draft.start : draft.end]:
        yield draft.start, draft.end, False
        return
    units = [
        match.span()
        for start, end in sentences(text, draft.start, draft.end)
        for match in LINE.finditer(text, start, end)
    ]
    lost = [LOST in text[slice(*unit)] for unit in units]
    for at, unit in enumerate(units[:-1]):  # the number of an item is not quoted without it
        lost[at] = lost[at] or (lost[at + 1] and _ITEM_ALONE.fullmatch(text, *unit) is not None)
    for is_lost, run in groupby(zip(units, lost, strict=True), itemgetter(1)):
        parts = [unit for unit, _ in run]
        yield parts[0][0], parts[-1][1], is_lost
