"""The top of a document: its head, or else the few lines before its first sentence."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.pieces import (
    FIRM,
    LINE,
    OPEN,
    SAID,
    Draft,
    is_date,
    is_label,
    is_part,
    is_person,
    is_sentence,
    tells,
)
from embeddings.documents.record.header import parse_head
from embeddings.documents.record.lines import HeadLine, HeadPart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


MOST_OPENING = 6  # lines that a title may stand among


def find_head(
    text: str, drafts: Sequence[Draft], path: str, *, introduced: bool, formless: bool
) -> list[HeadPart]:
    """Return the lines in which a page speaks of itself; of an introduced one only what is a head beyond doubt."""
    first = body_starts(drafts) if introduced else 0
    runs = [(one.start, one.end) for one in drafts[first:] if one.kind is not BlockKind.FURNITURE]
    head = parse_head(text, runs, path, formless=formless)
    if not head or head[-1].end == runs[-1][1]:
        return []  # a head over nothing is the text itself
    kinds = {part.kind for part in head}
    certain = HeadLine.TITLE in kinds and HeadLine.SOURCE in kinds and HeadLine.OTHER not in kinds
    return head if certain or not introduced else []


def body_starts(drafts: Sequence[Draft]) -> int:
    """Return how many pieces the introduction has."""
    about = (BlockKind.METADATA, BlockKind.FURNITURE)
    return next((at for at, draft in enumerate(drafts) if draft.kind not in about), len(drafts))


def with_head(text: str, drafts: Sequence[Draft], head: Sequence[HeadPart]) -> Iterator[Draft]:
    """Yield the pieces, those of the head line by line: its title a heading, all else metadata."""
    first, last = head[0].start, head[-1].end
    for draft in drafts:
        if draft.kind in (BlockKind.FURNITURE, BlockKind.BREAK) or draft.end <= first or draft.start >= last:
            yield draft
            continue
        at = draft.start
        for part in [one for one in head if draft.start <= one.start < draft.end]:
            title = part.kind in (HeadLine.TITLE, HeadLine.WORK)
            kind, level = (BlockKind.HEADING, 1) if title else (BlockKind.METADATA, None)
            yield from _rest(text, draft, at, part.start, BlockKind.METADATA)
            yield replace(draft, start=part.start, end=part.end, kind=kind, level=level)
            at = part.end
        yield from _rest(text, draft, at, draft.end, BlockKind.METADATA if draft.end < last else draft.kind)


def _rest(text: str, draft: Draft, start: int, end: int, kind: BlockKind | None) -> Iterator[Draft]:
    between = text[start:end]
    if between.strip():
        start += len(between) - len(between.lstrip())
        yield replace(draft, start=start, end=start + len(between.strip()), kind=kind)


def line_by_line(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the pieces, the first ones parted where a byline, a date or a name stands on a line of its own."""
    for at, draft in enumerate(drafts):
        near = at < MOST_OPENING and draft.kind in SAID
        pair = [match.span() for match in LINE.finditer(text, draft.start, draft.end)] if near else []
        if len(pair) == 2 and _are_apart(*(text[start:end] for start, end in pair)):  # noqa: PLR2004 - a title, and whose it is
            yield from (replace(draft, start=start, end=end) for start, end in pair)
        else:
            yield draft


def _are_apart(first: str, second: str) -> bool:
    """Say whether two lines are a title and what tells of it, not one title on two lines."""
    if not (is_label(first, None) and is_label(second, None)):
        return False
    return tells(second) or (is_person(first) and not is_person(second))


def mark_opening(text: str, drafts: Sequence[Draft], *, introduced: bool) -> None:
    """Tell title, byline and date line where the page's head, if it has one, does not hold a title.

    They are the few lines before the first that is a sentence. Nothing is claimed of what they say; but the text's
    first paragraph is the one after them.
    """
    lines = _opening(text, drafts[body_starts(drafts) if introduced else 0 :])
    telling = [line for line in lines if tells(text[line.start : line.end])]
    headings = [one for one in drafts if one.kind is BlockKind.HEADING]
    if telling and sum(tells(text[one.start : one.end]) for one in headings) > 1:
        telling = [line for line in telling if line.kind is not BlockKind.HEADING]  # a diary, a list of changes
    titled = any(one.level == 1 for one in headings)
    title = _title(text, [line for line in lines if line not in telling], titled=titled)
    named = _author(text, lines, title)
    # Over a mail stands "Hello Jo"; and a format that can say what a title is has its reasons not to. A title over
    # "Chapter One" is one.
    unsure = introduced or (title is not None and title.kind is BlockKind.PARAGRAPH)
    parted = any(line is not title and is_part(text[line.start : line.end]) for line in lines)
    if unsure and not telling and (introduced or (named is None and not parted)):
        return
    for line in lines:
        if line is title:
            line.kind, line.level = BlockKind.HEADING, line.level if line.kind is BlockKind.HEADING else 1
        elif line in telling or line is named or line.kind is BlockKind.PARAGRAPH:
            line.kind, line.level = BlockKind.METADATA, None


def _opening(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the lines before the first sentence; none where all are such lines: a list, a table, a poem."""
    lines: list[Draft] = []
    for draft in drafts:
        piece = text[draft.start : draft.end]
        if draft.kind in FIRM or draft.kind is BlockKind.BREAK:
            continue
        dated = draft.kind is BlockKind.LIST_ITEM and is_date(piece)  # "3. Mai 1911"
        if not dated and (draft.kind not in SAID or not is_label(piece, draft.kind)):
            follows = draft.kind not in OPEN or is_sentence(piece)
            return lines if follows and len(lines) <= MOST_OPENING else []
        lines.append(draft)
    return []


def _title(text: str, lines: Sequence[Draft], *, titled: bool) -> Draft | None:
    """Return which of the opening lines is the title: the highest heading, else the first that is no name."""
    headings = [line for line in lines if line.kind is BlockKind.HEADING]
    if headings:
        return min(headings, key=lambda line: line.level or 2)
    lines = [line for line in lines if not is_part(text[line.start : line.end])]
    if titled or not lines:
        return None
    first, second = lines[0], lines[1] if len(lines) > 1 else None
    named = second is not None and is_person(text[first.start : first.end])
    return second if named and second is not None and not is_person(text[second.start : second.end]) else first


def _author(text: str, lines: Sequence[Draft], title: Draft | None) -> Draft | None:
    """Return which of the opening lines is a name beside the title; below it a heading is that of a part."""
    for before, line in pairwise(lines):
        one, kinds = (before, SAID) if line is title else (line, OPEN)
        if title in (before, line) and one.kind in kinds and is_person(text[one.start : one.end]):
            return one
    return None
