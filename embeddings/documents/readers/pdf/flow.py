"""The text of a whole document out of its pages: paragraphs that run on, headings, notes, running heads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.pieces import Piece, is_ornament
from embeddings.documents.readers.pdf.glyphs import BULLET
from embeddings.documents.readers.pdf.heads import RunningHeads, Side, labels_of
from embeddings.documents.readers.pdf.joining import Hyphens, is_divided, is_whole
from embeddings.documents.readers.pdf.lines import (
    ITEM,
    Line,
    Paragraph,
    lines_of,
    paragraphs_of,
    set_initials,
    table_of,
)
from embeddings.documents.readers.pdf.regions import leaves
from embeddings.documents.readers.pdf.words import HYPHEN, SOFT_HYPHEN
from embeddings.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.readers.pdf.heads import Sheet
    from embeddings.documents.readers.pdf.pages import Page
    from embeddings.documents.readers.pdf.words import Word

HEADING = 1.15  # of the body's size
LONGEST_HEADING = 200
LONGEST_BOLD_HEADING = 100
MOST_HEADING_LINES = 4
MOST_LEVELS = 4
NOTE = 0.95  # of the body's size: what is smaller is a note, a caption or small print
SAME = 1.08
MAIN_SIDE = 0.2  # of a page's words
_PUNCTUATION = ".,;:!?\"'()[]“”‘’«»„"
_MARK = re.compile(r"(?:[0-9]{1,3}|[*†‡§]{1,3}|[⁰¹²³⁴-⁹]{1,3})[.)]?\s*(?=[^\W\d]|[\"'“‘(\[])")
_ENDED = re.compile(r"[.!?:…][)\]\"'”’»]*[⁰¹²³⁴-⁹*†‡]*$")
_UNFINISHED = re.compile(r"[.,;]$")


@dataclass(slots=True)
class Run:
    """A block to be."""

    kind: BlockKind
    page: str
    lines: list[TextLine]
    size: float
    bold: bool = False
    level: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line's text, whether it was begun on purpose, and its page."""

    text: str
    on_purpose: bool
    page: str


def pieces_of(pages: list[Page]) -> Iterator[Piece]:
    """Yield a document's blocks in the order of reading; its fonts are settled."""
    body = _body_size(pages)
    sides = [_sides(page, at) for at, page in enumerate(pages)]
    heads = RunningHeads((side for page in sides for side in page), body)
    sheets = [[heads.take_off(side) for side in its_sides] for its_sides in sides]
    labels = labels_of(pages, [next((one.number for one in its if one.number), None) for its in sheets])
    flow = _Flow(body)
    words = _Vocabulary(pages)
    for page, its_sides, its_sheets, label in zip(pages, sides, sheets, labels, strict=True):
        for side, sheet in zip(its_sides, its_sheets, strict=True):
            set_initials(sheet.words, body, words.known)
            _add_side(flow, page, side, sheet, label or "")
        askew = [word for word in page.words if word.turn is None]
        flow.add_furniture([Line(tuple(askew))] if askew else [], label or "")
    for run in flow.finish():
        kind, text = _shown(run)
        yield Piece(text, kind, run.level, run.page or None)


class _Vocabulary:
    """The words of all pages, gathered when they are first asked for."""

    def __init__(self, pages: list[Page]) -> None:
        self._pages = pages
        self._words: frozenset[str] | None = None

    def known(self) -> frozenset[str]:
        if self._words is None:
            self._words = frozenset(
                word.text.casefold().strip(_PUNCTUATION) for page in self._pages for word in page.words
            )
        return self._words


