"""`/admin rollback`: choose among the generations that are kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ui

from bot.admin.controls import control
from bot.admin.shape import BAD, GOOD, button, custom_id, line, lines, option, panel, plain, row, when

if TYPE_CHECKING:
    from bot.admin.desk import Visit
    from bot.words import Phrases
    from embeddings.report import GenerationSummary

MEGABYTE = 1_000_000
MOST = 25  # options of a choice
SHOWN = 12


@control("generations", archive=True)
async def show(visit: Visit) -> None:
    """Show them; those that are sound and not current can be chosen."""
    phrases = visit.phrases
    kept = await visit.look(visit.library.generations)
    others = [one for one in kept if not one.current and one.damage is None][:MOST]
    choice = ui.Select[Any](
        custom_id=custom_id("generation"),
        placeholder=phrases("rollback-choose"),
        options=[option(one.id, one.id, phrases("rollback-holds", documents=one.documents)) for one in others],
    )
    await visit.show(
        panel(
            f"### {phrases('rollback-title')}",
            lines(_entry(one, phrases) for one in kept[:SHOWN]),
            line(),
            phrases("rollback-means") if others else phrases("error-no-earlier-generation.admin"),
            row(choice) if others else None,
        )
    )


@control("generation", archive=True)
async def chosen(visit: Visit) -> None:
    """Ask before going back."""
    phrases, identity = visit.phrases, visit.values[0] if visit.values else ""
    await visit.show(
        panel(
            f"### {phrases('rollback-sure', generation=plain(identity, 60))}",
            phrases("rollback-means"),
            row(
                button(phrases("rollback-yes"), "generation-back", identity, style=ButtonStyle.danger),
                button(phrases("admin-back"), "generations"),
            ),
            colour=BAD,
        )
    )


@control("generation-back", archive=True)
async def go_back(visit: Visit) -> None:
    """Serve the generation that was chosen."""
    phrases = visit.phrases
    summary = await visit.look(visit.library.roll_back, visit.about)
    await visit.show(
        panel(
            f"### {phrases('rollback-done')}",
            _entry(summary, phrases),
            phrases("rollback-until"),
            row(button(phrases("rollback-title"), "generations"), button(phrases("status-title"), "status")),
            colour=GOOD,
        )
    )


def _entry(one: GenerationSummary, phrases: Phrases) -> str:
    name = plain(one.id, 60)
    if one.damage is not None:
        return f"**{name}** – {phrases('rollback-damaged')}"
    made = when(datetime.fromisoformat(one.created).timestamp()) if one.created else ""
    facts = phrases(
        "rollback-facts", documents=one.documents, passages=one.passages, megabytes=round(one.size / MEGABYTE)
    )
    current = f" – {phrases('rollback-current')}" if one.current else ""
    return f"**{name}**{current}\n-# {made} · {facts}"
