"""Make a document of the pieces that a reader found: one set of rules, whatever the format.

A reader says where pieces of text begin and end, and what its format itself says of them. What a piece is by its
words and its place is decided here: the head, navigation, scene breaks, headings, notes, lists, and which
paragraph is the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.document import Block, BlockKind, Document
from embeddings.documents.furniture import is_furniture
from embeddings.documents.record.header import HeadLine, HeadPart, is_credit, is_name, is_source, parse_head
from embeddings.text.dates import find_date
from embeddings.text.languages import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from embeddings.documents.document import Statement

BETWEEN = "\n\n"  # stands between two pieces where the text is put together here
LONGEST_HEADING = 100
MOST_HEADING_WORDS = 14
MOST_PART_WORDS = 5  # of "Chapter Three. The Tide."
MOST_OPENING = 6  # lines that a title may stand among
_NUMBERED = (BlockKind.PARAGRAPH, BlockKind.VERSE, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
_OPEN = (None, BlockKind.PARAGRAPH)  # kinds that words and place may overrule
_SAID = (*_OPEN, BlockKind.HEADING)
_FIRM = (BlockKind.FURNITURE, BlockKind.METADATA, BlockKind.FOOTNOTE)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
# Stars, dots, dashes, bullets, the fleurons and shapes of Unicode.
_ORNAMENT = re.compile(r"[\s*.·•…–—―‒_=~#+⁂⁎⁑∗※†‡§°\u2500-\u27bf\u2b00-\u2bff\ufe0f-]{1,60}")
_ITEM = re.compile(r"(?:[•▪■●◦○‣·*-]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{2,4}[.)]|\([A-Z]\))\s")
_BRACKETED = r"(?:\[\^?(?:[0-9]{1,3}|[a-z]|[ivxl]{1,5}|[*†‡§]{1,3})\]:?\s?|\((?:[0-9]{1,3}|[*†‡§]{1,3})\)\s)"
_NOTE = re.compile(
    rf"(?!\*+ .*\*$)(?:{_BRACKETED}"
    r"|(?:(?:[0-9]{1,3}|[*†‡§]{1,3}|[0-9]{0,3}[a-z](?=[.)]))[.):]?|[⁰¹²³⁴-⁹]{1,3}[.)]?)\s)"
)
_BEGINS_ANOTHER = re.compile(rf"{_ITEM.pattern}|{_BRACKETED}")
_CALLS = r"(?:\[\^?[0-9*†]{1,3}\]|[⁰¹²³⁴-⁹*†])*$"  # for notes
_NUMERAL = re.compile(r"[IVXLC]+\.\s")
_UNFINISHED = re.compile(rf"[.,;:…]{_CALLS}")
_ENDED = re.compile(rf"[.,;:!?…。！？][)\]\"'”’»]*{_CALLS}")
_YEAR = r"(?:1[0-9]|20)[0-9]{2}(?: ?(?:г\.?|года))?"
_DATE = re.compile(
    rf"(?:[^\W\d_]+, )?(?:[0-9]{{1,2}}(?:\.|st|nd|rd|th)? (?:[^\W\d_]+[.,]? ){{1,3}}{_YEAR}"
    rf"|[^\W\d_]+\.? [0-9]{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}|(?:[0-9]{{1,4}}[./-]){{2}}[0-9]{{2,4}})\.?"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text between two edges that a format knows."""

    text: str
    kind: BlockKind | None = None  # what the format says it is; None where it has no way to say
    level: int | None = None  # of a heading, 1 is the document's title
    page: str | None = None
    anchor: str | None = None
    counted: bool = False  # shown with a number that is no part of the text
    start: int = 0  # in the file, where the text is the file itself


@dataclass(slots=True)
class _Draft:
    """A block under way."""

    start: int
    end: int
    kind: BlockKind | None
    level: int | None = None
    page: str | None = None
    anchor: str | None = None
    counted: bool = False


def shape(
    path: str,
    pieces: Iterable[Piece],
    media_type: str,
    statements: Sequence[Statement] = (),
    *,
    source: str | None = None,
    introduced: bool = False,
) -> Document:
    """Return the document of these pieces.

    Its text is `source` where that is given, and every piece stands there at its `start`; else the pieces, parted
    by blank lines. `introduced` says that the format has told who wrote it, and when: in front matter, in a mail's
    headers.
    """
    text, drafts = _together(pieces) if source is None else (source, [_draft(one, one.start) for one in pieces])
    drafts = [part for draft in drafts for part in _parted(text, draft)]
    for draft in drafts:
        if draft.kind not in _FIRM and is_ornament(text[draft.start : draft.end]):
            draft.kind = BlockKind.BREAK
    head = _head(text, drafts, introduced=introduced)
    drafts = list(_with_head(text, drafts, head)) if head else drafts
    if not {HeadLine.TITLE, HeadLine.FIELD} & {part.kind for part in head}:
        drafts = list(_line_by_line(text, drafts))
        _mark_opening(text, drafts, introduced=introduced)
    _mark_body(text, [draft for draft in drafts if draft.kind is not BlockKind.FURNITURE], introduced=introduced)
    return Document(path, text, tuple(_blocks(drafts)), tuple(head), tuple(statements), media_type)


