"""Read what a page's head says of the page: one claim for each field of each line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.dates import find_date
from embeddings.documents.document import Statement
from embeddings.documents.folder_dates import folder_claims
from embeddings.documents.header import HeadLine, byline_name
from embeddings.documents.labels import label_of, read_credit, read_label
from embeddings.documents.record import Claim, Field, Origin, agree, dated, person, plain
from embeddings.documents.source_line import read_source
from embeddings.documents.statements import claims_from

if TYPE_CHECKING:
    from embeddings.documents.document import Document

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
