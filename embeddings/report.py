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
