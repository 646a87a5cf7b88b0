"""What is cited, as the styles read it: a work, every field clean and none made up, and whose words in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from embeddings.documents.document import Role
from embeddings.documents.record.record import Field
from embeddings.quoting.citing.styles.names import Name, families, names_of
from embeddings.quoting.citing.styles.rich import address, clean, doi_address, italic, roman, title_of
from embeddings.text.dates import Date, Parts, seasons

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from embeddings.quoting.citing.styles.rich import Rich


class Kind(Enum):
    """What a work is, as far as styles treat works differently."""

    NEWSPAPER = auto()
    MAGAZINE = auto()
    JOURNAL = auto()
    BOOK = auto()
    PAMPHLET = auto()
    REPORT = auto()
    PART = auto()  # of a book or another whole: a chapter, an entry
    THESIS = auto()
    WEB = auto()
    LETTER = auto()
    DOCUMENT = auto()  # a manuscript, or what nothing more is known of


KINDS = {
    "article-newspaper": Kind.NEWSPAPER,
    "article-magazine": Kind.MAGAZINE,
    "article-journal": Kind.JOURNAL,
    "book": Kind.BOOK,
    "collection": Kind.BOOK,
    "periodical": Kind.BOOK,
    "pamphlet": Kind.PAMPHLET,
    "report": Kind.REPORT,
    "thesis": Kind.THESIS,
    "webpage": Kind.WEB,
    "post": Kind.WEB,
    "post-weblog": Kind.WEB,
    "personal_communication": Kind.LETTER,
}
PERIODICALS = (Kind.NEWSPAPER, Kind.MAGAZINE, Kind.JOURNAL)
WHOLES = (Kind.BOOK, Kind.PAMPHLET, Kind.REPORT)  # their titles stand in italics
ALONE = (*WHOLES, Kind.THESIS, Kind.LETTER)  # what is in no container: its title may be called one
# What a record says in `custom` of how its original date came about; it says nothing where that was by writing.
ORIGINAL_EVENT = "original-date-event"
WRITTEN, FIRST_PUBLISHED = "written", "first published"
_UNNAMED = {Role.EDITOR: "An editor, in ", Role.QUOTED: "Quoted in ", Role.FOOTNOTE: "Footnote in "}
SHORTEST_TITLE = 6  # “Re: the minutes” is not “Re”
_BOUNDS = ((-9999, 9999), (1, 12), (1, 31))  # of year, month and day
EVENTS = (WRITTEN, FIRST_PUBLISHED, "delivered")


@dataclass(frozen=True, slots=True)
class Work:
    """One work; what is unknown is empty or None."""

    csl: Mapping[str, Any]  # as it came
    identity: str
    kind: Kind
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    translators: tuple[Name, ...]
    recipients: tuple[Name, ...]
    title: str
    container: str
    volume: str
    issue: str
    pages: str
    publisher: str
    place: str
    edition: str
    genre: str
    archive: str
    issued: Date | None
    original: Date | None  # only where it says more than `issued`
    event: str  # what happened on the original date: "written", "first published", "delivered"
    url: str
    doi: str

    @property
    def edited(self) -> bool:
        """Say whether its editors stand in the place of an author."""
        return bool(self.editors) and not self.authors and not self.container

    @property
    def short_title(self) -> str:
        """Return the title without the subtitle that follows a dash or a colon."""
        main = self.title.split(" – ", maxsplit=1)[0].split(": ", maxsplit=1)[0]
        return main if len(main) >= SHORTEST_TITLE else self.title

    @property
    def own_name(self) -> str:
        """Return the document's name, for a work that has no title and stands in no other; else nothing."""
        return "" if self.title or self.container else self.identity

    @property
    def undated(self) -> bool:
        """Say whether no date is known of it, neither of its publication nor of its writing."""
        return self.issued is None and self.original is None

    @property
    def link(self) -> str:
        """Return where the work is found on the web: the manuals prefer a DOI."""
        return self.doi or self.url


