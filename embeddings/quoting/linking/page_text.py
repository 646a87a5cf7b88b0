"""A document's text as a browser compares it when it looks for the words of a link.

After the draft "URL Fragment Text Directives": letters are compared at their base (no case, no accents), white
space is one space, and a term never reaches over the edge of a block. Browsers also take all quotation marks of
one kind for the same and skip soft hyphens. Where they differ, this text makes more places alike, never fewer:
what is unique here is unique in each of them.
"""

from __future__ import annotations

import re
import sys
import threading
import unicodedata
from typing import TYPE_CHECKING, Any

from cachetools import LRUCache, cached

from embeddings.text.characters import is_unspaced, page_folded

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES_KEPT = 16_000_000  # bytes of pages as they are compared
BLOCK = "\u2029"  # between blocks; no term holds it, so none reaches over
WHITE = (" ", BLOCK)
_BLOCKS = re.compile(r"\n[ \n]*\n")
_SPACES = re.compile(r"  +")
_BETWEEN = "'’‘.,:;·․‧︓﹒﹕＇．："  # inside a word these part nothing
_JOINING = ("L", "N", "M")  # letters, figures and marks make words


def folded(text: str) -> str:
    """Return text as it is compared: of two neighbouring stretches the sum, unless they part white space."""
    text = _BLOCKS.sub(BLOCK, page_folded(text)).replace("\n", " ")
    return _SPACES.sub(" ", text).replace(f" {BLOCK}", BLOCK).replace(f"{BLOCK} ", BLOCK)


@cached(LRUCache[Any, str](PAGES_KEPT, sys.getsizeof), lock=threading.Lock())
def page_of(text: str) -> str:
    """Return a whole document as it is compared; those used last are kept."""
    return folded(text)


def may_part(text: str, at: int) -> bool:
    """Say whether a browser may see the edge of a word at a position."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    return not (joins(before) and joins(after)) or is_unspaced(before) or is_unspaced(after)


def must_part(text: str, at: int) -> bool:
    """Say whether every browser sees the edge of a word at a position.

    None is sure between letters, nor beside a mark between them (“don’t”, “3.14”, “U.S.A”).
    """
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return True
    if joins(before) and joins(after):
        return False
    if joins(before):
        return not (after in _BETWEEN and joins(text[at + 1 : at + 2]))
    if joins(after):
        return not (before in _BETWEEN and at > 1 and joins(text[at - 2]))
    return not unicodedata.category(before) == unicodedata.category(after) == "So"  # perhaps one picture


def joins(letter: str) -> bool:
    """Say whether a character makes words with those beside it; nothing does not."""
    category = unicodedata.category(letter) if letter else "Zs"
    return category[0] in _JOINING or category in ("Cf", "Pc")


class PageText:
    """A whole document as browsers compare it, a quote in it; positions count characters of `text`."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, quote = page_of(text), folded(text[start:end])
        self.start = self.text.find(quote)
        if self.text.find(quote, self.start + 1) >= 0:  # which of them it is tells only what is ahead of it
            self.start = len(folded(text[:start]))
        self.end = self.start + len(quote)

    def places(self, words: str, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield where words stand between two positions, overlapping ones too, edges of words or not."""
        last = len(self.text) if end is None else end
        at = self.text.find(words, start, last)
        while at >= 0:
            yield at
            at = self.text.find(words, at + 1, last)

    def opened(self, at: int, prefix: str) -> bool:
        """Say whether a term may begin here, `prefix` ahead of it if that is not empty."""
        if not prefix:
            return may_part(self.text, at)
        last = at - 1 if self.text[at - 1 : at] in WHITE else at
        first = last - len(prefix)
        return first >= 0 and self.text.startswith(prefix, first) and may_part(self.text, first)

    def closed(self, at: int, suffix: str) -> bool:
        """Say whether a term may end here, `suffix` behind it if that is not empty."""
        if not suffix:
            return may_part(self.text, at)
        first = at + 1 if self.text[at : at + 1] in WHITE else at
        return self.text.startswith(suffix, first) and may_part(self.text, first + len(suffix))
