"""What is done without being asked: answers are forgotten that are old or deleted, and servers that were left."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from discord.ext import commands, tasks

from bot.words.errors import explain
from embeddings.errors import PinciteError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    import discord

    from bot.client import PinciteBot
    from bot.memory.database import Memory
    from bot.memory.servers import Servers

# Answers go with the message, the channel or the server they stand in, and a server's settings with it.

HOLDING_SERVERS = ("answer", "job", "schedule")  # tables with a column `server`; votes go with their answers
HOLDING_CHANNELS = ("answer", "schedule")


async def forget_server(memory: Memory, servers: Servers, server: int) -> None:
    """Delete the settings, answers, votes and jobs of a server."""
    await memory.run(lambda db: _delete(db, "server", server, HOLDING_SERVERS))
    await servers.forget(server)


async def forget_messages(memory: Memory, messages: Collection[int]) -> None:
    """Delete the answers that messages show."""
    ids = [(message,) for message in messages]
    await memory.run(lambda db: db.executemany("DELETE FROM answer WHERE message = ?", ids).rowcount)


async def forget_channel(memory: Memory, channel: int) -> None:
    """Delete the answers of a channel or thread, and what goes into it by itself."""
    await memory.run(lambda db: _delete(db, "channel", channel, HOLDING_CHANNELS))


async def remembered_servers(memory: Memory) -> set[int]:
    """Return the servers of which anything is remembered."""
    return await memory.run(_remembered)


def _delete(db: sqlite3.Connection, column: str, value: int, tables: tuple[str, ...]) -> None:
    for table in tables:
        db.execute(f"DELETE FROM {table} WHERE {column} = ?", (value,))  # noqa: S608 - names of ours


def _remembered(db: sqlite3.Connection) -> set[int]:
    parts = [f"SELECT server FROM {table} WHERE server IS NOT NULL" for table in HOLDING_SERVERS]  # noqa: S608 - ours
    return {server for (server,) in db.execute(" UNION ".join(["SELECT id FROM server", *parts]))}


_log = logging.getLogger(__name__)


class Forgetting(commands.Cog):
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

    @commands.Cog.listener()
    async def on_raw_message_delete(self, deleted: discord.RawMessageDeleteEvent) -> None:
        """Forget an answer whose message somebody deletes."""
        await forget_messages(self._services.memory, (deleted.message_id,))

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, deleted: discord.RawBulkMessageDeleteEvent) -> None:
        """Forget all of them."""
        await forget_messages(self._services.memory, deleted.message_ids)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Forget the answers of a channel that is deleted."""
        await forget_channel(self._services.memory, channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        """Forget the answers of a thread that is deleted."""
        await forget_channel(self._services.memory, thread.thread_id)

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
