"""The order in which a page is read: bands from top to bottom, columns within a band from left to right.

The gutter of a region is where most of its height is free between words at both sides. Lines that run across it (a
headline, a caption, a footer) part the region into bands. So do rules drawn across the page, and room that all
columns leave, much wider than the gutter.
"""

from __future__ import annotations

import itertools
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from embeddings.documents.readers.pdf.words import Word

Span = tuple[float, float]
Across = tuple[float, float, float]  # where a rule begins and ends along x, and its y

DEEPEST = 12  # columns in bands in columns
GUTTER = 0.9  # of the letters' size: narrower is room between words
LOWEST = 2.0  # of the letters' size: one line parts no columns, and two are as often chance
MARGIN = 0.85  # of the best score: the gutter's edges, where a few lines hang over
LEAP = 3.0  # of the letters' size: a gap right across the page that may part two articles
LEAP_TO_GUTTER = 1.5
NEAR = 0.8  # of the letters' size: no more air is between two lines of a paragraph
FULL = 0.75  # of a region's width: a rule so long parts it
CELL = 16  # characters: columns whose lines are mostly shorter are those of a table
ALIGNED = 0.6  # of a table's lines stand level with those beside them
LEVEL = 0.3  # of the letters' size


@dataclass(frozen=True, slots=True)
class Leaf:
    """A region without columns, or a table, which is read row by row."""

    words: list[Word]
    table: bool = False


@dataclass(slots=True)
class _Strip:
    """Words between two gaps that run right across a region."""

    words: list[Word]
    top: float
    bottom: float
    size: float  # of most words' letters
    covers: list[Span]  # where along x there are words, merged, ordered

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def gaps(self) -> list[Span]:
        """Return the gaps in it that are wider than between words."""
        return _gaps(self.covers, GUTTER * self.size)


@dataclass(slots=True)
class _Band:
    strips: list[_Strip]
    columns: bool  # the gutter is free in all of them


def leaves(words: list[Word], rules: list[Across], depth: int = 0) -> list[Leaf]:
    """Return the words as regions in the order of reading."""
    if not words:
        return []
    size = _size(words)
    strips = _strips(words)
    gutter = _gutter(strips, size) if depth < DEEPEST else None
    if gutter is None:
        return [Leaf(words)]
    parts = _parted(strips, gutter, _parting(words, rules), size)
    if len(parts) > 1:
        return [leaf for part in parts for leaf in leaves(_words(part), rules, depth + 1)]
    found: list[Leaf] = []
    for band in _bands(strips, gutter, size):
        if band.columns or len(band.strips) == len(strips):
            found += _read(_words(band.strips), rules, depth)
        else:
            found += leaves(_words(band.strips), rules, depth + 1)
    return found


def _read(words: list[Word], rules: list[Across], depth: int) -> list[Leaf]:
    """Return the regions of a band whose gutter is free."""
    size = _size(words)
    columns = _columns(words, size)
    if len(columns) < 2:  # noqa: PLR2004 - two make a gutter
        return [Leaf(words)]
    if _is_read_by_rows(columns, size):
        return [Leaf(words, table=_is_table(columns, size))]
    return [leaf for column in columns for leaf in leaves(column, rules, depth + 1)]


def _strips(words: list[Word]) -> list[_Strip]:
    strips: list[list[Word]] = []
    bottom = float("-inf")
    for word in sorted(words, key=lambda word: word.top):
        if word.top >= bottom:
            strips.append([])
        strips[-1].append(word)
        bottom = max(bottom, word.bottom)
    return [
        _Strip(
            strip,
            min(word.top for word in strip),
            max(word.bottom for word in strip),
            _size(strip),
            _merged((word.x0, word.x1) for word in strip),
        )
        for strip in strips
    ]


