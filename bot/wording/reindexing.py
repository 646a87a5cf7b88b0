"""What a reindex says beside its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.wording.inert import inert_line
from bot.wording.lists import both, counted, duration
from embeddings.report import Cause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.report import ReindexReport

NOTHING_CHANGED = "Nothing has changed; the index is up to date."
SERVING_EARLIER = "An earlier index is used."
_CHANGES = {
    Cause.MODEL: "the embedding model",
    Cause.PASSAGES: "the length of passages",
    Cause.READING: "the limits on what is read",
    Cause.PROGRAM: "Pincite, or a library it reads with,",
}


def read_anew(causes: Sequence[Cause]) -> str:
    """Say why a reindex read every document again."""
    return f"Every document was read again, because {_changed(causes)} since the index before."


def outdated(causes: Sequence[Cause]) -> str:
    """Say that settings have changed which the index does not follow yet."""
    return f"The index is not up to date: {_changed(causes)} since it was made; run `pincite reindex`."


def taken_up(generation: str) -> str:
    """Say that another generation is being served from now on."""
    return f"Serving generation {inert_line(generation)}"


def reindexed(report: ReindexReport) -> str:
    """Say what a reindex did that nobody waits for."""
    return (
        f"Reindexed in {duration(report.seconds * 1000)}: {len(report.added):,} added, {len(report.changed):,} "
        f"changed, {len(report.removed):,} removed, {report.unchanged:,} unchanged, "
        f"{counted(len(report.refused), 'file')} not indexed"
    )


def _changed(causes: Sequence[Cause]) -> str:
    return f"{both([_CHANGES[cause] for cause in causes])} {'has' if len(causes) == 1 else 'have'} changed"
