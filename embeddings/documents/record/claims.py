"""What a document says of itself, claim by claim: in its head, by its format, by its folder."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind, Statement
from embeddings.documents.record.labels import Label, label_of, read_credit, read_label, tells_of_original
from embeddings.documents.record.lines import HeadLine, byline_name, goes_on, is_bare_part, is_date
from embeddings.documents.record.record import Claim, Field, Origin, agree, dated, person, plain
from embeddings.documents.record.running import Running, letter_writer, running_head
from embeddings.documents.record.sources import read_source
from embeddings.documents.record.statements import claims_from
from embeddings.text import languages
from embeddings.text.dates import PartialDate, find_date
from embeddings.text.names import is_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from embeddings.documents.document import Document

# Archives file their pages by date: ``connolly/1913/08/neulster.htm``.
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_MONTH = re.compile(r"0[1-9]|1[0-2]")
_IN_BRACKETS = re.compile(
    r"[\[(][^()\[\]]*\b1[0-9]{3}\b[^()\[\]]*[\])][\s|+=—–-]*$|[\[(][^()\[\]]*\b20[0-9]{2}[\])]\s*$"
)
_TABLE = re.compile(r"\+[-—–=+]{3,}\+?|(?:^|\s)#{1,6}(?=\s)|\|")
_MARK = re.compile(r"\s*(?:\[[0-9*†]{1,3}\]|\^\[?[0-9]{1,3}\]?\^)$")
LONGEST_TITLE = 160
# What the lines over a work's title claim, and what they do not claim of a preface to it.
_OVER_WORK = (Origin.BYLINE, Origin.RUNNING_HEAD)
_OF_WORK = (Field.AUTHOR, Field.ORIGINAL_DATE)


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


def claims_of(document: Document) -> list[Claim]:
    """Return every claim on a document: by its head, in the order of the text, by its format, by its folder."""
    head = _Head([(part.kind, document.text[part.start : part.end]) for part in document.head])
    fields = [_field(line) for line in head.lines(HeadLine.FIELD)]
    found = [*head.claims(), *claims_from([*document.statements, *fields])]
    if head.title is None:
        found += _heading_claims(document)
    return [*found, *folder_claims(document.path, found)]


# The keys that statements have for what a label tells.
_KEYS = {
    Label.AUTHOR: "author",
    Label.TITLE: "title",
    Label.DATED: "date",
    Label.PUBLISHED: "published",
    Label.WRITTEN: "written",
    Label.CONTAINER: "container title",
    Label.PUBLISHER: "publisher",
    Label.TRANSLATOR: "translator",
    Label.EDITOR: "editor",
}


class _Head:
    """The lines of a document's head, and what they claim together."""

    def __init__(self, lines: Sequence[tuple[HeadLine, str]]) -> None:
        self._lines = lines
        self.running = next((running_head(line) for line in self.lines(HeadLine.RUNNING)), Running())
        self.works = [_without_table(line) for line in self.lines(HeadLine.WORK)]
        self.title = self._title()

    def lines(self, *kinds: HeadLine) -> list[str]:
        """Return the lines of some kinds, in order."""
        return [line for kind, line in self._lines if kind in kinds]

    def _title(self) -> str | None:
        """Return the title: "Part I: Prices" where it stands on two lines, "The Lamp: II" for a bare number."""
        lines = [line for words in self.lines(HeadLine.TITLE) if (line := _without_table(words))]
        if not lines:
            return None
        work = next(iter(self.works), self.running.work)
        title = lines[0]
        for line in lines[1:]:
            title = f"{title.rstrip('.:')}: {line}" if is_bare_part(title) else f"{title} {line}"
        return f"{work}: {title}" if work and is_bare_part(title) else title

    def claims(self) -> list[Claim]:
        """Return the claims of all lines, in their order; a date in brackets is understood by the others."""
        found = [claim for kind, line in self._lines for claim in self._claims(kind, line)]
        found += self._sourced()
        if self.title is not None:
            found += self._titled(self.title)
        if self._is_preface():  # whose it is, the name over the work does not say
            found = [claim for claim in found if claim.origin not in _OVER_WORK or claim.field not in _OF_WORK]
        dates = [
            match.group()
            for line in self.lines(HeadLine.DATE, HeadLine.TITLE)
            if (match := _IN_BRACKETS.search(line))
        ]
        dates += [line for line in self.lines(HeadLine.DATE) if is_date(line)]
        return found + [_date_line(found, line) for line in dates if find_date(line) is not None]

    def _claims(self, kind: HeadLine, line: str) -> Iterable[Claim]:
        makers: dict[HeadLine, Callable[[str], Iterable[Claim]]] = {
            HeadLine.PUBLICATION: lambda line: read_source(line, Origin.HEADER),
            HeadLine.RUNNING: _running_claims,
            HeadLine.BYLINE: lambda line: [person(Field.AUTHOR, byline_name(line), Origin.BYLINE, line)],
            HeadLine.WORK: lambda line: [
                plain(Field.CONTAINER_TITLE, _without_table(line), Origin.TITLE_LINE, line)
            ],
            HeadLine.LABEL: lambda line: read_label(line, self._told, self._known),
            HeadLine.CREDIT: read_credit,
            HeadLine.SPOKEN: lambda line: _day(line, Field.ISSUED, Origin.SOURCE_LINE),
            HeadLine.DATELINE: lambda line: _day(line, Field.ORIGINAL_DATE, Origin.DATE_LINE),
        }
        return makers[kind](line) if kind in makers else ()

    @property
    def _told(self) -> set[Label]:
        labels = {found[0] for line in self.lines(HeadLine.LABEL) if (found := label_of(line)) is not None}
        return labels | ({Label.WRITTEN} if self.lines(HeadLine.DATELINE) else set())

    @property
    def _known(self) -> list[str]:
        """Return the names that are no publication's: those of the text and of its authors."""
        authors = [*map(byline_name, self.lines(HeadLine.BYLINE)), *filter(None, [self.running.author])]
        families = [name.rsplit(" ", 1)[-1] for name in authors]
        return [*filter(None, [self.title, self.running.work, *self.works]), *authors, *families]

    def _sourced(self) -> Iterator[Claim]:
        """Yield what the source lines claim.

        Of several the first is the text's own, and later ones are other places it appeared; but where one tells of
        the first publication, and another does not, the text is the other's, and its original date the first's.
        """
        lines = self.lines(HeadLine.SOURCE)
        if Label.SOURCE in self._told:
            return
        own = next((line for line in lines if not tells_of_original(line)), next(iter(lines), None))
        if own is not None:
            yield from read_source(own, Origin.SOURCE_LINE, known=self._known)
        original = next((line for line in lines if line is not own and tells_of_original(line)), None)
        if original is not None and Label.WRITTEN not in self._told and (date := find_date(original)) is not None:
            yield dated(Field.ORIGINAL_DATE, date, Origin.SOURCE_LINE, original)

    def _titled(self, title: str) -> Iterator[Claim]:
        line = self.lines(HeadLine.TITLE)[0]
        yield plain(Field.TITLE, title, Origin.TITLE_LINE, line)
        date = find_date(title)
        letter = self.lines(HeadLine.DATELINE) or self.running.series or (date is not None and date.date.day)
        if letter and (who := letter_writer(title)) is not None:
            yield person(Field.AUTHOR, who, Origin.TITLE_LINE, line)
            if date is not None:
                yield dated(Field.ORIGINAL_DATE, date, Origin.TITLE_LINE, line)

    def _is_preface(self) -> bool:
        part_of = bool(self.works or self.running.work)
        return (
            part_of
            and self.title is not None
            and self.title.casefold().strip(" .:") in languages.words("preface_words")
        )


