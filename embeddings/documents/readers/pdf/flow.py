"""The text of a whole document out of its pages: paragraphs that run on, headings, notes, running heads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.pieces import Piece, is_ornament
from embeddings.documents.readers.pdf.lines import (
    ITEM,
    Hyphens,
    Line,
    Paragraph,
    is_divided,
    lines_of,
    paragraphs_of,
    table_of,
)
from embeddings.documents.readers.pdf.regions import leaves
from embeddings.documents.readers.pdf.words import BULLET, HYPHEN, SOFT_HYPHEN, UNREADABLE
from embeddings.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from embeddings.documents.readers.pdf.words import Page, Word

HEADING = 1.15  # of the body's size
LONGEST_HEADING = 200
LONGEST_BOLD_HEADING = 100
MOST_HEADING_LINES = 4
MOST_LEVELS = 4
NOTE = 0.95  # of the body's size: what is smaller is a note, a caption or small print
SAME = 1.08
UNREADABLE_SIGN = "▯"
MAIN_SIDE = 0.2  # of a page's words
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
    """Yield a document's blocks in the order of reading."""
    body = _body_size(pages)
    sides = [_sides(page) for page in pages]
    heads = RunningHeads((side for page in sides for side in page), body)
    flow = _Flow(body)
    for page, its_sides in zip(pages, sides, strict=True):
        for side in its_sides:
            _add_side(flow, page, side, heads)
        askew = [word for word in page.words if word.turn is None]
        flow.add_furniture([Line(tuple(askew))] if askew else [], page.label)
    for run in flow.finish():
        kind, text = _shown(run)
        yield Piece(text, kind, run.level, run.page)


def _add_side(flow: _Flow, page: Page, side: Side, heads: RunningHeads) -> None:
    turn = side.words[0].turn or 0
    rules = [(x0, x1, (y0 + y1) / 2) for (x0, x1), (y0, y1) in (rule.turned(turn) for rule in page.rules)]
    sheet = heads.take_off(side)
    middle = (min(word.y for word in side.words) + max(word.y for word in side.words)) / 2
    flow.add_furniture([line for line in sheet.furniture if line.y < middle], page.label)
    # A stamp in the margin, turned sideways, is no heading however large, and nothing runs on from it.
    main = len(side.words) >= MAIN_SIDE * len(page.words)
    for at, leaf in enumerate(leaves(sheet.words, rules)):
        lines = lines_of(leaf.words)
        paragraphs = [table_of(lines)] if leaf.table else paragraphs_of(lines)
        flow.add_column(paragraphs, page.label, main=main, top=at == 0)
    flow.add_furniture([line for line in sheet.furniture if line.y >= middle], page.label)


def _shown(run: Run) -> tuple[BlockKind, str]:
    """Return what a run is, and its text; one with a letter that cannot be read is kept but never quoted."""
    kind, text = run.kind, run.text.replace(HYPHEN, "-").replace(SOFT_HYPHEN, "-")
    if text.startswith(f"{UNREADABLE} "):
        kind, text = BlockKind.LIST_ITEM, BULLET + text[1:]  # a sign alone before the text
    if UNREADABLE in text:
        return BlockKind.FURNITURE, text.replace(UNREADABLE, UNREADABLE_SIGN)
    return kind, text


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

    def add_column(self, paragraphs: list[Paragraph], page: str, *, main: bool, top: bool) -> None:
        notes = _notes_begin(paragraphs, self._body)
        if top and notes == 0:
            notes = len(paragraphs)  # small print at the top of a page is no footnote
        first = True  # of the column's paragraphs that are set like the body
        for at, paragraph in enumerate(paragraphs):
            kind = BlockKind.FOOTNOTE if at >= notes else self._kind(paragraph) if main else BlockKind.PARAGRAPH
            starts = [False, *paragraph.breaks]
            lines = [TextLine(line.text, start, page) for line, start in zip(paragraph.lines, starts, strict=True)]
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
    return text + line.text if text.endswith("—") else f"{text} {line.text}"


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


