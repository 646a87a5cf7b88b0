"""Dates: read as archives write them, held as CSL date-parts, written as the manuals write them.

A date says no more than its parts: a year, perhaps a month or a season, perhaps a day; perhaps a range, perhaps a
circa. Years alone, as people type them and as questions name them, are read by `years`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from embeddings.text.languages import codes, listed, pattern_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence


Parts = tuple[int, ...]  # year, perhaps month, perhaps day
_FULL = 3
LONGEST_MONTH = 31
_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
_HAS_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_DASH = r"\s*[-–—/]\s*"
_SHORT = 4  # letters of a month or a season that may be an abbreviation
# MLA shortens all names of more than four letters.
SHORT_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@cache
def months() -> tuple[str, ...]:
    """Return the English names of the months, in which dates are written."""
    return tuple(forms.split()[0] for forms in listed("months", "en"))


@cache
def seasons() -> tuple[str, ...]:
    """Return the English names of the seasons; CSL counts them 1 to 4."""
    return tuple(forms.split()[0] for forms in listed("seasons", "en"))


@cache
def forms_of(key: str, code: str) -> dict[str, int]:
    """Return the number, from 1, of each form of a language's months or seasons, case folded."""
    numbered = enumerate(listed(key, code), 1)
    return {form.casefold(): number for number, forms in numbered for form in forms.split()}


