"""What is done without being asked: old answers are deleted daily, and all of a server that the bot has left."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from discord.ext import commands, tasks

from bot.memory.leaving import forget_server, remembered_servers
from bot.wording.errors import explain
from embeddings.errors import PinciteError

if TYPE_CHECKING:
    import discord

    from bot.client import PinciteBot

_log = logging.getLogger(__name__)


class Upkeep(commands.Cog):
    """Keeps what `/privacy` promises."""

    def __init__(self, bot: PinciteBot) -> None:
        self._bot = bot
        self._services = bot.services

    async def cog_unload(self) -> None:
        """End."""
        self.daily.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin; the servers are known now."""
        if not self.daily.is_running():
            self.daily.start()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget a server that the bot was taken out of; one that is only out of reach is none."""
        await forget_server(self._services.memory, self._services.servers, guild.id)

    @tasks.loop(hours=24)
    async def daily(self) -> None:
        """Delete what is too old, and what is left of servers that were left while the bot did not run."""
        try:
            await self._services.answers.prune(self._services.settings.keep_days)
            there = {guild.id for guild in self._bot.guilds}
            for server in await remembered_servers(self._services.memory) - there:
                await forget_server(self._services.memory, self._services.servers, server)
        except PinciteError as error:
            _log.warning("Old answers were not deleted: %s", explain(error))
