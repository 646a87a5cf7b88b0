"""Read what a page's head says of the page: one claim for each field of each line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from embeddings.documents.dates import find_date
from embeddings.documents.header import HeadLine, byline_name
from embeddings.documents.record import Claim, Field, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.dates import FoundDate
    from embeddings.documents.document import Document

_LEAD = re.compile(
    r"(?:from|source\s*:|(?:first |originally )?published(?: in| as|:)?|first printed in)\s+", re.IGNORECASE
)
_VOLUME = re.compile(r"\bvol(?:ume)?\.?\s*(?P<value>[0-9]+|[IVXLCDM]+)\b", re.IGNORECASE)
_ISSUE = re.compile(r"\b(?:whole )?no\.?\s*(?P<value>[0-9]+(?:[-–/][0-9]+)?)\b", re.IGNORECASE)
_PAGE = re.compile(r"\bpp?\.?\s*(?P<value>[0-9]+(?:\s*[-–]\s*[0-9]+)?)\b")
_TRANSCRIBED = re.compile(
    r"transcri(?:bed|ption)\b(?P<more>[^.:]{0,60}?)(?: by\b|\s*:)\s+(?P<value>[^.]+?)"
    r"(?:,?\s+(?:for|in)\s+(?:the\s+)?(?:[A-Z]|[12][0-9]{3}).*)?\.?$",
    re.IGNORECASE,
)
_PARTICLES = {"de", "von", "van", "der", "la", "le", "du", "da", "di", "den", "ten", "ó", "ní", "mac"}
_FIELDS = {
    "title": Field.TITLE,
    "author": Field.AUTHOR,
    "translator": Field.TRANSLATOR,
    "editor": Field.EDITOR,
    "year": Field.ISSUED,
    "date": Field.ISSUED,
    "source_url": Field.URL,
    "url": Field.URL,
}
_PEOPLE = (Field.AUTHOR, Field.EDITOR, Field.TRANSLATOR, Field.TRANSCRIBER)


def claims_of(document: Document) -> list[Claim]:
    """Return every claim in a document's head, in the order of the text."""
    found: list[Claim] = []
    sourced = False
    for part in document.head:
        words = document.text[part.start : part.end]
        match part.kind:
            case HeadLine.FIELD:
                found.extend(_field(words))
            case HeadLine.PUBLICATION:
                found.extend(_publication(words, Origin.HEADER))
            case HeadLine.BYLINE:
                found.append(person(Field.AUTHOR, byline_name(words), Origin.BYLINE, words))
            case HeadLine.TITLE:
                found.append(_plain(Field.TITLE, " ".join(words.split()), Origin.TITLE_LINE, words))
            case HeadLine.DATE if (date := find_date(words)) is not None:
                found.append(_dated(Field.ORIGINAL_DATE, date, Origin.DATE_LINE, words))
            # Of several source lines the first is the text's own; later ones are other places it appeared.
            case HeadLine.SOURCE if not sourced:
                found.extend(_publication(words, Origin.SOURCE_LINE))
                sourced = True
            case HeadLine.CREDIT if (credit := _TRANSCRIBED.match(words)) is not None:
                found.append(person(Field.TRANSCRIBER, credit["value"], Origin.CREDIT_LINE, words))
            case _:
                pass
    return found


def _field(words: str) -> Iterator[Claim]:
    key, _, value = words.partition(":")
    field, value = _FIELDS.get(key.strip().lower()), value.strip()
    if field is None or not value:
        return
    if field in _PEOPLE:
        yield person(field, value, Origin.FRONT_MATTER, words)
    elif field is Field.ISSUED:
        if (date := find_date(value)) is not None:
            yield _dated(field, date, Origin.FRONT_MATTER, words)
    else:
        yield _plain(field, value, Origin.FRONT_MATTER, words)


def _publication(words: str, origin: Origin) -> Iterator[Claim]:
    """Read "From PUBLICATION, Vol. V No. N, DATE, p. P."; what a line does not say is not claimed."""
    line = " ".join(_LEAD.sub("", words.strip(), count=1).split())
    date = find_date(line)
    numbers = {
        Field.VOLUME: _VOLUME.search(line),
        Field.ISSUE: _ISSUE.search(line),
        Field.PAGE: _PAGE.search(line),
    }
    edges = [match.start() for match in numbers.values() if match] + ([date.start] if date else [])
    name = line[: min(edges, default=len(line))].strip(" ,;:(")
    # What stands before the first number is the publication, unless more than one thing stands there.
    if name and "," not in name:
        yield _plain(Field.CONTAINER_TITLE, name, origin, words)
    for field, match in numbers.items():
        if match is not None:
            yield _plain(field, match["value"].replace(" ", ""), origin, words)
    if date is not None:
        yield _dated(Field.ISSUED, date, origin, words)


def _plain(field: Field, value: str, origin: Origin, words: str) -> Claim:
    return Claim(field, value, origin, words, value)


def _dated(field: Field, found: FoundDate, origin: Origin, words: str) -> Claim:
    return Claim(field, found.shown, origin, words, found.date.csl)


def person(field: Field, name: str, origin: Origin, words: str) -> Claim:
    """Return a claim on people, their names in CSL-JSON form."""
    names = [_name(one) for one in re.split(r"\s+(?:and|&)\s+|;\s*", name.strip())]
    return Claim(field, name.strip(), origin, words, names)


def _name(name: str) -> dict[str, Any]:
    words = name.split()
    if len(words) == 1 or words[0].lower() == "the" or any(character.isdigit() for character in name):
        return {"literal": name}
    family = len(words) - 1
    while family > 1 and words[family - 1].lower() in _PARTICLES:
        family -= 1
    return {"family": " ".join(words[family:]), "given": " ".join(words[:family])}
