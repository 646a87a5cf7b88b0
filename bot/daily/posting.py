"""Put passages into their channels when they are due: each exactly once, or one line that says why not.

What is about to be sent is written down before, with the id in the message's buttons. After a crash in between,
the message is looked for in its channel; where it is not, it is sent again with the same nonce.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands, tasks

from bot.daily.clock import Rhythm
from bot.rendering.answer import card_view, laid_out
from bot.rendering.parts import ANSWERED
from bot.sending.sender import BROKEN, post
from bot.words import markdown, say
from bot.words.errors import explain
from bot.words.phrases import DEFAULT, Phrases, language_of
from embeddings.errors import FilterError, PinciteError
from embeddings.quoting.answering.leafing import Order
from embeddings.quoting.answering.recall import Reference
from embeddings.quoting.quote import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from discord import ui

    from bot.client import PinciteBot
    from bot.memory import Schedule, ServerSettings
    from embeddings.quoting.quote import Quote

LOOK_EVERY_S = 20
SEARCHED = 100  # messages of a channel in which one is looked for that may have been sent
EARLIER = timedelta(minutes=2)  # clocks differ

_log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of a passage that was due."""

    SENT = "sent"
    AWAY = "away"  # the bot was not there in time
    UNREACHABLE = "unreachable"  # the channel is gone, or the bot may not write there
    NOTHING = "nothing"  # nothing in the archive is what was asked for
    FINISHED = "finished"  # the work was read to its end
    UNKNOWN = "unknown"  # it may have arrived before a crash, and nobody can tell


@dataclass(frozen=True, slots=True)
class Pending:
    """A passage that was chosen for a channel."""

    kept: str  # the id in its buttons
    nonce: str
    began: float
    after: str
    reference: tuple[Any, ...]

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Pending:
        """Return what was written down."""
        return cls(**{**stored, "reference": tuple(stored["reference"])})