@cache
def _numbers(key: str) -> dict[str, int]:
    return {form: number for code in codes() for form, number in forms_of(key, code).items()}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what finds dates, the most exact first; where languages share a month's name, it is read as English.

    "5. August" is read by its month alone: in English, a number of something else may end before it.
    """
    exact = (
        rf"\b{_YEAR}(?P<dash>[-/])(?P<number>0[1-9]|1[0-2])(?P=dash)(?P<day>[0-3][0-9])(?![0-9])",
        rf"\b{_YEAR}-(?P<number>0[1-9]|1[0-2])(?![0-9-])",
    )
    english, others = ["en"], [code for code in codes() if code != "en"]
    written = [one for level in zip(_written(english), _written(others), strict=True) for one in level]
    year = rf"\b{_YEAR}(?:{_DASH}(?P<last_year>1[0-9]{{3}}|20[0-9]{{2}}|[0-9]{{2}}))?(?![0-9])"
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*exact, *written, year))


def _written(languages: Sequence[str]) -> tuple[str, ...]:
    """Return the patterns of dates in words, the most exact first."""
    month, season = _named("months", languages), _named("seasons", languages)
    ending, particle = (
        pattern_of(*(words(key, code) for code in languages)) for key in ("day_endings", "day_particles")
    )
    day = rf"(?P<day>[0-3]?[0-9])(?:{ending})?(?:{_DASH}(?P<last_day>[0-3]?[0-9])(?:{ending})?)?"
    to_year = r",?\s+" if "en" in languages else rf",?\s+(?:(?:{particle})\s+)?"
    of_year = rf"{to_year}{_YEAR}\b"
    return (
        rf"\b{day}(?:\s+(?:(?:{particle})\s+)?|(?P<dash>-))(?P<month>{month})(?(dash)-|{to_year}){_YEAR}\b",
        rf"\b(?P<month>{month})\s+{day}{of_year}",
        rf"\b(?P<month>{month}){_DASH}(?P<last_month>{month}){of_year}",
        rf"\b(?P<month>{month}){of_year}",
        rf"\b(?P<season>{season}){of_year}",
    )


def _named(key: str, languages: Sequence[str]) -> str:
    forms = {form for code in languages for form in forms_of(key, code)}
    forms -= set() if "en" in languages else set(forms_of(key, "en"))
    short = frozenset(form for form in forms if len(form) <= _SHORT)
    return rf"{pattern_of(frozenset(forms))}|(?:{pattern_of(short)})\."


@cache
def _circa() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{pattern_of(words('circa_words'))}|ca?\.|approx\.)|~)\s*$", re.IGNORECASE)


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
        start, until = (*map(tuple, self.csl["date-parts"]), ())[:2]
        shown = day_first(Date(start, until, seasons()[self.season - 1] if self.season else ""))
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
    if _HAS_YEAR.search(text) is None:
        return None
    for pattern in _patterns():
        for match in pattern.finditer(text):
            circa = bool(_circa().search(text[: match.start()]))
            if (date := _date(match.groupdict(), circa=circa)) is not None:
                return FoundDate(date, match.start(), match.end(), match.group())
            # "31 February" is no day, and so no month either; of "39 February" the number is no day's.
            if int(match.groupdict().get("day") or LONGEST_MONTH + 1) <= LONGEST_MONTH:
                text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    return None


def is_bounded(text: str, found: FoundDate) -> bool:
    """Say whether a date is only what something came before, or after: "before 1890"."""
    before = pattern_of(words("years_before"), words("years_after"))
    return re.search(rf"\b(?:{before})\s+(?:the\s+)?$", text[: found.start], re.IGNORECASE) is not None


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
    months, days = range(1, 13), range(1, LONGEST_MONTH + 1)
    return date.month in (None, *months) and date.day in (None, *days)


def _date(groups: dict[str, str | None], *, circa: bool) -> PartialDate | None:
    year = int(groups["year"] or 0)
    month, season, day, until = _month(groups.get("month")), None, None, None
    if (word := groups.get("number")) is not None:
        month = int(word)
    if (word := groups.get("season")) is not None:
        season = _numbers("seasons")[word.casefold().rstrip(".")]
    if (word := groups.get("day")) is not None:
        day = int(word)
        last_day = int(groups.get("last_day") or day)
        if month is not None and not 1 <= day <= last_day <= monthrange(year, month)[1]:
            return None
        until = PartialDate(year, month, last_day) if last_day > day else None
    if (last := _month(groups.get("last_month"))) is not None and month is not None and last > month:
        until = PartialDate(year, last)
    if (word := groups.get("last_year")) is not None:
        last_year = int(word) if len(word) > 2 else year - year % 100 + int(word)  # noqa: PLR2004 - "1914–18"
        until = PartialDate(last_year) if last_year > year else None
    return PartialDate(year, month, day, season, until, circa)


def _month(word: str | None) -> int | None:
    return None if word is None else _numbers("months")[word.casefold().rstrip(".")]


@dataclass(frozen=True, slots=True)
class Date:
    """A date as a record holds it; `season` in the words of its source where the record has them."""

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


def year(parts: Parts) -> str:
    """Return a year; one before the common era says so."""
    return str(parts[0]) if parts[0] > 0 else f"{-parts[0]} BCE"


def day_first(date: Date, names: Sequence[str] = ()) -> str:
    """Return ``16 February 1946``, ``3–5 May 1923``, ``March–April 1923``, ``Fall 1959``, ``1914–1918``."""

    def point(parts: Parts, *, month: bool = True, with_year: bool = True) -> str:
        shown = [
            str(parts[2]) if len(parts) == _FULL else "",
            _named_part(date, parts, names) if month else "",
        ]
        return " ".join(filter(None, (*shown, year(parts) if with_year else "")))

    if not date.until:
        return point(date.start) if date.start else date.literal
    same_year, same_month = _shared(date)
    return f"{point(date.start, month=not same_month, with_year=not same_year)}–{point(date.until)}"


def month_first(date: Date, *, with_year: bool = True) -> str:
    """Return ``February 16, 1946``, ``May 3–5, 1923``, ``March–April 1923``, ``Fall 1959``, ``1914–1918``."""

    def point(parts: Parts, *, month: bool = True, with_year: bool = True) -> str:
        day = str(parts[2]) if len(parts) == _FULL else ""
        shown = " ".join(filter(None, (_named_part(date, parts) if month else "", day)))
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


def _named_part(date: Date, parts: Parts, names: Sequence[str] = ()) -> str:
    return (names or months())[parts[1] - 1] if len(parts) > 1 else date.season


def _shared(date: Date) -> tuple[bool, bool]:
    """Say whether a range's ends name one year beside months, and one month beside days."""
    start, until = date.start, date.until
    same_year = len(start) > 1 and len(until) > 1 and start[0] == until[0]
    return same_year, same_year and len(start) == len(until) == _FULL and start[1] == until[1]
