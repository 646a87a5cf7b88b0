"""Put the bot together: the client, what it works with, and everything that members and admins meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.answering import Answering
from bot.client import PinciteBot, ShardedBot
from bot.cogs.admin import Admin
from bot.cogs.ask import Ask
from bot.cogs.conversation import Conversation
from bot.cogs.help import Help
from bot.cogs.menus import Menus
from bot.cogs.upkeep import Upkeep
from bot.components import BELOW_ANSWERS
from bot.memory import Answers, Memory, Servers, Votes
from bot.reading import Reading
from bot.services import Services

if TYPE_CHECKING:
    import aiohttp

    from bot.answering import Asked
    from bot.discord_settings import DiscordSettings

PARTS = (Ask, Conversation, Help, Menus, Upkeep, Admin)


def create_bot(
    archive: Asked,
    settings: DiscordSettings,
    memory: Memory | None = None,
    *,
    shards: int | None = None,
    connector: aiohttp.BaseConnector | None = None,
) -> PinciteBot:
    """Return a bot that is not yet connected.

    Without a `memory` it remembers nothing beyond its own end; `shards` are its connections to Discord, by default
    as many as are set; `connector` makes them, by default the network's.
    """
    options: dict[str, Any] = {} if connector is None else {"connector": connector}
    wanted = settings.shards if shards is None else shards
    remembered = memory or Memory.in_ram()
    servers, answers = Servers(remembered), Answers(remembered, archive)
    answering = Answering(archive, settings, servers, answers)
    votes, reading = Votes(remembered), Reading(settings.waiting)
    services = Services(archive, settings, remembered, servers, answers, votes, answering, reading)
    if wanted > 1:
        return ShardedBot(services, PARTS, BELOW_ANSWERS, shard_count=wanted, **options)
    return PinciteBot(services, PARTS, BELOW_ANSWERS, **options)