def is_ornament(piece: str) -> bool:
    """Say whether a piece is a scene break: stars, dashes, dots, an ornament."""
    return _ORNAMENT.fullmatch(piece) is not None


def begins_note(piece: str) -> bool:
    """Say whether a piece begins with a note's mark."""
    return _NOTE.match(piece) is not None


def _together(pieces: Iterable[Piece]) -> tuple[str, list[_Draft]]:
    parts, drafts, length = [], [], 0
    for piece in pieces:
        if stripped := piece.text.strip():
            drafts.append(_draft(replace(piece, text=stripped), length))
            parts.append(stripped)
            length += len(stripped) + len(BETWEEN)
    return BETWEEN.join(parts), drafts


def _draft(piece: Piece, start: int) -> _Draft:
    return _Draft(start, start + len(piece.text), piece.kind, piece.level, piece.page, piece.anchor, piece.counted)


def _parted(text: str, draft: _Draft) -> Iterator[_Draft]:
    """Yield a piece, parted where navigation begins or ends in it and where one item of a list follows another.

    Where the format knows paragraphs, it has parted them already.
    """
    if draft.kind is BlockKind.PARAGRAPH and all(map(is_furniture, text[draft.start : draft.end].split("\n"))):
        draft.kind = BlockKind.FURNITURE
    if draft.kind is not None:
        yield draft
        return
    lines = [match.span() for match in _LINE.finditer(text, draft.start, draft.end)]
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


def _head(text: str, drafts: Sequence[_Draft], *, introduced: bool) -> list[HeadPart]:
    """Return the lines in which a page speaks of itself; of an introduced one only what is a head beyond doubt."""
    first = _body_starts(drafts) if introduced else 0
    runs = [(one.start, one.end) for one in drafts[first:] if one.kind is not BlockKind.FURNITURE]
    head = parse_head(text, runs)
    if not head or head[-1].end == runs[-1][1]:
        return []  # a head over nothing is the text itself
    kinds = {part.kind for part in head}
    certain = HeadLine.TITLE in kinds and HeadLine.SOURCE in kinds and HeadLine.OTHER not in kinds
    return head if certain or not introduced else []


def _body_starts(drafts: Sequence[_Draft]) -> int:
    """Return how many pieces the introduction has."""
    about = (BlockKind.METADATA, BlockKind.FURNITURE)
    return next((at for at, draft in enumerate(drafts) if draft.kind not in about), len(drafts))


def _with_head(text: str, drafts: Sequence[_Draft], head: Sequence[HeadPart]) -> Iterator[_Draft]:
    """Yield the pieces, those of the head line by line: its title a heading, all else metadata."""
    first, last = head[0].start, head[-1].end
    for draft in drafts:
        if draft.kind in (BlockKind.FURNITURE, BlockKind.BREAK) or draft.end <= first or draft.start >= last:
            yield draft
            continue
        at = draft.start
        for part in [one for one in head if draft.start <= one.start < draft.end]:
            title = part.kind is HeadLine.TITLE
            kind, level = (BlockKind.HEADING, 1) if title else (BlockKind.METADATA, None)
            yield from _rest(text, draft, at, part.start, BlockKind.METADATA)
            yield replace(draft, start=part.start, end=part.end, kind=kind, level=level)
            at = part.end
        yield from _rest(text, draft, at, draft.end, BlockKind.METADATA if draft.end < last else draft.kind)


def _rest(text: str, draft: _Draft, start: int, end: int, kind: BlockKind | None) -> Iterator[_Draft]:
    between = text[start:end]
    if between.strip():
        start += len(between) - len(between.lstrip())
        yield replace(draft, start=start, end=start + len(between.strip()), kind=kind)


def _line_by_line(text: str, drafts: Sequence[_Draft]) -> Iterator[_Draft]:
    """Yield the pieces, the first ones parted where a byline, a date or a name stands on a line of its own."""
    for at, draft in enumerate(drafts):
        near = at < MOST_OPENING and draft.kind in _SAID
        pair = [match.span() for match in _LINE.finditer(text, draft.start, draft.end)] if near else []
        if len(pair) == 2 and _are_apart(*(text[start:end] for start, end in pair)):  # noqa: PLR2004 - a title, and whose it is
            yield from (replace(draft, start=start, end=end) for start, end in pair)
        else:
            yield draft


