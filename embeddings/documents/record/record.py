"""What a document says of itself: claims and their origin, conflicts among them, the record they give.

Fields and date-parts follow CSL-JSON (docs.citationstyles.org). `transcriber` is ours: CSL has no such name.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - msgspec reads the annotations
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from embeddings.text.names import people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.text.dates import FoundDate


class Field(StrEnum):
    """The record's fields; the value is the CSL-JSON variable where there is one."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    TRANSCRIBER = "transcriber"
    TITLE = "title"
    CONTAINER_TITLE = "container-title"
    VOLUME = "volume"
    ISSUE = "issue"
    PAGE = "page"
    PUBLISHER = "publisher"
    ISSUED = "issued"
    ORIGINAL_DATE = "original-date"
    URL = "URL"


class Origin(StrEnum):
    """Where a claim was read, most trusted first: of two that differ, the earlier here wins."""

    SIDECAR = "sidecar file"
    FRONT_MATTER = "front matter"
    LABEL = "labelled line"
    SOURCE_LINE = "source line"
    JSON_LD = "JSON-LD"
    META_TAG = "meta tag"
    MAIL_HEADER = "mail header"
    PROPERTIES = "document properties"
    BYLINE = "byline"
    TITLE_LINE = "title line"
    CREDIT_LINE = "credit line"
    DATE_LINE = "date line"
    RUNNING_HEAD = "running head"
    HEADER = "page header"
    HEADING = "first heading"
    FOLDER = "folder name"
    SITE = "site name"


@dataclass(frozen=True, slots=True)
class Claim:
    """One field's value, where it was read, and the words it was read from."""

    field: Field
    value: str  # as shown to a reader
    origin: Origin
    words: str
    csl: Any  # the same value in CSL-JSON form: names, date-parts or a string


_CUES = {Origin.HEADING, Origin.RUNNING_HEAD, Origin.SITE}
_KEPT = {Origin.SIDECAR, Origin.FRONT_MATTER}  # what a document's keeper states
MONTH, DAY = 2, 3  # numbers of a date that is exact to it
SHORTEST_PART = 8  # letters of a title that is to count as part of another: "6" is not part of "16"


def plain(field: Field, value: str, origin: Origin, words: str) -> Claim:
    """Return a claim whose value is a string."""
    return Claim(field, value, origin, words, value)


def dated(field: Field, found: FoundDate, origin: Origin, words: str) -> Claim:
    """Return a claim on a date."""
    return Claim(field, found.shown, origin, words, found.date.csl)


def person(field: Field, name: str, origin: Origin, words: str) -> Claim:
    """Return a claim on people, their names in CSL-JSON form."""
    return Claim(field, name.strip(), origin, words, people(name))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims on one field that cannot all be true; the first one won."""

    field: Field
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A document's bibliographic data and how it came about."""

    csl: Mapping[str, Any]
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def title(self) -> str | None:
        """Return the title, if the document has one."""
        return self.csl.get("title")

    def value(self, field: Field) -> str | None:
        """Return a field's winning value as it is shown to a reader."""
        return next((claim.value for claim in self.claims if claim.field is field and self.won(claim)), None)

    def won(self, claim: Claim) -> bool:
        """Say whether a claim is what the record says."""
        return bool(self.csl.get(claim.field) == claim.csl)


def dump_record(record: Record) -> str:
    """Return a record as JSON text."""
    return msgspec.json.encode(record).decode()


def load_record(text: str) -> Record:
    """Return the record of a JSON text."""
    return msgspec.json.decode(text, type=Record)


def resolve(path: str, claims: Sequence[Claim], others: Mapping[str, str] | None = None) -> Record:
    """Make the record of the claims: for each field the most trusted origin wins, and no field is invented.

    `others` are further CSL variables, taken as they are. Claims that cannot both be true make a conflict; a less
    exact date that agrees with a more exact one does not.
    """
    order = list(Origin)
    csl: dict[str, Any] = {**(others or {}), "id": path}
    won: dict[Field, Origin] = {}
    conflicts = []
    for field in Field:
        rivals = sorted((c for c in claims if c.field is field), key=lambda c: order.index(c.origin))
        if not rivals:
            continue
        csl[field] = rivals[0].csl
        won[field] = rivals[0].origin
        stated = [claim for claim in rivals[1:] if _comparable(rivals[0], claim)]
        against = [claim for claim in stated if not agree(rivals[0].csl, claim.csl)]
        if against:
            conflicts.append(Conflict(field, (rivals[0], *against)))
    if any(claim.origin is Origin.MAIL_HEADER for claim in claims):
        csl.setdefault("type", "personal_communication")
        csl.setdefault("genre", "E-mail")
    csl.setdefault("type", _type(csl, won.get(Field.CONTAINER_TITLE)))
    return Record(csl, tuple(claims), tuple(conflicts))


def _comparable(one: Claim, other: Claim) -> bool:
    """Say whether two claims are statements on the same thing: a cue of the layout states nothing.

    What a page, its file, its tab and its feed are called may well differ, but not from what its keeper says.
    """
    origins = {one.origin, other.origin}
    if one.field is Field.TITLE:
        return bool(origins & _KEPT) and Origin.TITLE_LINE not in origins and not origins & _CUES
    return not origins & _CUES


def agree(one: Any, other: Any) -> bool:
    """Say whether two CSL values of one field can both be true.

    Of two dates one may be less exact; of two titles one may be part of the other, as a page's is of
    its browser tab's; people agree when their family names do.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        first, second = one["date-parts"][0], other["date-parts"][0]
        seasons = {one.get("season"), other.get("season")} - {None}
        return all(a == b for a, b in zip(first, second, strict=False)) and len(seasons) <= 1
    if isinstance(one, list) and isinstance(other, list):
        return {_family(name) for name in one} == {_family(name) for name in other}
    shorter, longer = sorted((_folded(str(one)), _folded(str(other))), key=len)
    return shorter == longer or (len(shorter) >= SHORTEST_PART and f" {shorter} " in f" {longer} ")


def _family(name: Mapping[str, str]) -> str:
    return _folded(name.get("family") or name.get("literal", "")).split(" ")[-1]


def _folded(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _type(csl: Mapping[str, Any], said_in: Origin | None) -> str:
    """Return the CSL item type, told by what the record holds; `said_in` is where its container was read.

    What a web page's own tags call its container is a site, unless that has volumes and issues. A periodical dated
    to the day is a newspaper, one dated to the month or with issues a magazine; books are dated to the year.
    """
    if Field.CONTAINER_TITLE not in csl:
        return "webpage" if Field.URL in csl else "document"
    if said_in in (Origin.META_TAG, Origin.JSON_LD, Origin.SITE) and not {Field.VOLUME, Field.ISSUE} & csl.keys():
        return "webpage"
    issued = csl.get(Field.ISSUED, {})
    exact = len(issued.get("date-parts", [[]])[0]) if isinstance(issued, dict) else 0
    if exact == DAY:
        return "article-newspaper"
    return "article-magazine" if Field.ISSUE in csl or exact == MONTH or issued.get("season") else "chapter"
