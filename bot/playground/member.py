"""What a member of the server can do: write, reply, call commands, press buttons, fill in forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.playground.errors import NoAnswer, NoSuchCommand
from bot.playground.world import interactions
from bot.playground.world.interactions import CommandKind, Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.playground.exchange import Exchange
    from bot.playground.local import LocalDiscord
    from bot.playground.world.world import Channel

TIMEOUT_S = 60.0  # guards against a hang; a loaded machine is no failure
# Timeouts are plain numbers of seconds throughout this interface: callers are tests, which read better so.
# ruff: noqa: ASYNC109


class Member:
    """A person in the guild; ids are texts, as in Discord's payloads."""

    def __init__(self, local: LocalDiscord, user_id: str, name: str) -> None:
        self._local = local
        self.id = user_id
        self.name = name

    @property
    def mention(self) -> str:
        """Return the text that mentions the member."""
        return f"<@{self.id}>"

    @property
    def direct_channel(self) -> Channel:
        """Return the channel of direct messages with the bot."""
        return self._local.world.direct_channel(self.id)

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
        content = f"<@{self._local.world.bot_id}> {text}" if mention_bot else text
        answered = None if reply_to is None else str(reply_to["id"])
        message_id = self._local.world.say(self.id, place, content, reply_to=answered, ping=ping)
        message = self._local.message(place.id, message_id)
        assert message is not None
        return message

    async def dm(self, text: str, *, reply_to: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Send the bot a direct message and return it."""
        return await self.say(text, channel=self.direct_channel, reply_to=reply_to)

    # ------------------------------------------------------------------ commands

    async def slash(
        self,
        name: str,
        options: Mapping[str, Any] | None = None,
        *,
        channel: Channel | None = None,
        timeout: float = TIMEOUT_S,
        wait: bool = True,
    ) -> Exchange:
        """Call a slash command ("ask", or with its groups "archive show") and wait for the final answer.

        A command not registered yet is waited for. Options are sent as given, in and out of their bounds.

        Raises:
            NoSuchCommand: still not registered after `timeout` seconds, or no such option.
            NoAnswer: acknowledged and then left without an answer.

        """
        place = self._place(channel)
        await self._registered(name.split(maxsplit=1)[0], CommandKind.SLASH, place, timeout)
        record, payload = interactions.command(self._local.world, place, name, options or {})
        return await self._start(record, payload, timeout, wait=wait)

    async def autocomplete(
        self,
        name: str,
        options: Mapping[str, Any],
        *,
        focused: str,
        channel: Channel | None = None,
        timeout: float = TIMEOUT_S,
    ) -> list[dict[str, Any]]:
        """Type in an option, `focused`, and return the choices offered."""
        place = self._place(channel)
        await self._registered(name.split(maxsplit=1)[0], CommandKind.SLASH, place, timeout)
        record, payload = interactions.command(self._local.world, place, name, options, focused=focused)
        return (await self._start(record, payload, timeout, wait=True)).choices

    async def use_on_message(
        self, name: str, message: Mapping[str, Any], *, timeout: float = TIMEOUT_S, wait: bool = True
    ) -> Exchange:
        """Call a command from the "Apps" menu of a message."""
        place = self._place(self._channel_of(message))
        await self._registered(name, CommandKind.MESSAGE, place, timeout)
        target = self._local.message(place.channel.id, str(message["id"])) or message
        record, payload = interactions.menu(self._local.world, place, name, CommandKind.MESSAGE, target)
        return await self._start(record, payload, timeout, wait=wait)

    # ------------------------------------------------------------------ components

    async def press(
        self,
        message: Mapping[str, Any],
        custom_id: str,
        *,
        values: Sequence[str] | None = None,
        timeout: float = TIMEOUT_S,
        wait: bool = True,
    ) -> Exchange:
        """Press a button of a message, or choose `values` in a select, and wait for the final answer.

        Raises:
            NoSuchComponent: the message does not show it, or shows it disabled.
            NoAnswer: acknowledged and then left without an answer.

        """
        place = self._place(self._channel_of(message))
        chosen = None if values is None else list(values)
        record, payload = interactions.component(self._local.world, place, message, custom_id, chosen)
        return await self._start(record, payload, timeout, wait=wait)

    async def submit(
        self, shown: Exchange, fields: Mapping[str, Any], *, timeout: float = TIMEOUT_S, wait: bool = True
    ) -> Exchange:
        """Send off the modal that an exchange showed, `fields` by custom_id."""
        channel = self._local.channel_by_id(str(shown.record.channel_id))
        record, payload = interactions.modal(self._local.world, self._place(channel), shown.record, fields)
        return await self._start(record, payload, timeout, wait=wait)

    # ------------------------------------------------------------------

    def _place(self, channel: Channel | None) -> Place:
        return Place(self.id, channel or self._local.channel)

    def _channel_of(self, message: Mapping[str, Any] | None) -> Channel:
        return self._local.channel if message is None else self._local.channel_by_id(str(message["channel_id"]))

    async def _registered(self, name: str, kind: CommandKind, place: Place, timeout: float) -> None:
        world, guild_id = self._local.world, place.channel.guild_id

        def known() -> bool:
            return interactions.find_command(world, name, kind, guild_id) is not None

        try:
            await self._local.pulse.until(known, timeout, f"registration of {name}")
        except NoAnswer:
            raise NoSuchCommand(name, (one["name"] for one in world.commands)) from None

    async def _start(
        self, record: interactions.Interaction, payload: dict[str, Any], timeout: float, *, wait: bool
    ) -> Exchange:
        exchange = self._local.start(record, payload)
        return await exchange.rest(timeout) if wait else exchange
