"""A passage a day in the local Discord: exactly one, or one line that says why not."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.words import Phrases
from tests.bot.admin.stage import MANAGES, control
from tests.scene import Scene, online, pressable, text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from embeddings.archive import Archive
    from tests.discord import Channel

EN = Phrases.of("en")


@pytest.fixture
async def scene(archive: Archive, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(archive, caplog) as opened:
        yield opened


async def planned(scene: Scene, **options: Any) -> Channel:
    """Let an admin plan passages for a channel; return the channel."""
    channel = scene.discord.add_channel("daily")
    admin = scene.discord.add_member("Grace", permissions=MANAGES)
    exchange = await admin.slash("admin daily", {"channel": channel, "time": "9:00", **options})
    assert "9:00" in text_of(exchange.messages[0]), text_of(exchange.messages[0])
    return channel


async def due(scene: Scene) -> datetime:
    (one,) = await scene.bot.services.schedules.of(int(scene.discord.guild.id))
    assert one.due is not None
    return datetime.fromtimestamp(one.due, UTC)


async def outcome(scene: Scene) -> str:
    (one,) = await scene.bot.services.schedules.of(int(scene.discord.guild.id))
    assert one.outcome is not None
    return str(one.outcome["what"])


async def look(scene: Scene, now: datetime) -> None:
    await scene.bot.get_cog("Daily").send_due(now)  # type: ignore[union-attr]


def shown(scene: Scene, channel: Channel) -> list[Mapping[str, Any]]:
    return scene.discord.messages(channel)


def quoted(message: Mapping[str, Any]) -> str:
    return "\n".join(line for line in text_of(message).splitlines() if line.startswith("> "))


@pytest.mark.slow
async def test_for_400_days_one_passage_a_day_over_restarts_and_both_changes_of_clock(scene: Scene) -> None:
    channel = await planned(scene, zone="Europe/Berlin")
    now = await due(scene)
    dates = []
    for day in range(400):
        if day % 50 == 49:
            await scene.restart()
        before = len(shown(scene, channel))
        for minutes in (-1, 0, 1, 600):
            await look(scene, now + timedelta(minutes=minutes))
        assert len(shown(scene, channel)) == min(before + 1, 100) or day >= 100
        dates.append(now)
        now = await due(scene)
    assert len({moment.date() for moment in dates}) == 400
    assert {after - before for before, after in pairwise(dates)} == {
        timedelta(hours=23),
        timedelta(hours=24),
        timedelta(hours=25),
    }
    ((count,),) = await scene.memory.run(
        lambda db: db.execute("SELECT count(*) FROM answer WHERE message IS NOT NULL").fetchall()
    )
    assert count == 400


async def test_each_passage_comes_once_before_any_comes_again(scene: Scene) -> None:
    channel = await planned(scene)
    for _ in range(5):
        await look(scene, await due(scene))
    texts = [quoted(message) for message in shown(scene, channel)]
    assert len(set(texts)) == len(texts) == 5
    source = scene.archive.show(scene.archive.documents()[0]).text
    for text in texts:
        words = text.replace("> ", "").replace("\\", "").split("\n")[0]
        assert words in source


async def test_a_work_is_read_on_to_its_end_and_then_no_more(scene: Scene) -> None:
    channel = await planned(scene, order="onward", work="In Memory of Leon Sedov")
    store_order = []
    for _ in range(100):
        (one,) = await scene.bot.services.schedules.of(int(scene.discord.guild.id))
        if one.due is None:
            break
        await look(scene, datetime.fromtimestamp(one.due, UTC))
        store_order.append(one.after)
    else:
        pytest.fail("the work has no end")
    source = scene.archive.show(scene.archive.documents()[0]).text
    starts = [source.index(quoted(message).splitlines()[0][2:22]) for message in shown(scene, channel)]
    assert starts == sorted(starts)
    assert len(starts) >= 5
    assert await outcome(scene) == "finished"


async def test_context_and_cite_work_below_a_passage(scene: Scene) -> None:
    channel = await planned(scene)
    await look(scene, await due(scene))
    (message,) = shown(scene, channel)
    ids = pressable(message)
    exchange = await scene.discord.member.press(message, ids["context"])
    assert exchange.ephemeral
    assert quoted(message).splitlines()[0][2:42] in text_of(exchange.messages[0]).replace("**", "")


async def test_what_was_missed_is_said_in_one_line_and_not_sent_late(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    channel = await planned(scene)
    first = await due(scene)
    caplog.clear()
    await look(scene, first + timedelta(days=3, hours=13))
    assert shown(scene, channel) == []
    assert [record.levelname for record in caplog.records if record.name.startswith("bot.daily")] == ["WARNING"]
    assert await outcome(scene) == "away"
    assert await due(scene) == first + timedelta(days=4)


async def test_what_is_a_little_late_is_still_sent(scene: Scene) -> None:
    channel = await planned(scene)
    await look(scene, await due(scene) + timedelta(hours=3))
    assert len(shown(scene, channel)) == 1


async def test_a_channel_where_the_bot_may_not_write_is_one_line_a_day(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    channel = await planned(scene)
    scene.discord.restrict_bot(channel, discord.Permissions(send_messages=True))
    for day in range(1, 4):
        await look(scene, await due(scene))
        assert await outcome(scene) == "unreachable"
        told = [
            one for one in caplog.records if one.name == "bot.daily.posting" and one.levelno == logging.WARNING
        ]
        assert len(told) == day


async def test_after_a_crash_between_sending_and_noting_it_nothing_is_sent_twice(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    async with online(archive, caplog) as scene:
        channel = await planned(scene)
        now = await due(scene)
        schedules = scene.bot.services.schedules

        async def crash(*_args: object, **_kwargs: object) -> None:
            raise SystemError

        done, schedules.done = schedules.done, crash  # type: ignore[method-assign]
        scene.expected.add(f"In sending a passage into channel {channel.id}")
        await look(scene, now)
        assert len(shown(scene, channel)) == 1
        schedules.done = done  # type: ignore[method-assign]
        await scene.restart()
        await look(scene, now + timedelta(minutes=5))
        assert len(shown(scene, channel)) == 1
        assert await outcome(scene) == "sent"


async def test_after_a_crash_before_sending_it_is_sent(archive: Archive, caplog: pytest.LogCaptureFixture) -> None:
    async with online(archive, caplog) as scene:
        channel = await planned(scene)
        now = await due(scene)
        schedules = scene.bot.services.schedules
        begin = schedules.begin

        async def crash(identity: int, pending: Mapping[str, Any]) -> None:
            await begin(identity, pending)
            raise SystemError

        schedules.begin = crash  # type: ignore[method-assign]
        scene.expected.add(f"In sending a passage into channel {channel.id}")
        await look(scene, now)
        assert shown(scene, channel) == []
        schedules.begin = begin  # type: ignore[method-assign]
        await scene.restart()
        await look(scene, now + timedelta(minutes=5))
        assert len(shown(scene, channel)) == 1


async def test_the_panel_shows_what_is_set_and_stops_it(scene: Scene) -> None:
    await planned(scene, every="friday", author="Trotsky", zone="America/New_York")
    grace = scene.discord.add_member("Hopper", permissions=MANAGES)
    message = (await grace.slash("admin daily", {})).messages[0]
    said = text_of(message)
    assert "Every Friday at 09:00 (America/New" in said
    assert "Trotsky" in said
    (one,) = await scene.bot.services.schedules.of(int(scene.discord.guild.id))
    stopped = await grace.press(message, control(message, "daily-stop")["custom_id"], values=[str(one.id)])
    assert EN("daily-none") in text_of(stopped.messages[0])
    assert await scene.bot.services.schedules.of(int(scene.discord.guild.id)) == ()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"time": "noonish"}, "is not a time of day"),
        ({"zone": "Mars/Olympus"}, "There is no time zone"),
        ({"author": "Nobody Atall"}, "Nobody Atall"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_set(scene: Scene, options: dict[str, str], told: str) -> None:
    admin = scene.discord.add_member("Grace", permissions=MANAGES)
    said = text_of((await admin.slash("admin daily", {"time": "9", **options})).messages[0])
    assert told in said
    assert await scene.bot.services.schedules.of(int(scene.discord.guild.id)) == ()


async def test_an_answer_is_sent_to_who_wants_it_and_nothing_about_them_is_kept(scene: Scene) -> None:
    answer = (await scene.discord.member.slash("ask", {"question": "How did Leon Sedov die?"})).messages[0]
    bob = scene.discord.add_member("Bob")
    exchange = await bob.use_on_message(EN("menu-send-to-my-messages"), answer)
    assert text_of(exchange.messages[0]) == EN("sent-to-you")
    sent = [request for request in scene.discord.requests if str(bob.id) in str(request)]
    assert sent
    rows = await scene.memory.run(lambda db: db.execute("SELECT * FROM answer").fetchall())
    assert len(rows) == 1
    assert str(bob.id) not in str(rows)
