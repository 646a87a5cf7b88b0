"""What a reindex did or has still to do, in Discord and on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.words.lists import duration
from bot.words.phrases import terminal_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.words.phrases import Phrases
    from embeddings.report import Cause, Loss, ReindexReport

MOST_RANGES = 12  # of pages that are named; --json has them all


def named_causes(causes: Sequence[Cause], phrases: Phrases) -> str:
    """Name what has changed, so that every document had or has to be read again."""
    return ", ".join(phrases(f"cause-{cause.value}") for cause in causes)


def outdated(causes: Sequence[Cause], phrases: Phrases | None = None) -> str:
    """Say, on a terminal in its language, that the index does not follow the settings."""
    phrases = phrases or terminal_phrases()
    return phrases("index-outdated", causes=named_causes(causes, phrases))


def reindexed(report: ReindexReport) -> str:
    """Say in the log what a reindex did that nobody waits for."""
    phrases = terminal_phrases()
    done = f"{phrases('reindex-done')} ({duration(report.seconds * 1000, phrases)})"
    return f"{done}. {documents(report, phrases)}. {phrases('reindex-refused', count=len(report.refused))}."


def documents(report: ReindexReport, phrases: Phrases) -> str:
    """Return how many documents there are, and what became of them."""
    added, changed = len(report.added), len(report.changed)
    return phrases(
        "reindex-counts",
        documents=added + changed + report.unchanged,
        added=added,
        changed=changed,
        removed=len(report.removed),
        unchanged=report.unchanged,
    )


def lost(losses: Sequence[Loss], phrases: Phrases) -> list[str]:
    """Say what of a file could not be read and why, a sentence or two a reason."""
    return [
        phrases(
            f"loss-{loss.reason.value.replace(' ', '-')}",
            characters=loss.characters,
            count=len(loss.pages),
            pages=_ranges(loss.pages),
        )
        for loss in losses
    ]


def _ranges(pages: Sequence[int]) -> str:
    """Return places in rising order, as ``3–5, 9``."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and ranges[-1][-1] == page - 1:
            ranges[-1][1:] = [page]
        else:
            ranges.append([page])
    named = ["–".join(map(str, one)) for one in ranges[:MOST_RANGES]]
    return ", ".join([*named, "…"] if len(ranges) > MOST_RANGES else named)
