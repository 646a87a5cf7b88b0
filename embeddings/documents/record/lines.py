"""The lines of a page's head: what one is by its own form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from embeddings.documents.record.labels import is_translation_credit, label_of
from embeddings.documents.record.running import letter_writer
from embeddings.documents.record.sources import LONGEST_LINE, is_credit, is_source
from embeddings.text.dates import find_date
from embeddings.text.languages import pattern_of, words
from embeddings.text.names import is_name

LONGEST_LABELLED = 700
EMPHASIS = "_* "
_DATE_LINE = re.compile(r"[\[(](?:written:?\s*)?(?:[A-Z][\w.]*\s+)?[\w ,.–-]{4,30}[\])]")
_MASTHEAD = re.compile(r"vol(?:ume)?\.?\s*[0-9IVXLC]+\b.{0,20}\bno\.?\s*[0-9]+\b.*", re.IGNORECASE)
NUMERAL = re.compile(r"(?:[IVXLC]{1,6}|[0-9]{1,3})\.?")
_PLACE = r"[\[(]?(?P<place>[^\W\d_][^\W\d_.]+(?:[ -][^\W\d_.]+){0,2}),?[\])]?[,.]?\s+"
_YEAR_TAIL = re.compile(r"[\s,]*[\[(]?\b(?:1[0-9]{3}|20[0-9]{2})\b[\])]?\s*$")


class HeadLine(StrEnum):
    """What a line of a page's head is."""

    PUBLICATION = "publication"  # "The Militant, 24 February 1945", above the title
    RUNNING = "running head"  # "Berg 1898", "Anna Berg: The Lamp. 1898"
    BYLINE = "byline"
    WORK = "work"  # the title of what the page is a part of
    TITLE = "title"
    DATE = "date"  # "(February 1938)"
    DATELINE = "dateline"  # "London, September 21, 1890", over a letter
    SOURCE = "source"  # "From The Militant, Vol. X No. 7, 16 February 1946, p. 6."
    LABEL = "label"  # "Written: 1907", "First Published: …", "Source: …"
    SPOKEN = "spoken"  # "An address delivered at …, 5 May 1911"
    CREDIT = "credit"  # "Transcribed & marked up by …", "Proofread by …", "Republished in …"
    FIELD = "field"  # "AUTHOR: Leon Trotsky", in a list of such lines at the very top
    MARK = "mark"  # "by", over a name
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HeadPart:
    """A run of a head's characters ``[start, end)`` and what it is."""

    kind: HeadLine
    start: int
    end: int


@cache
def _by() -> re.Pattern[str]:
    ways = pattern_of(words("byline_words") | words("labels_author"))
    return re.compile(rf"(?i:{ways})\s*:?\s+(?=[^\W\d_a-z])")


def byline_name(line: str) -> str:
    """Return a byline without its "by", and without marks of emphasis around it."""
    return _by().sub("", " ".join(line.split()).strip(EMPHASIS), count=1)


def kind_of(line: str) -> HeadLine:
    """Return what a line is by its own form; the first form that fits decides."""
    if len(line) > LONGEST_LINE:
        return HeadLine.LABEL if len(line) <= LONGEST_LABELLED and label_of(line) else HeadLine.OTHER
    is_dated = find_date(line) is not None
    if letter_writer(line) is not None:
        return HeadLine.OTHER
    forms = (
        (HeadLine.LABEL, label_of(line) is not None),
        (HeadLine.CREDIT, is_credit(line) or is_translation_credit(line)),
        (HeadLine.PUBLICATION, is_dated and bool(_MASTHEAD.fullmatch(line))),
        (HeadLine.DATELINE, is_dated and is_dateline(line)),
        (HeadLine.SOURCE, is_source(line)),
        (HeadLine.DATE, is_dated and (bool(_DATE_LINE.fullmatch(line)) or is_date(line))),
        (HeadLine.BYLINE, bool(_by().match(line.strip(EMPHASIS))) and is_name(byline_name(line))),
    )
    return next((kind for kind, fits in forms if fits), HeadLine.OTHER)


def is_date(line: str) -> bool:
    """Say whether a line is a day, a month or a season of a year, and nothing else."""
    found = find_date(line)
    whole = found is not None and found.start == 0 and not line[found.end :].strip(" .")
    return whole and found is not None and (found.date.month or found.date.season) is not None


def is_dateline(line: str) -> bool:
    """Say whether a line is a place and a day, as over a letter; a place that is not known stands in brackets."""
    found = find_date(line)
    if found is None or found.date.day is None or line[found.end :].strip(" .,)]"):
        return False
    match = re.fullmatch(_PLACE, line[: found.start] + " ")
    return match is not None and (line[0] in "[(" or match["place"].casefold() in words("places"))


def is_bare_part(line: str) -> bool:
    """Say whether a line is "Part I" or "II", without what the part is called."""
    found = line.split()
    named = found[0].casefold().strip(".:") in words("part_words")
    return bool(NUMERAL.fullmatch(line)) or (named and len(found) == 2)  # noqa: PLR2004 - and its number


def is_over_pages(line: str) -> bool:
    """Say whether a line names a site, or a series by its year: it stands over many pages."""
    return bool({word.strip(".:,") for word in line.casefold().split()} & words("site_words")) or bool(
        _YEAR_TAIL.search(line)
    )


def goes_on(line: str) -> bool:
    """Say whether a line ends as none ends that is whole: "Study Guide for", "Anna Berg’s"."""
    last = line.rsplit(" ", 1)[-1].casefold()
    return last in words("title_words") | words("articles") or last.endswith(("’s", "'s"))
