"""Lines out of the words of a column, paragraphs out of lines, and the hyphens between lines."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.readers.pdf.words import HYPHEN, SOFT_HYPHEN, raised

if TYPE_CHECKING:
    from collections.abc import Iterable

    from embeddings.documents.readers.pdf.words import Word

_RAISED = 0.2  # of the line's letters' size
_SMALLER = 0.85
_ABUTTING = 0.3
_HYPHENS = (HYPHEN, SOFT_HYPHEN, "-")
_TOUCHING = 0.15
_MARK_ABUTTING = 0.2  # a note's mark before which PDFium puts a blank


@dataclass(frozen=True)
class Line:
    """Words on one line, in the order of reading."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """Return the line's words, parted by single blanks."""
        size, y = self.size, self.y
        parts = [self.words[0].text]
        for before, word in zip(self.words, self.words[1:], strict=False):
            text, room = word.text, word.x0 - before.x1
            # A hyphen that ends a line belongs to the word it touches, whatever PDFium puts between them.
            ending = word is self.words[-1] and text in _HYPHENS and room < _TOUCHING * size
            glued = ending or (word.glued and abs(room) < _ABUTTING * size)
            if word.size < _SMALLER * size and y - word.y > _RAISED * size and (digits := raised(text)):
                text, glued = digits, room < _MARK_ABUTTING * size
            parts.append(text if glued else f" {text}")
        text = "".join(parts)
        # Within a line one is a hyphen like any other, and the other is not to be seen.
        return text[:-1].replace(HYPHEN, "-").replace(SOFT_HYPHEN, "") + text[-1]

    @cached_property
    def size(self) -> float:
        """Return the size that most letters have."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size, 1)] += len(word.text)
        return sizes.most_common(1)[0][0]

    @cached_property
    def y(self) -> float:
        """Return where the letters of that size stand."""
        return max(self.words, key=lambda word: (round(word.size, 1) == self.size, len(word.text))).y

    @cached_property
    def bold(self) -> bool:
        """Say whether most letters are bold."""
        bold = sum([len(word.text) for word in self.words if word.bold])
        return bold > 0 and 2 * bold > sum([len(word.text) for word in self.words])

    @cached_property
    def x0(self) -> float:
        """Return where the line begins on the page's left."""
        return min(word.x0 for word in self.words)

    @cached_property
    def x1(self) -> float:
        """Return where it ends on the right."""
        return max(word.x1 for word in self.words)


def lines_of(words: list[Word]) -> list[Line]:
    """Return a region's lines from top to bottom."""
    lines: list[list[Word]] = []
    top = bottom = 0.0
    for word in sorted(words, key=lambda word: (word.y, word.x0)):
        high = word.y - 0.7 * word.size
        level = min(bottom, word.y) - max(top, high)
        if lines and 2 * level > min(bottom - top, word.y - high):
            lines[-1].append(word)
            if word.y - high > bottom - top:
                top, bottom = high, word.y
        else:
            lines.append([word])
            top, bottom = high, word.y
    return [Line(_ordered(line)) for line in lines]


def _ordered(words: list[Word]) -> tuple[Word, ...]:
    """Return a line's words from left to right, or from right to left where most letters are written so."""
    words.sort(key=lambda word: word.x0)
    if all(word.text.isascii() for word in words):
        return tuple(words)
    directions = Counter(unicodedata.bidirectional(one) for word in words for one in word.text)
    backward = directions["R"] + directions["AL"] > directions["L"]
    return tuple(reversed(words) if backward else words)


