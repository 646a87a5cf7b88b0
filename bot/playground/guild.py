"""A server as those who run it see it: channels, roles, members, and what each may do where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import Permissions

from bot.playground.member import Member
from bot.playground.world.channel import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.playground.local import LocalDiscord
    from bot.playground.world.channel import Channel

NOTHING = Permissions.none()


class Guild:
    """A server; ids are texts, as in Discord's payloads."""

    def __init__(self, local: LocalDiscord, guild_id: str, name: str) -> None:
        self._local = local
        self._places = local.world.places
        self.id = guild_id
        self.name = name
        self.channels: list[Channel] = []

    @property
    def channel(self) -> Channel:
        """Return the server's first channel."""
        return self.channels[0]

    @property
    def everyone(self) -> Role:
        """Return the role that every member has."""
        return Role(self.id, "@everyone")

    def add_channel(self, name: str) -> Channel:
        """Add a text channel."""
        self.channels.append(self._places.add_channel(name, self.id))
        return self.channels[-1]

    def add_thread(self, channel: Channel, name: str, owner: Member) -> Channel:
        """Have a member open a public thread in a text channel."""
        return self._places.add_thread(channel, name, owner.id)

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or a thread, with all its messages."""
        self._places.delete_channel(channel)
        self.channels = [one for one in self.channels if one.id != channel.id]

    def add_role(self, name: str, permissions: Permissions = NOTHING, *, mentionable: bool = False) -> Role:
        """Add a role."""
        return self._places.add_role(name, self.id, permissions.value, mentionable=mentionable)

    def add_member(
        self,
        name: str,
        *,
        permissions: Permissions | None = None,
        roles: Iterable[Role] = (),
        bot: bool = False,
    ) -> Member:
        """Add somebody new, with the roles and, if any are given, a role of their own with `permissions`."""
        member = Member(self._local, self._places.add_user(name, bot=bot), name, home=self)
        self.admit(member, permissions=permissions, roles=roles)
        return member

    def admit(self, member: Member, *, permissions: Permissions | None = None, roles: Iterable[Role] = ()) -> None:
        """Let somebody who is known from elsewhere join as well."""
        own = [] if permissions is None else [self.add_role(f"{member.name}'s role", permissions)]
        self._places.add_member(member.id, self.id, [role.id for role in (*own, *roles)])

    def remove(self, member: Member) -> None:
        """Take a member out of the server."""
        self._places.remove_member(member.id, self.id)

    def give(self, member: Member, role: Role) -> None:
        """Give a member a role."""
        self._places.set_role(member.id, self.id, role.id, held=True)

    def take(self, member: Member, role: Role) -> None:
        """Take a role from a member."""
        self._places.set_role(member.id, self.id, role.id, held=False)

    def overwrite(
        self,
        channel: Channel,
        target: Member | Role | None,
        *,
        allow: Permissions = NOTHING,
        deny: Permissions = NOTHING,
    ) -> None:
        """Set what a member, a role, or the bot (None) may and may not do in one channel."""
        target_id = self._local.world.bot_id if target is None else target.id
        self._places.overwrite(
            channel, target_id, role=isinstance(target, Role), allow=allow.value, deny=deny.value
        )

    def remove_bot(self) -> None:
        """Take the bot out of the server; the model forgets the server with it."""
        self._places.remove_bot(self.id)
