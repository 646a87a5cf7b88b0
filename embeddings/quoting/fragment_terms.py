"""The words beside a quote's edges that a link may name, shortest first.

A term is cut at the edges of words and never reaches over the end of a line, which may be the end of a block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, takewhile
from typing import TYPE_CHECKING
from urllib.parse import quote

from embeddings.quoting.page_text import folded, is_kept, joins, must_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINE_ENDS = "\n\r\u2028\u2029"
_LINE_END = re.compile(f"[{_LINE_ENDS}]")


@dataclass(frozen=True, slots=True)
class Term:
    """Words of the document: as they are compared, and as an address has them."""

    words: str
    written: str

    @property
    def cost(self) -> int:
        """Return the characters it takes in an address."""
        return len(self.written)


NOTHING = Term("", "")


def term(text: str) -> Term:
    """Return a term; every character that an address or a directive has a use for is percent-encoded."""
    line = " ".join(text.split())
    return Term(folded(line), quote(line, safe="").replace("-", "%2D"))


def whole(text: str, start: int, end: int) -> Term | None:
    """Return the quote ``text[start:end]`` as one term, None where it is more than one line."""
    return None if _LINE_END.search(text, start, end) else term(text[start:end])


def beginnings(text: str, start: int, end: int, room: int) -> Iterator[Term]:
    """Yield how the quote ``text[start:end]`` may begin, up to all of it where it is one line."""
    found = _LINE_END.search(text, start, end)
    inner = (at for at in range(start + 1, found.start() + 1 if found else end) if _ends_word(text, at))
    return _within(room, (term(text[start:at]) for at in chain(inner, () if found else (end,))))


def endings(text: str, start: int, end: int, room: int) -> Iterator[Term]:
    """Yield how the quote may end, up to all of it."""
    first = _line_start(text, start, end)
    inner = (at for at in range(end - 1, max(first - 1, start), -1) if _begins_word(text, at))
    return _within(room, (term(text[at:end]) for at in chain(inner, (start,) if first == start else ())))


def before(text: str, start: int, room: int) -> Iterator[Term]:
    """Yield what may be named as standing ahead of the quote, white space aside."""
    end = start
    while end > 0 and text[end - 1].isspace():
        end -= 1
    if end == 0 or not is_kept(text[end - 1]):
        return iter(())
    first = _line_start(text, 0, end)
    cuts = (at for at in range(end - 1, first - 1, -1) if _begins_word(text, at))
    return _within(room, (term(text[at:end]) for at in cuts))


def after(text: str, end: int, room: int) -> Iterator[Term]:
    """Yield what may be named as following the quote, white space aside."""
    start = end
    while start < len(text) and text[start].isspace():
        start += 1
    if start == len(text) or not is_kept(text[start]):
        return iter(())
    found = _LINE_END.search(text, start)
    last = found.start() if found else len(text)
    cuts = (at for at in range(start + 1, last + 1) if _ends_word(text, at))
    return _within(room, (term(text[start:at]) for at in cuts))


def _within(room: int, terms: Iterable[Term]) -> Iterator[Term]:
    """Yield the terms that take no more than `room`; they grow, so the first that does ends it."""
    return takewhile(lambda one: one.cost <= room, terms)


def _line_start(text: str, start: int, end: int) -> int:
    return max(start, *(text.rfind(letter, start, end) + 1 for letter in _LINE_ENDS))


def _ends_word(text: str, at: int) -> bool:
    return joins(text[at - 1]) and must_part(text, at)


def _begins_word(text: str, at: int) -> bool:
    return joins(text[at]) and must_part(text, at)
