"""What a gateway session is sent: events by intent, content by privilege, guilds by shard, members when asked for."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.discord.world.world import World

CHUNK = 1000  # members in one GUILD_MEMBERS_CHUNK
_GUILD_EVENTS = frozenset({"GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE"})


def intents_of(value: int) -> discord.Intents:
    """Return the intents a client sent as a number when it identified."""
    intents = discord.Intents.none()
    intents.value = value
    return intents


def on_shard(event: str, data: Mapping[str, Any], shard: tuple[int, int]) -> bool:
    """Tell whether an event belongs to the shard (number, count); direct messages belong to the first."""
    guild_id = data.get("id") if event in _GUILD_EVENTS else data.get("guild_id")
    number, count = shard
    return (0 if guild_id is None else (int(guild_id) >> 22) % count) == number


def shaped(world: World, event: str, data: Mapping[str, Any], intents: discord.Intents) -> dict[str, Any] | None:
    """Return the event's data as a client with these intents gets it; None where it does not get it at all."""
    if not _for_the_bot(world, event, data):
        return None
    if not world.model.may_hear(event, data, intents):
        return None
    shown: dict[str, Any] = copy.deepcopy(dict(data))
    if event == "GUILD_CREATE":
        world.model.prune(shown, intents)
    if not intents.message_content:
        if event in {"MESSAGE_CREATE", "MESSAGE_UPDATE"}:
            world.model.censor(shown)
        elif event == "INTERACTION_CREATE":
            _censor_interaction(world, shown)
    return shown


def _for_the_bot(world: World, event: str, data: Mapping[str, Any]) -> bool:
    """Tell whether the bot is where it happened; an interaction with its application reaches it from anywhere."""
    if event == "INTERACTION_CREATE":
        return True
    guild_id = data.get("id") if event in _GUILD_EVENTS else data.get("guild_id")
    if guild_id is not None and str(guild_id) in world.foreign:
        return False
    channel_id = data.get("channel_id")
    return channel_id is None or world.bot_sees(str(channel_id))


def _censor_interaction(world: World, interaction: dict[str, Any]) -> None:
    """Blank the messages an interaction carries, but not the bot's own nor the target of a message command."""
    source = interaction.get("message")
    if isinstance(source, dict):
        world.model.censor(source, exempt=True)
    data = interaction.get("data") or {}
    for message_id, message in ((data.get("resolved") or {}).get("messages") or {}).items():
        world.model.censor(message, exempt=str(data.get("target_id")) == str(message_id))


def guilds(world: World) -> list[dict[str, Any]]:
    """Return every guild of the bot as GUILD_CREATE carries it."""
    return [guild for guild in world.model.guilds() if world.has_bot(guild["id"])]


def chunks(world: World, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the data of the GUILD_MEMBERS_CHUNK events that answer a request for members (op 8)."""
    guild_id = str(asked["guild_id"])
    if not world.model.has_guild(guild_id):
        return []
    members = world.model.members(guild_id)
    wanted = asked.get("user_ids")
    missing: list[str] = []
    if wanted:
        ids = {str(one) for one in (wanted if isinstance(wanted, list) else [wanted])}
        members = [member for member in members if member["user"]["id"] in ids]
        missing = sorted(ids - {member["user"]["id"] for member in members})
    else:
        start = str(asked.get("query") or "").lower()
        members = [
            member
            for member in members
            if any(
                str(name or "").lower().startswith(start) for name in (member["user"]["username"], member["nick"])
            )
        ]
    members = members[: asked.get("limit") or len(members)]
    pages = [members[at : at + CHUNK] for at in range(0, len(members), CHUNK)] or [[]]
    common = {"guild_id": guild_id, "chunk_count": len(pages), "not_found": missing}
    if asked.get("nonce"):
        common["nonce"] = asked["nonce"]
    return [{**common, "chunk_index": number, "members": page} for number, page in enumerate(pages)]
