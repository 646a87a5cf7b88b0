"""Hyphens at the ends of lines: which belong to their word, and which only divide it.

The file does not say. The document's own words do: "commonal-ity" is one word because "commonality" stands
elsewhere in it, or because "commonal" does not; "working-class" keeps its hyphen because it stands elsewhere with
it, or because "working" and "class" do and "workingclass" does not. In doubt between two whole words the hyphen
stays: the page shows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.readers.pdf.words import HYPHEN, SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    """Knows the words of one document."""

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
