"""Find the blocks of a plain text: head, headings, paragraphs, lists, notes, breaks and furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.document import Block, BlockKind, Document
from embeddings.documents.furniture import is_furniture
from embeddings.documents.record.header import HeadLine, parse_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.record.header import Run

_RUN = re.compile(r"[^\s\ufeff](?:.*[^\s])?(?:\n[^\S\n]*\S.*)*")  # lines up to a blank one
_BREAK = re.compile(r"[\s*•·.–—_=~#+-]{1,60}")
_CHAPTER = re.compile(r"(?:chapter|part|book|section|letter|act|scene|appendix)\b.{0,60}", re.IGNORECASE)
_NOTES = re.compile(r"(?:foot|end)?notes?(?: by .{1,40})?:?", re.IGNORECASE)
_NOTE = re.compile(r"\[?(?:[0-9]{1,3}|\*)[\].)]?\s")
_ITEM = re.compile(r"(?:[-*•]|\(?[0-9a-z]{1,3}[.)])\s")
_MARKED_HEADING = re.compile(r"(?P<marks>#{1,6})\s+\S")
LONGEST_HEADING = 100
MOST_HEADING_WORDS = 14


def lay_out(path: str, text: str) -> Document:
    """Return the document of a plain text; its blocks hold every character that is not white space, once."""
    pieces = list(_pieces(text))
    open_runs = [run for run, furniture in pieces if not furniture]
    head = parse_head(text, open_runs)
    if head and head[-1].end == open_runs[-1][1]:
        head = []  # a head over nothing is the text itself
    head_end = head[-1].end if head else 0
    blocks = [Block(BlockKind.FURNITURE, start, end) for (start, end), furniture in pieces if furniture]
    for part in head:
        title = part.kind is HeadLine.TITLE
        kind = BlockKind.HEADING if title else BlockKind.METADATA
        blocks.append(Block(kind, part.start, part.end, level=1 if title else None))
    body = [_after(text, run, head_end) for run in open_runs if run[1] > head_end]
    blocks.extend(_body(text, body))
    blocks.sort(key=lambda block: block.start)
    return Document(path, text, tuple(blocks), tuple(head))


def _pieces(text: str) -> Iterator[tuple[Run, bool]]:
    """Yield runs of non-blank lines, parted further where furniture begins or ends inside one."""
    for match in _RUN.finditer(text):
        lines = [
            (match.start() + line.start(), match.start() + line.end())
            for line in re.finditer(r"\S(?:[^\n]*\S)?", match.group())
        ]
        current, kind = list(lines[0]), is_furniture(text[lines[0][0] : lines[0][1]])
        for start, end in lines[1:]:
            furniture = is_furniture(text[start:end])
            if furniture is kind:
                current[1] = end
            else:
                yield (current[0], current[1]), kind
                current, kind = [start, end], furniture
        yield (current[0], current[1]), kind


def _after(text: str, run: Run, position: int) -> Run:
    """Cut off what of a run lies before `position`."""
    start = max(run[0], position)
    while text[start].isspace():
        start += 1
    return start, run[1]


def _body(text: str, runs: list[Run]) -> Iterator[Block]:
    number = 0
    notes = False
    for at, run in enumerate(runs):
        after = runs[at + 1] if at + 1 < len(runs) else None
        words = text[run[0] : run[1]]
        kind, level = _kind(words, text[after[0] : after[1]] if after else None)
        if notes and kind not in (BlockKind.HEADING, BlockKind.BREAK) and _NOTE.match(words):
            kind = BlockKind.FOOTNOTE
        elif _NOTES.fullmatch(words):
            kind, level, notes = BlockKind.HEADING, 2, True
        numbered = kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
        number += numbered
        yield Block(kind, *run, level=level, number=number if numbered else None)


def _kind(words: str, following: str | None) -> tuple[BlockKind, int | None]:
    if _BREAK.fullmatch(words):
        return BlockKind.BREAK, None
    if marked := _MARKED_HEADING.match(words):
        return BlockKind.HEADING, max(2, len(marked["marks"]))
    if following is not None and _is_heading(words, following):
        return BlockKind.HEADING, 2
    if words.startswith(">"):
        return BlockKind.QUOTATION, None
    if _ITEM.match(words):
        return BlockKind.LIST_ITEM, None
    return BlockKind.PARAGRAPH, None


def _is_heading(words: str, following: str) -> bool:
    """Say whether a run stands over the next as its heading: short, unpunctuated, and followed by more."""
    if len(words) > LONGEST_HEADING or words.count("\n") > 1 or not words[0].isupper():
        return False
    if _BREAK.fullmatch(following) or len(following) <= len(words):
        return False
    if _CHAPTER.fullmatch(words):
        return True
    count = len(words.split())
    if count > MOST_HEADING_WORDS or words[-1] in ".,;:…":
        return False
    # A question or an exclamation stands over its text only in the manner of titles.
    return words[-1] not in "?!\"”'" or _is_title_case(words)


def _is_title_case(words: str) -> bool:
    letters = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]  # noqa: PLR2004 - "of", "and"
    return bool(letters) and all(word[0].isupper() for word in letters)
