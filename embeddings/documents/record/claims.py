"""Read what a page's head says of the page: one claim for each field of each line."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.document import Statement
from embeddings.documents.record.header import HeadLine, byline_name, is_source
from embeddings.documents.record.record import Claim, Field, Origin, agree, dated, person, plain
from embeddings.documents.record.statements import claims_from
from embeddings.text.dates import PartialDate, find_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from embeddings.documents.document import Document

# Archives file their pages by date: ``connolly/1913/08/neulster.htm``.

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_MONTH = re.compile(r"0[1-9]|1[0-2]")


def folder_claims(path: str, others: Sequence[Claim]) -> list[Claim]:
    """Return the date that a document's folders name, if they name one year, as the least trusted of claims.

    A folder may be the year of writing as well as that of issue: where one of the `others` says so, it is.
    """
    folders = path.split("/")[:-1]
    years = [(year, below) for year, below in pairwise((*folders, "")) if _YEAR.fullmatch(year)]
    if len(years) != 1:
        return []
    year, below = years[0]
    date = PartialDate(int(year), int(below) if _MONTH.fullmatch(below) else None)
    written = any(claim.field is Field.ORIGINAL_DATE and agree(claim.csl, date.csl) for claim in others)
    field = Field.ORIGINAL_DATE if written else Field.ISSUED
    return [Claim(field, str(date), Origin.FOLDER, "/".join(folders), date.csl)]


# Read the line that says where a text was published: "From PUBLICATION, Vol. V No. N, DATE, p. P.".

_LEAD = re.compile(
    r"(?:from|source\s*:|(?:first |originally )?(?:published|printed)(?: in| as(?: (?:the|an?) \w+ to)?|:)?)\s+",
    re.IGNORECASE,
)
_FIRST_PUBLISHED = re.compile(r",\s*first published\s+(?:in\s+)?(?=[A-Z])")
_VOLUME = re.compile(r"\bvol(?:ume)?s?\.?,?\s*(?P<value>[0-9]+|[IVXLCDM]+)\b", re.IGNORECASE)
_ISSUE = re.compile(r"\bnos?\.?\s*(?P<value>[0-9]+(?:\s?[-–/&]\s?[0-9]+)?|[IVXLCDM]+)\b", re.IGNORECASE)
_RANGE = r"[0-9]{1,4}(?:\s*[-–]\s*[0-9]{1,4})?"
_PAGE = re.compile(
    rf"\b(?:pp?\.?|pages?)\s*(?P<value>{_RANGE}(?:\s*(?:,|&|and)\s*(?!1[0-9]{{3}}\b|20[0-9]{{2}}\b){_RANGE}\b)*)"
)
_PUBLISHER = re.compile(
    r"\b(?:publish(?:ers?|ing)|press|verlag|books|éditions|editions|printers?|printery)\b", re.IGNORECASE
)
_BY_PUBLISHER = re.compile(r"by\s+(?:the\s+)?(?P<who>[A-Z][^,]*?)(?=,|\s+(?:of|in|at)\s|[.;]\s*$|$)")
_SPACED_DASH = re.compile(r"\s*([-–])\s*")
_PLACE = re.compile(r"\s*\([^()]*\)$")  # "The Irish Review (Dublin)"


def read_source(line: str, origin: Origin, words: str = "", known: Collection[str] = ()) -> Iterator[Claim]:
    """Yield the claims of a source line; what it does not say is not claimed.

    `words` are what the claims are said to be read from, by default the line; `known` names, those of the text and
    its authors, are not taken for the publication's.
    """
    words = words or line
    # "… Library, first published in The Nationalist, Vol. 1 No. 9": the later place is where it was taken from.
    line = _FIRST_PUBLISHED.split(line.strip())[-1]
    line = " ".join(_LEAD.sub("", line, count=1).split())
    date = find_date(line)
    numbers = {
        Field.VOLUME: _VOLUME.search(line),
        Field.ISSUE: _ISSUE.search(line),
        Field.PAGE: _PAGE.search(line),
    }
    edges = [match.start() for match in numbers.values() if match] + ([date.start] if date else [])
    yield from _names(line[: min(edges, default=len(line))], origin, words, known)
    for field, match in numbers.items():
        if match is not None:
            yield plain(field, _SPACED_DASH.sub(r"\1", match["value"]), origin, words)
    if date is not None:
        yield dated(Field.ISSUED, date, origin, words)


def _names(line: str, origin: Origin, words: str, known: Collection[str]) -> Iterator[Claim]:
    """Read what stands before the first number: a publication, a book and its publisher, or a publisher."""
    if (by := _BY_PUBLISHER.match(line)) is not None:
        yield plain(Field.PUBLISHER, by["who"].strip(), origin, words)
        return
    segments = [part.strip(" ,;:(") for part in line.split(",")]
    others = {_folded(name) for name in known}
    names = [part for part in segments if part and _folded(part) not in others]
    publishers = [part for part in names[1:] if _PUBLISHER.search(part)]
    names = [part for part in names if part not in publishers]
    # "L'Irlande Libre, Paris 1897": what runs into the date is its place, or "Christmas number".
    if len(names) > 1 and not line.rstrip().endswith(","):
        names = names[:-1]
    # Of several names only a publisher after them tells which is the publication's.
    if names and (len(names) == 1 or publishers):
        yield plain(Field.CONTAINER_TITLE, _PLACE.sub("", names[0]), origin, words)
    if names and publishers:
        yield plain(Field.PUBLISHER, publishers[0], origin, words)


def _folded(name: str) -> str:
    return name.casefold().strip(" .?!")


# Read labelled lines ("Written: 1907", "Source: …", "Translated: …") and credits ("Transcribed by …").

_WRITTEN = {"written", "composed", "delivered", "spoken"}
_PUBLISHED = {"first published", "originally published", "published", "first printed"}
_DATED = {"date": Field.ISSUED, "dated": Field.ISSUED} | dict.fromkeys(_WRITTEN, Field.ORIGINAL_DATE)
_NAMED = {
    "author": Field.AUTHOR,
    "translated": Field.TRANSLATOR,
    "translated by": Field.TRANSLATOR,
    "translation": Field.TRANSLATOR,
    "translator": Field.TRANSLATOR,
    "editor": Field.EDITOR,
    "edited": Field.EDITOR,
}
_BEFORE_NAME = re.compile(r"^(?:\([^)]*\)\s*)?(?:by\s+)?", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[.;,](?:\s|$)|\s(?:for|in|from|and edited|at|of the)\s|\s\(")
_NEXT_LABEL = re.compile(r"(?<=\.)\s*(?=[A-Z][a-z]+(?: by)?:)")
_OFFICE = re.compile(r"(?:editor|secretary|member|librarian) of\b", re.IGNORECASE)
_INITIALS = re.compile(r"\b([A-Z])\.\s?")
_PEOPLE = re.compile(r"\s+(?:&|and)\s+")
_TRANSCRIBED = re.compile(
    r"transcri(?:bed|ption)\b[^.:]{0,60}?(?:\bby\b|:|(?<=transcribed)\s(?=[A-Z]))\s*(?P<who>.+)$",
    re.IGNORECASE,
)


def label_of(words: str) -> str:
    """Return a labelled line's label, lower case."""
    return " ".join(words.partition(":")[0].lower().split())