def _are_apart(first: str, second: str) -> bool:
    """Say whether two lines are a title and what tells of it, not one title on two lines."""
    if not (_is_label(first, None) and _is_label(second, None)):
        return False
    return _tells(second) or (_is_person(first) and not _is_person(second))


def _mark_opening(text: str, drafts: Sequence[_Draft], *, introduced: bool) -> None:
    """Tell title, byline and date line where the page's head, if it has one, does not hold a title.

    They are the few lines before the first that is a sentence. Nothing is claimed of what they say; but the text's
    first paragraph is the one after them.
    """
    lines = _opening(text, drafts[_body_starts(drafts) if introduced else 0 :])
    telling = [line for line in lines if _tells(text[line.start : line.end])]
    headings = [one for one in drafts if one.kind is BlockKind.HEADING]
    if telling and sum(_tells(text[one.start : one.end]) for one in headings) > 1:
        telling = [line for line in telling if line.kind is not BlockKind.HEADING]  # a diary, a list of changes
    titled = any(one.level == 1 for one in headings)
    title = _title(text, [line for line in lines if line not in telling], titled=titled)
    named = _author(text, lines, title)
    # Over a mail stands "Hello Jo"; and a format that can say what a title is has its reasons not to.
    unsure = introduced or (title is not None and title.kind is BlockKind.PARAGRAPH)
    if unsure and not telling and (introduced or named is None):
        return
    for line in lines:
        if line is title:
            line.kind, line.level = BlockKind.HEADING, line.level if line.kind is BlockKind.HEADING else 1
        elif line in telling or line is named or line.kind is BlockKind.PARAGRAPH:
            line.kind, line.level = BlockKind.METADATA, None


