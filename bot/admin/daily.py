"""`/admin daily`: which channels get a passage by themselves, when, and what became of the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from discord import ui

from bot.admin.controls import control
from bot.admin.shape import custom_id, lines, option, panel, plain, row, when
from bot.daily.clock import UTC_NAME, Rhythm, time_of, zone_of

if TYPE_CHECKING:
    from bot.admin.desk import Visit
    from bot.memory import Schedule
    from bot.words import Phrases
    from embeddings.retrieval.filters import Filters

MOST = 10  # of one server
EVERY_DAY, MORNING = "day", "9:00"
RHYTHMS = (EVERY_DAY, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHUFFLED, ONWARD = "shuffled", "onward"
ORDERS = (SHUFFLED, ONWARD)


@dataclass(frozen=True, slots=True)
class Wish:
    """What an admin asks for."""

    channel: int
    at: str
    every: str
    zone: str | None
    order: str
    filters: Filters


async def show(visit: Visit, note: str = "") -> None:
    """Show what is set, and what was just done."""
    phrases = visit.phrases
    found = await visit.desk.services.schedules.of(visit.server)
    choices = [option(phrases("daily-stop-one", number=at + 1), str(one.id)) for at, one in enumerate(found)]
    await visit.show(
        panel(
            f"### {phrases('daily-title')}",
            note,
            lines(f"{at + 1}. {_entry(one, phrases)}" for at, one in enumerate(found)) or phrases("daily-none"),
            row(
                ui.Select[Any](
                    custom_id=custom_id("daily-stop"), options=choices, placeholder=phrases("daily-stop")
                )
            )
            if choices
            else None,
            f"-# {phrases('daily-about', zone=visit.settings.zone or UTC_NAME)}",
        )
    )


async def add(visit: Visit, wish: Wish) -> None:
    """Take what an admin asks for, or say what is wrong with it."""
    phrases, schedules = visit.phrases, visit.desk.services.schedules
    at, zone = time_of(wish.at), wish.zone or visit.settings.zone or UTC_NAME
    if at is None:
        await show(visit, f"**{phrases('daily-time-wrong', typed=plain(wish.at, 20))}**")
        return
    if zone_of(zone) is None:
        await show(visit, f"**{phrases('daily-zone-wrong', typed=plain(zone, 40))}**")
        return
    if len(await schedules.of(visit.server)) >= MOST:
        await show(visit, f"**{phrases('daily-too-many', most=MOST)}**")
        return
    if wish.filters:
        await visit.look(visit.library.admits, wish.filters)  # raises what is told in one place
    weekday = None if wish.every == EVERY_DAY else RHYTHMS.index(wish.every) - 1
    due = Rhythm(at, zone, weekday).following(datetime.now(UTC))
    await schedules.add(
        visit.server,
        wish.channel,
        at,
        weekday=weekday,
        zone=zone,
        onward=wish.order == ONWARD,
        filters=wish.filters,
        due=due.timestamp(),
    )
    if zone != visit.settings.zone:
        await visit.change(zone=zone)
    await show(visit, f"-# ✓ {phrases('settings-saved')}")


@control("daily-stop")
async def stop(visit: Visit) -> None:
    """End one."""
    chosen = visit.values[0] if visit.values else ""
    if chosen.isascii() and chosen.isdigit():
        await visit.desk.services.schedules.end(visit.server, int(chosen))
    await show(visit, f"-# ✓ {visit.phrases('settings-saved')}")


def _entry(one: Schedule, phrases: Phrases) -> str:
    day = RHYTHMS[0 if one.weekday is None else one.weekday + 1]
    every = phrases(
        f"daily-every-{day}", time=f"{one.at:%H:%M}", zone=plain(one.zone), channel=f"<#{one.channel}>"
    )
    named = [plain(part, 80) for part in (one.filters.author, one.filters.work, _years(one)) if part]
    facts = [phrases(f"daily-order-{ONWARD if one.onward else SHUFFLED}"), *named]
    facts.append(phrases("daily-next", when=when(one.due, "f")) if one.due else phrases("daily-finished"))
    if one.outcome and one.due:
        told = phrases(f"daily-{one.outcome['what']}")
        facts.append(phrases("daily-last", when=when(one.outcome["at"]), what=told))
    return f"{every}\n-# {' · '.join(facts)}"


def _years(one: Schedule) -> str | None:
    return str(one.filters.years) if one.filters.years else None