def _sides(page: Page) -> list[Side]:
    """Part a page's words by the way they are turned, most first."""
    turned: dict[int, list[Word]] = {}
    for word in page.words:
        if word.turn is not None:
            turned.setdefault(word.turn, []).append(word)
    ordered = sorted(turned.items(), key=lambda item: len(item[1]), reverse=True)
    return [Side(words, page.bounds.turned(turn)[1][0]) for turn, words in ordered]


def _body_size(pages: list[Page]) -> float:
    """Return the size that most of a document's letters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


EDGE_LINES = 2  # so many lines at the top and at the bottom are looked at
EDGE = 72.0  # points in which they are looked for
PIECES_APART = 1.2  # of the letters' size
SAME_HEIGHT = 4.0  # points
FEW_PAGES = 8
LARGEST = 1.25  # of the body's size: what is larger is a heading, even if it comes again
MOST_PAGES = 1_000  # of a form that repeats, this many are enough to know it
_NUMBER = re.compile(r"[0-9]+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\[( ]*(?:page|p\.|seite|s\.)?\s*(?:[0-9]{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:of|/|von)\s*[0-9]{1,4})?[-–—|\]) ]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Side:
    """What of a page stands one way up."""

    words: list[Word]
    top: float  # the page's edge, in the words' frame


@dataclass(frozen=True, slots=True)
class Sheet:
    """A side's words and the running heads taken off it."""

    words: list[Word]
    furniture: list[Line]


class RunningHeads:
    """Knows what repeats at the edges of a document's pages, at the same height and in the same size."""

    def __init__(self, sides: Iterable[Side], body: float) -> None:
        self._largest = LARGEST * body
        self._seen: Counter[tuple[str, int, int]] = Counter()
        self._pages = 0
        for side in sides:
            self._pages += 1
            if self._pages <= MOST_PAGES:
                pieces = [piece for line in _edge(side.words) for piece in _pieces(line)]
                self._seen.update({form for piece in pieces for form in self._forms(piece, side.top)})

    def take_off(self, side: Side) -> Sheet:
        """Part a side's words into those of its text and the lines that repeat."""
        furniture = []
        for line in _edge(side.words):
            pieces = _pieces(line)
            running = [piece for piece in pieces if self._repeats(piece, side.top)]
            # The page's number stands beside its running head, in its letters.
            beside = [piece for piece in pieces if running and _PAGE_NUMBER.fullmatch(piece.text)]
            furniture += [piece for piece in pieces if piece in running or piece in beside]
        taken = {id(word) for piece in furniture for word in piece.words}
        return Sheet([word for word in side.words if id(word) not in taken], furniture)

    def _repeats(self, piece: Line, top: float) -> bool:
        pages = min(self._pages, MOST_PAGES)
        least = 3 if pages > FEW_PAGES else 2
        if _PAGE_NUMBER.fullmatch(piece.text):
            least = max(least, pages // 10)
        return any(
            sum(self._seen[form, size, place + step] for step in (-1, 0, 1)) >= least
            for form, size, place in self._forms(piece, top)
        )

    def _forms(self, piece: Line, top: float) -> list[tuple[str, int, int]]:
        """Return what to look for on other pages: the same words; in letters no larger than text, any numbers."""
        text = re.sub(r"\s", "", piece.text).casefold()
        texts = [] if text.isdigit() else [text]
        if piece.size <= self._largest:
            texts.append(_NUMBER.sub("#", text))
        place = round((piece.y - top) / SAME_HEIGHT)
        return [(text, round(piece.size), place) for text in dict.fromkeys(texts)]


def _edge(words: list[Word]) -> list[Line]:
    """Return a page's first and last lines."""
    if not words:
        return []
    first, last = min(word.y for word in words) + EDGE, max(word.y for word in words) - EDGE
    top = lines_of([word for word in words if word.y <= first])
    bottom = lines_of([word for word in words if word.y >= last and word.y > first])
    return [*top[:EDGE_LINES], *bottom[-EDGE_LINES:]]


def _pieces(line: Line) -> list[Line]:
    """Part a line where it leaves more than room between words: "12 … The Review … July 1909"."""
    pieces: list[list[Word]] = [[line.words[0]]]
    for before, word in zip(line.words, line.words[1:], strict=False):
        if word.x0 - before.x1 > PIECES_APART * line.size:
            pieces.append([])
        pieces[-1].append(word)
    return [Line(tuple(piece)) for piece in pieces]
