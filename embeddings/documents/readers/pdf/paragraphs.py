"""Paragraphs out of the lines of a column, by what the typesetter did: room, indents, sizes, lines ended early.

A line is taken to have been ended on purpose if the next one's first word would have fitted on it easily: lines
that are not justified differ by less.
"""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.readers.pdf.hyphens import is_divided

if TYPE_CHECKING:
    from embeddings.documents.readers.pdf.lines import Line

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
    """Return the paragraphs of a column, in order."""
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
