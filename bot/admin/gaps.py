"""`/admin gaps`: what members of this server asked in vain."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from discord import ButtonStyle

from bot.admin.controls import control
from bot.admin.shape import BAD, button, count_pages, line, lines, page_of, pages, panel, plain, row, when

if TYPE_CHECKING:
    from bot.admin.desk import Visit
    from bot.memory.gaps import Gap
    from bot.words import Phrases

EACH = 8  # on a page
QUESTION = 200  # characters


@control("gaps")
async def show(visit: Visit) -> None:
    """Show a page of them."""
    phrases = visit.phrases
    if not visit.settings.record_gaps:
        await visit.show(
            panel(
                f"### {phrases('gaps-title')}",
                phrases("gaps-off"),
                row(button(phrases("settings-title"), "settings")),
            )
        )
        return
    gaps = await visit.desk.gaps.of(visit.server, visit.settings.gaps_since)
    of = count_pages(len(gaps), EACH)
    page = min(page_of(visit.about)[0], of - 1)
    await visit.show(
        panel(
            f"### {phrases('gaps-title')}",
            phrases("gaps-count", count=len(gaps)),
            line() if gaps else None,
            lines(_entry(gap, phrases) for gap in gaps[page * EACH : (page + 1) * EACH]),
            row(*pages(phrases, "gaps", page, of)),
            f"-# {phrases('gaps-kept', days=visit.desk.services.settings.keep_days)}",
            row(
                button(phrases("admin-refresh"), "gaps-again"),
                button(phrases("gaps-clear"), "gaps-clear", style=ButtonStyle.danger, disabled=not gaps),
            ),
        )
    )


@control("gaps-again")
async def again(visit: Visit) -> None:
    """Look once more, from the first page."""
    await show(visit)


@control("gaps-clear")
async def clear(visit: Visit) -> None:
    """Ask before the list is emptied."""
    phrases = visit.phrases
    await visit.show(
        panel(
            f"### {phrases('gaps-clear-sure')}",
            phrases("gaps-clear-means"),
            row(
                button(phrases("gaps-clear-yes"), "gaps-cleared", style=ButtonStyle.danger),
                button(phrases("admin-back"), "gaps", 0),
            ),
            colour=BAD,
        )
    )


@control("gaps-cleared")
async def cleared(visit: Visit) -> None:
    """Show nothing of what was asked until now."""
    await visit.change(gaps_since=time.time())
    await show(visit)


def _entry(gap: Gap, phrases: Phrases) -> str:
    facts = [phrases("gaps-times", count=gap.times)]
    if gap.unanswered:
        facts.append(phrases("gaps-unanswered", count=gap.unanswered))
    if gap.disliked:
        facts.append(phrases("gaps-disliked", count=gap.disliked))
    facts.append(when(gap.last))
    return f"**{plain(gap.question, QUESTION)}**\n-# {' · '.join(facts)}"