def _add_side(flow: _Flow, page: Page, side: Side, sheet: Sheet, label: str) -> None:
    turn = side.words[0].turn or 0
    rules = [(x0, x1, (y0 + y1) / 2) for (x0, x1), (y0, y1) in (rule.turned(turn) for rule in page.rules)]
    middle = (min(word.y for word in side.words) + max(word.y for word in side.words)) / 2
    flow.add_furniture([line for line in sheet.furniture if line.y < middle], label)
    # A stamp in the margin, turned sideways, is no heading however large, and nothing runs on from it.
    main = len(side.words) >= MAIN_SIDE * len(page.words)
    for at, leaf in enumerate(leaves(sheet.words, rules)):
        lines = lines_of(leaf.words)
        paragraphs = [table_of(lines)] if leaf.table else paragraphs_of(lines)
        flow.add_column(paragraphs, label, main=main, top=at == 0)
    flow.add_notes(paragraphs_of(lines_of(sheet.notes)) if sheet.notes else [], label)
    flow.add_furniture([line for line in sheet.furniture if line.y >= middle], label)


def _shown(run: Run) -> tuple[BlockKind, str]:
    """Return what a run is, and its text."""
    text = run.text.replace(HYPHEN, "-").replace(SOFT_HYPHEN, "-")
    return (BlockKind.LIST_ITEM if text.startswith(f"{BULLET} ") else run.kind), text


class _Flow:
    """Takes in columns in the order of reading."""

    def __init__(self, body: float) -> None:
        self._body = body
        self._pieces: list[Run] = []
        self._open: Run | None = None  # the last paragraph of the body, while it may run on

    def add_furniture(self, lines: list[Line], page: str) -> None:
        self._pieces += [
            Run(BlockKind.FURNITURE, page, [TextLine(line.text, False, page)], line.size) for line in lines
        ]

    def add_notes(self, paragraphs: list[Paragraph], page: str) -> None:
        """Take in notes in the margin; the text runs on past them."""
        self._pieces += [
            Run(BlockKind.FOOTNOTE, page, _lines_on(paragraph, page), paragraph.size) for paragraph in paragraphs
        ]

    def add_column(self, paragraphs: list[Paragraph], page: str, *, main: bool, top: bool) -> None:
        notes = _notes_begin(paragraphs, self._body)
        if top and notes == 0:
            notes = len(paragraphs)  # small print at the top of a page is no footnote
        first = True  # of the column's paragraphs that are set like the body
        for at, paragraph in enumerate(paragraphs):
            kind = BlockKind.FOOTNOTE if at >= notes else self._kind(paragraph) if main else BlockKind.PARAGRAPH
            lines = _lines_on(paragraph, page)
            piece = Run(kind, page, lines, paragraph.size, paragraph.bold)
            if main and first and self._open is not None and self._runs_on(self._open, piece, paragraph):
                self._open.lines += lines
                self._open = None if paragraph.ended else self._open
                first = False
                continue
            self._pieces.append(piece)
            if not main:
                continue
            if kind is BlockKind.HEADING:
                self._open = None
            elif kind is not BlockKind.FOOTNOTE and piece.size > NOTE * self._body:
                self._open = None if paragraph.ended else piece
                first = False

    def finish(self) -> list[Run]:
        """Return the pieces with their text, headings with their levels.

        A paragraph that runs on over a page is parted before the first sentence that begins on the next one.
        """
        hyphens = Hyphens(line.text for piece in self._pieces for line in piece.lines)
        finished = []
        for piece in self._pieces:
            for page, text in _texts(piece, hyphens):
                finished.append(replace(piece, page=page, text=text, lines=[]))
        _set_levels(finished)
        return finished

    def _kind(self, paragraph: Paragraph) -> BlockKind:
        text = " ".join(line.text for line in paragraph.lines)
        large = paragraph.size >= HEADING * self._body and len(text) <= LONGEST_HEADING
        bold = paragraph.bold and paragraph.size > NOTE * self._body and len(text) <= LONGEST_BOLD_HEADING
        large, bold = (one and len(paragraph.lines) <= MOST_HEADING_LINES for one in (large, bold))
        worded = any(map(str.isalpha, text))
        if worded and (large or (bold and not _UNFINISHED.search(text))):
            return BlockKind.HEADING
        return BlockKind.LIST_ITEM if ITEM.match(text) else BlockKind.PARAGRAPH

    def _runs_on(self, before: Run, piece: Run, paragraph: Paragraph) -> bool:
        smaller, larger = sorted((before.size, piece.size))
        if piece.kind is not BlockKind.PARAGRAPH or larger > SAME * smaller or before.bold is not piece.bold:
            return False
        last, first = before.lines[-1].text, piece.lines[0].text
        if any(len(one.lines) == 1 and is_ornament(one.lines[0].text) for one in (before, piece)):
            return False
        if is_divided(last) or first[0].islower():
            return True
        return not paragraph.indented and not _ENDED.search(last)


