"""What a gateway session may see: events by intent, content by privilege, guilds by shard."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import discord
from simcord import intents as rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.playground.world.world import World

_GUILD_EVENTS = frozenset({"GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE"})


def intents_of(value: int) -> discord.Intents:
    """Return the intents a client sent as a number when it identified."""
    intents = discord.Intents.none()
    intents.value = value
    return intents


def unapproved(intents: discord.Intents, approved: discord.Intents) -> list[str]:
    """Return the privileged intents asked for that the application has not been granted."""
    return rules.missing_privileged_intents(intents, approved)


def on_shard(event: str, data: Mapping[str, Any], shard: tuple[int, int]) -> bool:
    """Tell whether an event belongs to the shard (number, count); direct messages belong to the first."""
    guild_id = data.get("id") if event in _GUILD_EVENTS else data.get("guild_id")
    number, count = shard
    return (0 if guild_id is None else (int(guild_id) >> 22) % count) == number


def shaped(world: World, event: str, data: Mapping[str, Any], intents: discord.Intents) -> dict[str, Any] | None:
    """Return the event's data as a client with these intents gets it; None where it does not get it at all."""
    if not _for_the_bot(world, event, data):
        return None
    needed = rules.required_intent(event, data)
    if needed is not None and not getattr(intents, needed):
        return None
    shown: dict[str, Any] = copy.deepcopy(dict(data))
    bot_id = world.backend.bot_user.id
    if event == "GUILD_CREATE":
        rules.prune_guild_create(shown, intents, bot_id)
    if not intents.message_content:
        if event in {"MESSAGE_CREATE", "MESSAGE_UPDATE"}:
            rules.censor_message(shown, bot_id, backend=world.backend)
        elif event == "INTERACTION_CREATE":
            _censor_interaction(world, shown)
    return shown


def _for_the_bot(world: World, event: str, data: Mapping[str, Any]) -> bool:
    """Tell whether the bot is where it happened; an interaction with its application reaches it from anywhere."""
    if event == "INTERACTION_CREATE":
        return True
    guild_id = data.get("guild_id")
    if guild_id is not None and str(guild_id) in world.foreign:
        return False
    channel_id = data.get("channel_id")
    return channel_id is None or world.bot_sees(str(channel_id))


def _censor_interaction(world: World, interaction: dict[str, Any]) -> None:
    """Blank the messages an interaction carries, but not the bot's own nor the target of a message command."""
    bot_id = world.backend.bot_user.id
    source = interaction.get("message")
    if isinstance(source, dict):
        rules.censor_message(source, bot_id, backend=world.backend, exempt_root=True)
    data = interaction.get("data") or {}
    for message_id, message in ((data.get("resolved") or {}).get("messages") or {}).items():
        target = str(data.get("target_id")) == str(message_id)
        rules.censor_message(message, bot_id, backend=world.backend, exempt_root=target)
