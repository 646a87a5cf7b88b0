"""What /privacy promises: old answers go daily, and all of a server goes when the bot leaves it."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING

import discord

from bot.config import DiscordSettings
from bot.running.forgetting import Forgetting
from tests.bot.samples import FakeArchive
from tests.scene import Scene, eventually, online

if TYPE_CHECKING:
    import sqlite3

    import pytest

ASK = {"question": "When was it lit?"}
DAY = 86_400


async def counts(scene: Scene) -> dict[str, list[int]]:
    """Return the servers of which the memory holds anything, by table."""

    def read(db: sqlite3.Connection) -> dict[str, list[int]]:
        columns = {"server": "id", "answer": "server", "job": "server"}
        return {
            table: [server for (server,) in db.execute(f"SELECT {column} FROM {table} ORDER BY 1")]
            for table, column in columns.items()
        }

    return await scene.bot.services.memory.run(read)


async def test_when_the_bot_is_taken_out_of_a_server_all_of_it_is_deleted_and_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog) as scene:
        ada, other = scene.discord.member, scene.discord.add_guild("Elsewhere")
        other.admit(ada)
        here, there = int(scene.discord.guild.id), int(other.id)
        for channel in (scene.discord.channel, other.channel, ada.direct_channel):
            await ada.slash("ask", ASK, channel=channel)
        for server in (here, there):
            await scene.bot.services.servers.change(server, language="de")
        other.remove_bot()
        left = []
        while left != [here]:
            left = (await counts(scene))["server"]
        assert (await counts(scene))["answer"] == [None, here]
        assert (await scene.bot.services.servers.of(there)).language is None
        assert (await scene.bot.services.servers.of(here)).language == "de"


async def test_old_answers_and_what_is_left_of_other_servers_are_deleted_daily(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog, DiscordSettings(keep_days=7)) as scene:
        here = int(scene.discord.guild.id)
        for _ in range(2):
            await scene.discord.member.slash("ask", ASK)
        for server in (here, 4711):  # the second was left while the bot did not run
            await scene.bot.services.servers.change(server, language="de")
        too_old = time() - 8 * DAY
        await scene.bot.services.memory.run(
            lambda db: db.execute("UPDATE answer SET made = ? WHERE rowid = 1", (too_old,)).rowcount
        )
        forgetting = scene.bot.get_cog("Forgetting")
        assert isinstance(forgetting, Forgetting)
        await eventually(scene, forgetting.daily.is_running)
        await forgetting.daily()
        assert await counts(scene) == {"server": [here], "answer": [here], "job": []}


async def test_an_answer_is_forgotten_with_its_message_and_with_its_channel(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog) as scene:
        chief = scene.discord.add_member("Chief", permissions=discord.Permissions(manage_messages=True))
        spare = scene.discord.add_channel("spare")
        first = (await chief.slash("ask", ASK)).messages[0]
        for channel in (scene.discord.channel, spare):
            await chief.slash("ask", ASK, channel=channel)
        assert len((await counts(scene))["answer"]) == 3
        chief.delete(first)
        while len((await counts(scene))["answer"]) != 2:
            pass
        scene.discord.guild.delete_channel(spare)
        while len((await counts(scene))["answer"]) != 1:
            pass
        services = scene.bot.services
        assert await services.answers.of_message(int(first["id"])) is None
        assert await services.answers.latest_in(int(scene.discord.channel.id)) is not None
