"""A Discord on loopback: gateway and REST for any unmodified client, and hands to act and look with."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import discord
from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from tests.discord.connection import accept
from tests.discord.exchange import Parts
from tests.discord.faults import Faults, Outcome, fault
from tests.discord.gateway import Gateway
from tests.discord.guild import Guild
from tests.discord.member import TIMEOUT_S, Member
from tests.discord.pings import Outgoing
from tests.discord.recorder import Recorder, Request
from tests.discord.rest import PREFIX, Rest
from tests.discord.world.model import FILES_BASE
from tests.discord.world.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tests.discord.world.things import Channel

LOCAL_TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.local.a-token-accepted-nowhere-else"
HOST = "127.0.0.1"
FILES_PATH = "/files"
UPLOAD_LIMIT = 30 << 20  # bytes of one request
_CLOSING_S = 0.2  # for handlers still running when the servers stop
# Timeouts are plain numbers of seconds throughout this interface: callers are tests, which read better so.
# ruff: noqa: ASYNC109


class LocalDiscord:
    """Discord's state behind real sockets, from `async with` until its end.

    One guild with one text channel and one ordinary member is there from the start. `approved` are the
    privileged intents granted to the application (default: all); `deadline_s` is Discord's three seconds for a
    first response.
    """

    def __init__(
        self,
        token: str = LOCAL_TOKEN,
        *,
        bot_name: str = "Pincite",
        guild_name: str = "Reading Room",
        channel_name: str = "questions",
        member_name: str = "Ada",
        approved: discord.Intents | None = None,
        heartbeat_ms: int = 41_250,
        deadline_s: float = 3.0,
    ) -> None:
        self.token = token
        self.world = World(bot_name)
        self.recorder = Recorder()
        self._faults = Faults()
        self._outgoing = Outgoing(self.world)
        self.recorder.followers.append(self._outgoing.follow)
        self._parts = Parts(self.world, self.recorder, self._outgoing, deadline_s)
        self.guild = self.add_guild(guild_name, channel_name=channel_name)
        self.member = self.add_member(member_name)
        self._rest = Rest(
            self.world, self.recorder, self._faults, token=token, inward=self._inward, outward=self._outward
        )
        self.gateway = Gateway(
            self.world,
            self.recorder.pulse,
            token=token,
            approved=approved or discord.Intents.all(),
            heartbeat_ms=heartbeat_ms,
            outward=self._outward,
        )
        self.rest_url = ""
        self.gateway_url = ""
        self._files_url = ""
        self._runners: list[web.AppRunner] = []

    # ------------------------------------------------------------------ coming and going

    async def __aenter__(self) -> Self:
        rest = web.Application(client_max_size=UPLOAD_LIMIT)
        rest.router.add_get(f"{FILES_PATH}/{{path:.*}}", self._file)
        rest.router.add_route("*", "/{path:.*}", self._rest.answer)
        origin = await self._listen(rest)
        self.rest_url = f"http://{origin}{PREFIX}"
        self._files_url = f"http://{origin}{FILES_PATH}"
        gateway = web.Application()
        gateway.router.add_get("/", partial(accept, self.gateway))
        self.gateway_url = f"ws://{await self._listen(gateway)}"
        self.gateway.url = self._rest.gateway_url = self.gateway_url
        return self

    async def __aexit__(self, *_: object) -> None:
        self.gateway.cut()
        for runner in self._runners:
            await runner.cleanup()

    async def _listen(self, app: web.Application) -> str:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_CLOSING_S)
        await runner.setup()
        self._runners.append(runner)
        await web.TCPSite(runner, HOST, 0).start()
        return f"{HOST}:{runner.addresses[0][1]}"

    @contextmanager
    def redirect(self) -> Iterator[None]:
        """Point discord.py here: every client started inside speaks to this Discord instead of the real one."""
        base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
        Route.BASE = self.rest_url
        DiscordWebSocket.DEFAULT_GATEWAY = URL(self.gateway_url)
        try:
            yield
        finally:
            Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway

    async def wait_ready(self, timeout: float = TIMEOUT_S) -> None:
        """Wait until a client has identified and been sent READY and its guilds."""
        await self.recorder.pulse.until(lambda: self.gateway.ready, timeout, "a client that identifies")

    async def wait_resumed(self, times: int = 1, timeout: float = TIMEOUT_S) -> None:
        """Wait until clients have resumed that many times since the start."""
        await self.recorder.pulse.until(lambda: self.gateway.resumes >= times, timeout, "a client that resumes")

    async def until(self, condition: Callable[[], bool], timeout: float = TIMEOUT_S) -> None:
        """Wait until `condition` holds, of this Discord or of anything else; NoAnswer after `timeout` seconds."""
        await self.recorder.pulse.until(condition, timeout, "the condition")

    # ------------------------------------------------------------------ people and places

    @property
    def channel(self) -> Channel:
        """Return the default text channel."""
        return self.guild.channel

    def add_guild(
        self,
        name: str,
        *,
        channel_name: str = "general",
        with_bot: bool = True,
        shard: tuple[int, int] | None = None,
        locale: str = "en-US",
    ) -> Guild:
        """Add a server with one text channel.

        `with_bot`: whether the bot is a member; `shard`: the shard (number, count) its events belong to.
        """
        model = self.world.model
        guild_id = model.guild_id_on(*(shard or (0, 1)))
        if not with_bot:
            self.world.foreign.add(str(guild_id))  # before it exists, so that the bot is told of nothing
        handle = model.env.create_guild(name, id=guild_id, preferred_locale=locale)
        if not with_bot:
            model.exclude_bot(handle)
        guild = Guild(self._parts, handle)
        guild.add_channel(channel_name)
        return guild

    def add_member(self, name: str, *, permissions: discord.Permissions | None = None) -> Member:
        """Add a member to the default guild, with a role holding `permissions` if any are given."""
        return self.guild.add_member(name, permissions=permissions)

    def add_channel(self, name: str) -> Channel:
        """Add a text channel to the default guild."""
        return self.guild.add_channel(name)

    def add_thread(self, channel: Channel, name: str) -> Channel:
        """Open a public thread in a text channel, by the default member."""
        return self.guild.add_thread(channel, name, self.member)

    def add_chat(self, *members: Member) -> Channel:
        """Open a conversation between members that the bot is no part of."""
        chat = self.world.model.add_conversation([member.id for member in members])
        self.world.private.add(chat.id)
        return chat

    def restrict_bot(self, channel: Channel, denied: discord.Permissions) -> None:
        """Take permissions from the bot in one channel: what needs them is answered 403."""
        self.guild.overwrite(channel, None, deny=denied)

    def channel_by_id(self, channel_id: str) -> Channel:
        """Return a channel by its id; LookupError where there is none."""
        return self.world.model.channel(channel_id)

    # ------------------------------------------------------------------ looking

    @property
    def commands(self) -> list[dict[str, Any]]:
        """Return the application commands as last registered."""
        return self.world.model.commands

    def message(self, channel_id: str, message_id: str) -> dict[str, Any] | None:
        """Return one message as Discord shows it now, None once deleted; the bot's with `allowed_mentions`."""
        return self._parts.message(channel_id, message_id)

    def messages(self, channel: Channel, *, viewer: Member | None = None) -> list[dict[str, Any]]:
        """Return a channel's messages, oldest first: those `viewer` can see, or all of them."""
        shown = self.world.messages(channel.id, viewer=None if viewer is None else viewer.id)
        return [one for one in map(self._outgoing.shown, shown) if one is not None]

    def threads(self, channel: Channel) -> list[Channel]:
        """Return the threads of a text channel, oldest first."""
        return self.world.model.threads(channel.id)

    async def reply_to(self, message: Mapping[str, Any], timeout: float = TIMEOUT_S) -> dict[str, Any]:
        """Wait for the bot's message that replies to this one, or stands below it as a reply to none."""
        channel = self.channel_by_id(str(message["channel_id"]))

        def found() -> dict[str, Any] | None:
            for one in self.messages(channel):
                if one["author"]["id"] == self.world.bot_id and int(one["id"]) > int(message["id"]):
                    reference = one.get("message_reference")
                    if reference is None or reference["message_id"] == message["id"]:
                        return one
            return None

        await self.recorder.pulse.until(lambda: found() is not None, timeout, f"a reply to {message['id']}")
        answer = found()
        assert answer is not None
        return answer

    @property
    def requests(self) -> list[Request]:
        """Return every answered REST call, in order."""
        return self.recorder.requests

    @property
    def unknown_requests(self) -> list[Request]:
        """Return the calls this double does not serve; a good test ends with none."""
        return self.recorder.unknown

    @property
    def violations(self) -> list[str]:
        """Return what Discord would have refused, each with its route and the figure."""
        return self.recorder.violations

    @property
    def pinged(self) -> set[str]:
        """Return the ids (users, roles) and "everyone" that messages of the bot have notified."""
        return set().union(*self._outgoing.pings.values())

    @property
    def infidelities(self) -> list[str]:
        """Return where this double's own answers differ from Discord's specification."""
        return self.recorder.infidelities

    def check_against(self, openapi: Path) -> None:
        """Hold every body from now on against Discord's specification."""
        from tests.discord.schema import Specification

        self._rest.specification = Specification(openapi)

    # ------------------------------------------------------------------ disturbing

    def advance(self, seconds: float) -> None:
        """Move Discord's clock forward; an interaction's token is good for a quarter of an hour."""
        self.world.model.advance(seconds)

    def limit(self, route_regex: str, *, limit: int = 5, per: float = 5.0) -> None:
        """Keep calls whose "METHOD /path" the expression is found in to `limit` in `per` seconds, by channel."""
        self._rest.buckets.limit(route_regex, limit, per)

    def limit_together(self, *, limit: int = 50, per: float = 1.0) -> None:
        """Keep all calls but those that answer interactions to `limit` in `per` seconds."""
        self._rest.buckets.limit_together(limit, per)

    def recommend_shards(self, count: int) -> None:
        """Have Discord recommend so many shards to a client that asks."""
        self._rest.shards = count

    def drop_connections(self) -> None:
        """Break all gateway connections off without a word; the client must resume."""
        self.gateway.cut()

    def fail_next(
        self,
        route_regex: str,
        *,
        status: Outcome | None = None,
        times: int = 1,
        retry_after: float = 0.05,
        delay: float = 0.0,
    ) -> None:
        """Make the next `times` calls fail whose "METHOD /path" the expression is found in.

        `status`: an HTTP status (429 with `retry_after`), "drop" (hang up before the call has any effect) or
        "lose" (hang up after it); without one the call only takes `delay` seconds longer.
        """
        self._faults.add(fault(route_regex, status=status, times=times, retry_after=retry_after, delay=delay))

    def forgive(self) -> None:
        """Let no more calls fail."""
        self._faults.clear()

    def _outward(self, text: str) -> str:
        return text.replace(FILES_BASE, self._files_url)

    def _inward(self, text: str) -> str:
        return text.replace(self._files_url, FILES_BASE)

    async def _file(self, request: web.Request) -> web.Response:
        data = self.world.model.file(request.match_info["path"])
        return web.Response(status=404) if data is None else web.Response(body=data)
