"""What a member of the server can do: write, reply, call commands, press buttons, fill in forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.discord.errors import NoAnswer, NoSuchCommand, NoSuchComponent, NotOffered
from tests.discord.limits.components import walk
from tests.discord.world import access, interactions
from tests.discord.world.interactions import CommandKind
from tests.discord.world.things import Channel, Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simcord import UserHandle

    from tests.discord.exchange import Exchange, Parts
    from tests.discord.world.model import Interaction

TIMEOUT_S = 60.0  # guards against a hang; a loaded machine is no failure
# Timeouts are plain numbers of seconds throughout this interface: callers are tests, which read better so.
# ruff: noqa: ASYNC109


class Member:
    """A person; acts in any channel of any server they are in, by default in `home`.

    What Discord would not let them do raises NotOffered. With `forged` they use a hand-made client instead of
    Discord's: it calls commands that are not offered, presses what is not shown, sends what no form accepts.
    """

    def __init__(self, parts: Parts, user: UserHandle, *, home: Channel) -> None:
        self._parts = parts
        self._home = home
        self.user = user
        self.id = str(user.id)
        self.name = user.name
        self.locale = "en-US"  # the language of the client, told to the bot with every interaction

    @property
    def mention(self) -> str:
        """Return the text that mentions the member."""
        return self.user.mention

    @property
    def direct_channel(self) -> Channel:
        """Return the channel of direct messages with the bot."""
        return Channel(str(self.user.dm_channel.id), "", None)

    def install(self) -> None:
        """Add the application to the own account: its commands follow into servers and chats without the bot."""
        self._parts.world.installed.add(self.id)

    # ------------------------------------------------------------------ writing

    async def say(
        self,
        text: str,
        *,
        channel: Channel | None = None,
        mention_bot: bool = False,
        reply_to: Mapping[str, Any] | None = None,
        ping: bool = True,
    ) -> dict[str, Any]:
        """Post a message and return it; with `reply_to`, `ping` decides whether its author is mentioned."""
        place = channel or self._channel_of(reply_to)
        in_thread = place.guild_id is not None and self._parts.world.model.is_thread(place.id)
        needed = "send_messages_in_threads" if in_thread else "send_messages"
        access.require_presence(self._parts.world, self._place(place), "writing", needed)
        content = f"<@{self._parts.world.bot_id}> {text}" if mention_bot else text
        answered = None if reply_to is None else str(reply_to["id"])
        message_id = self._parts.world.model.post(self.id, place, content, reply_to=answered, ping=ping)
        message = self._parts.message(place.id, message_id)
        assert message is not None
        return message

    async def dm(self, text: str, *, reply_to: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Send the bot a direct message and return it."""
        return await self.say(text, channel=self.direct_channel, reply_to=reply_to)

    def edit(self, message: Mapping[str, Any], text: str) -> dict[str, Any]:
        """Change the text of an own message and return it as it is now."""
        if message["author"]["id"] != self.id:
            raise NotOffered("editing a message", "it is somebody else's")
        channel = self._channel_of(message)
        self._parts.world.model.edit(channel, str(message["id"]), text)
        edited = self._parts.message(channel.id, str(message["id"]))
        assert edited is not None
        return edited

    def delete(self, message: Mapping[str, Any]) -> None:
        """Delete a message: an own one, or, with the permission to manage messages, anybody's."""
        channel = self._channel_of(message)
        needed = () if message["author"]["id"] == self.id else ("manage_messages",)
        access.require_presence(self._parts.world, self._place(channel), "deleting a message", *needed)
        self._parts.world.model.delete(channel, str(message["id"]))

    def dismiss(self, message: Mapping[str, Any]) -> None:
        """Dismiss a message that is shown to this member alone; nobody can reach it any more."""
        stored = self._parts.world.stored(str(message["channel_id"]), str(message["id"]))
        if stored is None or not stored.is_ephemeral or not stored.visible_to(int(self.id)):
            raise NotOffered("dismissing a message", "it is not shown to this member alone")
        self._parts.world.model.delete(self._channel_of(message), str(message["id"]))

    # ------------------------------------------------------------------ commands

    async def slash(
        self,
        name: str,
        options: Mapping[str, Any] | None = None,
        *,
        channel: Channel | None = None,
        timeout: float = TIMEOUT_S,
        wait: bool = True,
        forged: bool = False,
    ) -> Exchange:
        """Call a slash command ("ask", or with its groups "archive show") and wait for the final answer.

        A command not registered yet is waited for. Options are sent as given, in and out of their bounds: texts,
        numbers, truth values; ids (or what has one) for users, roles and channels; `File` for attachments.

        Raises:
            NoSuchCommand: still not registered after `timeout` seconds, or no such option.
            NotOffered: Discord does not offer it to this member there, or an option is missing.
            NoAnswer: acknowledged and then left without an answer.

        """
        place = self._place(channel)
        if not forged:
            await self._registered(name.split(maxsplit=1)[0], CommandKind.SLASH, place, timeout)
        record, payload = interactions.command(self._parts.world, place, name, options or {}, forged=forged)
        return await self._start(record, payload, timeout, wait=wait)

    async def autocomplete(
        self,
        name: str,
        options: Mapping[str, Any],
        *,
        focused: str,
        channel: Channel | None = None,
        timeout: float = TIMEOUT_S,
        forged: bool = False,
    ) -> list[dict[str, Any]]:
        """Type in an option, `focused`, and return the choices offered."""
        place = self._place(channel)
        if not forged:
            await self._registered(name.split(maxsplit=1)[0], CommandKind.SLASH, place, timeout)
        record, payload = interactions.command(
            self._parts.world, place, name, options, focused=focused, forged=forged
        )
        return (await self._start(record, payload, timeout, wait=True)).choices

    async def use_on_message(
        self,
        name: str,
        message: Mapping[str, Any],
        *,
        timeout: float = TIMEOUT_S,
        wait: bool = True,
        forged: bool = False,
    ) -> Exchange:
        """Call a command from the "Apps" menu of a message."""
        place = self._place(self._channel_of(message))
        target = self._parts.message(place.channel.id, str(message["id"])) or message
        return await self._menu(name, CommandKind.MESSAGE, place, target, timeout, wait=wait, forged=forged)

    async def use_on_user(
        self,
        name: str,
        user: Member,
        *,
        channel: Channel | None = None,
        timeout: float = TIMEOUT_S,
        wait: bool = True,
        forged: bool = False,
    ) -> Exchange:
        """Call a command from the "Apps" menu of a user."""
        place = self._place(channel)
        return await self._menu(name, CommandKind.USER, place, user.id, timeout, wait=wait, forged=forged)

    # ------------------------------------------------------------------ components

    async def press(
        self,
        message: Mapping[str, Any],
        custom_id: str,
        *,
        values: Sequence[Any] | None = None,
        timeout: float = TIMEOUT_S,
        wait: bool = True,
        forged: bool = False,
    ) -> Exchange:
        """Press a button of a message, or choose `values` in a select, and wait for the final answer.

        Values are texts, or ids (or what has one) of users, roles and channels.

        Raises:
            NoSuchComponent: the message does not show it, or shows it disabled.
            NotOffered: the member does not see the message, or the select does not take the values.
            NoAnswer: acknowledged and then left without an answer.

        """
        place = self._place(self._channel_of(message))
        record, payload = interactions.component(
            self._parts.world, place, message, custom_id, values, forged=forged
        )
        return await self._start(record, payload, timeout, wait=wait)

    def press_link(self, message: Mapping[str, Any], label: str | None = None) -> str:
        """Follow a link button of a message, the one of that label if there are several; return the address."""
        place = self._place(self._channel_of(message))
        stored = self._parts.world.stored(place.channel.id, str(message["id"]))
        access.require_presence(self._parts.world, place, "following a link")
        if stored is None or not stored.visible_to(int(self.id)):
            raise NotOffered("following a link", "the message is not shown to this member")
        links = {str(one.get("label")): str(one["url"]) for one in walk(stored.components) if one.get("url")}
        wanted = label if label is not None else next(iter(links), "")
        if wanted not in links:
            raise NoSuchComponent(wanted, links)
        return links[wanted]

    async def submit(
        self,
        shown: Exchange,
        fields: Mapping[str, Any],
        *,
        timeout: float = TIMEOUT_S,
        wait: bool = True,
        forged: bool = False,
    ) -> Exchange:
        """Send off the modal that an exchange showed, `fields` by custom_id: texts, lists of values, of `File`."""
        channel = self._parts.world.model.channel(str(shown.record.channel_id))
        place = self._place(channel)
        record, payload = interactions.modal(self._parts.world, place, shown.record, fields, forged=forged)
        return await self._start(record, payload, timeout, wait=wait)

    # ------------------------------------------------------------------

    def _place(self, channel: Channel | None) -> Place:
        return Place(self.id, channel or self._home, self.locale)

    def _channel_of(self, message: Mapping[str, Any] | None) -> Channel:
        return self._home if message is None else self._parts.world.model.channel(str(message["channel_id"]))

    async def _menu(
        self,
        name: str,
        kind: CommandKind,
        place: Place,
        target: Mapping[str, Any] | str,
        timeout: float,
        *,
        wait: bool,
        forged: bool,
    ) -> Exchange:
        if not forged:
            await self._registered(name, kind, place, timeout)
        record, payload = interactions.menu(self._parts.world, place, name, kind, target, forged=forged)
        return await self._start(record, payload, timeout, wait=wait)

    async def _registered(self, name: str, kind: CommandKind, place: Place, timeout: float) -> None:
        world, guild_id = self._parts.world, place.channel.guild_id

        def known() -> bool:
            return world.model.find_command(name, kind, guild_id) is not None

        try:
            await self._parts.recorder.pulse.until(known, timeout, f"registration of {name}")
        except NoAnswer:
            raise NoSuchCommand(name, (one["name"] for one in world.model.commands)) from None

    async def _start(
        self, record: Interaction, payload: dict[str, Any], timeout: float, *, wait: bool
    ) -> Exchange:
        exchange = self._parts.start(record, payload)
        return await exchange.rest(timeout) if wait else exchange
