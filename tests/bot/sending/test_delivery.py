"""What happens when Discord does not take what the bot says, or the connection breaks."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from discord import Permissions

from bot.sending import sender as persistence
from bot.words import Phrases
from tests.bot.samples import LIT, FakeArchive
from tests.bot.slow_archive import SlowArchive
from tests.scene import Scene, eventually, online, text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ASK = {"question": "When was it lit?"}
MESSAGES = r"POST /channels/\d+/messages"
RESPONSE = r"PATCH /webhooks/.*@original"
CALLBACK = r"POST /interactions/.*/callback"


@pytest.fixture
async def scene(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(FakeArchive(), caplog) as opened:
        yield opened


def from_the_bot(scene: Scene) -> list[str]:
    shown = scene.discord.messages(scene.discord.channel)
    return [text_of(one) for one in shown if one["author"].get("bot")]


def directly(scene: Scene) -> list[str]:
    shown = scene.discord.messages(scene.discord.member.direct_channel)
    return [text_of(one) for one in shown if one["author"].get("bot")]


def the_one_warning(scene: Scene) -> str:
    (record,) = scene.logged(logging.WARNING)
    assert record.exc_info is None
    assert "\n" not in record.getMessage()
    return record.getMessage()


@pytest.mark.parametrize("how", ["drop", "lose"])
async def test_a_reply_whose_connection_breaks_arrives_exactly_once(scene: Scene, how: str) -> None:
    scene.discord.fail_next(MESSAGES, status=how)
    message = await scene.discord.member.say("When?", mention_bot=True)
    assert LIT in text_of(await scene.discord.reply_to(message))
    await eventually(scene, lambda: not scene.bot.services.answering._open)
    assert len(from_the_bot(scene)) == 1
    assert scene.logged(logging.WARNING) == []


@pytest.mark.parametrize("how", ["drop", "lose"])
@pytest.mark.parametrize("route", [CALLBACK, RESPONSE])
async def test_a_command_whose_connection_breaks_is_answered(scene: Scene, how: str, route: str) -> None:
    scene.discord.fail_next(route, status=how)
    exchange = await scene.discord.member.slash("ask", ASK, wait=False)
    await exchange.until(lambda one: any(LIT in text_of(message) for message in one.messages))
    assert len(from_the_bot(scene)) == 1
    assert scene.logged(logging.WARNING) == []


@pytest.mark.parametrize("how", ["drop", "lose"])
async def test_a_first_response_whose_connection_breaks_is_given(scene: Scene, how: str) -> None:
    scene.discord.fail_next(CALLBACK, status=how)
    exchange = await scene.discord.member.slash("ask", {"question": " "}, wait=False)
    await exchange.until(
        lambda one: [text_of(message) for message in one.messages] == [Phrases.of("en")("question-empty")]
    )
    await eventually(scene, lambda: not scene.discord.recorder.in_flight)
    assert scene.logged(logging.WARNING) == []


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persistence, "PAUSES_S", (0.01,))


@pytest.mark.usefixtures("impatient")
async def test_a_connection_that_stays_broken_is_one_line_in_the_log(scene: Scene) -> None:
    scene.discord.fail_next(MESSAGES, status="drop", times=2)
    await scene.discord.member.say("When?", mention_bot=True)
    await eventually(scene, lambda: bool(scene.logged(logging.WARNING)))
    assert scene.discord.channel.id in the_one_warning(scene)
    assert LIT in text_of(await scene.discord.reply_to(await scene.discord.member.say("When?", mention_bot=True)))


@pytest.mark.parametrize(("status", "times"), [(403, 1), (404, 1), (503, 2)])
@pytest.mark.usefixtures("impatient")
async def test_a_channel_that_takes_no_message_is_one_line_in_the_log(
    scene: Scene, status: int, times: int
) -> None:
    scene.discord.fail_next(MESSAGES, status=status, times=times)
    await scene.discord.member.say("When?", mention_bot=True)
    await eventually(scene, lambda: bool(scene.logged(logging.WARNING)))
    assert str(status) in the_one_warning(scene)


async def test_an_answer_nobody_waits_for_any_more_is_one_line_in_the_log(scene: Scene) -> None:
    scene.discord.fail_next(RESPONSE, status=404)
    await scene.discord.member.slash("ask", ASK, wait=False)
    await eventually(scene, lambda: bool(scene.logged(logging.WARNING)))
    assert "404" in the_one_warning(scene)


async def test_a_question_that_was_deleted_is_answered_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    archive = SlowArchive()
    async with online(archive, caplog) as scene:
        message = await scene.discord.member.say("When?", mention_bot=True)
        await eventually(scene, lambda: len(archive.asked) == 1)
        await scene.bot.http.delete_message(int(message["channel_id"]), int(message["id"]))
        archive.released.set()
        await eventually(scene, lambda: len(from_the_bot(scene)) == 1)
        assert LIT in from_the_bot(scene)[0]


async def test_a_limit_of_rate_is_waited_out(scene: Scene) -> None:
    scene.discord.fail_next(MESSAGES, status=429, retry_after=0.05)
    message = await scene.discord.member.say("When?", mention_bot=True)
    assert LIT in text_of(await scene.discord.reply_to(message))
    assert len(from_the_bot(scene)) == 1


async def test_a_command_that_reaches_the_bot_too_late_is_answered_by_an_ordinary_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog, deadline_s=0.0) as scene:
        exchange = await scene.discord.member.slash("ask", ASK, wait=False)
        await eventually(scene, lambda: bool(from_the_bot(scene)))
        assert exchange.failed
        assert "10062" in the_one_warning(scene)
        (answer,) = from_the_bot(scene)
        assert LIT in answer
        assert ASK["question"] in answer


async def test_a_private_command_that_reaches_the_bot_too_late_is_answered_in_a_direct_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog, deadline_s=0.0) as scene:
        await scene.discord.member.slash("ask", {**ASK, "private": True}, wait=False)
        await eventually(scene, lambda: bool(directly(scene)))
        assert LIT in directly(scene)[0]
        assert from_the_bot(scene) == []
        assert "10062" in the_one_warning(scene)


@pytest.mark.parametrize("private", [False, True])
async def test_an_answer_that_took_longer_than_its_token_lasts_arrives_all_the_same(
    caplog: pytest.LogCaptureFixture, private: bool
) -> None:
    archive = SlowArchive()
    async with online(archive, caplog) as scene:
        exchange = await scene.discord.member.slash("ask", {**ASK, "private": private}, wait=False)
        await eventually(scene, lambda: len(archive.asked) == 1)
        scene.discord.advance(15 * 60 + 1)
        archive.released.set()
        arriving = directly if private else from_the_bot
        await eventually(scene, lambda: any(LIT in text for text in arriving(scene)))
        assert exchange.messages == []
        assert not any(LIT in text for text in (from_the_bot if private else directly)(scene))
        assert scene.logged(logging.WARNING) == []


async def test_where_only_commands_are_allowed_a_late_answer_comes_as_a_direct_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    archive = SlowArchive()
    async with online(archive, caplog) as scene:
        scene.discord.restrict_bot(scene.discord.channel, Permissions(send_messages=True))
        await scene.discord.member.slash("ask", ASK, wait=False)
        await eventually(scene, lambda: len(archive.asked) == 1)
        scene.discord.advance(15 * 60 + 1)
        archive.released.set()
        await eventually(scene, lambda: bool(directly(scene)))
        assert LIT in directly(scene)[0]


async def test_a_mention_where_the_bot_may_not_write_is_answered_in_a_direct_message(scene: Scene) -> None:
    scene.discord.restrict_bot(scene.discord.channel, Permissions(send_messages=True))
    await scene.discord.member.say("When?", mention_bot=True)
    await eventually(scene, lambda: bool(directly(scene)))
    assert LIT in directly(scene)[0]
    assert "50013" in the_one_warning(scene)


@pytest.mark.parametrize(("status", "times"), [(502, 1), (503, 2), ("drop", 2)])
async def test_a_trouble_of_some_seconds_is_waited_out(scene: Scene, status: int | str, times: int) -> None:
    scene.discord.fail_next(MESSAGES, status=status, times=times)
    message = await scene.discord.member.say("When?", mention_bot=True)
    assert LIT in text_of(await scene.discord.reply_to(message))
    assert len(from_the_bot(scene)) == 1
    assert scene.logged(logging.WARNING) == []


async def test_no_answer_waits_for_the_signal_that_it_is_coming(scene: Scene) -> None:
    scene.discord.fail_next("POST /channels/.*/typing", status=502, times=5)
    message = await scene.discord.member.say("When?", mention_bot=True)
    # discord.py goes on with the signal for half a minute.
    assert LIT in text_of(await scene.discord.reply_to(message, timeout=10))