def read_label(words: str, labels: set[str], known: Collection[str]) -> Iterator[Claim]:
    """Yield the claims of a labelled line; `labels` are those of the whole head, `known` as in `read_source`.

    Where a source is named, it is the text that was transcribed; what was first published is then its original.
    """
    key, value = label_of(words), " ".join(words.partition(":")[2].split())
    value = _NEXT_LABEL.split(value)[0]
    transcribed_from_elsewhere = key in _PUBLISHED and "source" in labels
    if key in _WRITTEN and is_source(value.rstrip(".")):
        key = "source"
    if (key in _PUBLISHED or key == "source") and not transcribed_from_elsewhere:
        yield from read_source(value.removeprefix("in "), Origin.LABEL, words, known)
    elif key in _DATED or transcribed_from_elsewhere:
        field = _DATED.get(key, Field.ORIGINAL_DATE)
        superseded = transcribed_from_elsewhere and bool(labels & _WRITTEN)
        if (date := find_date(value)) is not None and not superseded:
            yield dated(field, date, Origin.LABEL, words)
    elif key == "publisher":
        yield plain(Field.PUBLISHER, value.rstrip(".;"), Origin.LABEL, words)
    elif key in _NAMED:
        yield person(_NAMED[key], names_of(value), Origin.LABEL, words)


def read_credit(words: str) -> Iterator[Claim]:
    """Yield the transcriber of "Transcribed & marked up by NAME for the Archive", if a credit names one."""
    if (credit := _TRANSCRIBED.match(words)) is not None and (names := names_of(credit["who"])):
        yield person(Field.TRANSCRIBER, names, Origin.CREDIT_LINE, words)


