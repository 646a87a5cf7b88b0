"""What a reader is shown: verified quotes, each with its citation."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from typing import TYPE_CHECKING, Any

from embeddings.documents.document import Role, known_sha256
from embeddings.errors import NotVerbatim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from embeddings.documents.record.record import Conflict

Span = tuple[int, int]  # characters [start, end) of the document's text


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in its work a quote stands. What the document does not say is None."""

    page: str | None = None
    paragraph: int | None = None  # the quote's first
    last_paragraph: int | None = None  # and its last, where that is another
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote's citation: a full line, a short one, and the data they were made from."""

    text: str
    short: str
    locator: Locator
    csl: Mapping[str, Any]
    conflicts: tuple[Conflict, ...] = ()
    url: str | None = None
    deep_link: str | None = None
    shown: Mapping[str, Any] | None = None  # the data as styles show them; None: as they are
    opening: bool = False  # the quote stands ahead of its author's first word


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another place where a quote's text stands: another edition, a reprint."""

    document: str
    start: int
    end: int
    citation: str  # the short one


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim slice of one document.

    Building one proves the promise: `source` is the document's text, and unless ``source[start:end]`` is
    `text` to the character and its sha256 is `sha256`, `NotVerbatim` is raised. Highlights are spans of the
    document inside the quote, in order.
    """

    source: InitVar[str]
    text: str
    document: str
    start: int
    end: int
    sha256: str
    score: float
    role: Role
    speaker: str | None
    citation: Citation
    highlights: tuple[Span, ...] = field(default=())
    also_in: tuple[Elsewhere, ...] = ()
    confidence: float = 0.0  # probability that this quote answers the question; 0 of one that was asked nothing
    longer: Span | None = None  # the characters that say more around it, its paragraph, where those are more

    def __post_init__(self, source: str) -> None:
        """Refuse anything but the exact slice, with its highlights inside."""
        inside = all(self.start <= start < end <= self.end for start, end in self.highlights)
        exact = 0 <= self.start < self.end and source[self.start : self.end] == self.text
        if not (exact and inside and known_sha256(source) == self.sha256):
            raise NotVerbatim(self.document, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question: the quotes that answer it, or honest silence with what comes nearest."""

    question: str
    answered: bool
    confidence: float  # probability that the quotes answer the question
    generation: str
    quotes: tuple[Quote, ...]
    nearest: tuple[Quote, ...] = ()  # only when not answered
    further: tuple[Quote, ...] = ()  # found as well, and not likely enough to answer: for who wants to see more
    missing: tuple[
        str, ...
    ] = ()  # names and years of the question that the first quote's surroundings do not hold
    unknown: tuple[str, ...] = ()  # those of them that stand nowhere in the archive
    suggested: str | None = None  # the question as it was perhaps meant to be typed
    timings_ms: Mapping[str, float] = field(default_factory=dict)  # encode, retrieve, rerank, total
    searched_for: str | None = None  # where that is not the question as asked: it was carried on from others
