"""Channels where every message is a question, with and without the intent that lets the bot read them."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord
import pytest

from bot.config import DiscordSettings
from bot.errors import IntentsRefused
from bot.running.connecting import stay_connected
from bot.running.service import create_bot
from bot.token import Token
from bot.words import Phrases
from bot.words.errors import explain
from tests.bot.samples import LIT, FakeArchive
from tests.discord import LOCAL_TOKEN, LocalDiscord
from tests.scene import Scene, online, text_of

EN = Phrases.of("en")
WRITTEN = {0, 19}  # messages and replies, not Discord's own notices
READING = DiscordSettings(message_content=True)


async def make_answer_channel(scene: Scene, **settings: Any) -> None:
    guild = scene.discord.guild
    channels = (int(scene.discord.channel.id),)
    await scene.bot.services.servers.change(int(guild.id), answer_channels=channels, **settings)


def asked(scene: Scene) -> list[str]:
    return [question for question, *_ in scene.archive.asked]


async def test_every_question_there_is_answered_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    async with online(FakeArchive(), caplog, READING) as scene:
        await make_answer_channel(scene)
        ada, bob = scene.discord.member, scene.discord.add_member("Bob")
        hers = await ada.say("Good morning everyone!")
        await bob.say("👍")
        await bob.say("The lamp was lit at nine, I think", reply_to=hers)
        question = await ada.say("When was it lit?")
        answer = await scene.discord.reply_to(question)
        assert LIT in text_of(answer)
        assert answer["message_reference"]["message_id"] == question["id"]
        elsewhere = scene.discord.add_channel("chat")
        await ada.say("When was it lit, though?", channel=elsewhere)
        await scene.discord.reply_to(await ada.say("And where?", mention_bot=True, channel=elsewhere))
        assert asked(scene) == ["When was it lit?", "And where?"]


async def test_in_a_thread_of_its_own_a_question_is_answered_and_the_conversation_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog, READING) as scene:
        await make_answer_channel(scene, in_threads=True)
        ada, bob = scene.discord.member, scene.discord.add_member("Bob")
        question = await ada.say("When was **the lamp** lit?")
        await scene.discord.until(lambda: bool(scene.discord.threads(scene.discord.channel)))
        (thread,) = scene.discord.threads(scene.discord.channel)
        await scene.discord.until(lambda: bool(in_thread(scene, thread)))
        assert LIT in text_of(in_thread(scene, thread)[0])
        assert "lamp" in thread.name
        here = scene.discord.messages(scene.discord.channel)
        assert not [one for one in here if one["author"].get("bot") and one["type"] in WRITTEN]
        follow_up = await bob.say("And by whom?", channel=thread)
        assert LIT in text_of(await scene.discord.reply_to(follow_up))
        assert [turn["role"] for turn in scene.archive.asked[-1][2]] == ["user", "assistant"]
        await bob.say("thanks!", channel=thread)
        await ada.slash("ask", {"question": "Why?"}, channel=thread)
        assert asked(scene) == ["When was **the lamp** lit?", "And by whom?", "Why?"]
        assert len(scene.archive.asked[-1][2]) == 4
        assert question["id"] != thread.name


async def test_where_no_thread_can_be_opened_the_answer_stands_in_the_channel(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog, READING) as scene:
        await make_answer_channel(scene, in_threads=True)
        scene.discord.restrict_bot(scene.discord.channel, discord.Permissions(create_public_threads=True))
        question = await scene.discord.member.say("When was it lit?")
        assert LIT in text_of(await scene.discord.reply_to(question))
        assert scene.discord.threads(scene.discord.channel) == []
        assert len(scene.logged(logging.WARNING)) == 1


async def test_without_the_intent_the_channel_is_told_once_a_day_what_to_do(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog) as scene:
        await make_answer_channel(scene)
        ada, bob = scene.discord.member, scene.discord.add_member("Bob")
        told = await scene.discord.reply_to(await ada.say("When was it lit?"))
        assert text_of(told) == EN("messages-unreadable")
        await bob.say("Hello?")
        await ada.say("Anybody?")
        answer = await scene.discord.reply_to(await bob.say("When was it lit?", mention_bot=True))
        assert LIT in text_of(answer)
        mine = [one for one in scene.discord.messages(scene.discord.channel) if one["author"].get("bot")]
        assert [one["id"] for one in mine] == [told["id"], answer["id"]]


async def test_an_intent_that_discord_refuses_ends_the_bot_with_what_to_do() -> None:
    wanted = DiscordSettings(message_content=True)
    granted = discord.Intents.all()
    granted.message_content = False
    async with LocalDiscord(approved=granted) as local:
        with local.redirect(), pytest.raises(IntentsRefused) as refused:
            await stay_connected(
                lambda shards: create_bot(FakeArchive(), wanted, shards=shards),
                Token(LOCAL_TOKEN, "DISCORD_TOKEN"),
                wanted,
                asyncio.Event(),
                lambda _: pytest.fail("tried again"),
            )
    said = explain(refused.value)
    assert "Message Content Intent" in said
    assert "`message_content`" in said


def in_thread(scene: Scene, thread: Any) -> list[dict[str, Any]]:
    return [one for one in scene.discord.messages(thread) if one["author"].get("bot")]
