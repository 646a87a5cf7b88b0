"""Dates as the manuals write them. A date says no more than its parts: a season, a month, a range, a circa."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from embeddings.quoting.citing.styles.rich import clean
from embeddings.text.dates import MONTHS, SEASONS

if TYPE_CHECKING:
    from collections.abc import Sequence

Parts = tuple[int, ...]  # year, perhaps month, perhaps day
_FULL = 3
_BOUNDS = ((-9999, 9999), (1, 12), (1, 31))
# MLA shortens all names of more than four letters.
SHORT_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@dataclass(frozen=True, slots=True)
class Date:
    """A CSL-JSON date; `season` in the words of its source where the record has them."""

    start: Parts
    until: Parts = ()
    season: str = ""
    circa: bool = False
    literal: str = ""  # where the record holds words and no parts

    @property
    def year(self) -> str:
        """Return the year, or the years of a range."""
        if not self.start:
            return self.literal
        first = year(self.start)
        last = year(self.until) if self.until else first
        return first if first == last else f"{first}–{last}"

    def holds(self, other: Date) -> bool:
        """Say whether the other is this date told more exactly: February 1946 holds 16 February 1946."""
        same = bool(self.start) and other.start[: len(self.start)] == self.start
        return same and not self.until and self.season in ("", other.season)


def date_of(value: Any) -> Date | None:
    """Return the date of a CSL-JSON date variable, or None where it is none."""
    if not isinstance(value, dict):
        return None
    rows = value.get("date-parts")
    ends = [_parts(row) for row in rows] if isinstance(rows, list | tuple) else []
    start, until = ((*ends, (), ())[:2]) if ends else ((), ())
    season = _season(value.get("season"))
    if start:
        return Date(start, until if until > start else (), season, bool(value.get("circa")))
    literal = clean(value.get("literal")) or clean(value.get("raw"))
    return Date((), literal=literal) if literal else None


def _parts(row: Any) -> Parts:
    numbers: list[int] = []
    values = row if isinstance(row, list | tuple) else ()
    for part, (low, high) in zip(values, _BOUNDS, strict=False):
        try:
            number = int(part)
        except (TypeError, ValueError):
            break
        if number == 0 or not low <= number <= high:
            break
        numbers.append(number)
    return tuple(numbers)


def _season(value: Any) -> str:
    shown = clean(value)
    return SEASONS[int(shown) - 1] if shown in ("1", "2", "3", "4") else shown


def year(parts: Parts) -> str:
    """Return a year; one before the common era says so."""
    return str(parts[0]) if parts[0] > 0 else f"{-parts[0]} BCE"


def day_first(date: Date, months: Sequence[str] = MONTHS) -> str:
    """Return ``16 February 1946``, ``3–5 May 1923``, ``March–April 1923``, ``Fall 1959``, ``1914–1918``."""

    def point(parts: Parts, *, month: bool = True, with_year: bool = True) -> str:
        shown = [str(parts[2]) if len(parts) == _FULL else "", _month(date, parts, months) if month else ""]
        return " ".join(filter(None, (*shown, year(parts) if with_year else "")))

    if not date.until:
        return point(date.start) if date.start else date.literal
    same_year, same_month = _shared(date)
    return f"{point(date.start, month=not same_month, with_year=not same_year)}–{point(date.until)}"


def month_first(date: Date, *, with_year: bool = True) -> str:
    """Return ``February 16, 1946``, ``May 3–5, 1923``, ``March–April 1923``, ``Fall 1959``, ``1914–1918``."""

    def point(parts: Parts, *, month: bool = True, with_year: bool = True) -> str:
        day = str(parts[2]) if len(parts) == _FULL else ""
        shown = " ".join(filter(None, (_month(date, parts, MONTHS) if month else "", day)))
        ending = year(parts) if with_year else ""
        return (", " if day else " ").join(filter(None, (shown, ending)))

    if not date.until:
        return point(date.start, with_year=with_year) if date.start else date.literal
    same_year, same_month = _shared(date)
    last = point(date.until, month=not same_month, with_year=with_year or not same_year)
    return f"{point(date.start, with_year=not same_year)}–{last}"


def year_first(date: Date) -> str:
    """Return ``1946, February 16``, ``1923, March–April``, ``1959, Fall``, ``1914–1918``."""
    exact = len(date.start) > 1 or bool(date.season)
    if not exact:
        return date.year
    if date.until and not _shared(date)[0]:
        return "–".join(year_first(Date(end)) for end in (date.start, date.until))
    return f"{year(date.start)}, {month_first(date, with_year=False)}"


def _month(date: Date, parts: Parts, months: Sequence[str]) -> str:
    return months[parts[1] - 1] if len(parts) > 1 else date.season


def _shared(date: Date) -> tuple[bool, bool]:
    """Say whether a range's ends name one year beside months, and one month beside days."""
    start, until = date.start, date.until
    same_year = len(start) > 1 and len(until) > 1 and start[0] == until[0]
    return same_year, same_year and len(start) == len(until) == _FULL and start[1] == until[1]
