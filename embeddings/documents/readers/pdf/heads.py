"""What repeats at the edges of pages: running heads and page numbers, and so the numbers pages are cited by."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.readers.pdf.lines import Line, lines_of
from embeddings.documents.readers.pdf.margins import line_numbers, side_notes, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from embeddings.documents.readers.pdf.pages import Page
    from embeddings.documents.readers.pdf.words import Word

EDGE_LINES = 2  # so many lines at the top and at the bottom are looked at
EDGE = 72.0  # points in which they are looked for
BEYOND = 36.0  # points further, for the lines they stand off from
STANDS_OFF = 1.3  # of the distance between lines: a running head is further away
PIECES_APART = 1.2  # of the letters' size
SAME_HEIGHT = 4.0  # points
OTHER_SIZE = 1.08
FEW_PAGES = 8
LARGEST = 1.25  # of the body's size: what is larger is a heading, even if it comes again
MOST_PAGES = 1_000  # of a form that repeats, this many are enough to know it
_ROMAN = r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = rf"[0-9]{{1,4}}|{_ROMAN}"
_PAGE = r"page|pag\.|pág\.|p\.|seite|s\.|стр\.|с\."
_PAGE_NUMBER = re.compile(
    rf"[-–—|\[( ]*(?:{_PAGE})?\s*(?P<number>{_NUMBER})(?:\s*(?:of|/|von|de|из)\s*[0-9]{{1,4}})?[-–—|\]). ]*",
    re.IGNORECASE,
)
_AT_EDGE = re.compile(
    rf"^[^\w]*(?P<first>{_NUMBER})(?![\w.])|(?<![\w.])(?P<last>{_NUMBER})[^\w]*$|\b(?:{_PAGE})\s*(?P<named>[0-9]{{1,4}})\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…;,][\"'”’»)]*$")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

Number = tuple[str, int]  # how it is written ("1", "i", "I"), and which it is
_Place = tuple[str, int, int]  # the way of numbering, the size, how far down
_Form = tuple[str, str, int, int, int]  # what repeats, the way of numbering, its offset, size, place


@dataclass(frozen=True)
class Side:
    """What of a page stands one way up."""

    words: list[Word]
    top: float  # the page's edge, in the words' frame
    at: int = 0  # the page's place in the file, from 0
    label: str | None = None  # where the file gives one

    @cached_property
    def first(self) -> list[Line]:
        """Return its first lines, down to a few below those that may be running heads."""
        highest = min((word.y for word in self.words), default=0.0)
        return lines_of([word for word in self.words if word.y <= highest + EDGE + BEYOND])

    @cached_property
    def last(self) -> list[Line]:
        """Return its last lines from the foot upwards, none of the first."""
        ys = [word.y for word in self.words]
        highest, lowest = min(ys, default=0.0), max(ys, default=0.0)
        near = [word for word in self.words if word.y >= lowest - EDGE - BEYOND and word.y > highest + EDGE]
        return lines_of(near)[::-1]

    def edge(self, body: float) -> Iterator[tuple[Line, bool]]:
        """Yield the lines that may be running heads, and of each whether it stands off from the text within."""
        found = []
        for lines in (self.first, self.last):
            usual = _usual(lines)
            within = [line for line in lines[:EDGE_LINES] if abs(line.y - lines[0].y) <= EDGE]
            found.append(
                [(line, _stands_off(lines[at : EDGE_LINES + 1], usual, body)) for at, line in enumerate(within)]
            )
        yield from found[0]
        yield from reversed(found[1])

    @cached_property
    def within(self) -> list[tuple[str, int]]:
        """Return the first lines that stand too far down for a running head, with their places."""
        lines = self.first[EDGE_LINES:][:2]
        return [(_squeezed(line.text), round((line.y - self.top) / SAME_HEIGHT)) for line in lines]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A side's words without what stands round them."""

    words: list[Word]
    furniture: list[Line]
    notes: list[Word] = field(default_factory=list)  # in the margin
    number: Number | None = None  # that is printed on it


