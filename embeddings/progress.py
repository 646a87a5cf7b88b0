"""How long work tells its caller how far it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from embeddings.errors import ReindexCancelled


class Stage(StrEnum):
    """The steps of a reindex, in order. The values are shown to people."""

    EXPORTING = "Preparing the model"
    LOOKING = "Looking for changes"
    READING = "Reading documents"
    ENCODING = "Embedding passages"
    WRITING = "Writing the index"
    CHECKING = "Checking the index"


class Progress(Protocol):
    """Called with a stage, what is done and, where known, what there is to do."""

    def __call__(self, stage: Stage, done: int, total: int | None, /) -> None:
        """Report; called from the working thread."""


class Cancelled(Protocol):
    """Asked now and then whether the work is to be given up; ``threading.Event().is_set`` is one."""

    def __call__(self) -> bool:
        """Return whether it is."""


def never() -> bool:
    """Never give up."""
    return False


def stopping(progress: Progress, cancelled: Cancelled) -> Progress:
    """Return a progress function that raises ReindexCancelled once `cancelled` says so.

    Every report of progress is thus a place where the work can end: at most one document, or 64 passages, apart.
    """

    def report(stage: Stage, done: int, total: int | None, /) -> None:
        if cancelled():
            raise ReindexCancelled
        progress(stage, done, total)

    return report


def silent(_stage: Stage, _done: int, _total: int | None) -> None:
    """Report to nobody."""
