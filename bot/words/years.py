"""Years as members write them, in English or German: "1900-1914", "before 1910", "seit 1905", "1890er"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.text.years import FIRST, LAST, Years

if TYPE_CHECKING:
    from collections.abc import Callable

_YEAR = r"([12][0-9]{3})"
_THE = r"(?:(?:the|the years?|den|die|dem|den jahren|die jahre)\s+)?"
# What stands before a year or two, and the span it means.
_SPOKEN: tuple[tuple[str, Callable[[int], Years | None]], ...] = (
    (rf"(?:in|im jahr|im)\s+{_THE}{_YEAR}", lambda year: Years(year, year)),
    (rf"(?:before|vor|<)\s*{_THE}{_YEAR}", lambda year: Years(FIRST, year - 1)),
    (rf"(?:after|nach|>)\s*{_THE}{_YEAR}", lambda year: Years(year + 1, LAST)),
    (
        rf"(?:since|from|starting|seit|ab|von|>=)\s*{_THE}{_YEAR}(?:\s+(?:on|onwards?|an))?",
        lambda year: Years(year, LAST),
    ),
    (rf"(?:until|till|up to|by|to|bis|<=)\s*{_THE}{_YEAR}", lambda year: Years(FIRST, year)),
    (rf"(?:in\s+)?{_THE}{_YEAR}(?:'?s|er(?:[ -]jahren?)?)", lambda year: Years(year, year + 9)),
)
_BETWEEN = re.compile(
    rf"(?:between|from|in|zwischen|von)?\s*{_THE}{_YEAR}\s*(?:and|to|until|till|und|bis)\s*{_THE}{_YEAR}",
    re.IGNORECASE,
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), span) for pattern, span in _SPOKEN)


def read_years(typed: str) -> Years | None:
    """Return the years that are meant, None where that cannot be told."""
    words = " ".join(typed.split()).strip(" .,;")
    if (span := Years.parse(words)) is not None:
        return span
    if (match := _BETWEEN.fullmatch(words)) is not None:
        first, last = map(int, match.groups())
        return Years(first, last) if first <= last else None
    for pattern, span_from in _PATTERNS:
        if (match := pattern.fullmatch(words)) is not None:
            return span_from(int(match[1]))
    return None
