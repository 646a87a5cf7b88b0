"""The bot as a Discord client: what it is told, what it may do, and what happens when something fails."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import Answering
from bot.cogs.ask import Ask
from bot.cogs.conversation import Conversation
from bot.language.commands import CommandTranslator
from bot.memory import Memory, Servers
from bot.sender import NOBODY, deliver
from bot.services import Services
from bot.wording.errors import explain
from bot.wording.members import told
from bot.wording.service import serving
from embeddings.errors import PinciteError

if TYPE_CHECKING:
    import aiohttp

    from bot.answering import Asked
    from bot.discord_settings import DiscordSettings
    from bot.sender import Origin

_log = logging.getLogger(__name__)

# None of them is privileged. Without the content of messages the bot still reads those that mention it, direct
# messages, and its own.
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


def create_bot(
    archive: Asked,
    settings: DiscordSettings,
    memory: Memory | None = None,
    *,
    connector: aiohttp.BaseConnector | None = None,
) -> PinciteBot:
    """Return a bot that is not yet connected.

    Without a `memory` it remembers nothing beyond its own end; `connector` makes its connections, by default the
    network's.
    """
    options = {} if connector is None else {"connector": connector}
    remembered = memory or Memory.in_ram()
    servers = Servers(remembered)
    services = Services(archive, settings, remembered, servers, Answering(archive, settings, servers))
    return PinciteBot(services, **options)


class _Commands(app_commands.CommandTree["PinciteBot"]):
    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError, /) -> None:
        await self.client.failed(interaction, error)


class PinciteBot(commands.Bot):
    """A client with one command, one listener, and one place where every failure ends."""

    def __init__(self, services: Services, **options: Any) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # never used: see on_message
            help_command=None,
            tree_cls=_Commands,
            intents=INTENTS,
            allowed_mentions=NOBODY,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            **options,
        )
        self.was_ready = False
        self.services = services

    async def setup_hook(self) -> None:
        """Add what members meet, and tell Discord of the commands."""
        await self.add_parts()
        await self.tree.set_translator(CommandTranslator())
        await self.tree.sync()

    async def add_parts(self) -> None:
        """Add everything that members and admins meet; needs no connection."""
        await self.add_cog(Ask(self.services))
        await self.add_cog(Conversation(self))

    async def on_ready(self) -> None:
        """Tell the admin, the first time."""
        if not self.was_ready:
            self.was_ready = True
            _log.info("%s", serving(str(self.user), len(self.guilds)))

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
            await deliver(origin, told(error, await self.services.phrases(origin)), private=True)
        except (discord.HTTPException, PinciteError):
            _log.exception("In telling of a failure")

    async def close(self) -> None:
        """Finish what is open, then disconnect."""
        await self.services.answering.close(self.services.settings.shutdown_seconds)
        await super().close()
