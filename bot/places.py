"""Where something happens in Discord, and among whom the bot's time is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from collections.abc import Hashable


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
