"""Running heads, which hold author, work and year in one line, and titles that say whose letter it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from embeddings.text.dates import find_date
from embeddings.text.languages import pattern_of, words
from embeddings.text.names import is_family_name, is_name

_YEAR = r"(?P<year>1[5-9][0-9]{2}|20[0-9]{2})(?:\s*[-–]\s*(?:[0-9]{2}|[0-9]{4}))?"
_NAME = r"(?P<name>[^\W\d_a-z][^:,;()0-9]{1,60}?)"
_WORK = r"(?P<work>[^\W\d_a-z“\"'‘«„][^\n]{2,140}?)"
LONGEST = 200
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME}\s+[\[(]?{_YEAR}[\])]?",  # "Berg 1898"
        rf"{_NAME}\s+[\[(]?{_YEAR}[\])]?\s*[:.–-]\s*{_WORK}",  # "Berg 1898: The Lamp"
        rf"{_NAME}(?:\s*:\s*|\.\s+){_WORK}[.,]?\s*[\[(]?{_YEAR}[\])]?",  # "Anna Berg: The Lamp. 1898"
        rf"{_NAME}\.\s+{_WORK}",  # "Anna Berg. The Lamp"; but "Anna Berg: A Life" is about her
    )
)
UNDATED = _FORMS[-1]
_TAILED = re.compile(rf"(?P<rest>.+?)[.,]?\s*[\[(]?{_YEAR}[\])]?")  # "The Lamp. Anna Berg (1898)"
_EDGE = re.compile(r"[.,]\s+")


@dataclass(frozen=True, slots=True)
class Running:
    """What a running head says: who wrote what, and when; or the series that a page stands in."""

    author: str | None = None
    work: str | None = None
    year: str | None = None
    series: str | None = None


NOTHING = Running()


@cache
def _letter() -> re.Pattern[str]:
    to = pattern_of(words("letter_to"))
    return re.compile(
        rf"(?P<who>[^\W\d_a-z][^,;:()0-9]{{1,60}}?)\s+(?:{to})\s+(?P<whom>(?:the\s+)?[^\W\d_a-z][^;:()]{{1,80}})"
    )


def running_head(line: str) -> Running:
    """Return what a line says that holds an author with a work, a year, or both; nothing where it does not.

    A family name alone needs the year beside it; a name of two parts without a year, a work.
    """
    line = " ".join(line.split())
    if len(line) > LONGEST or is_name(line):
        return NOTHING
    for form in _FORMS:
        if (match := form.fullmatch(line)) is None:
            continue
        found = match.groupdict()
        name = found["name"].strip(" .,")
        person = is_name(name) or (form is not UNDATED and _is_alone(name))
        if person and not _dates(name):
            work = (found.get("work") or "").strip(" .,:") or None
            return Running(name, work, found.get("year"))
    if (tail := _TAILED.fullmatch(line)) is None:
        return NOTHING
    if set(tail["rest"].casefold().split()) & words("series_words"):
        return Running(series=tail["rest"], year=tail["year"])
    edges = list(_EDGE.finditer(tail["rest"]))
    named = [edge for edge in edges if is_name(tail["rest"][edge.end() :])]
    named = named[:1] or [edge for edge in edges[-1:] if _is_alone(tail["rest"][edge.end() :])]
    if named and (work := tail["rest"][: named[0].start()]) and work[0].isupper():
        return Running(tail["rest"][named[0].end() :], work, tail["year"])
    return NOTHING


def _is_alone(name: str) -> bool:
    return is_family_name(name) and name.casefold() not in words("places") and not _dates(name)


def _dates(name: str) -> bool:
    """Say whether a name is that of a month, a season or a day."""
    found = {form.casefold() for key in ("months", "seasons") for forms in words(key) for form in forms.split()}
    return bool(set(name.casefold().rstrip(".").split()) & (found | words("weekdays")))


def letter_writer(title: str) -> str | None:
    """Return who wrote a letter whose title is "Berg to Jo Field"; None where a title says no such thing."""
    title = " ".join(title.split())
    date = find_date(title)
    match = _letter().fullmatch(title if date is None else title[: date.start].rstrip(" ,.(["))
    if match is None:
        return None
    who = match["who"]
    return who if is_name(who) or is_family_name(who) else None
