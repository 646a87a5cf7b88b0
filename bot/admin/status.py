"""`/admin status`: how the archive and the bot stand."""

from __future__ import annotations

from datetime import datetime
from math import isfinite
from typing import TYPE_CHECKING

from discord import ButtonStyle

from bot.admin.controls import control
from bot.admin.shape import BAD, GOOD, button, line, lines, panel, plain, row, when
from bot.words.errors import Audience, explain
from bot.words.reindexing import named_causes

if TYPE_CHECKING:
    from bot.admin.desk import Visit
    from bot.memory.jobs import Job
    from embeddings.index.listing import ArchiveState

DAYS = 7  # that the tally of questions goes back
MEGABYTE = 1_000_000


@control("status")
async def show(visit: Visit) -> None:
    """Show it."""
    phrases, desk = visit.phrases, visit.desk
    state = await visit.look(visit.library.state)
    last = await desk.reindexing.jobs.last()
    tally = await desk.gaps.tally(visit.server, DAYS)
    latency = desk.bot.latency  # seconds; not a number before the first heartbeat
    going = desk.reindexing.running is not None
    bot = [
        phrases("status-up", since=when(desk.began)),
        phrases("status-latency", ms=round(latency * 1000)) if isfinite(latency) else "",
        phrases("status-open", count=desk.services.answering.open),
        phrases("status-tally", days=DAYS, answered=tally.answered, unanswered=tally.unanswered),
    ]
    await visit.show(
        panel(
            f"### {phrases('status-title')}",
            lines(_archive(visit, state, last)),
            lines(_warnings(visit, state)),
            line(),
            lines(text for text in bot if text),
            row(
                button(phrases("admin-refresh"), "status"),
                button(phrases("reindex-title"), "reindex-now", style=ButtonStyle.primary, disabled=going)
                if visit.changes_archive
                else None,
                button(phrases("documents-title"), "documents", 0),
            ),
            colour=BAD if state.damage else GOOD,
        )
    )


def _archive(visit: Visit, state: ArchiveState, last: Job | None) -> list[str]:
    phrases = visit.phrases
    made = datetime.fromisoformat(state.created).timestamp()
    shown = [
        phrases("status-holds", documents=state.documents, passages=state.passages),
        phrases("status-generation", generation=plain(state.generation), when=when(made)),
        _cause(visit, state, last),
        phrases("status-model", model=plain(state.model, 80)),
        phrases("status-disk", size=round(state.size / MEGABYTE), free=round(state.free / MEGABYTE)),
    ]
    if state.refused:
        shown.insert(1, phrases("status-refused", count=state.refused))
    return shown


def _cause(visit: Visit, state: ArchiveState, last: Job | None) -> str:
    """Say what made the generation, and how the last reindex that an admin asked for ended."""
    phrases = visit.phrases
    if visit.desk.reindexing.running is not None:
        return phrases("status-reindexing")
    if last is None or last.ended is None:
        return phrases("status-made-otherwise")
    outcome, ended = last.details.get("outcome"), when(last.ended)
    if outcome == "done":
        same = last.details.get("generation") == state.generation
        return phrases("status-made-here" if same else "status-made-since", when=ended)
    return phrases("status-cancelled" if outcome == "cancelled" else "status-failed", when=ended)


def _warnings(visit: Visit, state: ArchiveState) -> list[str]:
    phrases = visit.phrases
    warnings = []
    if state.damage is not None:
        warnings.append(f"**{phrases('status-damaged')}** {explain(state.damage, Audience.ADMIN, phrases)}")
    if state.outdated:
        warnings.append(phrases("status-outdated", causes=named_causes(state.outdated, phrases)))
    return warnings
