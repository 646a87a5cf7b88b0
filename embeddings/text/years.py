"""Years and spans of years: typed to filter by ("1900-1914", "before 1910", "seit 1905"), or named in a question.

What is typed must be years and nothing else, and is taken at its word: it shuts out. In a question years stand
among other numbers, and only lead a search: there "1900s" is the century, and "around 1910" some years of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from embeddings.text.dates import forms_of
from embeddings.text.languages import codes, pattern_of, words

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST, LAST = 1, 9999  # where a span is open
_YEAR = r"[12][0-9]{3}"
_TYPED = re.compile(
    (
        rf"(?P<decade>{_YEAR})'?s|(?P<first>{_YEAR})?\s*(?P<dash>-|–|—|\.\.|to)\s*(?P<last>{_YEAR}|"
        rf"[0-9]{{2}})?|(?P<one>{_YEAR})"
    ),
    re.IGNORECASE,
)


class Years(NamedTuple):
    """The years from `first` to `last`, both included."""

    first: int
    last: int

    @classmethod
    def parse(cls, typed: str) -> Years | None:
        """Read ``1913``, ``1900-1914``, ``1900-14``, ``1900-``, ``-1914`` or ``1890s``; None for anything else."""
        match = _TYPED.fullmatch(typed.strip())
        if match is None:
            return None
        if match["one"]:
            return cls(int(match["one"]), int(match["one"]))
        if match["decade"]:
            return cls(int(match["decade"]), int(match["decade"]) + 9)
        if not match["first"] and not match["last"]:
            return None
        first = int(match["first"] or FIRST)
        last = _ending(match["last"], first) if match["last"] else LAST
        return cls(first, last) if first <= last else None

    def meets(self, other: Years) -> bool:
        """Say whether both hold a year."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return f"{self.first if self.first > FIRST else ''}–{self.last if self.last < LAST else ''}"


@cache
def _spoken() -> tuple[tuple[re.Pattern[str], Callable[[int], Years]], ...]:
    """Return what may be typed around a year, and the span that it means."""

    def any_of(*keys: str) -> str:
        return f"(?:{pattern_of(*map(words, keys))})"

    the = rf"(?:{any_of('articles')}\s+)?(?:{any_of('year_words')}\s+)?"
    year = rf"\s*{the}([12][0-9]{{3}})(?:\s+{any_of('year_words')})?"
    since = rf"(?:{any_of('years_since')}|>=){year}(?:\s+{any_of('years_onwards')})?"
    decade = rf"{the}([12][0-9]{{3}}){any_of('decade_endings')}"
    named = rf"(?:{any_of('articles')}\s+)?{any_of('decade_words')}\s+([12][0-9]{{3}})"
    in_ = any_of("years_in")
    patterns: tuple[tuple[str, Callable[[int], Years]], ...] = (
        (in_ + year, lambda year: Years(year, year)),
        (rf"(?:{any_of('years_before')}|<){year}", lambda year: Years(FIRST, year - 1)),
        (rf"(?:{any_of('years_after')}|>){year}", lambda year: Years(year + 1, LAST)),
        (since, lambda year: Years(year, LAST)),
        (rf"(?:{any_of('years_until')}|<=){year}", lambda year: Years(FIRST, year)),
        (rf"(?:{in_}\s+)?(?:{decade}|{named})", lambda year: Years(year, year + 9)),
        (rf"{any_of('years_between')}?{year}\s*{any_of('span_words')}{year}", lambda year: Years(year, year)),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), span_from) for pattern, span_from in patterns)


def read_years(typed: str) -> Years | None:
    """Return the years that are meant, in the words of any known language; None where that cannot be told."""
    plain = " ".join(typed.split()).strip(" .,;")
    if (span := Years.parse(plain)) is not None:
        return span
    for pattern, span_from in _spoken():
        if (match := pattern.fullmatch(plain)) is not None:
            first, *last = (int(year) for year in match.groups() if year)
            span = Years(first, last[0]) if last else span_from(first)
            return span if span.first <= span.last else None
    return None


AROUND = 2  # years to either side of "circa 1910"
_EARLIEST = 1400  # an earlier number is a year only where the words say so
_LOOKED_BACK = 12  # characters for those words
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_ALONE = r"(?<![\w.,$£€#])"
_ENDS = r"(?![\w%°]|[.,][0-9])"


class _Asked(NamedTuple):
    """What finds years in a question."""

    span: re.Pattern[str]
    decade: re.Pattern[str]
    single: re.Pattern[str]
    counted: re.Pattern[str]  # after a number that counts something
    year: re.Pattern[str]  # before a number that is a year


@cache
def _asked() -> _Asked:
    # "1900 a 1914" is Spanish, but "a" is commoner in English.
    spans = words("span_words") - (words("function_words", "en") - words("span_words", "en"))
    named = pattern_of(
        words("year_prepositions"),
        *(frozenset(forms_of(key, code)) for key in ("months", "seasons") for code in codes()),
    )
    circa = rf"(?P<circa>(?:\b(?:{pattern_of(words('circa_words'))}|ca?\.?|approx\.?)|~)\s{{0,2}})?"
    last = rf"(?P<last>{_YEAR}|[0-9]{{2}})"
    dash = r"\s?[-–—/]\s?"
    return _Asked(
        re.compile(rf"{_ALONE}(?P<first>{_YEAR})(?:{dash}|\s+(?:{pattern_of(spans)})\s+){last}{_ENDS}"),
        re.compile(rf"{_ALONE}(?P<first>{_YEAR})(?:{pattern_of(words('decade_endings'))})(?!\w)"),
        re.compile(rf"{circa}{_ALONE}(?P<year>{_YEAR}){_ENDS}", re.IGNORECASE),
        re.compile(rf"\s+(?:{pattern_of(words('counted_words'))})\b", re.IGNORECASE),
        re.compile(rf"(?:\b(?:{named})\.?|\d(?:{pattern_of(words('day_endings', 'en'))})?,?)\s+$", re.IGNORECASE),
    )


def years_in(text: str) -> Years | None:
    """Return the span of all years a question names, None if it names none."""
    asked = _asked()
    found: list[Years] = []
    spans = list(asked.span.finditer(text))
    for match in spans:
        first = int(match["first"])
        last = _ending(match["last"], first)
        if first <= last:
            found.append(Years(first, last))
    for match in asked.decade.finditer(text):
        first = int(match["first"])
        found.append(Years(first, first + (99 if first % 100 == 0 else 9)))
    for match in asked.single.finditer(text):
        if any(span.start() <= match.start("year") < span.end() for span in spans) or not _is_year(text, match):
            continue
        year, spread = int(match["year"]), AROUND if match["circa"] else 0
        found.append(Years(year - spread, year + spread))
    return Years(min(years.first for years in found), max(years.last for years in found)) if found else None


def _is_year(text: str, match: re.Match[str]) -> bool:
    asked, start = _asked(), match.start("year")
    if asked.counted.match(text, match.end()):
        return False
    return int(match["year"]) >= _EARLIEST or bool(asked.year.search(text[max(0, start - _LOOKED_BACK) : start]))


def _ending(typed: str, first: int) -> int:
    """Return the last year of a span; "1913-14" leaves out its century."""
    return int(typed) if len(typed) > 2 else first // 100 * 100 + int(typed)  # noqa: PLR2004 - digits
