"""Lines out of the words of a column, and paragraphs out of lines."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.readers.pdf.glyphs import BULLET, UNREADABLE
from embeddings.documents.readers.pdf.joining import is_divided, is_unspaced, is_whole
from embeddings.documents.readers.pdf.words import HYPHEN, SOFT_HYPHEN, raised

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from embeddings.documents.readers.pdf.words import Word

_RAISED = 0.2  # of the line's letters' size
_SMALLER = 0.85
_ABUTTING = 0.3
_HYPHENS = (HYPHEN, SOFT_HYPHEN, "-")
_TOUCHING = 0.15
_MARK_ABUTTING = 0.35  # a raised number before which there is a blank, PDFium's or a narrow one
_IDEOGRAPHS_APART = 0.6  # less is no blank between them
# A sign alone before words that can be read is one of a list, whatever it looks like.
_SIGN = re.compile(rf"^{UNREADABLE}{{1,2}}(?= [^\W_][^{UNREADABLE}]*$)")


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
            elif not text.isascii() and room < _IDEOGRAPHS_APART * size and is_unspaced(before.text, text):
                glued = True
            parts.append(text if glued else f" {text}")
        text = "".join(parts)
        if text.startswith(UNREADABLE):
            text = _SIGN.sub(BULLET, text)
        # Within a line one is a hyphen like any other, and the other is not to be seen.
        return text[:-1].replace(HYPHEN, "-").replace(SOFT_HYPHEN, "") + text[-1]

    @cached_property
    def size(self) -> float:
        """Return the size that most letters have."""
        first = self.words[0].size
        if len({word.size for word in self.words}) == 1:
            return round(first, 1)
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size, 1)] += len(word.text)
        return sizes.most_common(1)[0][0]

    @cached_property
    def y(self) -> float:
        """Return where the letters of that size stand."""
        first = self.words[0].y
        if len({word.y for word in self.words}) == 1:
            return first
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
RAGGED_LEAST = 0.5  # of it: no line of prose that is set badly is shorter, but the last
GOING_ON = 0.7  # of the lines of prose begin within a sentence, with a small letter
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
    """Say whether most lines but the last are full, or go on in small letters as verse seldom does.

    Two lines are too few to tell.
    """
    full = [_is_full(line, right, left) for line in run[:-1]]
    if len(full) < 2 or 2 * sum(full) > len(full):  # noqa: PLR2004 - one line and the last
        return True
    going = [line.text[0].islower() for line in run[1:]]
    return sum(going) >= GOING_ON * len(going) and all(
        line.x1 - left >= RAGGED_LEAST * (right - left) for line in run[:-1]
    )


def _is_full(line: Line, right: float, left: float) -> bool:
    return right - line.x1 <= max(2 * line.size, RAGGED * (right - left))


def _alike(one: Line, other: Line) -> bool:
    smaller, larger = sorted((one.size, other.size))
    return larger <= OTHER_SIZE * smaller and one.bold is other.bold


def _paragraphs(run: list[Line], right: float, left: float) -> list[Paragraph]:
    hanging, prose = _is_hanging(run, right, left), _is_prose(run, right, left)
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
            # A full line that ends within a sentence goes on, however the next one is set.
            parted = (parted or (back and not first)) and (ended or not _is_within(before.text))
        # The lines of a verse stay together, whatever they end in.
        parted = parted or (prose and ended and _TERMINAL.search(before.text) is not None)
        if parted:
            current.ended = ended
            found.append(Paragraph([line], indented=_is_in(line, left)))
        else:
            current.lines.append(line)
            current.breaks.append(ended and not _goes_on(before.text, line.text, prose=prose))
    found[-1].ended = not (_is_full(run[-1], right, left) or is_divided(run[-1].text))
    return found


def _is_within(text: str) -> bool:
    """Say whether a line ends within a sentence: in a word, and no closing mark."""
    return text[-1].isalpha() or text[-1] in ",-" or is_divided(text)


def _goes_on(before: str, after: str, *, prose: bool) -> bool:
    """Say whether a line was not ended on purpose: within a word or a number; prose, within a sentence."""
    if is_divided(before) or (is_whole(before, after) and not before.endswith("—")):
        return True
    return prose and after[0].islower() and not _TERMINAL.search(before)


def _is_hanging(run: list[Line], right: float, left: float) -> bool:
    """Say whether it is the further lines, not the first ones, that stand further in."""
    inner = [_is_in(line, left) for line in run]
    if 2 * sum(inner) != len(run):
        return 2 * sum(inner) > len(run) > 2  # noqa: PLR2004 - two lines show no habit
    # Where one is as frequent as the other, it is the first lines that are full.
    return not inner[0] and all(
        _is_full(line, right, left) for line, far in zip(run, inner, strict=True) if not far
    )


def _is_in(line: Line, left: float) -> bool:
    return line.x0 - left > INDENT * line.size


def _has_room(line: Line, following: Line, right: float, left: float) -> bool:
    """Say whether the next line's first word would easily have fitted on a line."""
    word = following.words[0]
    spare = max(line.size, RAGGED * (right - left))
    return right - line.x1 > word.x1 - word.x0 + BLANK * line.size + spare


INITIAL = 1.8  # of the letters beside it: how large a letter is that opens a chapter
LONGEST_INITIAL = 2  # a quotation mark and a letter
_CAP_HEIGHT = 0.72  # of a letter's size
_INITIAL_OWN = 0.6  # of its width: no text begins within
_INITIAL_APART = 1.5  # of the size of the text beside it: no further away is that


def set_initials(words: list[Word], body: float, known: Callable[[], Container[str]]) -> None:
    """Put large letters that open a text, and reach down beside its next lines, into their words.

    The lines beside such a letter then begin where it does. `known` gives the words of the document.
    """
    for large in [word for word in words if word.size >= INITIAL * body and _may_be_initial(word.text)]:
        top = large.y - _CAP_HEIGHT * large.size
        beside = [
            word
            for word in words
            if word.size * INITIAL <= large.size
            and word.x0 >= large.x0 + _INITIAL_OWN * (large.x1 - large.x0)
            and top - 0.5 * word.size < word.y - _CAP_HEIGHT * word.size
            and word.y <= large.y + 0.3 * word.size
        ]
        lines = lines_of(beside)
        firsts = [min(line.words, key=lambda word: word.x0) for line in lines]
        if len(firsts) < 2 or firsts[0].x0 - large.x1 > _INITIAL_APART * firsts[0].size:  # noqa: PLR2004 - it reaches down
            continue
        first = firsts[0]
        letter, rest = large.text[-1], first.text
        whole = re.match(r"[^\W_]*", rest.casefold())
        word = whole[0] if whole else ""
        apart = letter.casefold() in known() and word in known() and letter.casefold() + word not in known()
        first.text = f"{large.text} {rest}" if apart else large.text + rest
        words.remove(large)
        for one in firsts:
            one.x0 = min(one.x0, large.x0)


def _may_be_initial(text: str) -> bool:
    return len(text) <= LONGEST_INITIAL and text[-1].isupper() and not any(map(str.islower, text))
