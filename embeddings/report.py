"""What a reindex did, and what a check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why documents that did not change had to be prepared anew."""

    MODEL = "model"  # another one is configured, or its files changed
    PASSAGES = "passages"  # their length is set differently
    READING = "reading"  # the limits on what is read are
    PROGRAM = "program"  # Pincite, or a library it reads documents with, is of another version


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not indexed, and why."""

    document: str
    reason: str
    detail: str = ""


class LossReason(StrEnum):
    """Why something of a file that was indexed is not in its text."""

    UNREADABLE = "unreadable"  # the font does not say which characters these glyphs are: U+FFFD in the text
    PICTURE = "picture"  # the page is a picture: what it says is not known
    DAMAGED = "damaged"  # the page cannot be loaded, or hardly a glyph of it can be read
    OFF_PAGE = "off page"  # beyond the edge of what is shown of the page


@dataclass(frozen=True, slots=True)
class Loss:
    """What was left out of a document for one reason."""

    reason: LossReason
    characters: int  # 0 where nobody knows how many
    pages: tuple[int, ...]  # their places in the file, counted from 1


@dataclass(frozen=True, slots=True)
class Reading:
    """How much of a file was read."""

    document: str
    characters: int  # in the text, white space and lost ones left out
    left_out: int
    pages_not_read: tuple[int, ...]  # places in the file, counted from 1
    losses: tuple[Loss, ...]

    @classmethod
    def of(cls, document: str, characters: int, losses: tuple[Loss, ...]) -> Reading:
        """Return the sums."""
        unread = {page for loss in losses if loss.reason in NOT_READ for page in loss.pages}
        left_out = sum(loss.characters for loss in losses)
        return cls(document, characters, left_out, tuple(sorted(unread)), losses)


NOT_READ = (LossReason.PICTURE, LossReason.DAMAGED)  # whole pages


@dataclass(frozen=True, slots=True)
class ReindexReport:
    """Documents by what happened to them since the previous generation."""

    generation: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    refused: tuple[Refusal, ...]
    passages: int
    encoded: int  # windows of passages whose vectors were not known from before
    seconds: float
    committed: bool = True  # False: nothing had changed, and the generation is the one from before
    causes: tuple[Cause, ...] = ()
    incomplete: tuple[Reading, ...] = ()  # documents that are indexed, but not all that their files hold


@dataclass(frozen=True, slots=True)
class GenerationSummary:
    """One of the generations that are kept."""

    id: str
    current: bool
    created: str  # ISO 8601, UTC
    documents: int
    passages: int
    model: str
    passage_tokens: int
    size: int  # bytes
    damage: str | None = None  # what is wrong with it, and in which file; None where its checksums are right


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of the current generation came to."""

    generation: str
    documents: int
    passages: int
    size: int  # bytes
    problems: tuple[str, ...]
    seconds: float