def _day(line: str, field: Field, origin: Origin) -> list[Claim]:
    day = find_date(line)
    return [] if day is None else [dated(field, day, origin, line)]


def _running_claims(line: str) -> list[Claim]:
    running = running_head(line)
    claims = [person(Field.AUTHOR, running.author, Origin.RUNNING_HEAD, line)] if running.author else []
    claims += [
        plain(Field.CONTAINER_TITLE, work, Origin.RUNNING_HEAD, line)
        for work in (running.work, running.series)
        if work is not None
    ]
    if running.author is not None and running.year and (year := find_date(running.year)) is not None:
        claims.append(dated(Field.ORIGINAL_DATE, year, Origin.RUNNING_HEAD, line))
    return claims


def _heading_claims(document: Document) -> list[Claim]:
    """Return what the first heading claims, where it stands over all of the text."""
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            title = _without_table(document.slice(block))
            fits = block.level == 1 and len(title) <= LONGEST_TITLE and not is_name(title)
            return [plain(Field.TITLE, title, Origin.HEADING, document.slice(block))] if fits and title else []
        if block.kind not in (BlockKind.FURNITURE, BlockKind.METADATA, BlockKind.BREAK):
            return []
    return []


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
    before = before or (not issued and any(claim.field is Field.ORIGINAL_DATE for claim in found))
    said = any(claim.field is Field.ORIGINAL_DATE and agree(claim.csl, date.date.csl) for claim in found)
    return dated(Field.ORIGINAL_DATE if before or said else Field.ISSUED, date, Origin.DATE_LINE, words)


def _without_table(words: str) -> str:
    """Return a title without a date in brackets after it, a note's mark, what a table leaves: "+--+ | # Title"."""
    lines = _TABLE.sub(" ", words).strip().split("\n")
    # "The Lamps" over "A Tale of the Quay": the second line is no end of the first.
    below = lines[1].split()[:1] if len(lines) > 1 and not goes_on(lines[0].strip()) else []
    if below and below[0].casefold() in languages.words("articles") and below[0][0].isupper():
        lines[0] = lines[0].rstrip(" :") + ":"
    return _MARK.sub("", " ".join(_IN_BRACKETS.sub(" ", " ".join(lines)).split()))


def _field(words: str) -> Statement:
    key, _, value = words.partition(":")
    if (found := label_of(words)) is not None:
        key = _KEYS.get(found[0], key)
    return Statement(Origin.FRONT_MATTER, key.strip().lower(), value.strip())