def _lines_on(paragraph: Paragraph, page: str) -> list[TextLine]:
    starts = [False, *paragraph.breaks]
    return [TextLine(line.text, start, page) for line, start in zip(paragraph.lines, starts, strict=True)]


def _notes_begin(paragraphs: list[Paragraph], body: float) -> int:
    """Return the first of a column's last paragraphs that are footnotes: small, and the first has a mark."""
    first = len(paragraphs)
    for at in range(len(paragraphs) - 1, -1, -1):
        if paragraphs[at].size > NOTE * body:
            break
        if _MARK.match(paragraphs[at].lines[0].text):
            first = at
    return first


def _texts(piece: Run, hyphens: Hyphens) -> Iterator[tuple[str, str]]:
    """Yield a piece's text, once for each page on which a sentence of it begins."""
    text, page, begun = "", piece.lines[0].page, piece.lines[0].page
    turned: list[tuple[int, str]] = []  # how far the text had come when another page began
    for line in piece.lines:
        if line.page != page:
            page = line.page
            turned.append((len(text), page))
        text = _joined(text, line, hyphens, in_one=piece.kind is BlockKind.HEADING)
    starts = [start for start, _ in sentences(text, 0, len(text))] if turned else []
    at = 0
    for offset, page in turned:
        cut = next((start for start in starts if start >= max(offset, at + 1)), None)
        if cut is None:
            break
        yield begun, text[at:cut].rstrip()
        at, begun = cut, page
    yield begun, text[at:]


def _joined(text: str, line: TextLine, hyphens: Hyphens, *, in_one: bool) -> str:
    if not text:
        return line.text
    divided = is_divided(text)
    on_purpose = line.on_purpose and not in_one and not (divided and line.text[0].islower())
    if divided and not on_purpose:
        return hyphens.join(text, line.text)
    if on_purpose:
        return f"{text}\n{line.text}"
    return text + line.text if is_whole(text, line.text) else f"{text} {line.text}"


def _set_levels(pieces: list[Run]) -> None:
    """Give headings levels.

    A few sizes of headings are those of a book or a paper, parts within parts; the largest, if it stands alone and
    on the first page, is the title. More are those of a newspaper, where the size of a headline says nothing of
    what it stands under: all are on one level, and only what stands right below a headline is below it.
    """
    headings = [piece for piece in pieces if piece.kind is BlockKind.HEADING]
    looks = sorted({_look(piece) for piece in headings}, reverse=True)
    if len(looks) > MOST_LEVELS:
        for before, piece in zip([None, *pieces], pieces, strict=False):
            under = before is not None and before.level is not None and _look(before) > _look(piece)
            piece.level = (3 if under else 2) if piece.kind is BlockKind.HEADING else None
        return
    titled = [_look(piece) for piece in headings].count(looks[0]) == 1 if looks else False
    titled = titled and next(one for one in headings if _look(one) == looks[0]).page == pieces[0].page
    for piece in headings:
        piece.level = looks.index(_look(piece)) + (1 if titled else 2)


def _look(piece: Run) -> tuple[int, bool]:
    return round(piece.size), piece.bold


def _sides(page: Page, at: int) -> list[Side]:
    """Part a page's words by the way they are turned, most first."""
    turned: dict[int, list[Word]] = {}
    for word in page.words:
        if word.turn is not None:
            turned.setdefault(word.turn, []).append(word)
    ordered = sorted(turned.items(), key=lambda item: len(item[1]), reverse=True)
    label = page.label if page.labelled else None
    return [Side(words, page.bounds.turned(turn)[1][0], at, label) for turn, words in ordered]


def _body_size(pages: list[Page]) -> float:
    """Return the size that most of a document's letters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0
