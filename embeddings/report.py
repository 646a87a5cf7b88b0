"""What a reindex did."""

from __future__ import annotations

from dataclasses import dataclass


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
    encoded: int  # passages whose vectors could not be taken from the previous generation
    seconds: float
