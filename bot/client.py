"""The bot as a Discord client: what it is told, what it may do, and what happens when something fails."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import Busy, MoreShards, YearsUnreadable
from bot.sending.sender import BROKEN, NOBODY, deliver
from bot.words import say
from bot.words.commands import CommandTranslator
from bot.words.errors import Audience, explain
from embeddings.errors import FilterError, PinciteError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from discord import ui

    from bot.config import DiscordSettings
    from bot.sending.sender import Origin
    from bot.services import Services

    Part = Callable[["PinciteBot"], commands.Cog]
    """Makes a cog for a bot."""

FIRST_PAUSE_S, LONGEST_PAUSE_S = 60.0, 3600.0  # after commands that Discord did not take

_log = logging.getLogger(__name__)


def intents_for(settings: DiscordSettings) -> discord.Intents:
    """Return what the bot asks to be told.

    Of these, the content of messages is privileged. Without it, the bot still reads messages that mention it,
    direct messages, and its own.
    """
    content = settings.message_content
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=content)


class _Commands(app_commands.CommandTree["PinciteBot"]):
    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError, /) -> None:
        await self.client.failed(interaction, error)


class PinciteBot(commands.Bot):
    """A client with its commands and listeners, and one place where every failure ends."""

    def __init__(
        self, services: Services, parts: Sequence[Part], items: Sequence[type[ui.DynamicItem[Any]]], **options: Any
    ) -> None:
        """Return a bot that is not yet connected.

        Args:
            services: what its parts work with.
            parts: make its cogs.
            items: the buttons and selects that work for ever, whoever sent them.
            options: discord.py's.

        """
        super().__init__(
            command_prefix=commands.when_mentioned,  # never used: see on_message
            help_command=None,
            tree_cls=_Commands,
            intents=intents_for(services.settings),
            allowed_mentions=NOBODY,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            **options,
        )
        self.was_ready = False
        self.services = services
        self._parts = parts
        self._items = items
        self._syncing: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Add what members meet, and tell Discord of the commands.

        Raises:
            MoreShards: Discord recommends more connections, and leaves that to be chosen.

        """
        await self.look_at_shards()
        await self.add_parts()
        await self.tree.set_translator(CommandTranslator())
        # Beside the rest: where Discord makes it wait, or refuses, the commands it knows still work.
        self._syncing = asyncio.create_task(self._sync())

    async def _sync(self) -> None:
        """Tell Discord of the commands, again and again until it takes them."""
        pause = FIRST_PAUSE_S
        while True:
            try:
                await self.tree.sync()
            except (discord.HTTPException, app_commands.AppCommandError, *BROKEN) as error:
                _log.warning("%s", say("commands-not-taken", why=str(error), minutes=round(pause / 60)))
            else:
                return
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE_S, 2 * pause)

    async def look_at_shards(self) -> None:
        """Ask Discord whether one connection does; raises MoreShards."""
        if self.services.settings.shards == 0:
            recommended, *_ = await self.http.get_bot_gateway()
            if recommended > 1:
                raise MoreShards(recommended)

    async def add_parts(self) -> None:
        """Add everything that members and admins meet; needs no connection."""
        for part in self._parts:
            await self.add_cog(part(self))
        self.add_dynamic_items(*self._items)

    async def on_ready(self) -> None:
        """Tell the admin, the first time."""
        if not self.was_ready:
            self.was_ready = True
            _log.info("%s", say("serving", name=str(self.user), servers=len(self.guilds)))

    async def on_message(self, message: discord.Message, /) -> None:
        """Run no prefix commands: a mention is followed by a question. The cog listens to it."""

    async def on_error(self, event_method: str, /, *args: Any, **_: Any) -> None:
        """Handle what a listener raised; of messages, tell who wrote them."""
        error = sys.exception()
        assert error is not None
        origin = next((given for given in args if isinstance(given, discord.Message)), None)
        await self.failed(origin, error, event_method)

    async def failed(self, origin: Origin | None, error: BaseException, doing: str = "a command") -> None:
        """Log a failure once, and tell the member in one sentence."""
        if isinstance(error, app_commands.CommandInvokeError):
            error = error.original
        match error:
            case Busy() | YearsUnreadable() | FilterError():
                _log.debug("In %s: %s", doing, explain(error))  # nothing for the admin to do
            case PinciteError():
                _log.warning("In %s: %s", doing, explain(error))
            case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
                _log.warning("In %s: %s", doing, error)
            case _:
                _log.error("In %s", doing, exc_info=error)
        if origin:
            await self._tell(origin, error)

    async def _tell(self, origin: Origin, error: BaseException) -> None:
        try:
            said = explain(error, Audience.MEMBER, await self.services.phrases(origin))
            await deliver(origin, said, private=True)
        except (discord.HTTPException, PinciteError):
            _log.exception("In telling of a failure")

    async def close(self) -> None:
        """Finish what is open, then disconnect."""
        if self._syncing is not None:
            self._syncing.cancel()
        await self.services.answering.close(self.services.settings.shutdown_seconds)
        self.services.reading.close()
        await super().close()


class ShardedBot(PinciteBot, commands.AutoShardedBot):
    """The same, connected several times, each time for a part of its servers."""

    async def look_at_shards(self) -> None:
        """Ask nothing: the number of connections is known."""