INDENT = 0.7  # of the letters' size
ROOM = 1.3  # of the usual distance between two lines
OTHER_SIZE = 1.08
BLANK = 0.25  # of the letters' size: about the width of a blank
RAGGED = 0.15  # of the column's width: so much lines may differ without a purpose
_TERMINAL = re.compile(r"[.!?:;…][)\]\"'”’»]*[⁰¹²³⁴-⁹*†‡]*$")
ITEM = re.compile(r"(?:[•▪■●◦○‣·–—*-]|\(?[0-9]{1,3}[.)]|\(?(?:[a-zA-Z]|[ivx]{1,4})\))\s")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    indented: bool = False  # its first line stands further in than the column
    ended: bool = False  # its last line was ended before it was full
    breaks: list[bool] = field(default_factory=list)  # for each line but the first: begins a line on purpose

    @property
    def size(self) -> float:
        """Return its letters' size."""
        return statistics.median(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        """Say whether all of it is bold."""
        return all(line.bold for line in self.lines)


def paragraphs_of(lines: list[Line]) -> list[Paragraph]:
    """Return the paragraphs of a column, in order, by what the typesetter did: room, indents, sizes, early ends.

    A line is taken to have been ended on purpose if the next one's first word would have fitted on it easily:
    lines that are not justified differ by less.
    """
    found: list[Paragraph] = []
    for run in _runs(lines):
        found += _paragraphs(run, _right_edge(run, lines), min(line.x0 for line in run))
    return found


def table_of(rows: list[Line]) -> Paragraph:
    """Return a table's rows as lines that were all ended on purpose."""
    return Paragraph(rows, indented=True, ended=True, breaks=[True] * (len(rows) - 1))


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Part lines where the letters change or more room is left than between two lines of a paragraph."""
    steps = [after.y - before.y for before, after in pairwise(lines) if _alike(before, after)]
    usual = statistics.median_low([step for step in steps if step > 0] or [0.0])
    runs = [lines[:1]]
    for before, after in pairwise(lines):
        step = after.y - before.y
        size = max(before.size, after.size)
        near = step <= ROOM * max(usual, size) if usual < 2.5 * size else step <= ROOM * 1.2 * size
        if near and _alike(before, after):
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs


def _right_edge(run: list[Line], column: list[Line]) -> float:
    """Return where a run's lines would end if they were full.

    Most lines of prose do. Where they do not, the column's other lines show how far they could go.
    """
    right, left = max(line.x1 for line in run), min(line.x0 for line in run)
    if _is_prose(run, right, left):
        return right
    return max(line.x1 for line in column if abs(line.x0 - left) < 2 * run[0].size or line in run)


def _is_prose(run: list[Line], right: float, left: float) -> bool:
    """Say whether most lines but the last are full; two lines are too few to tell."""
    full = [_is_full(line, right, left) for line in run[:-1]]
    return len(full) < 2 or 2 * sum(full) > len(full)  # noqa: PLR2004 - one line and the last


def _is_full(line: Line, right: float, left: float) -> bool:
    return right - line.x1 <= max(2 * line.size, RAGGED * (right - left))


def _alike(one: Line, other: Line) -> bool:
    smaller, larger = sorted((one.size, other.size))
    return larger <= OTHER_SIZE * smaller and one.bold is other.bold


def _paragraphs(run: list[Line], right: float, left: float) -> list[Paragraph]:
    hanging, prose = _is_hanging(run, left), _is_prose(run, right, left)
    found = [Paragraph(run[:1], indented=_is_in(run[0], left))]
    for at, (before, line) in enumerate(pairwise(run), 1):
        # Among lines that mostly end early, each that does is meant to.
        ended = _has_room(before, line, right, left) if prose else not _is_full(before, right, left)
        current = found[-1]
        first = len(current.lines) == 1
        deeper, back = _is_in(line, before.x0), _is_in(before, line.x0)
        if ITEM.match(line.text) and (ended or deeper or back or ITEM.match(current.lines[0].text)):
            parted = True
        elif hanging:
            parted = not _is_in(line, left) and _is_in(before, left)
        else:
            following = run[at + 1] if at + 1 < len(run) else None
            within = first and ITEM.match(before.text)  # the text of an item stands further in than its bullet
            parted = deeper and not within and (following is None or not _is_in(following, line.x0))
            parted = parted or (back and not first)
        # The lines of a verse stay together, whatever they end in.
        parted = parted or (prose and ended and _TERMINAL.search(before.text) is not None)
        if parted:
            current.ended = ended
            found.append(Paragraph([line], indented=_is_in(line, left)))
        else:
            current.lines.append(line)
            current.breaks.append(ended)
    found[-1].ended = not (_is_full(run[-1], right, left) or is_divided(run[-1].text))
    return found


def _is_hanging(run: list[Line], left: float) -> bool:
    """Say whether it is the further lines, not the first ones, that stand further in."""
    return 2 * sum(_is_in(line, left) for line in run) > len(run) and len(run) > 2  # noqa: PLR2004 - two lines show no habit


def _is_in(line: Line, left: float) -> bool:
    return line.x0 - left > INDENT * line.size


def _has_room(line: Line, following: Line, right: float, left: float) -> bool:
    """Say whether the next line's first word would easily have fitted on a line."""
    word = following.words[0]
    spare = max(line.size, RAGGED * (right - left))
    return right - line.x1 > word.x1 - word.x0 + BLANK * line.size + spare


_DIVIDED = re.compile(rf"\w[{HYPHEN}{SOFT_HYPHEN}‐-]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LAST = re.compile(r"[\w'’-]+$")
_FIRST = re.compile(r"[\w'’-]+")
# Their hyphens are kept where the document gives no hint.
_FIRST_PARTS = {"self", "ex", "all", "half", "well", "ill", "quasi", "vice", "so", "anti", "pro", "non"}
_SECOND_PARTS = {
    "based", "born", "case", "class", "called", "day", "dominated", "driven", "free", "led", "level", "like",
    "made", "minded", "old", "oriented", "owned", "run", "scale", "sized", "sponsored", "style", "term", "time",
    "war", "wide", "wing", "year",
}  # fmt: skip
_WHOLE = 4  # letters: shorter words are too often syllables


def is_divided(line: str) -> bool:
    """Say whether a line ends in a hyphen after a letter or a digit."""
    return _DIVIDED.search(line) is not None


class Hyphens:
    """Knows the words of one document, and so which hyphens at the ends of lines only divide a word.

    The file does not say. The document's own words do: "commonal-ity" is one word because "commonality" stands
    elsewhere in it, or because "commonal" does not; "working-class" keeps its hyphen because it stands elsewhere
    with it, or because "working" and "class" do and "workingclass" does not. In doubt between two whole words the
    hyphen stays: the page shows it.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        divided = False
        for line in lines:
            # A line's last word may be half of one, and the next line's first the other half.
            start = len(line.split(" ", 1)[0]) if divided else 0
            divided = is_divided(line)
            end = line.rfind(" ") + 1 if divided else len(line)
            for word in _WORD.findall(line, start, max(start, end)):
                self._words.add(word.lower())

    def join(self, before: str, after: str) -> str:
        """Return two lines' text as one; `before` ends in a hyphen."""
        stem = before[:-1]
        left, right = _LAST.search(stem), _FIRST.match(after)
        if left is None or right is None:
            return f"{stem}- {after}"
        return stem + ("-" if self._keeps(left[0].lower(), right[0].lower(), after) else "") + after

    def _keeps(self, left: str, right: str, after: str) -> bool:
        # A name, a year, a number go on after their hyphens, and so does what has several: "day-to-day".
        if not after[0].islower() or "-" in left or "-" in right:
            return True
        last, right = left.strip("'’"), re.split(r"['’]", right)[0]
        if not last.isalpha() or not right.isalpha():
            return True
        if last + right in self._words:
            return False
        if f"{last}-{right}" in self._words:
            return True
        if last in _FIRST_PARTS:
            return True
        whole = len(last) >= _WHOLE and last in self._words
        return whole and (right in _SECOND_PARTS or (len(right) >= _WHOLE and right in self._words))
