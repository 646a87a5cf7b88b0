"""Lines out of the words of a column."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from embeddings.documents.readers.pdf.words import HYPHEN, SOFT_HYPHEN, raised

if TYPE_CHECKING:
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