def _gutter(strips: list[_Strip], size: float) -> Span | None:
    """Return where along x a region is parted best, if anywhere.

    That is where strips with words at both sides are free over the greatest height, less half the height of those
    that run across.
    """
    lowest = LOWEST * size if not _is_set_by_columns(strips) else 0.0
    changes: list[tuple[float, float, float]] = []  # x, change of the free height, change of the crossed height
    for strip in strips:
        for start, end in strip.gaps:
            changes += [(start, strip.height, 0.0), (end, -strip.height, 0.0)]
        for start, end in strip.covers:
            changes += [(start, 0.0, strip.height), (end, 0.0, -strip.height)]
    changes.sort()
    stretches: list[tuple[float, Span]] = []  # score, where along x
    free = crossed = 0.0
    for (x, more_free, more_crossed), (end, _, _) in itertools.pairwise(changes):
        free += more_free
        crossed += more_crossed
        if end > x:
            stretches.append((free - crossed / 2 if free >= max(lowest, size) else 0.0, (x, end)))
    best = max(range(len(stretches)), key=lambda at: stretches[at][0], default=None)
    if best is None or stretches[best][0] <= 0:
        return None
    good = MARGIN * stretches[best][0]
    first = last = best
    while first > 0 and stretches[first - 1][0] >= good:
        first -= 1
    while last + 1 < len(stretches) and stretches[last + 1][0] >= good:
        last += 1
    return stretches[first][1][0], stretches[last][1][1]


def _is_set_by_columns(strips: list[_Strip]) -> bool:
    """Say whether two lines are two columns: the file has all of one side before all of the other.

    So few lines are no evidence themselves.
    """
    if len(strips) != 2 or any(len(strip.gaps) != 1 for strip in strips):  # noqa: PLR2004 - those
        return False
    gutter = max(strip.gaps[0][0] for strip in strips), min(strip.gaps[0][1] for strip in strips)
    if gutter[1] <= gutter[0]:
        return False
    words = _words(strips)
    left = [word.order for word in words if word.x1 <= gutter[0]]
    right = [word.order for word in words if word.x0 >= gutter[1]]
    return len(left) + len(right) == len(words) and max(left) < min(right)


def _parting(words: list[Word], rules: list[Across]) -> list[float]:
    """Return how far down rules are drawn across all or most of a region."""
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    return [y for x0, x1, y in rules if min(x1, right) - max(x0, left) >= FULL * (right - left)]


def _parted(strips: list[_Strip], gutter: Span, parting: list[float], size: float) -> list[list[_Strip]]:
    """Part a region where a rule runs across it, or all leaves much more room than the gutter is wide."""
    leap = max(LEAP * size, LEAP_TO_GUTTER * (gutter[1] - gutter[0]))
    parts = [strips[:1]]
    for before, strip in itertools.pairwise(strips):
        ruled = any(before.bottom <= y + size / 2 and y <= strip.top + size / 2 for y in parting)
        if ruled or strip.top - before.bottom > leap:
            parts.append([])
        parts[-1].append(strip)
    return parts


def _bands(strips: list[_Strip], gutter: Span, size: float) -> list[_Band]:
    bands: list[_Band] = []
    for strip in strips:
        crosses = _crosses(strip, gutter)
        if not bands:
            bands.append(_Band([strip], not crosses))
            continue
        band, room = bands[-1], strip.top - bands[-1].strips[-1].bottom
        # The last line of a paragraph may be too short to run across.
        short = room <= NEAR * max(size, strip.size) and _is_beside(strip, gutter)
        if crosses and band.columns:
            bands.append(_Band([*_headings(band, strip, size), strip], columns=False))
        elif not (crosses or band.columns or short):
            bands.append(_Band([strip], columns=True))
        else:
            band.strips.append(strip)
    return [band for band in bands if band.strips]


def _crosses(strip: _Strip, gutter: Span) -> bool:
    """Say whether words stand in a gutter, or leave no more room there than between words."""
    start, end = gutter
    inside = sum(max(0.0, min(end, right) - max(start, left)) for left, right in strip.covers)
    if inside > (end - start) / 4:
        return True
    return not _is_beside(strip, gutter) and not any(gap[0] < end and gap[1] > start for gap in strip.gaps)


