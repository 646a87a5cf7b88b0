"""Running heads, running feet and page numbers: what stands at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.documents.readers.pdf.lines import Line, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from embeddings.documents.readers.pdf.words import Word

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
