"""`/admin reindex`: begin, look on, cancel, insist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import ButtonStyle

from bot.admin.controls import control
from bot.admin.reindex_view import Order, stages
from bot.admin.shape import BAD, BUSY, button, panel, row

if TYPE_CHECKING:
    from bot.admin.desk import Visit


async def begin(visit: Visit, *, full: bool = False, force: bool = False) -> None:
    """Begin a reindex whose progress the whole channel sees, or show the one that is going on."""
    await visit.promise()
    reindexing = visit.desk.reindexing
    order = Order(visit.server, visit.interaction.channel_id or 0, visit.phrases.language, full, force)
    running = await reindexing.begin(order, visit.post, visit.answer)
    if running is None:
        await point(visit)
    elif not running.private:
        link = running.message.jump_url if running.message is not None else ""
        await visit.answer(panel(visit.phrases("reindex-begun", link=link), colour=BUSY))


async def wanted(visit: Visit, *, full: bool, force: bool) -> None:
    """Begin, asking once more first where most of the archive may be forgotten."""
    if force:
        visit.about = str(int(full))
        await insist(visit)
    else:
        await begin(visit, full=full)


async def point(visit: Visit) -> None:
    """Show the reindex that is going on, and where it can be followed."""
    running, phrases = visit.desk.reindexing.running, visit.phrases
    if running is None:  # it ended in this very moment, or the bot is being stopped
        await visit.answer(panel(phrases("reindex-not-running"), colour=BAD))
        return
    here = running.order.server == visit.server
    link = running.message.jump_url if here and running.message is not None else None
    await visit.answer(
        panel(
            phrases("reindex-is-running", link=link) if link else phrases("reindex-is-running-elsewhere"),
            stages(running.pace.now(), phrases),
            row(button(phrases("reindex-cancel"), "reindex-cancel", style=ButtonStyle.danger)),
            colour=BUSY,
        )
    )


@control("reindex-cancel", archive=True, apart=True)
async def cancel(visit: Visit) -> None:
    """Call the reindex off."""
    await visit.promise()
    called_off = visit.desk.reindexing.cancel()
    await visit.answer(
        panel(visit.phrases("reindex-calling-off" if called_off else "reindex-not-running"), colour=BUSY)
    )


@control("reindex-force", archive=True, apart=True)
async def insist(visit: Visit) -> None:
    """Ask once more before a reindex that forgets most of the archive."""
    phrases = visit.phrases
    await visit.answer(
        panel(
            f"### {phrases('reindex-force-sure')}",
            phrases("reindex-force-means"),
            row(button(phrases("reindex-force-yes"), "reindex-forced", visit.about, style=ButtonStyle.danger)),
            colour=BAD,
        )
    )


@control("reindex-forced", archive=True, apart=True)
async def forced(visit: Visit) -> None:
    """Do it."""
    await begin(visit, full=visit.about == "1", force=True)


@control("reindex-now", archive=True, apart=True)
async def now(visit: Visit) -> None:
    """Begin a reindex that another panel offered."""
    await begin(visit)
