"""Editors and transcribers: introductions, notes in brackets, notes under a heading of their own."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.attribution.footnotes import speaks_of_the_author
from embeddings.documents.attribution.marks import OPENING, quoted
from embeddings.documents.attribution.names import label_name
from embeddings.documents.attribution.signed import of_author, opened, signed
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.record.record import Field
from embeddings.text.languages import pattern_of, words
from embeddings.text.names import is_name

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
LONGEST_PREFACE = 150  # blocks
_ENCLOSED = re.compile(r"(?:\(.*\)|\[.*\])[.]?", re.DOTALL)


@cache
def _by() -> re.Pattern[str]:
    """Return the headings that name who wrote what stands under them: "Note by WHO", "Einleitung von WHO"."""
    what = pattern_of(words("note_words"), words("preface_words"))
    by = pattern_of(words("byline_words"))
    return re.compile(rf"(?:\w+\s+)?(?:{what})\s+(?:{by})\s+(?P<who>.{{2,60}})", re.IGNORECASE)


@cache
def _preface() -> re.Pattern[str]:
    what = pattern_of(words("preface_words"))
    return re.compile(rf"(?:{what})(?:\s+to\s+[^\n]{{1,60}})?[.:]?", re.IGNORECASE)


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
    open_note: Attribution | None = None  # a note in quotation marks that goes on over paragraphs
    for index in page.body:
        text, block = page.text(index), page.block(index)
        if block.kind in (BlockKind.HEADING, BlockKind.BREAK):
            open_note = None
            continue
        found = opened(text) or of_author(text, page.author)
        if found is None and (_ENCLOSED.fullmatch(text) or block.kind is BlockKind.FOOTNOTE):
            found = signed(text, page.author)
        if found is None and block.kind is not BlockKind.FOOTNOTE and _speaks_of_the_author(page, text):
            found = Attribution(Role.EDITOR)
        if found is None and open_note is not None and text[0] in OPENING:
            found = open_note
        if found is None:
            open_note = None
            continue
        stretches = quoted(page.document.text, block.start, block.end)
        open_note = found if stretches and not stretches[-1].closed else None
        yield index, found


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
    if (match := _by().fullmatch(text)) is None:
        return opened(text.rstrip(":")) if len(text) <= LONGEST_SIGNATURE else None
    who = match["who"].strip(" .:")
    # An author's own preface is the author's.
    own = any(name.lower() in who.lower() for name in page.families) or "author" in who.lower()
    if own or not (is_name(who) or label_name(who)):
        return None
    return opened(text) or Attribution(Role.EDITOR, who)


def from_outside(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit nobody with a paragraph that tells of the page's only author in the third person."""
    for index in page.body if len(page.families) == 1 else ():
        if page.block(index).kind is BlockKind.PARAGRAPH and speaks_of_the_author(page, page.text(index)):
            yield index, Attribution(Role.UNKNOWN)


def prefaces(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit a preface, up to the next heading, to another who signs it; if it tells of the author, an editor."""
    headings = [at for at, index in enumerate(page.body) if page.block(index).kind is BlockKind.HEADING]
    for at, until in zip(headings, [*headings[1:], len(page.body)], strict=False):
        if not _preface().fullmatch(" ".join(page.text(page.body[at]).split())) or until - at > LONGEST_PREFACE:
            continue
        inside = page.body[at + 1 : until]
        if not inside:
            continue
        who = next((name for one in inside[-3:] if (name := _signature(page.text(one)))), None)
        if who is not None and page.is_author(who):
            continue
        of = any(re.search(rf"\b{re.escape(name)}\b", page.text(one)) for name in page.families for one in inside)
        if who is not None or of:
            yield from ((one, Attribution(Role.EDITOR, who)) for one in inside)


def _signature(text: str) -> str | None:
    line = text.splitlines()[0].strip(" .–—-_*")
    return line.title() if len(line) <= LONGEST_SIGNATURE and is_name(line.title()) and " " in line else None
