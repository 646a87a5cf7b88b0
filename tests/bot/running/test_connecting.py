"""Coming online against a Discord that is not there, not yet there, or does not want the bot."""

from __future__ import annotations

import asyncio
import logging
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.config import DiscordSettings
from bot.errors import IntentsRefused, NotConnected, TokenRefused
from bot.running import logs
from bot.running.connecting import LONGEST_PAUSE_S, _raise_if_final, pause_after, stay_connected
from bot.running.service import create_bot
from bot.token import Token
from tests.bot.samples import LIT, FakeArchive
from tests.discord import LOCAL_TOKEN, LocalDiscord
from tests.scene import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = Token(LOCAL_TOKEN, "DISCORD_TOKEN")
NOWHERE = "127.0.0.1:9"  # the discard port, where nothing listens


def connecting(stop: asyncio.Event, pause: Callable[[int], float], **settings: Any) -> asyncio.Task[None]:
    wanted = DiscordSettings(**settings)
    return asyncio.create_task(
        stay_connected(lambda shards: create_bot(FakeArchive(), wanted, shards=shards), TOKEN, wanted, stop, pause)
    )


@pytest.fixture
def quiet_discord() -> Any:
    """The filter that `bot.running.logs.configure` puts on discord.py, for the length of a test."""
    client, calm = logging.getLogger("discord.client"), logs.Calm()
    client.addFilter(calm)
    yield
    client.removeFilter(calm)


@pytest.mark.usefixtures("quiet_discord")
async def test_a_first_connection_to_the_gateway_that_fails_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stop = asyncio.Event()
    async with LocalDiscord() as local:
        with local.redirect():
            DiscordWebSocket.DEFAULT_GATEWAY = URL(f"ws://{NOWHERE}")

            def repair(failures: int) -> float:
                assert failures == 1
                DiscordWebSocket.DEFAULT_GATEWAY = URL(local.gateway_url)
                return 0.0

            running = connecting(stop, repair)
            await local.wait_ready()
            exchange = await local.member.slash("ask", {"question": "When was it lit?"})
            assert LIT in text_of(exchange.messages[0])
            stop.set()
            await running
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert any("Next attempt in" in record.getMessage() for record in caplog.records)


async def test_servers_of_discord_that_fail_are_tried_again() -> None:
    stop = asyncio.Event()
    async with LocalDiscord() as local:
        local.fail_next("GET /users/@me", status=503)
        local.fail_next(r"PUT /applications/\d+/commands", status="drop")
        with local.redirect():
            running = connecting(stop, lambda _: 0.0)
            await local.wait_ready()
            stop.set()
            await running


async def test_the_bot_gives_up_after_as_many_attempts_as_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", f"http://{NOWHERE}/api/v10")
    pauses: list[int] = []

    def pause(failures: int) -> float:
        pauses.append(failures)
        return 0.0

    with pytest.raises(NotConnected) as caught:
        await connecting(asyncio.Event(), pause, first_connect_attempts=3)
    assert pauses == [1, 2]
    assert caught.value.attempts == 3
    assert NOWHERE.split(":", maxsplit=1)[0] in caught.value.detail


async def test_a_refused_token_is_not_tried_again() -> None:
    async with LocalDiscord(token="another") as local:
        with local.redirect(), pytest.raises(TokenRefused):
            await connecting(asyncio.Event(), lambda _: pytest.fail("tried again"))
        assert len(local.requests) == 1


async def test_a_stop_ends_the_wait_for_the_next_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", f"http://{NOWHERE}/api/v10")
    stop = asyncio.Event()

    def pause(_: int) -> float:
        stop.set()
        return 3600.0

    await connecting(stop, pause)


async def test_a_stop_while_logging_in_is_no_failure() -> None:
    stop = asyncio.Event()
    async with LocalDiscord() as local:
        local.fail_next("GET /users/@me", delay=30.0)
        with local.redirect():
            running = connecting(stop, lambda _: pytest.fail("tried again"))
            await local.until(lambda: local.recorder.in_flight > 0)
            stop.set()
            await running


async def test_the_bot_asks_for_no_host_but_discords() -> None:
    asked: list[str] = []

    class Refusing(AbstractResolver):
        async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[ResolveResult]:
            asked.append(host)
            raise OSError(f"{host}:{port} ({family}) is not to be resolved")

        async def close(self) -> None:
            pass

    async with LocalDiscord() as local:
        connector = aiohttp.TCPConnector(resolver=Refusing())
        bot = create_bot(FakeArchive(), DiscordSettings(), connector=connector)
        with local.redirect():
            running = asyncio.create_task(bot.start(local.token))
            await local.wait_ready()
            exchange = await local.member.slash("ask", {"question": "When was it lit?"})
            assert LIT in text_of(exchange.messages[0])
            await bot.close()
            await running
        assert connector.closed
    # The addresses of the local Discord are numbers, which need no resolving.
    assert asked == []


def closed(code: int) -> discord.ConnectionClosed:
    socket: Any = SimpleNamespace(close_code=code)
    return discord.ConnectionClosed(socket, shard_id=None, code=code)


def http(kind: type[discord.HTTPException], status: int) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="", headers={})
    return kind(response, "")


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (discord.LoginFailure("no"), TokenRefused),
        (closed(4004), TokenRefused),
        (closed(4013), IntentsRefused),
        (closed(4014), IntentsRefused),
        (discord.PrivilegedIntentsRequired(None), IntentsRefused),
        (http(discord.HTTPException, 400), discord.HTTPException),
        (http(discord.Forbidden, 403), discord.Forbidden),
        (AttributeError("x", name="other"), AttributeError),
        (TypeError("a defect"), TypeError),
    ],
    ids=repr,
)
def test_what_another_attempt_cannot_mend_ends_the_bot(error: Exception, raised: type[Exception]) -> None:
    with pytest.raises(raised):
        _raise_if_final(error, TOKEN)


@pytest.mark.parametrize(
    "error",
    [
        AttributeError("'NoneType' object has no attribute 'sequence'", name="sequence"),
        aiohttp.ServerDisconnectedError(),
        ConnectionResetError(104, "reset"),
        TimeoutError(),
        discord.GatewayNotFound(),
        http(discord.DiscordServerError, 503),
        http(discord.HTTPException, 429),
        closed(4000),
    ],
    ids=repr,
)
def test_what_may_pass_is_tried_again(error: Exception) -> None:
    _raise_if_final(error, TOKEN)


def test_pauses_double_up_to_a_minute() -> None:
    assert [pause_after(failures) for failures in (1, 2, 3, 7, 8, 1000)] == [1, 2, 4, *[LONGEST_PAUSE_S] * 3]
