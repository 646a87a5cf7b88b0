"""As many connections as Discord recommends, or as are set."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.client import PinciteBot, ShardedBot
from bot.config import DiscordSettings
from bot.running.connecting import stay_connected
from bot.running.service import create_bot
from bot.token import Token
from tests.bot.samples import LIT, FakeArchive
from tests.discord import LOCAL_TOKEN, LocalDiscord
from tests.scene import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

ASK = {"question": "When was it lit?"}


def connecting(made: list[PinciteBot], stop: asyncio.Event, settings: DiscordSettings) -> asyncio.Task[None]:
    def create(shards: int) -> PinciteBot:
        made.append(create_bot(FakeArchive(), settings, shards=shards))
        return made[-1]

    def pause(failures: int) -> float:
        pytest.fail(f"{failures} failures")

    return asyncio.create_task(stay_connected(create, Token(LOCAL_TOKEN, "DISCORD_TOKEN"), settings, stop, pause))


async def ready(
    local: LocalDiscord, made: list[PinciteBot], condition: Callable[[PinciteBot], bool]
) -> PinciteBot:
    await local.until(lambda: bool(made) and condition(made[-1]))
    return made[-1]


@pytest.mark.parametrize(("settings", "recommended"), [(DiscordSettings(), 2), (DiscordSettings(shards=2), 1)])
async def test_a_bot_of_several_shards_answers_in_the_servers_of_each(
    settings: DiscordSettings, recommended: int
) -> None:
    made: list[PinciteBot] = []
    stop = asyncio.Event()
    async with LocalDiscord() as local:
        local.recommend_shards(recommended)
        guilds = [local.add_guild(f"Server {number}", shard=(number, 2)) for number in range(2)]
        with local.redirect():
            running = connecting(made, stop, settings)
            bot = await ready(local, made, lambda one: one.was_ready)
            assert isinstance(bot, ShardedBot)
            assert set(bot.shards) == {0, 1}
            for guild in guilds:
                guild.admit(local.member)
                exchange = await local.member.slash("ask", ASK, channel=guild.channel)
                assert LIT in text_of(exchange.messages[0])
            stop.set()
            await running
        assert local.violations == []
    assert len(made) == (2 if settings.shards == 0 else 1)


@pytest.mark.parametrize("settings", [DiscordSettings(), DiscordSettings(shards=1)])
async def test_where_one_connection_does_there_is_one(settings: DiscordSettings) -> None:
    made: list[PinciteBot] = []
    stop = asyncio.Event()
    async with LocalDiscord() as local:
        with local.redirect():
            running = connecting(made, stop, settings)
            bot = await ready(local, made, lambda one: one.was_ready)
            assert not isinstance(bot, ShardedBot)
            stop.set()
            await running
        asked = [one for one in local.requests if one.path == "/gateway/bot"]
        assert len(asked) == (1 if settings.shards == 0 else 0)
    assert len(made) == 1
