"""Editors and transcribers: introductions, notes in brackets, notes under a heading of their own."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.attribution.page import is_quoted
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.record.record import Field
from embeddings.text.languages import words
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
_TRANSCRIBERS_NOTE = re.compile(
    r"[\[(]?\s*(?:(?:transcriber|typist|html)[’'s]*\s+(?:foot)?note|note\s+(?:by|from)\s+(?:the\s+)?"
    r"(?:transcriber|MIA|ETOL|marxists))",
    re.IGNORECASE,
)
_NOTE_OF = re.compile(
    r"[\[(]?\s*(?P<who>(?:[^\W\d_a-z][\w.-]*\s+){0,3}?(?i:editor|translator|publisher)s?)[’']?s?[’']?\s+"
    r"(?i:foot|end)?(?i:note|foreword|preface|introduction)s?\s*[:.–-]"
)
_ACCORDING_TO_EDITORS = re.compile(r"(?i:according to the) (?P<who>(?:[^\W\d_a-z][\w-]*\s+){0,2}(?i:editors?))\b")
_NOTES_ARE_BY = re.compile(
    r"(?:all\s+)?(?:foot|end)?notes?\b[^.\n]{0,40}?\bby\s+(?P<who>[^.\n]{2,120})", re.IGNORECASE
)
_ARCHIVES_NOTE = re.compile(r"[\[(]?(?P<who>[A-Z]{2,6})\s+[Nn]ote\s*:")
_SIGNED = re.compile(r"\s[–—-]{1,2}\s*(?P<who>[^\W\d_a-z][\w.’' -]{1,40}?)\.?\s*(?P<bracket>[\])])?\s*$")
_FIRST_PERSON = re.compile(r"\b(?:I|my|me)\b")
FEWEST_SIGNED = 2  # notes that editors sign, where what they do not sign is the author's
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
        elif (archive := _ARCHIVES_NOTE.match(text)) is not None:
            yield index, Attribution(Role.TRANSCRIBER, archive["who"])
        elif (note := _NOTE_OF.match(text) or _ACCORDING_TO_EDITORS.match(text)) is not None:
            yield index, Attribution(Role.EDITOR, _body(note["who"]))
        elif _ENCLOSED.fullmatch(text) and text[0] == "[" and len(text) > SHORTEST_NOTE:
            yield index, Attribution(Role.EDITOR)
        elif _told_of_notes(text) is not None:
            yield index, Attribution(Role.TRANSCRIBER)
        elif _tail(text):  # the author's words, and an editor's after them
            yield index, Attribution(Role.UNKNOWN)
        elif _EDITORS_NOTE.match(text) or _SIGNED_EDITOR.search(text) or _speaks_of_the_author(page, text):
            initials = _INITIALS.search(text)
            yield index, Attribution(Role.EDITOR, initials["who"] if initials else None)


def _body(who: str) -> str | None:
    """Return "Moscow Editor" for a note of theirs; nobody for "Editor" alone."""
    return " ".join(who.split()) if len(who.split()) > 1 else None


def _tail(text: str) -> bool:
    """Say whether a paragraph ends with somebody else's note in brackets."""
    opened = max(text.rfind("["), text.rfind("("))
    return opened > 0 and _SIGNED_EDITOR.search(text[opened:]) is not None and text.rstrip()[-1:] in ")]"


def footnotes(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Tell an editor's notes from the author's: the one signs them, or speaks of the author; the other says "I".

    Where several notes are signed by editors, those that are not are the author's.
    """
    notes = [index for index, block in enumerate(page.document.blocks) if block.kind is BlockKind.FOOTNOTE]
    author = page.record.value(Field.AUTHOR)
    signed = {index: match for index in notes if (match := _SIGNED.search(page.text(index))) is not None}
    editors = {index for index, match in signed.items() if _is_editor(match["who"])}
    by = next((told["who"] for index in page.body if (told := _told_of_notes(page.text(index))) is not None), "")
    by_author = any(name in by.split("except")[0] for name in page.families)
    by_editors = not by_author and any(map(_is_editor, by.split()))
    house = next((_body(note["who"]) for index in page.body if (note := _NOTE_OF.match(page.text(index)))), None)
    for index in notes:
        text = page.text(index)
        match = signed.get(index)
        if match is not None and match["bracket"]:
            opened = max(text.rfind("["), text.rfind("("))
            whole = len(_NUMBER.sub("", text[:opened])) < SHORTEST_NOTE
            yield (
                index,
                Attribution(Role.EDITOR, house) if whole and index in editors else Attribution(Role.FOOTNOTE),
            )
        elif index in editors:
            yield index, Attribution(Role.EDITOR, house)
        elif match is not None and _initials(author) == re.sub(r"\W", "", match["who"]):
            yield index, Attribution(Role.FOOTNOTE, author)
        elif match is not None and re.fullmatch(r"[A-Z]{3,6}", match["who"]):
            yield index, Attribution(Role.TRANSCRIBER, match["who"])
        elif match is not None and (is_name(match["who"]) or len(match["who"].split()) > 1):
            yield index, Attribution(Role.EDITOR, match["who"])
        elif is_quoted(text) or any(re.search(rf"\b{re.escape(name)}\b", text) for name in page.families):
            yield index, Attribution(Role.FOOTNOTE)
        elif by_editors:
            yield index, Attribution(Role.EDITOR, house)
        elif author and (by_author or _FIRST_PERSON.search(text) or len(editors) >= FEWEST_SIGNED):
            yield index, Attribution(Role.FOOTNOTE, author if len(text) > SHORTEST_NOTE else None)


def _told_of_notes(text: str) -> re.Match[str] | None:
    """Return what a line says that tells whose the notes are."""
    return _NOTES_ARE_BY.match(text) if len(text) <= LONGEST_STATEMENT else None


_NUMBER = re.compile(r"^\W*[0-9*a-z]{1,4}\W*")
SHORTEST_NOTE = 40  # characters
LONGEST_STATEMENT = 160  # characters


def _is_editor(who: str) -> bool:
    return who.casefold().strip(" .") in words("editor_words")


def _initials(author: str | None) -> str:
    return "".join(part[0] for part in (author or "").split())


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
    if (note := _NOTE_OF.match(f"{text}:")) is not None:
        return Attribution(Role.EDITOR, _body(note["who"]))
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
