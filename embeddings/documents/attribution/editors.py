"""Editors and transcribers: introductions, notes in brackets, notes under a heading of their own."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.record.record import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page

# "… from which we reprint the following excerpts:" hands the word over to the author.
_HANDOVER = re.compile(
    r"\bwe\s+(?:here\s+|now\s+|therefore\s+|herewith\s+)*"
    r"(?:re-?print|re-?publish|publish|print|reproduce|present|offer|give|quote|translate|take)\b"
    r"[^.]{0,160}[:.]?$",
    re.IGNORECASE,
)
_ABOUT_ITSELF = (BlockKind.HEADING, BlockKind.METADATA)
LONGEST_SIGNATURE = 60  # characters
LONGEST_INTRODUCTION = 12  # blocks; beyond them a "we publish" is the author's own
_TRANSCRIBERS_NOTE = re.compile(
    r"[\[(]?\s*(?:(?:transcriber|typist|html)[’'s]*\s+(?:foot)?note|note\s+(?:by|from)\s+(?:the\s+)?"
    r"(?:transcriber|MIA|ETOL|marxists))",
    re.IGNORECASE,
)
_EDITORS_NOTE = re.compile(
    r"[\[(]?\s*(?:(?:editors?|publishers?|translators?)[’'s]*\s+(?:foot|end)?note|"
    r"note\s+by\s+(?:the\s+)?(?:editors?|publishers?|translators?)|[\[(]\s*note\s*:)",
    re.IGNORECASE,
)
_SIGNED_EDITOR = re.compile(
    r"[–—-]\s*(?:the\s+)?(?:eds?\.|editors?\.?|trans\.|translator\.?)\s*[\])]?\s*$", re.IGNORECASE
)
_NOTE_BY = re.compile(
    r"(?:introductory |editorial )?(?:note|introduction|foreword|preface)\s+by\s+(?P<who>.{2,60})", re.IGNORECASE
)
_INITIALS = re.compile(r"[–—\"”-]\s*(?P<who>(?:[A-Z]\.\s?){2,4})\s*[\])]\s*$")
_ENCLOSED = re.compile(r"(?:\(.*\)|\[.*\])[.]?", re.DOTALL)


def introduction(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit what stands between the head and a sentence that hands over, if a break or a heading follows it."""
    for at, (index, after) in enumerate(pairwise(page.body[: LONGEST_INTRODUCTION + 1])):
        parted = page.block(after).kind in (BlockKind.BREAK, BlockKind.HEADING, BlockKind.QUOTATION)
        if parted and _HANDOVER.search(page.text(index)):
            publication = page.record.value(Field.CONTAINER_TITLE)
            editors = Attribution(Role.EDITOR, f"The editors of {publication}" if publication else None)
            yield from ((one, editors) for one in page.body[: at + 1])
            return


def outside_view(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit what stands before the first break and speaks of the author by name: it is not by the author.

    A short line that ends it without a full stop is its signature.
    """
    opening = page.body[: LONGEST_INTRODUCTION + 1]
    until = next((at for at, index in enumerate(opening) if page.block(index).kind is BlockKind.BREAK), 0)
    before = opening[:until]
    spoken = [page.text(index) for index in before if page.block(index).kind not in _ABOUT_ITSELF]
    named = any(re.search(rf"\b{re.escape(name)}\b", text) for name in page.families for text in spoken)
    if not named:
        return
    last = " ".join(page.text(before[-1]).split())
    signed = len(before) > 1 and len(last) <= LONGEST_SIGNATURE and last[-1].isalnum()
    yield from ((index, Attribution(Role.EDITOR, last if signed else None)) for index in before)


def bracketed(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit notes that say whose they are, or that speak of the author from outside, all in brackets."""
    for index in page.body:
        text = page.text(index)
        if page.block(index).kind in (BlockKind.HEADING, BlockKind.BREAK):
            continue
        if _TRANSCRIBERS_NOTE.match(text):
            yield index, Attribution(Role.TRANSCRIBER)
        elif _EDITORS_NOTE.match(text) or _SIGNED_EDITOR.search(text) or _speaks_of_the_author(page, text):
            initials = _INITIALS.search(text)
            yield index, Attribution(Role.EDITOR, initials["who"] if initials else None)


def _speaks_of_the_author(page: Page, text: str) -> bool:
    named = any(re.search(rf"\b{re.escape(name)}\b", text) for name in page.families)
    return named and bool(_ENCLOSED.fullmatch(text))


def under_a_heading(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit what stands under "Note by WHO", "Introduction by WHO", "Editor's note", up to a break or heading."""
    whose: Attribution | None = None
    for index in page.body:
        kind, text = page.block(index).kind, " ".join(page.text(index).split())
        if kind in (BlockKind.HEADING, BlockKind.BREAK):
            whose = _of_heading(text, page) if kind is BlockKind.HEADING else None
        elif whose is not None:
            yield index, whose


def _of_heading(text: str, page: Page) -> Attribution | None:
    if _TRANSCRIBERS_NOTE.fullmatch(text.rstrip(":")):
        return Attribution(Role.TRANSCRIBER)
    if _EDITORS_NOTE.fullmatch(text.rstrip(":")):
        return Attribution(Role.EDITOR)
    if (match := _NOTE_BY.fullmatch(text)) is None:
        return None
    who = match["who"].strip(" .:")
    # An author's own preface is the author's.
    own = any(name.lower() in who.lower() for name in page.families) or "author" in who.lower()
    return None if own else Attribution(Role.EDITOR, who)
