"""The words of a page with their places, as PDFium finds them.

Every word is given in its own reading frame: x grows along the line, y grows down from line to line, whichever
way the words stand on the page. Newspapers print half a sheet upside down, tables sideways.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from embeddings.documents.readers.pdf.glyphs import UNREADABLE, private_sign, privates, readable, sign_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.readers.pdf.glyphs import Doubts

HYPHEN = "\x02"  # in a word's text: what PDFium takes for a hyphen at the end of a line
SOFT_HYPHEN = "\u00ad"  # seen at the end of a line only
# Every blank becomes one, control characters and halves of surrogate pairs are lost.
_AS_READ = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFD], UNREADABLE),
    **dict.fromkeys(map(ord, " \t\r\n\x0b\x0c\u00a0\u2028\u2029\u202f\u205f\u3000"), " "),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys([0x02, 0xFFFE], HYPHEN),
}
_RUN = re.compile(rf"[^ {HYPHEN}]*{HYPHEN}|[^ {HYPHEN}]+")
# Where a run may go over into a raised number, or, behind a soft hyphen, to the next line.
_EDGE = re.compile(rf"(?<=\d)(?!\d)(?=\S)|(?<=\S)(?<!\d)(?=\d)|(?<={SOFT_HYPHEN})(?=\S)")
_MOVED = 0.15  # of the letters' size
_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|\.B\b|[-,]B(?:d|I)?\b", re.IGNORECASE)
_BOLD_WEIGHT = 600
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FULL_TURN = 4  # quarters
_STRAIGHT = 0.1  # radians off a quarter turn


Span = tuple[float, float]


@dataclass(slots=True)
class Word:
    """A run of characters without a blank; lengths in points, in its reading frame."""

    text: str
    x0: float
    x1: float
    y: float  # of the line it stands on
    size: float  # of its letters
    bold: bool
    turn: int | None  # quarter turns against the page, None if it stands askew
    glued: bool = False  # no blank stands between it and the word before it in the file
    order: int = 0  # its place among the page's words in the file
    doubts: Doubts | None = None  # glyphs of it that may be others than its text says

    @property
    def top(self) -> float:
        """Return about the height of its small letters' tops: what is above is air between the lines."""
        return self.y - 0.6 * self.size

    @property
    def bottom(self) -> float:
        """Return a little below the line."""
        return self.y + 0.1 * self.size


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the page's own frame, whose y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def shared(self, other: Box) -> float:
        """Return which share of another rectangle this one covers."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        area = (other.right - other.left) * (other.top - other.bottom)
        return width * height / area if area > 0 and width > 0 and height > 0 else 0.0

    def turned(self, turn: int) -> tuple[Span, Span]:
        """Return where along x and along y it begins and ends, seen from text that is turned so."""
        angle = turn * math.pi / 2
        corners = [_turned(self.left, self.bottom, angle), _turned(self.right, self.top, angle)]
        (x0, x1), (y0, y1) = (sorted(values) for values in zip(*corners, strict=True))
        return (x0, x1), (y0, y1)


class PageText:
    """The characters of one page, read through PDFium's functions."""

    def __init__(self, text_page: Any, shown: Box) -> None:
        self._page = text_page
        self._shown = shown
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._bold: dict[bytes, bool] = {}
        self._doubts: Doubts = {}
        self._text = self._characters()
        self.off_page = 0  # characters

    def words(self) -> list[Word]:
        """Return the page's words in the order of the file; what lies off the page is not on it, but counted."""
        found: list[Word] = []
        last = 0
        for start, end in self._runs():
            word = self._word(start, end)
            if word is not None:
                word.glued, word.order = start == last > 0, len(found)
                found.append(word)
            last = end
        return found

    def _characters(self) -> str:
        """Return the page's text with one character for each of PDFium's."""
        count = max(0, pdfium.FPDFText_CountChars(self._page))
        code_of, is_lost = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_HasUnicodeMapError
        codes = [code_of(self._page, at) for at in range(count)]
        text = "".join(map(chr, codes)).translate(_AS_READ)
        lost = [at for at in range(count) if text[at] != " " and is_lost(self._page, at) == 1]
        private = privates(text)
        if not (lost or private):
            return text
        characters = list(text)
        for at in private:
            characters[at] = private_sign(self._font(at), codes[at]) or text[at]
        for at in lost:
            characters[at] = self._doubtful(at, codes[at], characters[at])
        return "".join(characters)

    def _doubtful(self, at: int, code: int, character: str) -> str:
        """Return what a flagged glyph may be; whether its font is believed is seen once all pages are read."""
        if self._is_blank(at):
            return " "
        font = self._font(at)
        if privates(chr(code)):
            return character
        if (sign := sign_of(font, code)) is not None:
            return sign
        if character in (UNREADABLE, HYPHEN):
            return UNREADABLE
        self._doubts[at] = font
        return character

    def _font(self, at: int) -> bytes:
        """Return the name of a character's font."""
        length = pdfium.FPDFText_GetFontInfo(self._page, at, self._name, len(self._name), self._flags)
        return bytes(self._name.value) if 0 < length <= len(self._name) else b""

    def _is_blank(self, at: int) -> bool:
        """Say whether a glyph leaves no ink."""
        edges = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(self._page, at, *edges)
        left, right, bottom, top = (edge.value for edge in edges)
        return left == right or bottom == top

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Yield where words begin and end: at blanks, behind hyphens that end a line, round raised numbers."""
        for match in _RUN.finditer(self._text):
            start = match.start()
            for edge in _EDGE.finditer(self._text, start + 1, match.end()):
                if self._moved(edge.start()):
                    yield start, edge.start()
                    start = edge.start()
            yield start, match.end()

    def _moved(self, at: int) -> bool:
        """Say whether a character stands on another line or in another size than the one before it."""
        _, one_y, _, one_size = self._place(at - 1)
        _, other_y, _, other_size = self._place(at)
        return max(abs(one_size - other_size), abs(one_y - other_y)) > _MOVED * one_size

    def _place(self, at: int) -> tuple[float, float, float, float]:
        """Return a character's origin in its reading frame, its angle in radians and its size in points."""
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._page, at, matrix)
        size = math.hypot(matrix.c, matrix.d) * pdfium.FPDFText_GetFontSize(self._page, at)
        pdfium.FPDFText_GetCharOrigin(self._page, at, self._x, self._y)
        angle = math.atan2(matrix.b, matrix.a)
        x, y = _turned(self._x.value, self._y.value, angle)
        return x, y, angle, size

    def _word(self, start: int, end: int) -> Word | None:
        x, y, angle, size = self._place(start)
        left, right = self._edges(end - 1, angle)
        x0, x1 = min(x, left), max(x, right)
        if size <= 0 or not math.isfinite(x0 + x1 + y) or self._is_off_page():
            self.off_page += end - start
            return None
        text, doubts = self._text[start:end], None
        if self._doubts:
            doubts = {at - start: self._doubts[at] for at in range(start, end) if at in self._doubts} or None
        text = text if doubts else readable(text)
        return Word(text, x0, x1, y, size, self._is_bold(start), _quarter_turns(angle), doubts=doubts)

    def _edges(self, at: int, angle: float) -> Span:
        """Return where a character's box begins and ends along the line."""
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._page, at, box)
        if angle == 0:
            return box.left, box.right
        ends = [_turned(x, y, angle)[0] for x in (box.left, box.right) for y in (box.bottom, box.top)]
        return min(ends), max(ends)

    def _is_off_page(self) -> bool:
        """Say whether the character asked for last lies beyond the part of the page that is shown."""
        box, page = self._box, self._shown
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        return not (page.left <= x <= page.right and page.bottom <= y <= page.top)

    def _is_bold(self, at: int) -> bool:
        name = self._font(at)
        if name and name in self._bold:
            return self._bold[name]
        heavy = pdfium.FPDFText_GetFontWeight(self._page, at) >= _BOLD_WEIGHT
        bold = self._bold[name] = heavy or _BOLD.search(name.decode("utf-8", "ignore")) is not None
        return bold


def _quarter_turns(angle: float) -> int | None:
    """Return an angle in quarter turns, None if it is none of them."""
    quarters = angle / (math.pi / 2)
    return round(quarters) % _FULL_TURN if abs(quarters - round(quarters)) < _STRAIGHT else None


def raised(text: str) -> str | None:
    """Return digits as raised ones, None where there is something else."""
    return text.translate(_RAISED_DIGITS) if text.isascii() and text.isdigit() else None


def _turned(x: float, y: float, angle: float) -> tuple[float, float]:
    """Turn a point of the page, whose y grows upwards, into the frame of text written at an angle."""
    if angle == 0:
        return x, -y
    sine, cosine = math.sin(angle), math.cos(angle)
    return x * cosine + y * sine, x * sine - y * cosine
