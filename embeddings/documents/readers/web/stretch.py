"""What the collector finds, and what it knows while it goes through a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from embeddings.documents.readers.web.elements import Hint, Region

RULE = "hr"
ROW = "row"


@dataclass(slots=True)
class Stretch:
    """A run of text between two block edges, with what its markup says of it."""

    text: str
    tag: str  # of the nearest element with block edges; ROW for the rows of a table, RULE for a line across
    region: Region = Region.TEXT
    main: bool = False  # in the part that the page itself calls its main part or an article
    hint: Hint = Hint.NONE
    quoted: bool = False
    linked: float = 0.0  # the share of its characters that are links
    preformatted: bool = False
    answering: bool = False  # begins with a mark that leads back to where a note was called
    anchor: str | None = None
    page: str | None = None


class State(NamedTuple):
    """What holds for text at one place, inherited from the elements around it."""

    tag: str = "body"
    seen: bool = True
    linked: bool = False
    raised: bool = False
    preformatted: bool = False
    region: Region = Region.TEXT
    main: bool = False
    hint: Hint = Hint.NONE
    quoted: bool = False


@dataclass(slots=True)
class Row:
    """A row of a table under way: which stretch each cell begins with."""

    start: int
    cells: list[int]
