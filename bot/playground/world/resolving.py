"""The objects that ids and uploads in an interaction stand for: its `resolved` data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord.backend import serializers
from simcord.backend.errors import BackendError

from bot.playground.errors import NotOffered

if TYPE_CHECKING:
    from bot.playground.world.channel import File, Place
    from bot.playground.world.world import World

USER, CHANNEL, ROLE, MENTIONABLE = "user", "channel", "role", "mentionable"


class Resolved:
    """Collects what stands behind the values of one interaction."""

    def __init__(self, world: World, place: Place) -> None:
        self._world = world
        self._place = place
        self.families: dict[str, dict[str, Any]] = {}

    def entity(self, kind: str, value: Any) -> str:
        """Take in a user, role, channel, or either of the first two; `value` is its id or has one.

        Raises:
            NotOffered: there is none of that id where the interaction takes place.

        """
        wanted = str(getattr(value, "id", value))
        takers = {USER: (self._user,), ROLE: (self._role,), CHANNEL: (self._channel,)}
        for take in takers.get(kind, (self._user, self._role)):
            try:
                take(int(wanted))
            except (BackendError, ValueError):
                continue
            return wanted
        raise NotOffered(f"the {kind} {wanted}", "there is none")

    def upload(self, file: File) -> str:
        """Take in an uploaded file; return its id."""
        backend = self._world.backend
        attachment_id = backend.snowflake()
        stored = backend.cdn.store_attachment(
            attachment_id, int(self._place.channel.id), file.name, file.data, None
        )
        del stored["description"]
        if file.content_type is not None:
            stored["content_type"] = file.content_type
        self._add("attachments", attachment_id, {**stored, "ephemeral": True})
        return str(attachment_id)

    def _add(self, family: str, number: int, payload: Any) -> None:
        self.families.setdefault(family, {})[str(number)] = dict(payload)

    def _user(self, user_id: int) -> None:
        backend, guild_id = self._world.backend, self._place.channel.guild_id
        self._add("users", user_id, serializers.user_payload(backend.get_user(user_id)))
        guild = None if guild_id is None else backend.get_guild(int(guild_id))
        if guild is not None and user_id in guild.members:
            member = dict(serializers.member_payload(backend, guild, guild.members[user_id], with_user=False))
            member["permissions"] = str(
                backend.compute_permissions(guild.id, user_id, int(self._place.channel.id))
            )
            self._add("members", user_id, member)

    def _role(self, role_id: int) -> None:
        guild_id = self._place.channel.guild_id
        if guild_id is None:
            raise NotOffered("a role", "there are none in direct messages")
        self._add("roles", role_id, serializers.role_payload(self._world.backend.get_role(int(guild_id), role_id)))

    def _channel(self, channel_id: int) -> None:
        backend = self._world.backend
        channel = backend.get_channel(channel_id)
        if channel.guild_id is None or str(channel.guild_id) != self._place.channel.guild_id:
            raise NotOffered("a channel", "it is of another server")
        held = backend.compute_permissions(channel.guild_id, int(self._place.user_id), channel.id)
        payload = {**serializers.channel_payload(backend, channel), "permissions": str(held)}
        self._add("channels", channel_id, payload)