def _is_beside(strip: _Strip, gutter: Span) -> bool:
    """Say whether all of a strip stands at one side of a gutter."""
    middle = (gutter[0] + gutter[1]) / 2
    return strip.covers[-1][1] <= middle or strip.covers[0][0] >= middle


def _headings(band: _Band, strip: _Strip, size: float) -> list[_Strip]:
    """Take single lines off a band's end that stand nearer to what follows than to what precedes."""
    taken: list[_Strip] = []
    following = strip
    while len(band.strips) > 1 and not band.strips[-1].gaps:
        last = band.strips[-1]
        above, below = last.top - band.strips[-2].bottom, following.top - last.bottom
        if last.height > 2 * size or above < max(below, size):
            break
        taken.insert(0, band.strips.pop())
        following = last
    return taken


def _columns(words: list[Word], size: float) -> list[list[Word]]:
    """Part a band's words at all gutters that have two lines or more level with each other at both sides."""
    columns: list[list[Word]] = []
    rest = words
    for start, _ in _gaps(_merged((word.x0, word.x1) for word in words), GUTTER * size):
        left = [word for word in rest if word.x1 <= start]
        right = [word for word in rest if word.x1 > start]
        common = _height_in_common(left, right) if left and right else 0.0
        by_columns = left and right and max(one.order for one in left) < min(one.order for one in right)
        if common > (1 if by_columns else 2) * size:
            columns.append(left)
            rest = right
    return [*columns, rest]


def _height_in_common(left: list[Word], right: list[Word]) -> float:
    top = max(min(word.top for word in left), min(word.top for word in right))
    return min(max(word.bottom for word in left), max(word.bottom for word in right)) - top


def _is_read_by_rows(columns: list[list[Word]], size: float) -> bool:
    """Say whether columns belong together line by line: one has short cells, level with those beside them.

    It may hold the numbers of a list, or its bullets.
    """
    rows = [_rows(column, size) for column in columns]
    shortest = min(rows, key=_cell)
    others = [row for row in rows if row is not shortest]
    return _cell(shortest) <= CELL and _level(shortest, others, size) >= ALIGNED


def _is_table(columns: list[list[Word]], size: float) -> bool:
    """Say whether there are more columns than numbers and items, or every column has a cell in most rows."""
    rows = [_rows(column, size) for column in columns]
    if len(columns) > 2:  # noqa: PLR2004 - those two
        return True
    return all(_level(row, [other], size) >= ALIGNED for row, other in itertools.permutations(rows, 2))


def _level(rows: list[tuple[float, str]], others: list[list[tuple[float, str]]], size: float) -> float:
    """Return which share of rows has a row beside it."""
    beside = {round(y / size / LEVEL) for other in others for y, _ in other}
    places = [round(y / size / LEVEL) for y, _ in rows]
    return sum(bool({place - 1, place, place + 1} & beside) for place in places) / len(places)


def _cell(rows: list[tuple[float, str]]) -> float:
    """Return how long a column's lines mostly are, in characters."""
    return statistics.median(len(text) for _, text in rows)


def _rows(column: list[Word], size: float) -> list[tuple[float, str]]:
    """Return the lines of a column with their places."""
    ordered = sorted(column, key=lambda word: word.y)
    rows: list[tuple[float, str]] = []
    for word in ordered:
        if rows and word.y - rows[-1][0] < LEVEL * size:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {word.text}")
        else:
            rows.append((word.y, word.text))
    return rows


def _words(strips: list[_Strip]) -> list[Word]:
    return [word for strip in strips for word in strip.words]


def _size(words: list[Word]) -> float:
    return statistics.median(word.size for word in words)


def _merged(spans: Iterable[Span]) -> list[Span]:
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _gaps(covers: list[Span], least: float) -> list[Span]:
    return [(one[1], other[0]) for one, other in itertools.pairwise(covers) if other[0] - one[1] >= least]
