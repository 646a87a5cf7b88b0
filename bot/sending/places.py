"""Where something happens in Discord, and among whom the bot's time is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.errors import MemoryUnusable
from bot.memory.servers import ServerSettings
from bot.words.phrases import DEFAULT, Phrases, language_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from bot.memory import Servers


def server_of(origin: discord.Interaction | discord.Message) -> int | None:
    """Return the server whose settings hold; None in direct messages, and where somebody brought the bot along.

    An app that a person has installed for themselves can be used in servers that have not taken it in.
    """
    if isinstance(origin, discord.Interaction):
        return origin.guild_id if origin.is_guild_integration() else None
    return None if origin.guild is None else origin.guild.id


def channel_of(origin: discord.Interaction | discord.Message) -> int:
    """Return the channel or thread."""
    return (origin.channel_id or 0) if isinstance(origin, discord.Interaction) else origin.channel.id


def member_of(origin: discord.Interaction | discord.Message) -> discord.Member | discord.User:
    """Return who asks."""
    return origin.user if isinstance(origin, discord.Interaction) else origin.author


def group_of(origin: discord.Interaction | discord.Message) -> Hashable:
    """Return who takes turns with others: a server, or a person where there is none."""
    server = server_of(origin)
    return ("person", member_of(origin).id) if server is None else ("server", server)


# The language of an answer: the server's, else the member's, else that of the server's Discord, else English.


async def phrases_for(origin: discord.Interaction | discord.Message, servers: Servers) -> Phrases:
    """Return the sentences in the language of who wrote a message or used a command, button or form."""
    try:
        server = await servers.of(server_of(origin))
    except MemoryUnusable:  # a language is no reason to say nothing, least of all what has gone wrong
        server = ServerSettings()
    return Phrases.of(spoken_to(origin, server))


def spoken_to(origin: discord.Interaction | discord.Message, server: ServerSettings) -> str:
    """Return the language for an origin in a server with these settings."""
    return next(filter(None, (server.language, *map(language_of, _locales(origin)))), DEFAULT)


def _locales(origin: discord.Interaction | discord.Message) -> list[str]:
    """Return Discord's names of the languages that are likely, likeliest first."""
    if isinstance(origin, discord.Interaction):
        guild_locale = origin.guild_locale
        return [origin.locale.value, *([] if guild_locale is None else [guild_locale.value])]
    return [] if origin.guild is None else [origin.guild.preferred_locale.value]
