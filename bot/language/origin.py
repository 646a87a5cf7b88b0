"""The language of an answer: the server's, else the member's, else that of the server's Discord, else English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_errors import MemoryUnusable
from bot.language.phrases import DEFAULT, Phrases, language_of
from bot.memory.servers import ServerSettings
from bot.places import server_of

if TYPE_CHECKING:
    from bot.memory import Servers


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
