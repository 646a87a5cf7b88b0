"""The years a question speaks of."""

from __future__ import annotations

import re

from embeddings.retrieval.years import Years

AROUND = 2  # years to either side of "circa 1910"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DASH = r"\s?[-–—/]\s?"
_ALONE = r"(?<![\w.,$£€#])"
_ENDS = r"(?![\w%°]|[.,][0-9])"
_SPAN = re.compile(
    rf"{_ALONE}(?P<first>{_YEAR})(?:{_DASH}|\s+(?:to|and|until|till|through|bis|à|"
    rf"по)\s+)(?P<last>{_YEAR}|[0-9]{{2}}){_ENDS}"
)
_DECADE = re.compile(rf"{_ALONE}(?P<first>{_YEAR})['’]?s(?!\w)")
_SINGLE = re.compile(
    r"(?P<circa>(?:\bcirca|\bca?\.?|\baround|\babout|\bapprox\.?|\broughly|~)\s{0,2})?"
    rf"{_ALONE}(?P<year>{_YEAR}){_ENDS}",
    re.IGNORECASE,
)
_SAYS_YEAR = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|before|after|during|year|from|early|late|mid|spring|summer|"
    r"autumn|fall|winter|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|"
    r"august|september|"
    r"october|november|december)\.?|\d(?:st|nd|rd|th)?,?)\s+$",
    re.IGNORECASE,
)
# What follows a number that counts something.
_COUNTED = re.compile(
    r"\s+(?:people|men|women|children|workers|members|copies|dollars|pounds|francs|marks|rubles|miles|feet|metres|"
    r"meters|kilomet(?:re|er)s|km|tons?|tonnes|votes|words|pages|soldiers|troops|acres|houses|"
    r"families|years|times|"
    r"days|hours|strikers|persons|souls|delegates|percent|per\s?cent|million|billion|thousand|hundred|square)\b",
    re.IGNORECASE,
)
_EARLIEST = 1400  # an earlier number is a year only where the words say so


def years_in(text: str) -> Years | None:
    """Return the span of all years a question names, None if it names none."""
    found: list[Years] = []
    spans = list(_SPAN.finditer(text))
    for match in spans:
        first = int(match["first"])
        last = int(match["last"]) if len(match["last"]) > 2 else first // 100 * 100 + int(match["last"])  # noqa: PLR2004 - digits
        if first <= last:
            found.append(Years(first, last))
    for match in _DECADE.finditer(text):
        first = int(match["first"])
        found.append(Years(first, first + (99 if first % 100 == 0 else 9)))
    for match in _SINGLE.finditer(text):
        if any(span.start() <= match.start("year") < span.end() for span in spans) or not _is_year(text, match):
            continue
        year, spread = int(match["year"]), AROUND if match["circa"] else 0
        found.append(Years(year - spread, year + spread))
    return Years(min(years.first for years in found), max(years.last for years in found)) if found else None


def _is_year(text: str, match: re.Match[str]) -> bool:
    if _COUNTED.match(text, match.end()):
        return False
    year = int(match["year"])
    return year >= _EARLIEST or bool(
        _SAYS_YEAR.search(text[max(0, match.start("year") - 12) : match.start("year")])
    )
