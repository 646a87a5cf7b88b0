"""One text out of the texts of lines: what stands between two of them, and the hyphens at their ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.readers.pdf.words import HYPHEN, SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIVIDED = re.compile(rf"\w[{HYPHEN}{SOFT_HYPHEN}‐-]$")
# Chinese and Japanese are written without blanks; Korean has them.
_IDEOGRAPH = (
    "\u2e80-\u2fdf\u3000-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
_UNSPACED = re.compile(rf"(?:[{_IDEOGRAPH}][“”‘’—…]?|[{_IDEOGRAPH}]?[”’])\Z")
_UNSPACED_START = re.compile(rf"[“‘—…]?[{_IDEOGRAPH}]")
_ADDRESS = re.compile(r"(?:[a-z]{3,8}://|www\.|[\w.+-]+@|\bdoi:)\S*$", re.IGNORECASE)
_IN_ADDRESS = "/?&=_#%~@"  # an address that ends a line in one of these goes on
_RANGE = re.compile(r"[0-9][–‐-]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LAST = re.compile(r"[\w'’-]+$")
_FIRST = re.compile(r"[\w'’-]+")
# Their hyphens are kept where the document gives no hint.
_FIRST_PARTS = {"self", "half", "well", "ill", "quasi", "vice", "anti"}
_FIRST_SYLLABLES = {"ex", "all", "so", "pro", "non"}  # of whole words as often
_SECOND_PARTS = {
    "based", "born", "case", "class", "called", "day", "dominated", "driven", "free", "led", "level", "like",
    "made", "minded", "old", "oriented", "owned", "run", "scale", "sized", "sponsored", "style", "term", "time",
    "war", "wide", "wing", "year",
}  # fmt: skip
_WHOLE = 4  # letters: shorter words are too often syllables


def is_divided(line: str) -> bool:
    """Say whether a line ends in a hyphen after a letter or a digit."""
    return _DIVIDED.search(line) is not None


def is_unspaced(before: str, after: str) -> bool:
    """Say whether nothing stands between two stretches of Chinese or Japanese text."""
    # Most text is neither, and this is asked of every line.
    if before[-2:].isascii() and after[:2].isascii():
        return False
    return bool(_UNSPACED.search(before[-2:]) and _UNSPACED_START.match(after))


def is_whole(before: str, after: str) -> bool:
    """Say whether a line's end goes on in the next without a blank though no hyphen divides it.

    So do a dash, an address, the years "1911–" and "12", and what is written without blanks.
    """
    if before.endswith("—") or is_unspaced(before, after):
        return True
    if _RANGE.search(before) and after[0].isdigit():
        return True
    return (before[-1] in _IN_ADDRESS or after[0] in _IN_ADDRESS) and _ADDRESS.search(before) is not None


class Hyphens:
    """Knows the words of one document, and so which hyphens at the ends of lines only divide a word.

    The file does not say. The document's own words do: "commonal-ity" is one word because "commonality" stands
    elsewhere in it, or because "commonal" does not; "working-class" keeps its hyphen because it stands elsewhere
    with it, or because "working" and "class" do and "workingclass" does not. In doubt between two whole words the
    hyphen stays: the page shows it.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._parts: set[str] = set()  # of words with hyphens
        divided = False
        for line in lines:
            # A line's last word may be half of one, and the next line's first the other half.
            start = len(line.split(" ", 1)[0]) if divided else 0
            divided = is_divided(line)
            end = line.rfind(" ") + 1 if divided else len(line)
            for word in _WORD.findall(line, start, max(start, end)):
                self._words.add(word.lower())
                if "-" in word:
                    self._parts.update(set(word.lower().split("-")) - _FIRST_PARTS - _FIRST_SYLLABLES)

    def join(self, before: str, after: str) -> str:
        """Return two lines' text as one; `before` ends in a hyphen."""
        stem = before[:-1]
        left, right = _LAST.search(stem), _FIRST.match(after)
        if left is None or right is None:
            return f"{stem}- {after}"
        kept = _ADDRESS.search(before) is not None or self._keeps(left[0].lower(), right[0].lower(), after)
        return stem + ("-" if kept else "") + after

    def _keeps(self, left: str, right: str, after: str) -> bool:
        last, rest = left.rpartition("-")[2].strip("'’"), right.partition("-")[0]
        rest = re.split(r"['’]", rest)[0]
        # A name, a year, a number go on after their hyphens; and no typesetter leaves one letter alone: "e-mail".
        if not after[0].islower() or not last.isalpha() or not rest.isalpha() or len(last) == 1:
            return True
        # What has several hyphens keeps them between whole words ("day-to-day", "mother-in-law").
        if "-" in left:
            return left.startswith(rest) or last + rest not in self._words
        if last + rest in self._words and not ("-" in right and rest in self._words):
            return False
        return f"{last}-{rest}" in self._words or self._are_parts(last, rest, several="-" in right)

    def _are_parts(self, last: str, rest: str, *, several: bool) -> bool:
        """Say whether the document's words, or common ones, show that a hyphen stands between two whole words."""
        known = rest in self._words or rest in self._parts
        if (several and known) or last in _FIRST_PARTS:
            return True
        if last in _FIRST_SYLLABLES and (known or rest in _SECOND_PARTS):
            return True
        whole = len(last) >= _WHOLE and last in self._words
        return whole and (rest in _SECOND_PARTS or (len(rest) >= _WHOLE and known))
