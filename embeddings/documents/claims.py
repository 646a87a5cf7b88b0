"""Read what a page's head says of the page: one claim for each field of each line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.dates import find_date
from embeddings.documents.document import Statement
from embeddings.documents.header import HeadLine, byline_name
from embeddings.documents.names import people
from embeddings.documents.record import Claim, Field, Origin
from embeddings.documents.statements import claims_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.dates import FoundDate
    from embeddings.documents.document import Document

_LEAD = re.compile(
    r"(?:from|source\s*:|(?:first |originally )?published(?: in| as|:)?|first printed in)\s+", re.IGNORECASE
)
_VOLUME = re.compile(r"\bvol(?:ume)?\.?\s*(?P<value>[0-9]+|[IVXLCDM]+)\b", re.IGNORECASE)
_ISSUE = re.compile(r"\b(?:whole )?no\.?\s*(?P<value>[0-9]+(?:[-–/][0-9]+)?)\b", re.IGNORECASE)
_RANGE = r"[0-9]{1,4}(?:\s*[-–]\s*[0-9]{1,4})?"
_PAGE = re.compile(
    rf"\b(?:pp?\.?|pages?)\s*(?P<value>{_RANGE}(?:\s*(?:,|&|and)\s*(?!1[0-9]{{3}}\b|20[0-9]{{2}}\b){_RANGE}\b)*)"
)
_PUBLISHER = re.compile(
    r"\b(?:publish(?:ers?|ing)|press|verlag|books|éditions|editions|printers?)\b", re.IGNORECASE
)
_SPACED_DASH = re.compile(r"\s*([-–])\s*")
_TRANSCRIBED = re.compile(
    r"transcri(?:bed|ption)\b(?P<more>[^.:]{0,60}?)(?: by\b|\s*:)\s+(?P<value>[^.]+?)"
    r"(?:,?\s+(?:for|in)\s+(?:the\s+)?(?:[A-Z]|[12][0-9]{3}).*)?\.?$",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r"^(?:\([^)]*\)\s*)?(?:by\s+)?", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[.;,](?:\s|$)|\s(?:for|in|from|and edited|at)\s|\s\(")
_TABLE = re.compile(r"\+[-—–=+]{3,}\+?|(?:^|\s)#{1,6}(?=\s)|\|")


def claims_of(document: Document) -> list[Claim]:
    """Return every claim a document makes on itself: in its head, in the order of the text, then in its format."""
    found: list[Claim] = []
    stated = list(document.statements)
    labelled = {part.split(":")[0].strip().lower() for part in _labels(document)}
    sourced = "source" in labelled
    for part in document.head:
        words = document.text[part.start : part.end]
        match part.kind:
            case HeadLine.FIELD:
                stated.append(_field(words))
            case HeadLine.PUBLICATION:
                found.extend(_publication(words, Origin.HEADER))
            case HeadLine.BYLINE:
                found.append(person(Field.AUTHOR, byline_name(words), Origin.BYLINE, words))
            case HeadLine.TITLE if title := _without_table(words):
                found.append(_plain(Field.TITLE, title, Origin.TITLE_LINE, words))
            case HeadLine.DATE if (date := find_date(words)) is not None:
                found.append(_dated(Field.ORIGINAL_DATE, date, Origin.DATE_LINE, words))
            case HeadLine.LABEL:
                found.extend(_label(words, labelled))
            # Of several source lines the first is the text's own; later ones are other places it appeared.
            case HeadLine.SOURCE if not sourced:
                found.extend(_publication(words, Origin.SOURCE_LINE))
                sourced = True
            case HeadLine.CREDIT if (credit := _TRANSCRIBED.match(words)) is not None:
                found.append(person(Field.TRANSCRIBER, credit["value"], Origin.CREDIT_LINE, words))
            case _:
                pass
    return [*found, *claims_from(stated)]


def _without_table(words: str) -> str:
    """Return a title without what a table leaves of itself in a text: "+---+ | # Title | +---+"."""
    return " ".join(_TABLE.sub(" ", words).split())


def _labels(document: Document) -> list[str]:
    return [document.text[part.start : part.end] for part in document.head if part.kind is HeadLine.LABEL]


def _label(words: str, labelled: set[str]) -> Iterator[Claim]:
    """Read "Written: 1907", "First Published: IN, DATE", "Source: BOOK, PUBLISHER, YEAR", "Translated: NAME".

    Where a source is named, it is the text that was transcribed; what was first published is then its original.
    """
    key, _, value = words.partition(":")
    key, value = " ".join(key.lower().split()), " ".join(value.split())
    date = find_date(value)
    match key:
        case "author":
            yield person(Field.AUTHOR, value.rstrip("."), Origin.LABEL, words)
        case "written" | "composed" | "delivered" | "spoken" if date:
            yield _dated(Field.ORIGINAL_DATE, date, Origin.LABEL, words)
        case "first published" | "originally published" | "published" | "first printed" if "source" in labelled:
            if date and not labelled & {"written", "composed", "delivered", "spoken"}:
                yield _dated(Field.ORIGINAL_DATE, date, Origin.LABEL, words)
        case "first published" | "originally published" | "published" | "first printed" | "source":
            yield from _publication(value.removeprefix("in "), Origin.LABEL, words)
        case "publisher":
            yield _plain(Field.PUBLISHER, value.rstrip(".;"), Origin.LABEL, words)
        case "date" | "dated" if date:
            yield _dated(Field.ISSUED, date, Origin.LABEL, words)
        case "translated" | "translated by" | "translation" | "translator":
            yield person(Field.TRANSLATOR, _before_place(value), Origin.LABEL, words)
        case "editor" | "edited":
            yield person(Field.EDITOR, _before_place(value), Origin.LABEL, words)
        case _:
            return


def _before_place(value: str) -> str:
    """Return the name of "by NAME, 1961", "(from the German) by NAME" or "NAME for the Archive in 2003"."""
    return _AFTER_NAME.split(_BEFORE_NAME.sub("", value), maxsplit=1)[0].strip(" .,;")


def _field(words: str) -> Statement:
    key, _, value = words.partition(":")
    return Statement(Origin.FRONT_MATTER, key.strip().lower(), value.strip())


def _publication(line: str, origin: Origin, words: str | None = None) -> Iterator[Claim]:
    """Read "From PUBLICATION, Vol. V No. N, DATE, p. P."; what a line does not say is not claimed."""
    words = line if words is None else words
    line = " ".join(_LEAD.sub("", line.strip(), count=1).split())
    date = find_date(line)
    numbers = {
        Field.VOLUME: _VOLUME.search(line),
        Field.ISSUE: _ISSUE.search(line),
        Field.PAGE: _PAGE.search(line),
    }
    edges = [match.start() for match in numbers.values() if match] + ([date.start] if date else [])
    segments = [part.strip(" ,;:(") for part in line[: min(edges, default=len(line))].split(",")]
    names = [part for part in segments if part and not _PUBLISHER.search(part)]
    publishers = [part for part in segments[1:] if _PUBLISHER.search(part)]
    # What stands before the first number is the publication; of several names only a publisher tells which.
    if names and (len(names) == 1 or publishers):
        yield _plain(Field.CONTAINER_TITLE, names[0], origin, words)
    if names and publishers:
        yield _plain(Field.PUBLISHER, publishers[0], origin, words)
    for field, match in numbers.items():
        if match is not None:
            yield _plain(field, _SPACED_DASH.sub(r"\1", match["value"]), origin, words)
    if date is not None:
        yield _dated(Field.ISSUED, date, origin, words)


def _plain(field: Field, value: str, origin: Origin, words: str) -> Claim:
    return Claim(field, value, origin, words, value)


def _dated(field: Field, found: FoundDate, origin: Origin, words: str) -> Claim:
    return Claim(field, found.shown, origin, words, found.date.csl)


def person(field: Field, name: str, origin: Origin, words: str) -> Claim:
    """Return a claim on people, their names in CSL-JSON form."""
    return Claim(field, name.strip(), origin, words, people(name))
