"""The model of Discord behind this one: simcord. Other modules use its public face alone.

The public face is an `Env`, never started here, and the handles it gives out: they make guilds, channels, roles,
users and members. The rest of it drives a bot inside its own process and event loop, on a clock that stands still, and
lets members do only what Discord's clients allow. This Discord speaks over sockets, to bots in other processes too, in
real time, and lets members forge what they send. So these inner parts are used as well, in this module only:

`Env.backend`         the state: read to serve it, and changed where no handle does it (messages, threads, overwrites,
                      roles given and taken, channels deleted, conversations of others, the bot leaving a guild)
`http.router`         `dispatch`, which answers REST calls; publicly it is reached only by replacing discord.py's own
`interactions`        `base_payload`, an interaction as sent; publicly sending one waits for the bot in this process
`command_access`      why a client does not offer a command; publicly there is only the list of those offered
`access`              whether somebody sees a channel, the bot included
`intents`             what a session is told; publicly there is one session, that of the bot in this process
`serializers`         payloads; handles give discord.py's objects out of the cache of the bot in this process
`models`, `enums`     arguments of the above, and the records handed out to be read: `Message`, `Interaction`
`_clock`, `cdn`       the base of a clock that runs; where the state says that files lie
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import discord
from simcord import Env
from simcord import intents as intent_rules
from simcord._clock import Clock
from simcord.backend import serializers
from simcord.backend.access import channel_accessible
from simcord.backend.cdn import CDN_BASE
from simcord.backend.command_access import command_access
from simcord.backend.models import AllowedMentions, Interaction, Message, Overwrite
from simcord.enums import ChannelType, OverwriteType
from simcord.http import routes as _routes  # noqa: F401 - importing it fills the route table
from simcord.http.router import dispatch
from simcord.interactions import base_payload

from tests.discord.world.things import Channel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from simcord import GuildHandle

    from tests.discord.world.things import Call, File, Place

__all__ = ["FILES_BASE", "Interaction", "Message", "Model"]

FILES_BASE = CDN_BASE  # where the state says that uploaded files lie
LOW_BITS = 22  # of an id, below its milliseconds


class WallClock(Clock):
    """The machine's clock plus what `advance` added."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.elapsed)