class Daily(commands.Cog):
    """Looks a few times a minute for what is due."""

    def __init__(self, bot: PinciteBot) -> None:
        self._bot = bot
        self._services = bot.services
        self._schedules = bot.services.schedules

    async def cog_unload(self) -> None:
        """End."""
        self.look.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin; the channels are known now."""
        if not self.look.is_running():
            self.look.start()

    @tasks.loop(seconds=LOOK_EVERY_S)
    async def look(self) -> None:
        """Send what is due."""
        await self.send_due(datetime.now(UTC))

    async def send_due(self, now: datetime) -> None:
        """Send what is due at a time; nothing that goes wrong with one keeps the others from theirs."""
        try:
            due = await self._schedules.due(now.timestamp())
        except PinciteError as error:
            _log.warning("%s", explain(error))
            return
        for schedule in due:
            if self._bot.get_guild(schedule.server) is None:
                continue  # out of reach for now; a server that was left is forgotten elsewhere
            try:
                await self._settle(schedule, now)
            except PinciteError as error:
                _log.warning("%s", explain(error))
            except Exception:  # noqa: BLE001 - it is logged, and the other channels get theirs
                _log.exception("In sending a passage into channel %s", schedule.channel)

    async def _settle(self, schedule: Schedule, now: datetime) -> None:
        """Send one passage or say why not, and write down when the next is due."""
        rhythm = Rhythm(schedule.at, schedule.zone, schedule.weekday)
        assert schedule.due is not None
        due, missed = rhythm.latest(datetime.fromtimestamp(schedule.due, UTC), now)
        after = schedule.after
        if schedule.pending is not None:
            outcome, after = await self._resume(schedule, Pending.of(schedule.pending))
        elif now - due > rhythm.grace:
            outcome, missed = Outcome.AWAY, missed + 1
        else:
            outcome, after = await self._send(schedule, now)
        if missed:
            _log.warning("%s", say("daily-missed", channel=str(schedule.channel), count=missed))
        if outcome not in {Outcome.SENT, Outcome.AWAY}:
            _log.warning("%s", say("daily-not-sent", channel=str(schedule.channel), why=say(f"daily-{outcome}")))
        following = None if outcome is Outcome.FINISHED else rhythm.following(max(now, due)).timestamp()
        await self._schedules.done(
            schedule.id, due=following, after=after, outcome={"at": now.timestamp(), "what": outcome}
        )

    async def _send(self, schedule: Schedule, now: datetime) -> tuple[Outcome, str | None]:
        """Choose a passage, write down that it goes out, and send it; return also where to go on."""
        channel = await self._channel(schedule)
        if channel is None:
            return Outcome.UNREACHABLE, schedule.after
        archive = self._services.archive
        order = Order.ONWARD if schedule.onward else Order.SHUFFLED
        try:
            picked = await asyncio.to_thread(
                archive.pick, order, seed=str(schedule.id), after=schedule.after, filters=schedule.filters or None
            )
        except FilterError:
            picked = None
        if picked is None:
            ended = schedule.onward and schedule.after is not None
            return Outcome.FINISHED if ended else Outcome.NOTHING, schedule.after
        quote = picked.quote
        answer = Answer(
            "", answered=True, confidence=1.0, generation=archive.generation, quotes=(quote,), timings_ms={}
        )
        kept = await self._services.answers.keep(answer, server=schedule.server, channel=schedule.channel)
        reference = tuple(asdict(Reference.of(quote)).values())
        pending = Pending(kept.id, secrets.token_hex(12), now.timestamp(), picked.after, reference)
        await self._schedules.begin(schedule.id, asdict(pending))
        return await self._post(schedule, channel, pending, quote)

    async def _resume(self, schedule: Schedule, pending: Pending) -> tuple[Outcome, str | None]:
        """Find out what became of a passage that was about to be sent when the bot ended."""
        channel = await self._channel(schedule)
        if channel is None:
            return Outcome.UNREACHABLE, schedule.after
        began = datetime.fromtimestamp(pending.began, UTC) - EARLIER
        me = self._bot.user.id if self._bot.user else 0
        try:
            async for message in channel.history(limit=SEARCHED, after=began, oldest_first=True):
                if message.author.id == me and pending.kept in str([one.to_dict() for one in message.components]):
                    await self._services.answers.sent(pending.kept, message.id, message.channel.id)
                    return Outcome.SENT, pending.after
        except (discord.HTTPException, *BROKEN):
            return Outcome.UNKNOWN, pending.after
        found = await asyncio.to_thread(self._services.archive.recall, Reference(*pending.reference))
        if found is None:
            return Outcome.NOTHING, pending.after
        return await self._post(schedule, channel, pending, found.quote)

    async def _post(
        self, schedule: Schedule, channel: discord.abc.Messageable, pending: Pending, quote: Quote
    ) -> tuple[Outcome, str | None]:
        server = await self._services.servers.of(schedule.server)
        phrases = self._phrases(schedule.server, server)
        view = passage_view(quote, pending.kept, phrases, schedule, style=server.citation_style)
        message = None
        with suppress(discord.HTTPException):  # such as AutoMod's, which would take it no better the next time
            message = await post(channel, view, pending.nonce)
        if message is None:
            await self._services.answers.forget(pending.kept)
            return Outcome.UNREACHABLE, schedule.after
        await self._services.answers.sent(pending.kept, message.id, message.channel.id)
        return Outcome.SENT, pending.after

    async def _channel(self, schedule: Schedule) -> discord.abc.Messageable | None:
        guild = self._bot.get_guild(schedule.server)
        channel: Any = guild.get_channel_or_thread(schedule.channel) if guild else None
        if channel is None and guild is not None:  # a thread that is archived
            with suppress(discord.HTTPException, *BROKEN):
                channel = await guild.fetch_channel(schedule.channel)
        return channel if isinstance(channel, discord.abc.Messageable) else None

    def _phrases(self, server: int, settings: ServerSettings) -> Phrases:
        guild = self._bot.get_guild(server)
        locale = language_of(guild.preferred_locale.value) if guild else None
        return Phrases.of(settings.language or locale or DEFAULT)


def passage_view(quote: Quote, kept_id: str, phrases: Phrases, schedule: Schedule, *, style: str) -> ui.LayoutView:
    """Return a passage as a message.

    Raises:
        NotVerbatim: it would not be shown to the character.

    """
    name = (
        "daily-onward" if schedule.onward else "daily-of-week" if schedule.weekday is not None else "daily-of-day"
    )
    card = laid_out(
        [quote], phrases, head=markdown.subtext(phrases(name)), colour=ANSWERED, style=style, lit=False
    )
    return card_view(card, kept_id, range(len(card.entries)), phrases, below=())
