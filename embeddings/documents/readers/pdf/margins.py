"""What stands beside a page's text: the numbers of its lines, and notes in the margin."""

from __future__ import annotations

import statistics
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.readers.pdf.lines import lines_of

if TYPE_CHECKING:
    from embeddings.documents.readers.pdf.words import Word

# Line numbers.

ALIGNED = 3.0  # points in which numbers stand one under the other
FEWEST = 8  # lines that are all numbered
FEWEST_FIFTHS = 3  # where every fifth is
APART = 0.6  # of the letters' size: so far numbers stand from the text at least
WITHIN = 0.2  # of numbered lines begin within a sentence, with a small letter
LONG = 25  # characters: the lines of prose are mostly longer, the entries of a list are not
MOST_DIGITS = 4


def line_numbers(words: list[Word]) -> list[Word]:
    """Return the numbers that count a page's lines in its margin, in order; [] where there are none."""
    numbers = [word for word in words if word.text.isascii() and word.text.isdigit()]
    groups: dict[tuple[bool, int], list[Word]] = {}
    for word in numbers:
        if len(word.text) <= MOST_DIGITS:
            groups.setdefault((True, round(word.x1 / ALIGNED)), []).append(word)
            groups.setdefault((False, round(word.x0 / ALIGNED)), []).append(word)
    for group in sorted(groups.values(), key=len, reverse=True):
        if len(group) < FEWEST_FIFTHS:
            break
        group.sort(key=lambda word: word.y)
        if _counts_lines(group, words):
            return group
    return []


def _counts_lines(numbers: list[Word], words: list[Word]) -> bool:
    values = [int(word.text) for word in numbers]
    steps = {after - before for before, after in pairwise(values)}
    if steps not in ({1}, {5}, {10}):
        return False
    size = statistics.median(word.size for word in numbers)
    top, bottom = numbers[0].y - size, numbers[-1].y + size
    counted = {id(word) for word in numbers}
    near = [word for word in words if top <= word.y <= bottom and id(word) not in counted]
    if not near or not _are_outside(numbers, near, size):
        return False
    lines = lines_of(near)
    every = steps.pop()
    if every > 1:
        expected = every * (len(values) - 1) + 1
        return all(value % every == 0 for value in values) and abs(len(lines) - expected) <= every
    texts = [next((line.text for line in lines if abs(line.y - word.y) < size / 2), "") for word in numbers]
    return len(numbers) >= FEWEST and _are_lines([text for text in texts if text], len(numbers))


def _are_outside(numbers: list[Word], near: list[Word], size: float) -> bool:
    """Say whether numbers stand further left, or further right, than all that is level with them."""
    left, right = min(word.x0 for word in near), max(word.x1 for word in near)
    before = max(word.x1 for word in numbers) + APART * size <= left
    return before or min(word.x0 for word in numbers) - APART * size >= right


def _are_lines(texts: list[str], numbers: int) -> bool:
    """Say whether it is lines that are numbered: blank ones, too, or such as go on within a sentence; no items."""
    if not texts:
        return False
    if len(texts) <= numbers - 2:
        return True
    within = sum(text[0].islower() for text in texts)
    return within >= WITHIN * len(texts) and statistics.median(map(len, texts)) >= LONG


# Notes in the margin.

SMALLER = 0.95  # of the body's size
HEADING = 1.25  # of it: beside so large words there are no notes
BESIDE = 0.5  # of the notes' size: so far they stand from the text at least
WIDEST = 0.45  # of the text's width
FEWEST_WORDS = 20  # of a text that has notes beside it
OUTER = 100  # in so many parts the ends of words are sorted, and the furthest left out of account


def side_notes(words: list[Word], body: float) -> list[Word]:
    """Return the small words that stand beside a page's text, further out than its lines."""
    small = [word for word in words if word.size < SMALLER * body]
    if not small or len(words) - len(small) < max(FEWEST_WORDS, len(small)):
        return []
    large = [word for word in words if word.size >= SMALLER * body]
    # More words begin where lines do than anywhere else.
    left = Counter(round(word.x0) for word in large).most_common(1)[0][0]
    ends = sorted(word.x1 for word in large)
    right = ends[-1 - len(ends) // OUTER]
    if all(word.x1 > left - BESIDE * word.size and word.x0 < right + BESIDE * word.size for word in small):
        return []
    top, bottom = min(word.y for word in large), max(word.y for word in large)
    within = [word for word in words if top <= word.y <= bottom]
    found = []
    for side in (
        [word for word in within if word.x1 <= left - BESIDE * word.size],
        [word for word in within if word.x0 >= right + BESIDE * word.size],
    ):
        if side and _are_notes(side, words, body, WIDEST * (right - left)):
            found += side
    return found


def _are_notes(side: list[Word], words: list[Word], body: float, widest: float) -> bool:
    """Say whether words beside a text are notes on it: small, narrow, with room between it and each."""
    if max(one.x1 for one in side) - min(one.x0 for one in side) > widest:
        return False
    if 2 * sum(word.size < SMALLER * body for word in side) < len(side):
        return False
    if not any(map(str.isalpha, "".join(word.text for word in side))):
        return False
    taken = {id(word) for word in side}
    left, right = min(word.x0 for word in side), max(word.x1 for word in side)
    for line in lines_of(side):
        near = [one for one in words if id(one) not in taken and abs(one.y - line.y) < line.size / 2]
        room = [max(one.x0 - right, left - one.x1) for one in near]
        if room and (min(room) < BESIDE * line.size or max(one.size for one in near) > HEADING * body):
            return False
    return True


def without(words: list[Word], taken: list[Word]) -> list[Word]:
    """Return some words without others."""
    if not taken:
        return words
    gone = {id(word) for word in taken}
    return [word for word in words if id(word) not in gone]
