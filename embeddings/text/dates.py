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
_MONTH = "|".join(rf"{name}|{name[:4]}\.?|{name[:3]}\.?" for name in MONTHS)
_SEASON = "|".join((*SEASONS, "Fall"))
_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DASH = r"\s*[-–—/]\s*"
_CIRCA = re.compile(r"(?:\b(?:circa|ca?\.|about|around|approx\.)|~)\s*$", re.IGNORECASE)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}(?P<dash>[-/])(?P<number>0[1-9]|1[0-2])(?P=dash)(?P<day>[0-3][0-9])(?![0-9])",
        rf"\b{_YEAR}-(?P<number>0[1-9]|1[0-2])(?![0-9-])",
        rf"\b(?P<day>[0-3]?[0-9]){_ORDINAL}\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+{_YEAR}\b",
        rf"\b(?P<month>{_MONTH})\s+(?P<day>[0-3]?[0-9]){_ORDINAL},?\s+{_YEAR}\b",
        rf"\b(?P<month>{_MONTH}){_DASH}(?P<last_month>{_MONTH}),?\s+{_YEAR}\b",
        rf"\b(?P<month>{_MONTH}),?\s+{_YEAR}\b",
        rf"\b(?P<season>{_SEASON}),?\s+{_YEAR}\b",
        rf"\b{_YEAR}(?:{_DASH}(?P<last_year>1[0-9]{{3}}|20[0-9]{{2}}|[0-9]{{2}}))?(?![0-9])",
    )
)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as exact as its source: a year, perhaps a month or season, perhaps a day; perhaps a range."""

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    until: PartialDate | None = None
    circa: bool = False

    @property
    def csl(self) -> dict[str, Any]:
        """Return the date in CSL-JSON form."""
        ends = [self] if self.until is None else [self, self.until]
        parts = [[part for part in (end.year, end.month, end.day) if part is not None] for end in ends]
        extra: dict[str, Any] = {"season": self.season} if self.season else {}
        return {"date-parts": parts} | extra | ({"circa": True} if self.circa else {})

    def __str__(self) -> str:
        season = SEASONS[self.season - 1] if self.season else None
        parts = (self.day, MONTHS[self.month - 1] if self.month else season, self.year)
        # "March–April 1923" names its year once.
        within = self.until is not None and self.until.year == self.year
        shown = " ".join(str(part) for part in (parts[:2] if within else parts) if part is not None)
        if self.until is not None:
            shown = f"{shown}–{self.until}"
        return f"c. {shown}" if self.circa else shown


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
            circa = bool(_CIRCA.search(text[: match.start()]))
            if (date := _date(match.groupdict(), circa=circa)) is not None:
                return FoundDate(date, match.start(), match.end(), match.group())
    return None


def date_from_csl(value: Any) -> PartialDate | None:
    """Return the date of a CSL-JSON value, None if it is not one: date-parts, or words under raw or literal."""
    if not isinstance(value, dict):
        return None
    for key in ("raw", "literal"):
        if isinstance(value.get(key), str) and (found := find_date(value[key])) is not None:
            return found.date
    try:
        ends = [[int(part) for part in parts] for parts in value["date-parts"]]
        first, *rest = [PartialDate(parts[0], *_month_and_day(parts)) for parts in ends]
        season = int(value["season"]) if value.get("season") else None
    except (KeyError, TypeError, ValueError):
        return None
    if season not in (None, 1, 2, 3, 4) or not all(_possible(end) for end in (first, *rest)):
        return None
    until = rest[0] if rest else None
    return PartialDate(first.year, first.month, first.day, season, until, bool(value.get("circa")))


def _month_and_day(parts: list[int]) -> tuple[int | None, int | None]:
    return (parts[1] if len(parts) > 1 else None), (parts[2] if len(parts) > 2 else None)  # noqa: PLR2004 - CSL's order


def _possible(date: PartialDate) -> bool:
    months, days = range(1, 13), range(1, 32)
    return date.month in (None, *months) and date.day in (None, *days)


def _date(groups: dict[str, str | None], *, circa: bool) -> PartialDate | None:
    year = int(groups["year"] or 0)
    month, season, day, until = _month(groups.get("month")), None, None, None
    if (word := groups.get("number")) is not None:
        month = int(word)
    if (word := groups.get("season")) is not None:
        season = SEASONS.index("Autumn" if word.lower() == "fall" else word.capitalize()) + 1
    if (word := groups.get("day")) is not None:
        day = int(word)
        if not 1 <= day <= 31:  # noqa: PLR2004 - days of the longest month
            return None
    if (last := _month(groups.get("last_month"))) is not None and month is not None and last > month:
        until = PartialDate(year, last)
    if (word := groups.get("last_year")) is not None:
        last_year = int(word) if len(word) > 2 else year - year % 100 + int(word)  # noqa: PLR2004 - "1914–18"
        until = PartialDate(last_year) if last_year > year else None
    return PartialDate(year, month, day, season, until, circa)


def _month(word: str | None) -> int | None:
    if word is None:
        return None
    return next(number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower()[:3]))
