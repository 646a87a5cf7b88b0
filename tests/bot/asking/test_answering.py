"""Questions under load, with errors, and while the bot is stopped."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot.config import DiscordSettings
from bot.words import Phrases
from embeddings.errors import GenerationDamaged, NoGeneration
from tests.bot.samples import LIT, FakeArchive
from tests.bot.slow_archive import BrokenArchive, SlowArchive
from tests.conftest import ROOT
from tests.scene import eventually, online, text_of

if TYPE_CHECKING:
    from tests.discord import Exchange

EN = Phrases.of("en")
ASK = {"question": "When was it lit?"}


def said(exchange: Exchange) -> str:
    (message,) = exchange.messages
    return text_of(message)


async def test_a_command_is_acknowledged_before_its_question_is_looked_at(
    caplog: pytest.LogCaptureFixture,
) -> None:
    archive = SlowArchive()
    async with online(archive, caplog) as scene:
        exchange = await scene.discord.member.slash("ask", ASK, wait=False)
        await exchange.until(lambda one: one.deferred)
        assert exchange.messages == []
        archive.released.set()
        await exchange.rest(10)
        assert LIT in said(exchange)
        assert not exchange.ephemeral


async def test_the_event_loop_goes_on_while_questions_are_answered(caplog: pytest.LogCaptureFixture) -> None:
    archive = SlowArchive()
    async with online(archive, caplog, DiscordSettings(threads=1, waiting=5), heartbeat_ms=100) as scene:
        slow = [await scene.discord.member.slash("ask", ASK, wait=False) for _ in range(4)]
        for exchange in slow:
            await exchange.until(lambda one: one.deferred)
        beats = len(scene.discord.gateway.heartbeats)
        await eventually(scene, lambda: len(scene.discord.gateway.heartbeats) >= beats + 3)
        assert len(archive.asked) == 1
        archive.released.set()
        for exchange in slow:
            assert LIT in said(await exchange.rest(10))


async def test_when_too_many_ask_the_last_is_told_so_alone_and_at_once(caplog: pytest.LogCaptureFixture) -> None:
    archive = SlowArchive()
    async with online(archive, caplog, DiscordSettings(threads=1, waiting=1)) as scene:
        open_ = [await scene.discord.member.slash("ask", ASK, wait=False) for _ in range(2)]
        for exchange in open_:
            await exchange.until(lambda one: one.deferred)
        refused = await scene.discord.member.slash("ask", ASK)
        assert (said(refused), refused.ephemeral) == (EN("error-busy.member"), True)
        message = await scene.discord.member.say("When?", mention_bot=True)
        assert text_of(await scene.discord.reply_to(message)) == EN("error-busy.member")
        archive.released.set()
        for exchange in open_:
            assert LIT in said(await exchange.rest(10))
        assert LIT in said(await scene.discord.member.slash("ask", ASK))


@pytest.mark.parametrize("question", ["", " ", "\n\t", "\u2003"])
async def test_an_empty_question_gets_one_sentence_for_the_member_alone(
    caplog: pytest.LogCaptureFixture, question: str
) -> None:
    async with online(FakeArchive(), caplog) as scene:
        exchange = await scene.discord.member.slash("ask", {"question": question})
        assert (said(exchange), exchange.ephemeral) == (EN("question-empty"), True)
        assert scene.archive.asked == []


async def test_a_question_of_the_longest_length_is_answered_and_a_longer_one_is_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog, DiscordSettings(question_characters=20)) as scene:
        assert LIT in said(await scene.discord.member.slash("ask", {"question": " " + "x" * 20 + " "}))
        exchange = await scene.discord.member.slash("ask", {"question": "x" * 21})
        assert (said(exchange), exchange.ephemeral) == (EN("question-too-long", length=21, most=20), True)


async def test_a_private_answer_is_seen_by_the_member_alone_and_does_not_repeat_the_question(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog) as scene:
        bob = scene.discord.add_member("Bob")
        private = await scene.discord.member.slash("ask", {**ASK, "private": True})
        assert private.ephemeral
        assert ASK["question"] not in said(private)
        public = await scene.discord.member.slash("ask", ASK)
        assert ASK["question"] in said(public)
        seen = scene.discord.messages(scene.discord.channel, viewer=bob)
        assert [one["id"] for one in seen] == [public.messages[0]["id"]]


async def test_an_error_of_the_archive_is_explained_and_logged_in_one_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    archive = BrokenArchive(GenerationDamaged(ROOT / "a_b_c.db", "its checksum is wrong"))
    async with online(archive, caplog) as scene:
        for text in (
            said(await scene.discord.member.slash("ask", ASK)),
            text_of(await scene.discord.reply_to(await scene.discord.member.dm("When?"))),
        ):
            assert text == EN("error-index-unusable.member")
        warnings = scene.logged(logging.WARNING)
        assert len(warnings) == 2
        assert all(record.exc_info is None and "a_b_c.db" in record.getMessage() for record in warnings)


async def test_an_unexpected_error_is_one_sentence_for_the_member_and_one_traceback_for_the_admin(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(BrokenArchive(ZeroDivisionError("secret detail")), caplog) as scene:
        scene.expected = {"In a command", "In on_message"}
        assert said(await scene.discord.member.slash("ask", ASK)) == EN("error-exception.member")
        assert text_of(await scene.discord.reply_to(await scene.discord.member.dm("When?"))) == EN(
            "error-exception.member"
        )
        tracebacks = [record.exc_info[0] for record in scene.logged(logging.ERROR) if record.exc_info]
        assert tracebacks == [ZeroDivisionError, ZeroDivisionError]


async def test_the_bot_answers_on_after_an_error(caplog: pytest.LogCaptureFixture) -> None:
    archive: Any = BrokenArchive(NoGeneration(ROOT))
    async with online(archive, caplog, DiscordSettings(threads=1, waiting=0)) as scene:
        for _ in range(3):
            assert EN("error-no-generation.member") == said(await scene.discord.member.slash("ask", ASK))
        archive.ask = FakeArchive().ask
        assert LIT in said(await scene.discord.member.slash("ask", ASK))


async def test_a_question_that_is_open_when_the_bot_is_stopped_is_still_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    archive = SlowArchive()
    async with online(archive, caplog) as scene:
        exchange = await scene.discord.member.slash("ask", ASK, wait=False)
        message = await scene.discord.member.dm("When was it lit?")
        await eventually(scene, lambda: len(archive.asked) == 2)
        closing = asyncio.create_task(scene.bot.close())
        late = await scene.discord.member.slash("ask", ASK)
        assert (said(late), late.ephemeral) == (EN("stopping"), True)
        archive.released.set()
        assert LIT in said(await exchange.rest(10))
        assert LIT in text_of(await scene.discord.reply_to(message))
        await closing


async def test_who_cannot_be_answered_before_the_bot_stops_is_told(caplog: pytest.LogCaptureFixture) -> None:
    archive = SlowArchive()
    async with online(archive, caplog, DiscordSettings(threads=1, shutdown_seconds=0.05)) as scene:
        exchange = await scene.discord.member.slash("ask", ASK, wait=False)
        message = await scene.discord.member.dm("When was it lit?")
        await exchange.until(lambda one: one.deferred)
        await eventually(scene, lambda: len(archive.asked) == 1 and len(scene.bot.services.answering._open) == 2)
        await scene.bot.close()
        assert said(exchange) == EN("stopping")
        assert text_of(await scene.discord.reply_to(message)) == EN("stopping")
        archive.released.set()


async def test_a_command_that_discord_still_shows_but_the_bot_no_longer_has_is_explained(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog) as scene:
        scene.bot.tree.remove_command("ask")
        exchange = await scene.discord.member.slash("ask", ASK)
        assert (said(exchange), exchange.ephemeral) == (EN("error-command-not-found.member"), True)
        assert len(scene.logged(logging.WARNING)) == 1


async def test_a_server_that_floods_the_bot_does_not_crowd_out_another(caplog: pytest.LogCaptureFixture) -> None:
    archive = SlowArchive()
    async with online(archive, caplog, DiscordSettings(threads=1, waiting=2)) as scene:
        ada, quiet = scene.discord.member, scene.discord.add_guild("Quiet")
        bob = quiet.add_member("Bob")
        flood = [await ada.slash("ask", {"question": f"Flood {n}?"}, wait=False) for n in range(3)]
        for exchange in flood:
            await exchange.until(lambda one: one.deferred)
        alone = await bob.slash("ask", {"question": "Alone?"}, channel=quiet.channel, wait=False)
        await flood[2].until(lambda one: bool(one.messages))
        assert said(flood[2]) == EN("error-busy.member")
        archive.released.set()
        for exchange in (*flood[:2], alone):
            assert LIT in said(await exchange.rest(10))
        assert [question for question, *_ in archive.asked] == ["Flood 0?", "Flood 1?", "Alone?"]
