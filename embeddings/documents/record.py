"""What a document says of itself: claims and their origin, conflicts among them, the record they give.

Fields and date-parts follow CSL-JSON (docs.citationstyles.org). `transcriber` is ours: CSL has no such name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    ISSUED = "issued"
    ORIGINAL_DATE = "original-date"
    URL = "URL"


class Origin(StrEnum):
    """Where a claim was read, most trusted first: of two that differ, the earlier here wins."""

    SIDECAR = "sidecar file"
    SOURCE_LINE = "source line"
    BYLINE = "byline"
    HEADER = "page header"
    DATE_LINE = "date line"
    FOLDER = "folder name"


@dataclass(frozen=True, slots=True)
class Claim:
    """One field's value, where it was read, and the words it was read from."""

    field: Field
    value: str  # as shown to a reader
    origin: Origin
    words: str
    csl: Any  # the same value in CSL-JSON form: names, date-parts or a string


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
