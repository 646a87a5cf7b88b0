"""The line that says where a text was published: "From PUBLICATION, Vol. V No. N, DATE, p. P."."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from embeddings.documents.record.record import Claim, Field, Origin, dated, person, plain
from embeddings.text.dates import FoundDate, find_date
from embeddings.text.languages import pattern_of, words
from embeddings.text.names import is_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

LONGEST_LINE = 300
_FIRST_PUBLISHED = re.compile(r",\s*first published\s+(?:in\s+)?(?=[A-Z])")
_FOOTNOTE_MARK = re.compile(r"\[[0-9*]{1,3}\]")
_CREDIT = re.compile(
    r"(?:transcri(?:bed|ption|ber)|html|mark(?:ed)?[ -]?up|proof(?:ed|read(?:ing)?|ing)?|digiti[sz]ed|"
    r"scan(?:ned)?|ocr|correct(?:ed|ions?)|"
    r"produced by|e-?text prepared by|"
    r"formatted|copied|(?:recently |first )?(?:re-?published|reprinted)|translat(?:ed|ion|or)|copyright|©|"
    r"from the collection|provided by|permissions?|online version|copy-?edited|"
    r"edited by|public domain|checked against|the notes,? which)\b(?![’'])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(rf"(?<=[.;])\s+(?={_CREDIT.pattern})", re.IGNORECASE)
_RANGE = r"[0-9]{1,4}(?:\s*[-–—]+\s*[0-9]{1,4})?"
_NUMBER = r"(?P<value>[0-9]+(?:\s?[-–/&]+\s?[0-9]+)?|[IVXLCDM]+\b|(?i:one|two|three|four|five)\b)"
_SPACED_DASH = re.compile(r"\s*([-–—]+)\s*")
_ASIDE = re.compile(r"\s*\([^()]*\)[\s-]*$")  # "The Irish Review (Dublin)"
_BY_PUBLISHER = re.compile(r"by\s+(?:the\s+)?(?P<who>[A-Z][^,]*?)(?=,|\s+(?:of|in|at)\s|[.;]\s*$|$)")
# As libraries cite: "Berg, Anna. The Lamp. Paris: Lamplight Press, 1969."
_REFERENCE = re.compile(
    r"(?P<family>[^\W\d_][\w’'-]+),\s+(?P<given>[^\W\d_][^.,]*)\.\s+(?P<title>[^.]{3,160})\.\s+"
    r"(?P<place>[^:.]{2,40}):\s+(?P<publisher>[^0-9]{2,80}?),?\s+(?P<year>1[0-9]{3}|20[0-9]{2})\b"
)


@cache
def _edited() -> re.Pattern[str]:
    return re.compile(rf"\s+\(?(?i:{pattern_of(words('edited_by'))})\.?(?:\s+by)?\s+(?P<who>[^,()]+)\)?")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:{pattern_of(words('source_openings'))})(?:\s*:|\s+as(?:\s+(?:the|an?)\s+\w+\s+to)?|:)?)\s+",
        re.IGNORECASE,
    )


@cache
def _numbered(key: str) -> re.Pattern[str]:
    """Return what finds a number of a kind: a capital that stands for "page" has a full stop, "S. 6"."""
    letters = frozenset(word for word in words(key) if len(word) == 1 and word.isalpha())
    word = rf"(?i:{pattern_of(words(key) - letters)})\.?|(?:{pattern_of(letters)})\.?|(?i:{pattern_of(letters)})\."
    pages = rf"(?P<value>{_RANGE}(?:\s*(?:,|&|and)\s*(?!1[0-9]{{3}}\b|20[0-9]{{2}}\b){_RANGE}\b)*)"
    return re.compile(rf"(?<!\w)(?:{word}),?\s*{pages if key == 'page_words' else _NUMBER}")


@cache
def _publisher() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern_of(words('publisher_words'))})\b", re.IGNORECASE)


def is_credit(line: str) -> bool:
    """Say whether a line tells who prepared the text, or where else it appeared."""
    return len(line) <= LONGEST_LINE and bool(_CREDIT.match(line))


def is_numbered(line: str) -> bool:
    """Say whether a line names a volume, an issue or a page by its number."""
    return any(_numbered(key).search(line) for key in ("volume_words", "issue_words", "page_words"))


def is_source(line: str) -> bool:
    """Say whether a line names where the text was published."""
    if len(line) > LONGEST_LINE or _CREDIT.match(line):
        return False
    date = find_date(line)
    if _lead().match(line) and line[0].isupper():
        return date is not None or is_numbered(line)
    # "Workers' Republic, 10 September, 1898.": a publication, a comma, a date or a number, nothing after.
    comma = line.find(",")
    if date is None or comma < 0 or comma > date.start or not (line[0].isupper() or line[0] in "“\"'‘«„"):
        return False
    if any(map(str.isdigit, line[:comma])):
        return False
    rest = line[date.end :].strip(" .,")
    numbered = is_numbered(line[comma:])
    if rest and not is_numbered(rest) and not _FOOTNOTE_MARK.fullmatch(rest):
        return False
    # More than one name before the date is a sentence or a title, unless numbers tell; and "London, 5 May 1916"
    # heads a letter; and a weekday is no publication.
    one_name = not line[comma : date.start].strip(", ") and (date.date.month or date.date.season) is not None
    named = line[:comma].casefold()
    return numbered or (one_name and named not in words("places") and named not in words("weekdays"))


def read_source(line: str, origin: Origin, told: str = "", known: Collection[str] = ()) -> Iterator[Claim]:
    """Yield the claims of a source line; what it does not say is not claimed.

    `told` are the words that the claims are said to be read from, by default the line; `known` names, those of the
    text and its authors, are not taken for the publication's.
    """
    told = told or line
    # "… Library, first published in The Nationalist, Vol. 1 No. 9": the later place is where it was taken from.
    line = _FIRST_PUBLISHED.split(line.strip())[-1]
    lead = _lead().match(line)
    line = _SENTENCE.split(" ".join(line[lead.end() if lead else 0 :].split()))[0].rstrip(" ;")
    if (match := _REFERENCE.match(line)) is not None:
        yield plain(Field.CONTAINER_TITLE, match["title"].strip(), origin, told)
        yield plain(Field.PUBLISHER, match["publisher"].strip(" ,"), origin, told)
        if (year := find_date(match["year"])) is not None:
            yield dated(Field.ISSUED, year, origin, told)
        return
    date = find_date(line)
    numbers = {
        Field.VOLUME: _numbered("volume_words").search(line),
        Field.ISSUE: _numbered("issue_words").search(line),
        Field.PAGE: _numbered("page_words").search(line),
    }
    edges = [match.start() for match in numbers.values() if match] + ([date.start] if date else [])
    yield from _names(line[: min(edges, default=len(line))], origin, told, known)
    yield from _imprint(line, min(edges, default=len(line)), date, origin, told)
    for field, match in numbers.items():
        if match is not None:
            yield plain(field, _SPACED_DASH.sub(lambda dash: dash[1][0], match["value"]), origin, told)
    if date is not None:
        yield dated(Field.ISSUED, date, origin, told)


def _names(line: str, origin: Origin, told: str, known: Collection[str]) -> Iterator[Claim]:
    """Read what stands before the first number: a publication, a book and its publisher, or a publisher."""
    if (by := _BY_PUBLISHER.match(line)) is not None:
        yield plain(Field.PUBLISHER, by["who"].strip(), origin, told)
        return
    if (edited := _edited().search(line)) is not None and is_name(edited["who"].strip()):
        yield person(Field.EDITOR, edited["who"], origin, told)
        line = line[: edited.start()] + line[edited.end() :]
    opened = line.rfind("(") if line.count("(") > line.count(")") else -1
    line = line if opened < 0 else line[:opened]
    segments = [part.strip(" ,;:(") for part in line.split(",")]
    others = {_folded(name) for name in known}
    names = [part for part in segments if any(map(str.isalpha, part)) and not _is_known(part, others)]
    publishers = [part for part in names[1:] if _publisher().search(part)]
    names = [part for part in names if part not in publishers]
    # "Anna Berg, Collected Works": whose the works are.
    if len(names) > 1 and is_name(names[0]) and bool(words("series_words") & set(_folded(names[1]).split())):
        names = names[1:]
    # "L'Irlande Libre, Paris 1897": what runs into the date is its place, or "Christmas number".
    if len(names) > 1 and not line.rstrip().endswith(","):
        names = names[:-1]
    names = list(names[:1]) + [part for part in names[1:] if _folded(part) not in words("places")]
    if len(names) == 1 and names[0].split()[-1].casefold() in words("publisher_words") - words("periodical_words"):
        yield plain(Field.PUBLISHER, names[0], origin, told)
        return
    # Of several names only a publisher after them tells which is the publication's.
    if names and (len(names) == 1 or publishers):
        yield plain(Field.CONTAINER_TITLE, _ASIDE.sub("", names[0]), origin, told)
    if names and publishers:
        yield plain(Field.PUBLISHER, publishers[0], origin, told)


def _imprint(line: str, names_end: int, date: FoundDate | None, origin: Origin, told: str) -> Iterator[Claim]:
    """Read a publisher after the first number: "Volume 2 (Progress Publishers, Moscow, 1976)"."""
    between = line[names_end : date.start if date is not None else len(line)]
    for part in re.split(r"[,(;]", between):
        if _publisher().search(part) and not any(map(str.isdigit, part)):
            yield plain(Field.PUBLISHER, part.strip(" ,;:.)"), origin, told)
            return


def _is_known(name: str, others: Collection[str]) -> bool:
    """Say whether a name is one of the text's: "Anna Berg" where the author is "Berg"."""
    folded = _folded(name)
    return folded in others or (is_name(name) and folded.rsplit(" ", 1)[-1] in others)


def _folded(name: str) -> str:
    return name.casefold().strip(" .?!")
