"""One Discord: its state, its REST routes and the events that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simcord.backend import Backend, serializers
from simcord.backend.access import channel_accessible
from simcord.backend.cdn import CDN_BASE
from simcord.backend.errors import BackendError
from simcord.backend.models import AllowedMentions
from simcord.backend.permissions import flag
from simcord.http import routes as _routes  # noqa: F401 - importing it fills the route table
from simcord.http.router import RouteNotImplemented, UnsupportedField, dispatch

from bot.playground.errors import NotServed, Refusal
from bot.playground.pings import Audience
from bot.playground.world.channel import Channel
from bot.playground.world.clock import WallClock
from bot.playground.world.complete import completed
from bot.playground.world.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from io import BytesIO

    from simcord.backend.models import Message
    from simcord.backend.models.interaction import Interaction

INVALID_FORM = 50035
MISSING_ACCESS = 50001
EXPIRED_TOKEN = 50027
FILES_BASE = CDN_BASE  # where the state says that uploaded files lie


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request, in the shape the route handlers read."""

    fp: BytesIO
    filename: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A REST call that has passed the transport: authenticated, parsed, within the limits."""

    method: str
    path: str
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()
    reason: str | None = None


class World:
    """State and rules; knows nothing of sockets. One guild and one text channel are there from the start."""

    def __init__(self, *, bot_name: str, guild_name: str, channel_name: str) -> None:
        self.backend = Backend(clock=WallClock())
        self.backend.bot_user.name = bot_name
        self.message_content = False  # whether REST answers show other people's content to the bot
        self.installed: set[str] = set()  # users who have installed the application for themselves
        self.foreign: set[str] = set()  # guilds the bot is no member of
        self.private: set[str] = set()  # channels between users, without the bot
        self.places = Places(self)
        self.guild_id = self.places.add_guild(guild_name)
        self.channel = self.places.add_channel(channel_name, self.guild_id)
        self.modals: dict[int, int] = {}  # interaction that sends a modal off -> the one that showed it
        self._nonces: dict[tuple[str, str], int] = {}

    # ------------------------------------------------------------------ who and where

    @property
    def bot_id(self) -> str:
        """Return the bot user's id."""
        return str(self.backend.bot_user.id)

    @property
    def application_id(self) -> str:
        """Return the application's id."""
        return str(self.backend.application_id)

    def has_bot(self, guild_id: str) -> bool:
        """Tell whether the bot is a member of the guild."""
        return int(guild_id) in self.backend.guilds and guild_id not in self.foreign

    def is_private(self, channel_id: str) -> bool:
        """Tell whether a channel is a conversation between users that the bot is no part of."""
        return channel_id in self.private

    def is_thread(self, channel_id: str) -> bool:
        """Tell whether a channel is a thread."""
        channel = self.backend.channels.get(int(channel_id))
        return channel is not None and channel.is_thread

    def bot_sees(self, channel_id: str) -> bool:
        """Tell whether the bot sees the channel; a channel that is gone counts as seen."""
        if int(channel_id) not in self.backend.channels:
            return True
        if self.is_private(channel_id):
            return False
        return channel_accessible(self.backend, int(channel_id), self.backend.bot_user.id)

    def sees(self, user_id: str, channel_id: str) -> bool:
        """Tell whether a user sees the channel."""
        channel = self.backend.channels.get(int(channel_id))
        if channel is not None and self.is_private(channel_id):
            return int(user_id) in channel.recipient_ids
        return channel_accessible(self.backend, int(channel_id), int(user_id))

    def channel_by_id(self, channel_id: str) -> Channel:
        """Return a channel; LookupError where there is none."""
        stored = self.backend.channels[int(channel_id)]
        guild_id = None if stored.guild_id is None else str(stored.guild_id)
        return Channel(channel_id, stored.name or "", guild_id)

    def threads(self, channel_id: str) -> list[Channel]:
        """Return a channel's threads, oldest first."""
        found = (
            one for one in self.backend.channels.values() if one.is_thread and one.parent_id == int(channel_id)
        )
        return [self.channel_by_id(str(one.id)) for one in sorted(found, key=lambda one: one.id)]

    def audience(self, channel_id: str) -> Audience:
        """Return whom a message of the bot in this channel could notify."""
        channel = self.backend.channels[int(channel_id)]
        if channel.guild_id is None:
            return Audience(frozenset(map(str, channel.recipient_ids)), frozenset(), everyone=False)
        guild = self.backend.get_guild(channel.guild_id)
        bot_id = self.backend.bot_user.id
        held = self.backend.compute_permissions(guild.id, bot_id, channel.id)
        everyone = bool(held & flag("mention_everyone"))
        roles = (role for role in guild.roles.values() if role.mentionable or everyone)
        return Audience(
            frozenset(str(one) for one in guild.members if one != bot_id),
            frozenset(str(role.id) for role in roles),
            everyone=everyone,
        )

    def file(self, path: str) -> bytes | None:
        """Return an uploaded file by its path below the files' address."""
        return self.backend.cdn.get(f"{FILES_BASE}/{path}")

    def direct_channel(self, user_id: str) -> Channel:
        """Return the channel of direct messages between the user and the bot."""
        channel = self.backend.get_dm_channel(int(user_id))
        return Channel(str(channel.id), "", None)

    # ------------------------------------------------------------------ messages

    def say(self, user_id: str, channel: Channel, content: str, *, reply_to: str | None, ping: bool) -> str:
        """Post a member's message; return its id."""
        reference = None if reply_to is None else {"message_id": reply_to, "channel_id": channel.id}
        message = self.backend.create_message(
            int(channel.id),
            int(user_id),
            content,
            reference=reference,
            allowed_mentions=AllowedMentions(replied_user=ping),
        )
        return str(message.id)

    def edit(self, channel: Channel, message_id: str, content: str) -> None:
        """Change the text of a member's message."""
        self.backend.edit_message(int(channel.id), int(message_id), {"content": content})

    def delete(self, channel: Channel, message_id: str) -> None:
        """Delete a message."""
        self.backend.delete_message(int(channel.id), int(message_id))

    def stored(self, channel_id: str, message_id: str) -> Message | None:
        """Return the model's own record of a message, None once deleted."""
        return self.backend.messages.get(int(channel_id), {}).get(int(message_id))

    def message(self, channel_id: str, message_id: str) -> dict[str, Any] | None:
        """Return a message as Discord shows it now, None once deleted."""
        stored = self.stored(channel_id, message_id)
        return None if stored is None else self._shown(stored)

    def messages(self, channel_id: str, *, viewer: str | None = None) -> list[dict[str, Any]]:
        """Return a channel's messages, oldest first: those `viewer` can see, or all of them."""
        if viewer is not None and not self.sees(viewer, channel_id):
            return []
        stored = self.backend.messages.get(int(channel_id), {}).values()
        return [
            self._shown(message)
            for message in sorted(stored, key=lambda message: message.id)
            if viewer is None or message.visible_to(int(viewer))
        ]

    def _shown(self, message: Message) -> dict[str, Any]:
        shown: dict[str, Any] = completed(dict(serializers.message_payload(self.backend, message)), self._origin)
        return shown

    def _origin(self, interaction_id: str) -> dict[str, Any]:
        """Return what an interaction came from: a component's message, or what showed a modal."""
        record = self.backend.interactions[int(interaction_id)]
        shown_by = self.modals.get(record.id)
        if shown_by is not None:
            earlier = self.backend.interactions[shown_by]
            whose = {"id": str(earlier.id), "type": earlier.type, "authorizing_integration_owners": {}}
            return {"triggering_interaction_metadata": whose | self._origin(str(earlier.id))}
        source = record.source_message_id
        return {} if source is None else {"interacted_message_id": str(source)}

    # ------------------------------------------------------------------ commands

    @property
    def commands(self) -> list[dict[str, Any]]:
        """Return the registered application commands: global ones first, then the guilds'."""
        scopes = sorted(self.backend.commands, key=lambda scope: scope or 0)
        return [dict(command) for scope in scopes for command in self.backend.commands[scope].values()]

    # ------------------------------------------------------------------ REST and events

    def announce_interaction(self, record: Interaction, payload: Mapping[str, Any], *, deadline_s: float) -> None:
        """Dispatch an interaction; later than `deadline_s` seconds from now its first response is refused."""
        record.initial_response_deadline = self.backend.iso_after(deadline_s)
        self.backend.emit("INTERACTION_CREATE", payload)

    def subscribe(self, listener: Callable[[str, Mapping[str, Any]], None]) -> None:
        """Have every gateway event (name, data) told to `listener` as it happens."""
        self.backend.subscribers.append(listener)

    def serve(self, call: Call) -> Any:
        """Answer a REST call: a JSON value, or None for "204 No Content".

        Raises:
            NotServed: the double has no such route or field.
            Refusal: Discord would answer with an error.

        """
        self._refuse_strange(call)
        repeated = self._repeated(call)
        if repeated is not None:
            return repeated
        try:
            answer = dispatch(
                self.backend,
                call.method,
                call.path,
                json=call.body,
                params=dict(call.query),
                files=list(call.files),
                reason=call.reason,
                message_content_access=self.message_content,
            )
        except RouteNotImplemented as error:
            raise NotServed(404, 0, "404: Not Found") from error
        except UnsupportedField as error:
            raise NotServed(400, INVALID_FORM, f"{error.message} {error.fields}") from error
        except BackendError as error:
            raise Refusal(error.status, error.code, error.message) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # The handlers index into bodies without looking: Discord calls a malformed one an invalid form.
            raise Refusal(400, INVALID_FORM, f"Invalid Form Body: {error!r}") from error
        finally:
            # Its own logs would grow for as long as a playground runs; the recorder keeps what is needed.
            self.backend.http_requests.clear()
            self.backend.transcript.clear()
        answer = completed(answer, self._origin)
        self._remember(call, answer)
        return answer

    def _refuse_strange(self, call: Call) -> None:
        """Refuse what the model would let pass: expired tokens, and conversations the bot has no part in."""
        kind, _, rest = call.path.strip("/").partition("/")
        parts = rest.split("/")
        if kind == "channels" and self.is_private(parts[0]):
            raise Refusal(403, MISSING_ACCESS, "Missing Access")
        if kind == "webhooks" and len(parts) > 1:
            number = self.backend.interaction_tokens.get(parts[1])
            record = None if number is None else self.backend.interactions[number]
            if record is not None and record.expires_at and self.backend.now_iso() >= record.expires_at:
                raise Refusal(401, EXPIRED_TOKEN, "Invalid Webhook Token")

    def _repeated(self, call: Call) -> dict[str, Any] | None:
        """Return the message an earlier call with the same enforced nonce created, if it still exists."""
        nonce = _nonce(call)
        if nonce is None or not call.body.get("enforce_nonce"):
            return None
        created = self._nonces.get((call.path, nonce))
        channel_id = call.path.split("/")[2]
        shown = None if created is None else self.message(channel_id, str(created))
        return None if shown is None else {**shown, "nonce": nonce}

    def _remember(self, call: Call, answer: Any) -> None:
        nonce = _nonce(call)
        if nonce is not None and isinstance(answer, dict):
            answer["nonce"] = nonce
            self._nonces[call.path, nonce] = int(answer["id"])


def _nonce(call: Call) -> str | None:
    posts_a_message = call.method == "POST" and call.path.endswith("/messages") and isinstance(call.body, dict)
    nonce = call.body.get("nonce") if posts_a_message else None
    return None if nonce is None else str(nonce)