def work_of(csl: Mapping[str, Any]) -> Work:
    """Return the work of a CSL-JSON item; a field of the wrong form is treated as unknown."""
    issued, original = date_of(csl.get(Field.ISSUED)), date_of(csl.get(Field.ORIGINAL_DATE))
    if issued and original and original.holds(issued):
        original = None
    title, container = title_of(csl.get(Field.TITLE)), title_of(csl.get(Field.CONTAINER_TITLE))
    kind = _kind(clean(csl.get("type")), container)
    if not title and kind in ALONE:
        title, container = container, ""
    custom = csl.get("custom")
    event = clean(custom.get(ORIGINAL_EVENT)) if isinstance(custom, dict) else ""
    return Work(
        csl=csl,
        identity=clean(csl.get("id")),
        kind=kind,
        authors=names_of(csl.get(Field.AUTHOR)),
        editors=names_of(csl.get(Field.EDITOR)),
        translators=names_of(csl.get(Field.TRANSLATOR)),
        recipients=names_of(csl.get("recipient")),
        title=title,
        container=container,
        volume=clean(csl.get(Field.VOLUME)),
        issue=clean(csl.get(Field.ISSUE)),
        pages=clean(csl.get(Field.PAGE)),
        publisher=clean(csl.get(Field.PUBLISHER)),
        place=clean(csl.get("publisher-place")),
        edition=clean(csl.get("edition")),
        genre=clean(csl.get("genre")),
        archive=", ".join(filter(None, (clean(csl.get("archive_location")), clean(csl.get("archive"))))),
        issued=issued,
        original=original,
        event=event if event in EVENTS else WRITTEN,
        url=address(csl.get(Field.URL)),
        doi=doi_address(csl.get("DOI")),
    )


def _kind(item_type: str, container: str) -> Kind:
    kind = KINDS.get(item_type, Kind.PART)
    if kind in PERIODICALS or kind is Kind.PART:
        return kind if container else Kind.DOCUMENT
    return kind


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, in which role, and whether ahead of the author's first word."""

    role: Role = Role.AUTHOR
    speaker: str = ""
    opening: bool = False

    @property
    def introduces(self) -> bool:
        """Say whether the words are an editor's introduction; only what opens the work is called that."""
        return self.role is Role.EDITOR and self.opening

    def before(self, quoted: str = "in") -> str:
        """Return what stands ahead of the work these words are found in, with a space; nothing for its author's.

        `quoted` is what a style says of words that the work quotes.
        """
        if self.role is Role.AUTHOR:
            return ""
        if self.introduces:
            return f"{self.speaker}, introduction to " if self.speaker else "Introduction to "
        if not self.speaker:
            return _UNNAMED.get(self.role, "")
        return f"{self.speaker}, {quoted if self.role is Role.QUOTED else 'in'} "


AUTHOR = Voice()


def voice_of(authors: tuple[str, ...], role: Role, speaker: str | None, *, opening: bool = False) -> Voice:
    """Return the voice of a quote; a speaker who is the author is not named a second time."""
    named = clean(speaker)
    return Voice(role, "" if named in authors else named, opening)


def named_by(work: Work, most: int, conjunction: str, title: Callable[[str], Rich]) -> Rich:
    """Return what a citation in a text calls a work: the families of who made it, else its title, shortened."""
    people = work.editors if work.edited else work.authors
    if people:
        return roman(families(people, most, conjunction))
    return title(work.short_title) if work.title else italic(work.container) or roman(work.identity)


def date_of(value: Any) -> Date | None:
    """Return the date of a CSL-JSON date variable, or None where it is none."""
    if not isinstance(value, dict):
        return None
    rows = value.get("date-parts")
    ends = [_parts(row) for row in rows] if isinstance(rows, list | tuple) else []
    start, until = ((*ends, (), ())[:2]) if ends else ((), ())
    season = _season(value.get("season"))
    if start:
        return Date(start, until if until > start else (), season, bool(value.get("circa")))
    literal = clean(value.get("literal")) or clean(value.get("raw"))
    return Date((), literal=literal) if literal else None


def _parts(row: Any) -> Parts:
    numbers: list[int] = []
    values = row if isinstance(row, list | tuple) else ()
    for part, (low, high) in zip(values, _BOUNDS, strict=False):
        try:
            number = int(part)
        except (TypeError, ValueError):
            break
        if number == 0 or not low <= number <= high:
            break
        numbers.append(number)
    return tuple(numbers)


def _season(value: Any) -> str:
    shown = clean(value)
    return seasons()[int(shown) - 1] if shown in ("1", "2", "3", "4") else shown
