"""A server as those who run it see it: channels, roles, members, and what each may do where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import Permissions

from tests.discord.member import Member
from tests.discord.world.things import Channel, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simcord import GuildHandle, RoleHandle

    from tests.discord.exchange import Parts

NOTHING = Permissions.none()


class Guild:
    """A server; ids are texts, as in Discord's payloads."""

    def __init__(self, parts: Parts, handle: GuildHandle) -> None:
        self._parts = parts
        self._model = parts.world.model
        self._handle = handle
        self._roles: dict[str, RoleHandle] = {}
        self.id = str(handle.id)
        self.name = handle.name
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
        self.channels.append(Channel(str(self._handle.create_text_channel(name).id), name, self.id))
        return self.channels[-1]

    def add_thread(self, channel: Channel, name: str, owner: Member) -> Channel:
        """Have a member open a public thread in a text channel."""
        return self._model.add_thread(channel, name, owner.id)

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or a thread, with all its messages."""
        self._model.delete_channel(channel)
        self.channels = [one for one in self.channels if one.id != channel.id]

    def add_role(self, name: str, permissions: Permissions = NOTHING, *, mentionable: bool = False) -> Role:
        """Add a role."""
        role = self._handle.create_role(name, permissions=permissions, mentionable=mentionable)
        self._roles[str(role.id)] = role
        return Role(str(role.id), name)

    def add_member(
        self,
        name: str,
        *,
        permissions: Permissions | None = None,
        roles: Iterable[Role] = (),
        bot: bool = False,
    ) -> Member:
        """Add somebody new, with the roles and, if any are given, a role of their own with `permissions`."""
        member = Member(self._parts, self._model.env.create_user(name, bot=bot), home=self.channel)
        self.admit(member, permissions=permissions, roles=roles)
        return member

    def admit(self, member: Member, *, permissions: Permissions | None = None, roles: Iterable[Role] = ()) -> None:
        """Let somebody who is known from elsewhere join as well."""
        own = [] if permissions is None else [self.add_role(f"{member.name}'s role", permissions)]
        self._handle.add_member(member.user, roles=[self._roles[role.id] for role in (*own, *roles)])

    def remove(self, member: Member) -> None:
        """Take a member out of the server."""
        self._handle.remove_member(member.user)

    def give(self, member: Member, role: Role) -> None:
        """Give a member a role."""
        self._model.set_role(member.id, self.id, role.id, held=True)

    def take(self, member: Member, role: Role) -> None:
        """Take a role from a member."""
        self._model.set_role(member.id, self.id, role.id, held=False)

    def overwrite(
        self,
        channel: Channel,
        target: Member | Role | None,
        *,
        allow: Permissions = NOTHING,
        deny: Permissions = NOTHING,
    ) -> None:
        """Set what a member, a role, or the bot (None) may and may not do in one channel."""
        target_id = self._model.bot_id if target is None else target.id
        self._model.overwrite(channel, target_id, role=isinstance(target, Role), allow=allow, deny=deny)

    def remove_bot(self) -> None:
        """Take the bot out of the server; the model forgets the server with it."""
        self._model.remove_guild(self.id)
