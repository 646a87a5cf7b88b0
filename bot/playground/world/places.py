"""Guilds, channels, roles and members: made and changed as people do in Discord's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simcord.backend.models import Overwrite
from simcord.enums import ChannelType, OverwriteType

from bot.playground.world.channel import Channel, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.playground.world.world import World


class Places:
    """The world's settings; ids are texts, permissions are bits."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._backend = world.backend

    def add_guild(
        self, name: str, *, with_bot: bool = True, shard: tuple[int, int] | None = None, locale: str = "en-US"
    ) -> str:
        """Create a guild, on the shard (number, count) if one is given; return its id."""
        number, count = shard or (None, 1)
        backend = self._backend
        if with_bot:
            guild = backend.create_guild(name, shard_id=number, shard_count=count, preferred_locale=locale)
            return str(guild.id)
        # The model makes the bot a member of every guild. Nobody is told until it has been taken out again.
        listeners, backend.subscribers = backend.subscribers, []
        try:
            guild = backend.create_guild(name, shard_id=number, shard_count=count, preferred_locale=locale)
            del guild.members[backend.bot_user.id]
        finally:
            backend.subscribers = listeners
        self._world.foreign.add(str(guild.id))
        return str(guild.id)

    def add_channel(self, name: str, guild_id: str) -> Channel:
        """Create a text channel."""
        return Channel(str(self._backend.create_channel(int(guild_id), name).id), name, guild_id)

    def add_private_channel(self, user_ids: Iterable[str]) -> Channel:
        """Open a conversation between users that the bot is no part of."""
        channel = self._backend.create_channel(None, None, type=ChannelType.DM)
        channel.recipient_ids = [int(one) for one in user_ids]
        self._world.private.add(str(channel.id))
        return Channel(str(channel.id), "", None)

    def add_thread(self, channel: Channel, name: str, owner_id: str) -> Channel:
        """Open a public thread in a text channel."""
        thread = self._backend.create_thread(int(channel.id), name, int(owner_id))
        return Channel(str(thread.id), name, channel.guild_id)

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or a thread, with its messages."""
        self._backend.delete_channel(int(channel.id))

    def remove_bot(self, guild_id: str) -> None:
        """Take the bot out of a guild."""
        self._backend.remove_guild(int(guild_id))

    def add_user(self, name: str, *, bot: bool = False) -> str:
        """Create a user who is nowhere yet; return the id."""
        return str(self._backend.make_user(name, bot=bot).id)

    def add_member(self, user_id: str, guild_id: str, roles: Iterable[str] = ()) -> None:
        """Let a user join a guild."""
        self._backend.add_member(int(guild_id), int(user_id), roles=[int(one) for one in roles], announce=True)

    def remove_member(self, user_id: str, guild_id: str) -> None:
        """Let a user leave a guild."""
        self._backend.remove_member(int(guild_id), int(user_id))

    def add_role(self, name: str, guild_id: str, permissions: int, *, mentionable: bool = False) -> Role:
        """Create a role."""
        role = self._backend.create_role(int(guild_id), name, permissions=permissions, mentionable=mentionable)
        return Role(str(role.id), name)

    def set_role(self, user_id: str, guild_id: str, role_id: str, *, held: bool) -> None:
        """Give a role to a member, or take it."""
        change = self._backend.add_member_role if held else self._backend.remove_member_role
        change(int(guild_id), int(user_id), int(role_id))

    def overwrite(self, channel: Channel, target_id: str, *, role: bool, allow: int = 0, deny: int = 0) -> None:
        """Set what a role or a member may and may not do in one channel, beside their permissions elsewhere."""
        kind = OverwriteType.ROLE if role else OverwriteType.MEMBER
        self._backend.set_overwrite(int(channel.id), Overwrite(int(target_id), kind, allow=allow, deny=deny))