class Model:
    """State and its changes; ids are texts, as in Discord's payloads, and permissions discord.py's."""

    def __init__(self, bot_name: str) -> None:
        self.env = Env(discord.Client(intents=discord.Intents(guilds=True)))  # without guilds, a warning
        self._backend = self.env.backend
        self._guilds_made = count()
        self._backend.clock = WallClock()
        self._backend.bot_user.name = bot_name
        self.bot_id = str(self._backend.bot_user.id)
        self.application_id = str(self._backend.application_id)

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self._backend.advance_clock(seconds)

    def subscribe(self, listener: Callable[[str, Mapping[str, Any]], None]) -> None:
        """Have every gateway event (name, data) told to `listener` as it happens."""
        self._backend.subscribers.append(listener)

    def new_id(self) -> str:
        """Return an id that nothing has."""
        return str(self._backend.snowflake())

    def guild_id_on(self, number: int, shards: int) -> int:
        """Return an id for a new guild whose events belong to shard `number` of `shards`."""
        now = discord.utils.time_snowflake(self._backend.clock.now()) >> LOW_BITS
        # The model counts its own ids of a millisecond up from zero; these are counted down.
        return ((now - (now - number) % shards + 1) << LOW_BITS) - 1 - next(self._guilds_made)

    # ------------------------------------------------------------------ settings that no handle changes

    def add_thread(self, channel: Channel, name: str, owner_id: str) -> Channel:
        """Open a public thread in a text channel."""
        thread = self._backend.create_thread(int(channel.id), name, int(owner_id))
        return Channel(str(thread.id), name, channel.guild_id)

    def add_conversation(self, user_ids: Iterable[str]) -> Channel:
        """Open a conversation between users."""
        channel = self._backend.create_channel(None, None, type=ChannelType.DM)
        channel.recipient_ids = [int(one) for one in user_ids]
        return Channel(str(channel.id), "", None)

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or a thread, with its messages."""
        self._backend.delete_channel(int(channel.id))

    def set_role(self, user_id: str, guild_id: str, role_id: str, *, held: bool) -> None:
        """Give a role to a member, or take it."""
        change = self._backend.add_member_role if held else self._backend.remove_member_role
        change(int(guild_id), int(user_id), int(role_id))

    def overwrite(
        self,
        channel: Channel,
        target_id: str,
        *,
        role: bool,
        allow: discord.Permissions,
        deny: discord.Permissions,
    ) -> None:
        """Set what a role or a member may and may not do in one channel, beside their permissions elsewhere."""
        kind = OverwriteType.ROLE if role else OverwriteType.MEMBER
        self._backend.set_overwrite(
            int(channel.id), Overwrite(int(target_id), kind, allow=allow.value, deny=deny.value)
        )

    def exclude_bot(self, guild: GuildHandle) -> None:
        """Take the bot, which the model puts into every guild, out of a new one, as if it had never been there."""
        del self._backend.get_guild(guild.id).members[int(self.bot_id)]

    def remove_guild(self, guild_id: str) -> None:
        """Take the bot out of a guild."""
        self._backend.remove_guild(int(guild_id))

    # ------------------------------------------------------------------ who and where

    def channel(self, channel_id: str) -> Channel:
        """Return a channel; LookupError where there is none."""
        stored = self._backend.channels[int(channel_id)]
        return Channel(channel_id, stored.name or "", None if stored.guild_id is None else str(stored.guild_id))

    def has_channel(self, channel_id: str) -> bool:
        """Tell whether there is such a channel or thread."""
        return int(channel_id) in self._backend.channels

    def is_thread(self, channel_id: str) -> bool:
        """Tell whether a channel is a thread."""
        return self.has_channel(channel_id) and self._backend.channels[int(channel_id)].is_thread

    def threads(self, channel_id: str) -> list[Channel]:
        """Return a channel's threads, oldest first."""
        found = (one for one in self._backend.channels.values() if one.is_thread)
        ids = sorted(one.id for one in found if one.parent_id == int(channel_id))
        return [self.channel(str(one)) for one in ids]

    def recipients(self, channel_id: str) -> frozenset[str]:
        """Return the users of a conversation outside of guilds; none where the channel is gone."""
        channel = self._backend.channels.get(int(channel_id))
        return frozenset() if channel is None else frozenset(map(str, channel.recipient_ids))

    def has_guild(self, guild_id: str) -> bool:
        """Tell whether there is such a guild."""
        return int(guild_id) in self._backend.guilds

    def locale(self, guild_id: str) -> str:
        """Return a guild's language."""
        return str(self._backend.get_guild(int(guild_id)).preferred_locale)

    def notifiable(self, guild_id: str, *, every_role: bool) -> tuple[frozenset[str], frozenset[str]]:
        """Return the ids of a guild's members and of its roles that can be mentioned, or of `every_role`."""
        guild = self._backend.get_guild(int(guild_id))
        roles = (role for role in guild.roles.values() if role.mentionable or every_role)
        return frozenset(map(str, guild.members)), frozenset(str(role.id) for role in roles)

    def sees(self, user_id: str, channel_id: str) -> bool:
        """Tell whether a user, or the bot, sees the channel."""
        return channel_accessible(self._backend, int(channel_id), int(user_id))

    def permissions(self, user_id: str, channel: Channel) -> discord.Permissions:
        """Return what a user may do in a guild's channel."""
        assert channel.guild_id is not None
        held = self._backend.compute_permissions(int(channel.guild_id), int(user_id), int(channel.id))
        return discord.Permissions(held)

    # ------------------------------------------------------------------ payloads

    def user(self, user_id: str) -> dict[str, Any]:
        """Return a user; BackendError where there is none."""
        return dict(serializers.user_payload(self._backend.get_user(int(user_id))))

    def member(self, user_id: str, guild_id: str) -> dict[str, Any] | None:
        """Return a member as it stands beside its user, None where the user is no member."""
        guild = self._backend.get_guild(int(guild_id))
        stored = guild.members.get(int(user_id))
        if stored is None:
            return None
        return dict(serializers.member_payload(self._backend, guild, stored, with_user=False))

    def members(self, guild_id: str) -> list[dict[str, Any]]:
        """Return the members of a guild, each with its user."""
        guild = self._backend.get_guild(int(guild_id))
        return [dict(serializers.member_payload(self._backend, guild, one)) for one in guild.members.values()]

    def guilds(self) -> list[dict[str, Any]]:
        """Return every guild as GUILD_CREATE carries it."""
        return [
            dict(serializers.guild_create_payload(self._backend, one)) for one in self._backend.guilds.values()
        ]

    def role(self, role_id: str, guild_id: str) -> dict[str, Any]:
        """Return a role; BackendError where there is none."""
        return dict(serializers.role_payload(self._backend.get_role(int(guild_id), int(role_id))))

    def channel_payload(self, channel_id: str) -> dict[str, Any]:
        """Return a channel; BackendError where there is none."""
        return dict(serializers.channel_payload(self._backend, self._backend.get_channel(int(channel_id))))

    def message_payload(self, message: Message) -> dict[str, Any]:
        """Return a message."""
        return dict(serializers.message_payload(self._backend, message))

    # ------------------------------------------------------------------ messages and files

    def post(self, user_id: str, channel: Channel, content: str, *, reply_to: str | None, ping: bool) -> str:
        """Post a user's message; return its id."""
        message = self._backend.create_message(
            int(channel.id),
            int(user_id),
            content,
            reference=None if reply_to is None else {"message_id": reply_to, "channel_id": channel.id},
            allowed_mentions=AllowedMentions(replied_user=ping),
        )
        return str(message.id)

    def edit(self, channel: Channel, message_id: str, content: str) -> None:
        """Change the text of a user's message."""
        self._backend.edit_message(int(channel.id), int(message_id), {"content": content})

    def delete(self, channel: Channel, message_id: str) -> None:
        """Delete a message."""
        self._backend.delete_message(int(channel.id), int(message_id))

    def message(self, channel_id: str, message_id: str) -> Message | None:
        """Return the record of a message, None once deleted."""
        return self._backend.messages.get(int(channel_id), {}).get(int(message_id))

    def messages(self, channel_id: str) -> list[Message]:
        """Return the records of a channel's messages, oldest first."""
        return sorted(self._backend.messages.get(int(channel_id), {}).values(), key=lambda one: one.id)

    def upload(self, file: File, channel: Channel) -> dict[str, Any]:
        """Keep a file; return the attachment."""
        stored = self._backend.cdn.store_attachment(
            self._backend.snowflake(), int(channel.id), file.name, file.data, None
        )
        del stored["description"]
        return stored

    def file(self, path: str) -> bytes | None:
        """Return an uploaded file by its path below the files' address."""
        return self._backend.cdn.get(f"{FILES_BASE}/{path}")

    # ------------------------------------------------------------------ commands and interactions

    @property
    def commands(self) -> list[dict[str, Any]]:
        """Return the registered application commands: global ones first, then the guilds'."""
        scopes = sorted(self._backend.commands, key=lambda scope: scope or 0)
        return [dict(command) for scope in scopes for command in self._backend.commands[scope].values()]

    def find_command(self, name: str, kind: int, guild_id: str | None) -> dict[str, Any] | None:
        """Return the command of this name that can be used there, the guild's own before a global one."""
        return self._backend.find_command(name, None if guild_id is None else int(guild_id), kind)

    def why_not_offered(self, command: Mapping[str, Any], place: Place) -> str | None:
        """Return why Discord's clients do not show a command to a user there, None where they do."""
        access = command_access(
            self._backend, dict(command), user_id=int(place.user_id), channel_id=int(place.channel.id)
        )
        return access.reason

    def interaction(self, place: Place, kind: int, data: dict[str, Any]) -> tuple[Interaction, dict[str, Any]]:
        """Return an interaction's record and its INTERACTION_CREATE."""
        guild_id = place.channel.guild_id
        return base_payload(
            self._backend,
            type=kind,
            channel_id=int(place.channel.id),
            guild_id=None if guild_id is None else int(guild_id),
            user_id=int(place.user_id),
            data=data,
        )

    def announce(self, record: Interaction, payload: Mapping[str, Any], *, deadline_s: float) -> None:
        """Dispatch an interaction; later than `deadline_s` seconds from now its first response is refused."""
        record.initial_response_deadline = self._backend.iso_after(deadline_s)
        self._backend.emit("INTERACTION_CREATE", payload)

    def past(self, interaction_id: str) -> Interaction:
        """Return the record of an interaction that has taken place."""
        return self._backend.interactions[int(interaction_id)]

    def has_expired(self, token: str) -> bool:
        """Tell whether a token is one of an interaction and no longer good."""
        number = self._backend.interaction_tokens.get(token)
        ends = None if number is None else self._backend.interactions[number].expires_at
        return ends is not None and self._backend.now_iso() >= ends

    # ------------------------------------------------------------------ REST and gateway

    def dispatch(self, call: Call, *, message_content: bool) -> Any:
        """Answer a REST call: a JSON value, or None for no content.

        Raises:
            RouteNotImplemented, UnsupportedField: the model has no such route or field.
            BackendError: Discord would answer with an error.

        """
        try:
            return dispatch(
                self._backend,
                call.method,
                call.path,
                json=call.body,
                params=dict(call.query),
                files=list(call.files),
                reason=call.reason,
                message_content_access=message_content,
            )
        finally:
            # Its own logs would grow for as long as it runs; the recorder keeps what is needed.
            self._backend.http_requests.clear()
            self._backend.transcript.clear()

    def may_hear(self, event: str, data: Mapping[str, Any], intents: discord.Intents) -> bool:
        """Tell whether a session with these intents is told of an event."""
        needed = intent_rules.required_intent(event, data)
        return needed is None or bool(getattr(intents, needed))

    def prune(self, guild: dict[str, Any], intents: discord.Intents) -> None:
        """Leave of a GUILD_CREATE the members that a session with these intents is sent."""
        intent_rules.prune_guild_create(guild, intents, int(self.bot_id))

    def censor(self, message: dict[str, Any], *, exempt: bool = False) -> None:
        """Blank what a bot without access to content may not read; `exempt` leaves this message, not its quotes."""
        intent_rules.censor_message(message, int(self.bot_id), backend=self._backend, exempt_root=exempt)

    @staticmethod
    def unapproved(intents: discord.Intents, approved: discord.Intents) -> list[str]:
        """Return the privileged intents asked for that the application has not been granted."""
        return intent_rules.missing_privileged_intents(intents, approved)
