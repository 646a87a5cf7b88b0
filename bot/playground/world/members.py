"""Guilds and their members as the gateway sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord.backend import serializers

if TYPE_CHECKING:
    from bot.playground.world.world import World

CHUNK = 1000  # members in one GUILD_MEMBERS_CHUNK


def user(world: World, user_id: str) -> dict[str, Any]:
    """Return a user object."""
    return dict(serializers.user_payload(world.backend.get_user(int(user_id))))


def guilds(world: World) -> list[dict[str, Any]]:
    """Return every guild of the bot as GUILD_CREATE carries it."""
    mine = (guild for guild in world.backend.guilds.values() if world.has_bot(str(guild.id)))
    return [dict(serializers.guild_create_payload(world.backend, guild)) for guild in mine]


def chunks(world: World, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the data of the GUILD_MEMBERS_CHUNK events that answer a request for members (op 8)."""
    guild = world.backend.guilds.get(int(asked["guild_id"]))
    if guild is None:
        return []
    members: list[dict[str, Any]] = [
        dict(serializers.member_payload(world.backend, guild, member)) for member in guild.members.values()
    ]
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
    common = {"guild_id": str(guild.id), "chunk_count": len(pages), "not_found": missing}
    if asked.get("nonce"):
        common["nonce"] = asked["nonce"]
    return [{**common, "chunk_index": number, "members": page} for number, page in enumerate(pages)]
