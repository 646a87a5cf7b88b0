"""What a reindex did or has still to do, in Discord and on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.words.lists import duration
from bot.words.phrases import say, terminal_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.words.phrases import Phrases
    from embeddings.report import Cause, ReindexReport


def named_causes(causes: Sequence[Cause], phrases: Phrases) -> str:
    """Name what has changed, so that every document had or has to be read again."""
    return ", ".join(phrases(f"cause-{cause.value}") for cause in causes)


def outdated(causes: Sequence[Cause]) -> str:
    """Say on a terminal that the index does not follow the settings."""
    return say("index-outdated", causes=named_causes(causes, terminal_phrases()))


def reindexed(report: ReindexReport) -> str:
    """Say in the log what a reindex did that nobody waits for."""
    phrases = terminal_phrases()
    done = f"{phrases('reindex-done')} ({duration(report.seconds * 1000)})"
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
