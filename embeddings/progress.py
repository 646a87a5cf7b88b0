"""How long work tells its caller how far it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    """The steps of a reindex, in order. The values are shown to people."""

    EXPORTING = "Preparing the model"
    READING = "Reading documents"
    ENCODING = "Embedding passages"
    WRITING = "Writing the index"
    CHECKING = "Checking the index"


class Progress(Protocol):
    """Called with a stage, what is done and, where known, what there is to do."""

    def __call__(self, stage: Stage, done: int, total: int | None, /) -> None:
        """Report; called from the working thread."""


def silent(_stage: Stage, _done: int, _total: int | None) -> None:
    """Report to nobody."""