def names_of(value: str) -> str:
    """Return the names of "by NAME, 1961", "(from the German) by NAME & NAME", "NAME for the Archive in 2003"."""
    joined = " & " if "&" in value else " and "
    # A full stop ends the names, but not after an initial.
    whole = _INITIALS.sub(r"\1\0", _BEFORE_NAME.sub("", value))
    names = [_AFTER_NAME.split(name, maxsplit=1)[0].strip(" .,;") for name in _PEOPLE.split(whole)]
    return joined.join(name for name in names if name and not _OFFICE.match(name)).replace("\0", ". ").strip()


_IN_BRACKETS = re.compile(
    r"[\[(][^()\[\]]*\b1[0-9]{3}\b[^()\[\]]*[\])][\s|+=—–-]*$|[\[(][^()\[\]]*\b20[0-9]{2}[\])]\s*$"
)
_TABLE = re.compile(r"\+[-—–=+]{3,}\+?|(?:^|\s)#{1,6}(?=\s)|\|")


def claims_of(document: Document) -> list[Claim]:
    """Return every claim on a document: by its head, in the order of the text, by its format, by its folder."""
    found: list[Claim] = []
    stated = list(document.statements)
    words_of = {part: document.text[part.start : part.end] for part in document.head}
    labels = {label_of(words) for part, words in words_of.items() if part.kind is HeadLine.LABEL}
    title = next((_without_table(words) for part, words in words_of.items() if part.kind is HeadLine.TITLE), None)
    authors = [byline_name(words) for part, words in words_of.items() if part.kind is HeadLine.BYLINE]
    known = [*filter(None, [title]), *authors, *(name.rsplit(" ", 1)[-1] for name in authors)]
    sourced = "source" in labels
    for part, words in words_of.items():
        match part.kind:
            case HeadLine.FIELD:
                stated.append(_field(words))
            case HeadLine.PUBLICATION:
                found.extend(read_source(words, Origin.HEADER))
            case HeadLine.BYLINE:
                found.append(person(Field.AUTHOR, byline_name(words), Origin.BYLINE, words))
            case HeadLine.TITLE if title:
                found.append(plain(Field.TITLE, title, Origin.TITLE_LINE, words))
            case HeadLine.LABEL:
                found.extend(read_label(words, labels, known))
            # Of several source lines the first is the text's own; later ones are other places it appeared.
            case HeadLine.SOURCE if not sourced:
                found.extend(read_source(words, Origin.SOURCE_LINE, known=known))
                sourced = True
            case HeadLine.SPOKEN if (day := find_date(words)) is not None:
                found.append(dated(Field.ISSUED, day, Origin.SOURCE_LINE, words))
            case HeadLine.CREDIT:
                found.extend(read_credit(words))
            case _:
                pass
    dates = [words for part, words in words_of.items() if part.kind in (HeadLine.DATE, HeadLine.TITLE)]
    dates = [match.group() for words in dates if (match := _IN_BRACKETS.search(words)) is not None]
    found.extend(_date_line(found, words) for words in dates if find_date(words) is not None)
    found += claims_from(stated)
    return [*found, *folder_claims(document.path, found)]


def _date_line(found: list[Claim], words: str) -> Claim:
    """Return what a date in brackets under the title claims.

    It dates the text: the day of its issue, unless it lies well before that, and so is the day it was written. A
    year apart is no such distance but a contradiction, as archives have it: both then stand as dates of issue.
    """
    date = find_date(words)
    assert date is not None
    order = list(Origin)
    issued = sorted((claim for claim in found if claim.field is Field.ISSUED), key=lambda c: order.index(c.origin))
    before = bool(issued) and issued[0].csl["date-parts"][0][0] - date.date.year > 1
    said = any(claim.field is Field.ORIGINAL_DATE and agree(claim.csl, date.date.csl) for claim in found)
    return dated(Field.ORIGINAL_DATE if before or said else Field.ISSUED, date, Origin.DATE_LINE, words)


def _without_table(words: str) -> str:
    """Return a title without a date in brackets after it, and without what a table leaves: "+--+ | # Title |"."""
    return " ".join(_IN_BRACKETS.sub(" ", _TABLE.sub(" ", words)).split())


def _field(words: str) -> Statement:
    key, _, value = words.partition(":")
    return Statement(Origin.FRONT_MATTER, key.strip().lower(), value.strip())
