"""What happens when Discord does not take what the bot says, or the connection breaks."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.language import Phrases
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


async def test_a_connection_that_stays_broken_is_one_line_in_the_log(scene: Scene) -> None:
    scene.discord.fail_next(MESSAGES, status="drop", times=2)
    await scene.discord.member.say("When?", mention_bot=True)
    await eventually(scene, lambda: bool(scene.logged(logging.WARNING)))
    assert scene.discord.channel.id in the_one_warning(scene)
    assert LIT in text_of(await scene.discord.reply_to(await scene.discord.member.say("When?", mention_bot=True)))


@pytest.mark.parametrize("status", [403, 404, 503])
async def test_a_channel_that_takes_no_message_is_one_line_in_the_log(scene: Scene, status: int) -> None:
    scene.discord.fail_next(MESSAGES, status=status)
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


async def test_a_command_that_reaches_the_bot_too_late_is_not_worked_on(caplog: pytest.LogCaptureFixture) -> None:
    async with online(FakeArchive(), caplog, deadline_s=0.0) as scene:
        await scene.discord.member.slash("ask", ASK, wait=False)
        await eventually(scene, lambda: bool(scene.logged(logging.WARNING)))
        assert "10062" in the_one_warning(scene)
        assert scene.archive.asked == []
