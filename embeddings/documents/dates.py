"""Dates as archives write them, as CSL date-parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = ("Spring", "Summer", "Autumn", "Winter")  # CSL counts them 1 to 4
_MONTH = "|".join(rf"{name}|{name[:3]}\.?|{name[:4]}\.?" for name in MONTHS)
_SEASON = "|".join((*SEASONS, "Fall"))
_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<day>[0-3]?[0-9]){_ORDINAL}\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+{_YEAR}\b",
        rf"\b(?P<month>{_MONTH})\s+(?P<day>[0-3]?[0-9]){_ORDINAL},?\s+{_YEAR}\b",
        rf"\b(?P<month>{_MONTH}),?\s+{_YEAR}\b",
        rf"\b(?P<season>{_SEASON}),?\s+{_YEAR}\b",
        rf"\b{_YEAR}\b",
    )
)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as exact as its source: a year, perhaps a month or season, perhaps a day."""

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None

    @property
    def csl(self) -> dict[str, Any]:
        """Return the date in CSL-JSON form."""
        parts = [part for part in (self.year, self.month, self.day) if part is not None]
        return {"date-parts": [parts]} | ({"season": self.season} if self.season else {})

    def agrees_with(self, other: PartialDate) -> bool:
        """Say whether both can be true: the less exact one is a prefix of the other."""
        pairs = zip(
            (self.year, self.month, self.day, self.season),
            (other.year, other.month, other.day, other.season),
            strict=True,
        )
        return all(mine == theirs or mine is None or theirs is None for mine, theirs in pairs)

    def __str__(self) -> str:
        season = SEASONS[self.season - 1] if self.season else None
        parts = (self.day, MONTHS[self.month - 1] if self.month else season, self.year)
        return " ".join(str(part) for part in parts if part is not None)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the characters ``[start, end)`` it was read from."""

    date: PartialDate
    start: int
    end: int
    words: str

    @property
    def shown(self) -> str:
        """Return the date for a reader: in one form, but a season by the name its source gave it."""
        return " ".join(self.words.replace(",", "").split()) if self.date.season else str(self.date)


def find_date(text: str) -> FoundDate | None:
    """Return the first of the most exact dates in a line, or None."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if (date := _date(match.groupdict())) is not None:
                return FoundDate(date, match.start(), match.end(), match.group())
    return None


def _date(groups: dict[str, str | None]) -> PartialDate | None:
    month = season = day = None
    if (word := groups.get("month")) is not None:
        month = next(n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower()[:3]))
    if (word := groups.get("season")) is not None:
        season = SEASONS.index("Autumn" if word.lower() == "fall" else word.capitalize()) + 1
    if (word := groups.get("day")) is not None:
        day = int(word)
        if not 1 <= day <= 31:  # noqa: PLR2004 - days of the longest month
            return None
    return PartialDate(int(groups["year"] or 0), month, day, season)
