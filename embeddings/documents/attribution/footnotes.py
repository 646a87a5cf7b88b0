"""Notes to a text: the author's own, or an editor's, as far as they tell."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from embeddings.documents.attribution.names import family_of
from embeddings.documents.attribution.signed import signed
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.pieces import is_over_notes
from embeddings.documents.record.record import Field
from embeddings.text.languages import codes, listed, pattern_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page

_MARK = re.compile(
    r"[\[(^]*(?:(?:foot)?note\s+)?(?P<mark>[0-9]{1,3}[*a-z]?|[*†‡§]{1,4}|[a-z])[\]):.^]{0,3}\s", re.IGNORECASE
)
_STARRED = re.compile(r"[0-9]{1,3}\*\.?\s")
FEWEST_STARRED = 2
LONGEST_STATEMENT = 260  # characters
_OTHER_HANDS = (Field.EDITOR, Field.TRANSLATOR, Field.TRANSCRIBER, Field.PUBLISHER)


@cache
def _first_person() -> re.Pattern[str]:
    one = "|".join(re.escape(listed("first_persons", code)[0]) for code in codes())
    return re.compile(rf"(?<![\w.])(?:{one})\s+[^\W\d_A-ZА-Я]{{2,}}")


def footnotes(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit notes: a signed one to who signs it; others only where the notes together tell whose they are.

    Where an editor signs his notes, those of the same marks that nobody signs are the author's. Where two kinds of
    marks stand side by side, the kind that speaks of the author by name is an editor's, and the other is not. A
    writer who says "I" in a note is the author. In a document through no other hand the notes are the author's.
    """
    notes = list(_notes(page))
    told = _told(page)
    series: dict[str, list[int]] = defaultdict(list)
    whose: dict[int, Attribution] = {}
    last = "number"
    for index in notes:
        text = page.text(index)
        last = _series(text) or last
        series[last].append(index)
        if (found := signed(text, page.author)) is not None:
            whose[index] = found
    outside = {
        kind: [index for index in members if index not in whose and speaks_of_the_author(page, page.text(index))]
        for kind, members in series.items()
    }
    own = Attribution(Role.FOOTNOTE, page.author) if page.author else Attribution(Role.FOOTNOTE)
    alone = not any(field in page.record.csl for field in _OTHER_HANDS) and not page.document.head
    alone = alone and not any(outside.values()) and not any(kind.endswith("*") for kind in series)
    for kind, members in series.items():
        edited = any(whose[index].role is Role.EDITOR for index in members if index in whose)
        apart = bool(outside[kind]) and len(series) > 1
        counterpart = (
            len(series) > 1 and any(outside[other] for other in series if other != kind) and not outside[kind]
        )
        for index in members:
            text = page.text(index)
            if index in whose:
                yield index, whose[index]
            elif index in outside[kind] or (apart and not edited):
                yield index, Attribution(Role.EDITOR)
            elif told is not None:
                yield index, told
            elif edited or counterpart or alone or _first_person().search(_unquoted(text)):
                yield index, own
            else:
                yield index, Attribution(Role.FOOTNOTE)


def _notes(page: Page) -> Iterator[int]:
    """Yield the notes: what the layout says are some, and what has the marks of some below the text."""
    below = False
    starred = [index for index in page.body if _STARRED.match(page.text(index))]
    for index in page.body:
        block, text = page.block(index), page.text(index)
        if block.kind is BlockKind.HEADING or _statement().fullmatch(text[:LONGEST_STATEMENT]):
            below = is_over_notes(text) or block.kind is not BlockKind.HEADING
        elif block.kind is BlockKind.FOOTNOTE or (
            block.kind is not BlockKind.BREAK
            and (
                (index in starred and len(starred) >= FEWEST_STARRED)
                or (below and (block.kind is BlockKind.LIST_ITEM or _STARRED.match(text)))
            )
        ):
            yield index


def _series(text: str) -> str | None:
    """Return what kind of mark a note begins with; None for one that goes on from the note before."""
    if (match := _MARK.match(text)) is None:
        return None
    mark = match["mark"]
    if mark[0].isdigit():
        return "number" if mark.isdigit() else f"number {mark[-1] if mark[-1] == '*' else 'a'}"
    return "letter" if mark.isalpha() else "sign"


def _unquoted(text: str) -> str:
    return re.sub(r"[\"“«][^\"”»]*[\"”»]|(?<!\w)['‘][^'’]{12,}['’](?!\w)", " ", text)


def speaks_of_the_author(page: Page, text: str) -> bool:
    """Say whether a text tells of the author in the third person; a mere source does not."""
    return any(
        re.search(
            rf"(?<![\w.])(?:(?!and\b){re.escape(name)})(?:[’']s)?\s+(?!and\b|und\b|in\b|et\b)[^\W\d_A-ZА-Я]{{2,}}",
            _unquoted(text),
        )
        for name in page.families
    )


def _told(page: Page) -> Attribution | None:
    """Return whose the notes are, where a line among them says: "Notes are by Jo Field, except …"."""
    notes, editors = pattern_of(words("notes_headings")), pattern_of(words("editor_words"))
    by = pattern_of(words("byline_words"))
    line = re.compile(
        rf"(?:all\s+)?(?:the\s+)?(?:{notes})\s+[^.]{{0,20}}?(?:{by})\s+(?P<who>[^.,;]{{3,60}})", re.IGNORECASE
    )
    for index in page.body:
        text = page.text(index)
        if len(text) <= 200 and (match := line.match(text)) is not None:  # noqa: PLR2004 - a line
            who = match["who"]
            if re.search(rf"(?<!\w)(?:{editors})(?!\w)", who, re.IGNORECASE):
                return Attribution(Role.EDITOR, "The editors")
            if page.author and family_of(page.author) in who.casefold():
                return Attribution(Role.FOOTNOTE, page.author)
    return None


@cache
def _statement() -> re.Pattern[str]:
    notes = pattern_of(words("notes_headings"))
    return re.compile(
        rf"(?:(?:{notes})\s*[–—:-]\s*)?(?:all\s+)?(?:the\s+)?(?:{notes})\s+(?:are|were)\s+[^.]{{0,20}}?by\s+[^.]{{3,160}}\.?[^.]*",
        re.IGNORECASE,
    )


def statements(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit the lines that say whose the notes are to nobody by name: whoever made the edition wrote them."""
    for index in page.body:
        text = page.text(index)
        if len(text) <= LONGEST_STATEMENT and _statement().fullmatch(text):
            yield index, Attribution(Role.TRANSCRIBER)
