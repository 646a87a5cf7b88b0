"""The head of a page: where it was published, by whom, under what title, and who transcribed it.

The form is that of archive pages: site navigation; perhaps "Publication, date"; the author; the title; a date in
brackets; source lines; then the text. A line is told by its form and its place, and what fits no form is left
alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from embeddings.text.dates import find_date
from embeddings.text.languages import pattern_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence


class HeadLine(StrEnum):
    """What a line of a page's head is."""

    PUBLICATION = "publication"  # "The Militant, 24 February 1945", above the title
    BYLINE = "byline"
    TITLE = "title"
    DATE = "date"  # "(February 1938)"
    SOURCE = "source"  # "From The Militant, Vol. X No. 7, 16 February 1946, p. 6."
    LABEL = "label"  # "Written: 1907", "First Published: …", "Source: …"
    SPOKEN = "spoken"  # "An address delivered at …, 5 May 1911"
    CREDIT = "credit"  # "Transcribed & marked up by …", "Proofread by …", "Republished in …"
    FIELD = "field"  # "AUTHOR: Leon Trotsky", in a list of such lines at the very top
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HeadPart:
    """A run of a head's characters ``[start, end)`` and what it is."""

    kind: HeadLine
    start: int
    end: int


Run = tuple[int, int]

LONGEST_LINE = 300
LONGEST_TITLE = 160
MOST_LINES = 40
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
FARTHEST_RUN = 12  # a head is not looked for beyond so many runs of lines
_ENDING = (HeadLine.SOURCE, HeadLine.CREDIT, HeadLine.LABEL, HeadLine.SPOKEN)
_TELLING = (HeadLine.SOURCE, HeadLine.PUBLICATION, HeadLine.BYLINE, HeadLine.TITLE, HeadLine.LABEL)
_CREDIT = re.compile(
    r"(?:transcri(?:bed|ption|ber)|html|mark(?:ed)?[ -]?up|proof(?:ed|read)|digiti[sz]ed|scanned|formatted|"
    r"copied|(?:recently |first )?(?:re-?published|reprinted)|translat(?:ed|ion|or)|copyright|©|"
    r"from the collection|provided by|permissions?|online version|copy-?edited|"
    r"edited by|public domain|checked against|the notes,? which)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:from(?: the)?|(?:first |originally )?(?:published|printed)(?: in| as| by|:)?)\s",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:author|written|composed|delivered|spoken|dated?|(?:first |originally )?published|first printed|publisher|"
    r"source|(?:source of )?text|original title|translated(?: by)?|translation|translator|editor|edited)\s*:\s*\S",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(?:vol(?:ume)?\.?|nos?\.?|pp?\.)\s*[0-9IVXLC]", re.IGNORECASE)
_DATE_LINE = re.compile(r"[\[(](?:written:?\s*)?(?:[A-Z][\w.]*\s+)?[\w ,.–-]{4,30}[\])]")
_DELIVERED = re.compile(
    r"(?:an? )?(?:address|speech|lecture|talk|report)\b.{0,40}\bdelivered\b|delivered (?:at|in|before|to)\b",
    re.IGNORECASE,
)
_PUBLICATION_NAME = re.compile(r"[A-Z“\"'‘][^0-9]*")
_FOOTNOTE_MARK = re.compile(r"\[[0-9*]{1,3}\]")
_MASTHEAD = re.compile(r"vol(?:ume)?\.?\s*[0-9IVXLC]+\b.{0,20}\bno\.?\s*[0-9]+\b.*", re.IGNORECASE)
_FIELD = re.compile(r"(?P<key>[A-Za-z][A-Za-z_-]{2,24}):\s")
_RULE = re.compile(r"[-=_*]{3,}")
_BY = re.compile(r"by\s+(?=[A-Z])", re.IGNORECASE)
_SUFFIX = re.compile(r",?\s+(?:esq|jr|sr|m\.?p|m\.?a|ph\.?d)\.?$", re.IGNORECASE)
_CAPITAL = r"[A-Z][\w’'.-]*"


@cache
def _name() -> re.Pattern[str]:
    particles = words("name_particles") - {"ten"}  # "Chapter ten"
    particle = pattern_of(particles, frozenset(map(str.capitalize, particles)))
    return re.compile(rf"(?:The Editors?|{_CAPITAL}(?:\s+(?:{_CAPITAL}|{particle})){{1,4}})")


def is_source(line: str) -> bool:
    """Say whether a line names where the text was published."""
    if len(line) > LONGEST_LINE or _CREDIT.match(line):
        return False
    date = find_date(line)
    if _SOURCE.match(line):
        return date is not None or bool(_NUMBERED.search(line))
    # "Workers' Republic, 10 September, 1898.": a publication, a comma, a date or a number, nothing after.
    comma = line.find(",")
    if date is None or comma < 0 or comma > date.start or not _PUBLICATION_NAME.fullmatch(line[:comma]):
        return False
    rest = line[date.end :].strip(" .,")
    numbered = bool(_NUMBERED.search(line[comma:]))
    if rest and not _NUMBERED.match(rest) and not _FOOTNOTE_MARK.fullmatch(rest):
        return False
    # More than one name before the date is a sentence or a title, unless numbers tell; and "London, 5 May 1916"
    # heads a letter.
    one_name = not line[comma : date.start].strip(", ")
    return numbered or (one_name and line[:comma].casefold() not in words("places"))


def is_credit(line: str) -> bool:
    """Say whether a line tells who prepared the text, or where else it appeared."""
    return len(line) <= LONGEST_LINE and bool(_CREDIT.match(line))


def is_name(line: str) -> bool:
    """Say whether a line reads like the name of one or several people and nothing else."""
    line = _SUFFIX.sub("", " ".join(line.split()))
    names = re.split(r"\s*(?:,|&|\band\b)\s*", line)
    return all(_name().fullmatch(name) for name in names)


def byline_name(line: str) -> str:
    """Return a byline without its "by"."""
    return _BY.sub("", " ".join(line.split()), count=1)


def parse_head(text: str, runs: Sequence[Run]) -> list[HeadPart]:
    """Return the parts of a page's head, in order, or nothing where there is no head.

    `runs` are the first runs of non-blank lines of a document, navigation left out. The head ends with the last
    source or credit line before the text proper; a page without any has no head that could be told from its text.
    """
    if fields := _fields(text, runs):
        return fields
    lines: list[tuple[int, Run, HeadLine]] = []  # the number of its run, the line, its kind
    for number, run in enumerate(runs[:FARTHEST_RUN]):
        kinds = _kinds(text, run)
        # The first line may be a running header; a source line after anything else closes the head.
        closed = any(kind in _ENDING for _, _, kind in lines[1:])
        if kinds[0][1] is HeadLine.OTHER and (closed or _is_prose(text, run)):
            break
        lines.extend((number, line, kind) for line, kind in kinds)
    ends = [at for at, (_, _, kind) in enumerate(lines) if kind in _ENDING]
    parts = _titles(text, lines[: ends[-1] + 1]) if ends else []
    # Dates and credits alone are no head: prose begins like that too.
    return parts if any(part.kind in _TELLING for part in parts) else []


def _fields(text: str, runs: Sequence[Run]) -> list[HeadPart]:
    """Return the lines of a first run that is a list of "KEY: value" and names a title or an author."""
    lines = _lines(text, runs[0]) if runs else []
    keys = [match["key"].lower() for start, end in lines if (match := _FIELD.match(text[start:end]))]
    rules = [line for line in lines if _RULE.fullmatch(text[line[0] : line[1]])]
    if len(keys) < 2 or len(keys) + len(rules) < len(lines) or not {"title", "author"} & set(keys):  # noqa: PLR2004 - one line is no list
        return []
    return [HeadPart(HeadLine.OTHER if line in rules else HeadLine.FIELD, *line) for line in lines]


def _kinds(text: str, run: Run) -> list[tuple[Run, HeadLine]]:
    lines = [(line, _kind(text[line[0] : line[1]])) for line in _lines(text, run)]
    words = [text[start:end] for (start, end), kind in lines if kind is HeadLine.OTHER]
    # "An address delivered at", the place and the day: one statement on several lines.
    if len(lines) > 1 and _DELIVERED.match(text[slice(*lines[0][0])]) and find_date(text[slice(*run)]) is not None:
        return [(run, HeadLine.SPOKEN)]
    # "The Daily People" over "Oct. 20, 1912": a source line set on two.
    if len(words) == len(lines) == 2 and is_source(", ".join(words)):  # noqa: PLR2004 - a pair
        return [((lines[0][0][0], lines[1][0][1]), HeadLine.SOURCE)]
    return lines


def _kind(line: str) -> HeadLine:
    """Return what a line is by its own form; the first form that fits decides."""
    if len(line) > LONGEST_LINE:
        return HeadLine.OTHER
    dated = find_date(line) is not None
    forms = (
        (HeadLine.LABEL, bool(_LABEL.match(line))),
        (HeadLine.CREDIT, is_credit(line)),
        (HeadLine.PUBLICATION, dated and bool(_MASTHEAD.fullmatch(line))),
        (HeadLine.SOURCE, is_source(line)),
        (HeadLine.DATE, dated and bool(_DATE_LINE.fullmatch(line))),
        (HeadLine.BYLINE, bool(_BY.match(line)) and is_name(byline_name(line))),
    )
    return next((kind for kind, fits in forms if fits), HeadLine.OTHER)


def _titles(text: str, lines: list[tuple[int, Run, HeadLine]]) -> list[HeadPart]:
    """Tell byline and title among the lines that have no form of their own, by their order."""
    parts = _join(text, lines)
    open_parts = [at for at, part in enumerate(parts) if part.kind is HeadLine.OTHER]
    first_open = open_parts[0] if open_parts else len(parts)
    # A publication above the title is the page's running header, not the line that says where it is from.
    if parts[0].kind is HeadLine.SOURCE and first_open < len(parts):
        parts[0] = HeadPart(HeadLine.PUBLICATION, parts[0].start, parts[0].end)
    has_byline = any(part.kind is HeadLine.BYLINE for part in parts)
    names = [at for at in open_parts[:-1] if is_name(text[parts[at].start : parts[at].end])]
    if not has_byline and names and names[0] == first_open:
        parts[first_open] = HeadPart(HeadLine.BYLINE, parts[first_open].start, parts[first_open].end)
        open_parts = open_parts[1:]
    open_parts = [at for at in open_parts if parts[at].end - parts[at].start <= LONGEST_TITLE]
    if open_parts:
        title = parts[open_parts[0]]
        parts[open_parts[0]] = HeadPart(HeadLine.TITLE, title.start, title.end)
    return parts


def _join(text: str, lines: list[tuple[int, Run, HeadLine]]) -> list[HeadPart]:
    """Make one part of neighbouring lines of one run without a form of their own: a title on two lines.

    But a name over other lines of its run is a byline over a title.
    """
    parts: list[HeadPart] = []
    last_run = -1
    for number, (start, end), kind in lines:
        alike = bool(parts) and number == last_run and kind is parts[-1].kind is HeadLine.OTHER
        if alike and not is_name(text[parts[-1].start : parts[-1].end]):
            parts[-1] = HeadPart(kind, parts[-1].start, end)
        else:
            parts.append(HeadPart(kind, start, end))
        last_run = number
    return parts


def _lines(text: str, run: Run) -> list[Run]:
    """Return a run's first lines: a head has no more of them, and a hostile page may have millions."""
    return [match.span() for match in islice(_LINE.finditer(text, *run), MOST_LINES)]


def _is_prose(text: str, run: Run) -> bool:
    longest = max(end - start for start, end in _lines(text, run))
    return longest > LONGEST_LINE