def _opening(text: str, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Return the lines before the first sentence; none where all are such lines: a list, a table, a poem."""
    lines: list[_Draft] = []
    for draft in drafts:
        piece = text[draft.start : draft.end]
        if draft.kind in _FIRM or draft.kind is BlockKind.BREAK:
            continue
        dated = draft.kind is BlockKind.LIST_ITEM and _is_date(piece)  # "3. Mai 1911"
        if not dated and (draft.kind not in _SAID or not _is_label(piece, draft.kind)):
            follows = draft.kind not in _OPEN or _is_sentence(piece)
            return lines if follows and len(lines) <= MOST_OPENING else []
        lines.append(draft)
    return []


def _title(text: str, lines: Sequence[_Draft], *, titled: bool) -> _Draft | None:
    """Return which of the opening lines is the title: the highest heading, else the first that is no name."""
    headings = [line for line in lines if line.kind is BlockKind.HEADING]
    if headings:
        return min(headings, key=lambda line: line.level or 2)
    lines = [line for line in lines if not _heads_part(text[line.start : line.end])]
    if titled or not lines:
        return None
    first, second = lines[0], lines[1] if len(lines) > 1 else None
    named = second is not None and _is_person(text[first.start : first.end])
    return second if named and second is not None and not _is_person(text[second.start : second.end]) else first


def _author(text: str, lines: Sequence[_Draft], title: _Draft | None) -> _Draft | None:
    """Return which of the opening lines is a name beside the title; below it a heading is that of a part."""
    for before, line in pairwise(lines):
        one, kinds = (before, _SAID) if line is title else (line, _OPEN)
        if title in (before, line) and one.kind in kinds and _is_person(text[one.start : one.end]):
            return one
    return None


def _is_label(piece: str, kind: BlockKind | None) -> bool:
    if kind is BlockKind.HEADING or _tells(piece):
        return True
    cased = next((one for one in piece if one.isalnum()), "a")
    short = len(piece) <= LONGEST_HEADING and piece.count("\n") <= 1 and not cased.islower()
    return short and not _ITEM.match(piece) and (not _ENDED.search(piece) or _is_titular(piece))


def _is_sentence(piece: str) -> bool:
    return len(piece) > LONGEST_HEADING or bool(_ENDED.search(piece))


def _tells(piece: str) -> bool:
    return _is_byline(piece) or _is_date(piece)


def _is_byline(piece: str) -> bool:
    first, _, name = piece.partition(" ")
    return first.casefold() in words("byline_words") and name[:1].isupper() and len(piece) <= LONGEST_HEADING


def _is_date(piece: str) -> bool:
    """Say whether a line is a day, a month, or anything in brackets with a year."""
    inside = piece.strip("()[]")
    if len(piece) > LONGEST_HEADING or (not piece[-1:].isalnum() and piece[-1:] not in ".)]"):
        return False
    found = find_date(inside)
    whole = found is not None and (found.start, found.end) == (0, len(inside)) and not inside.isdigit()
    return whole or (found is not None and inside != piece) or bool(_DATE.fullmatch(inside))


def _is_person(piece: str) -> bool:
    parts = piece.split()
    if _heads_part(piece) or _NUMERAL.match(piece):
        return False
    if is_name(piece):
        return parts[0].casefold() not in words("articles")
    return 2 <= len(parts) <= 4 and all(part[:1].isupper() and part.strip(".’'-").isalpha() for part in parts)  # noqa: PLR2004 - names have so many parts


def _mark_body(text: str, drafts: Sequence[_Draft], *, introduced: bool) -> None:
    """Tell headings, notes and items of lists from paragraphs, in the order of reading."""
    notes = noted = False  # under a heading that says so; the piece before was one
    titled = not introduced or any(draft.kind is BlockKind.HEADING for draft in drafts)  # mails are not, mostly
    pieces = [text[draft.start : draft.end] for draft in drafts]
    for at, (draft, piece, following) in enumerate(zip(drafts, pieces, [*pieces[1:], ""], strict=False)):
        over_notes = draft.kind in _SAID and _is_over_notes(piece)
        sure = draft.kind is BlockKind.HEADING
        unsaid = draft.kind is None and titled and not (notes and begins_note(following))
        if over_notes and (draft.kind is not BlockKind.PARAGRAPH or begins_note(following)):
            draft.kind, draft.level = BlockKind.HEADING, draft.level or 2
        elif unsaid and _is_heading(piece, following):
            draft.kind, draft.level, sure = BlockKind.HEADING, 2, _heads_part(piece)
        if draft.kind in (BlockKind.HEADING, BlockKind.BREAK):
            notes, noted = over_notes or (notes and not sure), False
        else:
            noted = (
                notes
                and draft.kind not in _FIRM
                and (begins_note(piece) or draft.counted or (noted and _goes_on(text, drafts, at)))
            )
            if noted:
                draft.kind = BlockKind.FOOTNOTE
            elif draft.kind in _OPEN:
                draft.kind = BlockKind.LIST_ITEM if _ITEM.match(piece) else BlockKind.PARAGRAPH


def _goes_on(text: str, drafts: Sequence[_Draft], at: int) -> bool:
    """Say whether a piece still belongs to the note before it: not below a gap, nor if it tells of the text."""
    piece = text[drafts[at].start : drafts[at].end]
    near = text.count("\n", drafts[at - 1].end, drafts[at].start) <= len(BETWEEN)
    return near and not (is_credit(piece) or is_source(piece) or is_ornament(piece[:3]))


def _is_over_notes(piece: str) -> bool:
    """Say whether a heading is "Notes", or "Notes by" somebody."""
    parts = piece.casefold().rstrip(":").split() if len(piece) <= LONGEST_HEADING else []
    signed = len(parts) > 2 and parts[1] in words("byline_words")  # noqa: PLR2004 - and a name
    return " ".join(parts[:1] if signed else parts) in words("notes_headings")


def _is_heading(piece: str, following: str) -> bool:
    """Say whether a piece stands over the next as its heading: short, unpunctuated, and followed by more."""
    if len(piece) > LONGEST_HEADING or piece.count("\n") > 1 or not piece[0].isupper():
        return False
    if is_ornament(following) or len(following) <= len(piece):
        return False
    if _heads_part(piece):
        return True
    if len(piece.split()) > MOST_HEADING_WORDS or _UNFINISHED.search(piece):
        return False
    return piece[-1] not in "?!\"”'" or _is_titular(piece)


def _heads_part(piece: str) -> bool:
    """Say whether a piece is "Chapter One" or the like, perhaps with a title; not a sentence that begins so."""
    parts = piece.split() if len(piece) <= LONGEST_HEADING else [""]
    sentence = len(parts) > MOST_PART_WORDS and piece.endswith(".")
    return not sentence and parts[0].casefold().strip(".:") in words("part_words")


def _is_titular(piece: str) -> bool:
    """Say whether a question or an exclamation is set in the manner of titles."""
    letters = [word for word in re.findall(r"[^\W\d_]+", piece) if len(word) > 3]  # noqa: PLR2004 - "of", "and"
    return piece[-1] in "?!\"”'" and bool(letters) and all(word[0].isupper() for word in letters)


def _blocks(drafts: Iterable[_Draft]) -> Iterator[Block]:
    """Yield the blocks, the paragraphs of the text numbered from its first."""
    number = 0
    for draft in drafts:
        kind = draft.kind or BlockKind.PARAGRAPH
        numbered = kind in _NUMBERED
        number += numbered
        yield Block(
            kind, draft.start, draft.end, draft.level, number if numbered else None, draft.page, draft.anchor
        )