class RunningHeads:
    """Knows what repeats at the edges of a document's pages, at the same height and in the same size.

    It is the same words, standing off from the text; or a number that goes up by one from page to page, alone or
    beside the same words.
    """

    def __init__(self, sides: Iterable[Side], body: float) -> None:
        self._body = body
        self._seen: Counter[_Form] = Counter()
        self._pages = 0
        self._values: dict[_Place, set[int]] = {}
        self._within: Counter[tuple[str, int]] = Counter()
        for side in sides:
            self._pages += 1
            if self._pages <= FEW_PAGES:
                self._within.update(set(side.within))
            if self._pages <= MOST_PAGES:
                edges = list(side.edge(body))
                pieces = [(piece, off) for line, off in edges for piece in _pieces(line)]
                self._seen.update({form for piece, off in pieces for form in self._forms(piece, side, off=off)})
                for line, _ in edges:
                    for _, number, place in self._bare(_pieces(line), side):
                        self._values.setdefault(place, set()).add(number[1])

    def take_off(self, side: Side) -> Sheet:
        """Part a side's words into those of its text and what stands round them."""
        furniture: list[Line] = []
        numbers: list[Number] = []
        # What two pages have in common beyond their edges are no running heads: one is the other's copy.
        copied = self._pages <= FEW_PAGES and any(self._within[line] > 1 for line in side.within)
        edge = [(line, off and not copied) for line, off in side.edge(self._body)]
        lowest = edge[-1][0].y if edge else 0.0
        for line, off in edge:
            pieces = _pieces(line)
            running = [piece for piece in pieces if self._repeats(piece, side, off=off)]
            if self._pages <= FEW_PAGES and any(
                _page_number(one.text) is None for one in pieces if one not in running
            ):
                running = []  # the head of a table's column is that of another's by chance
            varying = [bare for bare in self._bare(pieces, side) if self._varies(bare[2])]
            running += [piece for piece, _, _ in varying if piece not in running]
            # The page's number stands beside its running head, in its letters; or it is what the file says it is.
            alone = len(pieces) == 1 and lowest - line.y < EDGE
            beside = [
                piece
                for piece in pieces
                if (number := _page_number(piece.text)) is not None
                and (running or (alone and _is_place(piece, number, side)))
            ]
            furniture += [piece for piece in pieces if piece in running or piece in beside]
            numbers += [number for piece in running for number in self._numbers(piece, side)]
            numbers += [number for _, number, _ in varying]
        taken = {id(word) for piece in furniture for word in piece.words}
        words = [word for word in side.words if id(word) not in taken]
        counted = line_numbers(words)
        if counted:
            furniture.append(Line(tuple(counted)))
            words = without(words, counted)
        notes = side_notes(words, self._body)
        return Sheet(without(words, notes), furniture, notes, numbers[0] if numbers else None)

    def _repeats(self, piece: Line, side: Side, *, off: bool) -> bool:
        return any(self._is_usual(form) for form in self._forms(piece, side, off=off))

    def _numbers(self, piece: Line, side: Side) -> Iterator[Number]:
        """Yield the number of the page that a running piece shows."""
        for form in self._forms(piece, side, off=True):
            if form[1] and self._is_usual(form):
                yield form[1], form[2] + side.at

    def _is_usual(self, form: _Form) -> bool:
        text, style, offset, size, place = form
        seen = sum(self._seen[text, style, offset, size, place + step] for step in (-1, 0, 1))
        return seen >= self._least()

    def _varies(self, place: _Place) -> bool:
        """Say whether another number stands there on other pages, as in a file that lacks some."""
        style, size, at = place
        found = set().union(*(self._values.get((style, size, at + step), ()) for step in (-1, 0, 1)))
        return len(found) >= max(self._least(), min(self._pages, MOST_PAGES) // 10)

    def _least(self) -> int:
        return 3 if self._pages > FEW_PAGES else 2

    def _bare(self, pieces: Iterable[Line], side: Side) -> list[tuple[Line, Number, _Place]]:
        """Return the piece of a line that is a page number and nothing else, if there is one only: no table."""
        found = [
            (piece, number, (number[0], round(piece.size), round((piece.y - side.top) / SAME_HEIGHT)))
            for piece in pieces
            if piece.size <= LARGEST * self._body and (number := _page_number(piece.text)) is not None
        ]
        return found if len(found) == 1 else []

    def _forms(self, piece: Line, side: Side, *, off: bool) -> list[_Form]:
        """Return what to look for elsewhere: a number that goes up with them; the same words if they stand off."""
        size, place = round(piece.size), round((piece.y - side.top) / SAME_HEIGHT)
        forms: list[_Form] = []
        number = _page_number(piece.text)
        if piece.size <= LARGEST * self._body:
            if number is not None:
                forms.append(("#", number[0], number[1] - side.at, size, place))
            else:
                for match in _AT_EDGE.finditer(piece.text):
                    written = match[match.lastgroup or 0]
                    rest = _squeezed(piece.text[: match.start(match.lastgroup or 0)] + "#")
                    rest += _squeezed(piece.text[match.end(match.lastgroup or 0) :])
                    style, value = _value(written)
                    forms.append((rest, style, value - side.at, size, place))
                    # The words beside it change from chapter to chapter; a sentence is a note with its mark.
                    if off and not _SENTENCE.search(piece.text):
                        forms.append(("~", style, value - side.at, size, place))
        if number is None and off:
            forms.append((_squeezed(piece.text), "", 0, size, place))
        return forms


def _is_place(piece: Line, number: Number, side: Side) -> bool:
    """Say whether a number that stands alone at the foot is the page's own."""
    if side.label is not None:
        return _value_of_label(side.label) == number
    return number == ("1", side.at + 1) and piece.text.strip("-–—[]()| ").isdigit()


def labels_of(pages: Sequence[Page], numbers: Sequence[Number | None]) -> list[str | None]:
    """Return what to cite each page by: the file's label, else the number printed on it, else its place.

    A page between two that are numbered alike has the number in between. Of one that is not, where the printed
    numbers are not the pages' places, nothing is known.
    """
    if any(page.labelled for page in pages) or not any(numbers):
        return [page.label for page in pages]
    offsets = [None if number is None else (number[0], number[1] - at) for at, number in enumerate(numbers)]
    counted = Counter(offset for offset in offsets if offset is not None)
    values = [number for number in numbers if number is not None]
    if any(one[0] == other[0] and one[1] >= other[1] for one, other in pairwise(values)):
        # What does not count the pages is no number of theirs.
        offsets = [offset if offset is not None and counted[offset] > 1 else None for offset in offsets]
    plain = {offset for offset in offsets if offset is not None} == {("1", 1)}
    found: list[str | None] = []
    known = [at for at, offset in enumerate(offsets) if offset is not None]
    for at, page in enumerate(pages):
        offset = offsets[at]
        if offset is None:
            before = max((one for one in known if one < at), default=None)
            after = min((one for one in known if one > at), default=None)
            if before is not None and after is not None and offsets[before] == offsets[after]:
                offset = offsets[before]
        if offset is not None:
            found.append(_written(offset[0], offset[1] + at))
        else:
            found.append(page.label if plain else None)
    return found


def _page_number(text: str) -> Number | None:
    match = _PAGE_NUMBER.fullmatch(text)
    return _value(match["number"]) if match else None


def _value_of_label(label: str) -> Number | None:
    return _value(label) if re.fullmatch(_NUMBER, label, re.IGNORECASE) else None


def _value(written: str) -> Number:
    if written.isdigit():
        return "1", int(written)
    digits = [_ROMAN_DIGITS[one] for one in written.lower()]
    value = sum(-one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True))
    return ("I" if written.isupper() else "i"), value


def _written(style: str, value: int) -> str:
    if style == "1":
        return str(value)
    written = ""
    for sign, worth in (("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4)):
        written += sign * (value // worth)
        value %= worth
    written += "i" * value
    return written.upper() if style == "I" else written


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()


def _usual(lines: Sequence[Line]) -> float:
    steps = [abs(after.words[0].y - before.words[0].y) for before, after in pairwise(lines)]
    return statistics.median_low(steps) if steps else 0.0


def _stands_off(lines: Sequence[Line], usual: float, body: float) -> bool:
    """Say whether the first of some lines, from the edge inwards, is set otherwise or has room before the text."""
    smaller, larger = sorted((lines[0].size, body))
    if larger > OTHER_SIZE * smaller or len(lines) == 1:
        return True
    return any(abs(one.y - other.y) > STANDS_OFF * max(usual, one.size) for one, other in pairwise(lines))


def _pieces(line: Line) -> list[Line]:
    """Part a line where it leaves more than room between words: "12 … The Review … July 1909"."""
    pieces: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 > PIECES_APART * line.size:
            pieces.append([])
        pieces[-1].append(word)
    return [Line(tuple(piece)) for piece in pieces]
