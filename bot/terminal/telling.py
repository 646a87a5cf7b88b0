"""What long work tells of how far it is."""

from __future__ import annotations

from typing import Protocol


class Report(Protocol):
    """A `Progress` of the library that takes any text for a stage."""

    def __call__(self, stage: str, done: int, total: int | None, /) -> None:
        """Report; called from a working thread."""
