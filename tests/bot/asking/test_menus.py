"""The menu of a message: sources for it, and an answer forgotten."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.words import Phrases
from tests.bot.samples import LIT, FakeArchive
from tests.scene import Scene, online, text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from tests.discord import Exchange, Member

EN = Phrases.of("en")
FIND, FORGET = EN("menu-find-sources"), EN("menu-forget-this-answer")
ASK = {"question": "When was it lit?"}


@pytest.fixture
async def scene(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(FakeArchive(), caplog) as opened:
        yield opened


def said(exchange: Exchange) -> str:
    assert exchange.ephemeral
    (message,) = exchange.messages
    return text_of(message)


async def remembered(scene: Scene) -> int:
    ((count,),) = await scene.bot.services.memory.run(
        lambda db: db.execute("SELECT count(*) FROM answer").fetchall()
    )
    return int(count)


async def test_sources_are_found_for_any_message_for_who_asks_alone(scene: Scene) -> None:
    bob = scene.discord.add_member("Bob")
    message = await scene.discord.member.say("  I say the lamp was lit at nine. ")
    assert LIT in said(await bob.use_on_message(FIND, message))
    assert [question for question, *_ in scene.archive.asked] == ["I say the lamp was lit at nine."]
    assert scene.discord.messages(scene.discord.channel, viewer=scene.discord.member) == [message]


async def test_of_a_long_message_the_beginning_is_looked_at(scene: Scene) -> None:
    message = await scene.discord.member.say("x" * 2000)
    stored = scene.discord.world.stored(message["channel_id"], message["id"])
    assert stored is not None
    stored.content = "y" * 5001  # what a subscriber's client can send, and more
    await scene.discord.member.use_on_message(FIND, message)
    assert [question for question, *_ in scene.archive.asked] == ["y" * 5000]


async def test_the_bots_own_messages_have_text_too(scene: Scene) -> None:
    answer = (await scene.discord.member.slash("ask", ASK)).messages[0]
    await scene.discord.member.use_on_message(FIND, answer)
    assert LIT.split()[0] in scene.archive.asked[-1][0]


async def test_a_message_without_text_is_told_apart(scene: Scene) -> None:
    message = await scene.discord.member.say("a picture, as it were")
    stored = scene.discord.world.stored(message["channel_id"], message["id"])
    assert stored is not None
    stored.content = " "
    assert said(await scene.discord.member.use_on_message(FIND, message)) == EN("message-without-text")
    assert scene.archive.asked == []


async def test_who_asked_can_have_an_answer_forgotten_and_others_cannot(scene: Scene) -> None:
    ada, bob = scene.discord.member, scene.discord.add_member("Bob")
    by_command = (await ada.slash("ask", ASK)).messages[0]
    by_mention = await scene.discord.reply_to(await ada.say("When?", mention_bot=True))
    for answer in (by_command, by_mention):
        assert said(await bob.use_on_message(FORGET, answer)) == EN("forget-not-yours")
        assert said(await ada.use_on_message(FORGET, answer)) == EN("forgotten")
        assert scene.discord.message(answer["channel_id"], answer["id"]) is None
    assert await remembered(scene) == 0


async def test_an_admin_and_who_asked_in_private_can_have_it_forgotten(scene: Scene) -> None:
    chief = scene.discord.add_member("Chief", permissions=discord.Permissions(manage_guild=True))
    answer = (await scene.discord.member.slash("ask", ASK)).messages[0]
    assert said(await chief.use_on_message(FORGET, answer)) == EN("forgotten")
    private = (await scene.discord.member.slash("ask", {**ASK, "private": True})).messages[0]
    assert said(await scene.discord.member.use_on_message(FORGET, private)) == EN("forgotten-shown")
    direct = await scene.discord.reply_to(await scene.discord.member.dm("When?"))
    assert await forgets(scene.discord.member, direct) == EN("forgotten")
    assert await remembered(scene) == 0


async def test_an_admin_of_another_server_can_have_nothing_forgotten_here(scene: Scene) -> None:
    answer = (await scene.discord.member.slash("ask", ASK)).messages[0]
    other = scene.discord.add_guild("Elsewhere")
    chief = other.add_member("Chief", permissions=discord.Permissions(manage_guild=True))
    scene.discord.guild.admit(chief)
    assert said(await chief.use_on_message(FORGET, answer)) == EN("forget-not-yours")
    assert await remembered(scene) == 1


async def test_what_is_no_answer_cannot_be_forgotten(scene: Scene) -> None:
    message = await scene.discord.member.say("Good morning")
    assert said(await scene.discord.member.use_on_message(FORGET, message)) == EN("forget-unknown")
    assert scene.discord.message(message["channel_id"], message["id"]) is not None


async def test_an_answer_that_is_gone_from_the_channel_is_forgotten_all_the_same(scene: Scene) -> None:
    answer = (await scene.discord.member.slash("ask", ASK)).messages[0]
    scene.discord.fail_next("DELETE /channels/", status=404)
    assert said(await scene.discord.member.use_on_message(FORGET, answer)) == EN("forgotten-shown")
    assert await remembered(scene) == 0
    assert len(scene.logged(logging.WARNING)) <= 1


async def forgets(member: Member, message: Mapping[str, Any]) -> str:
    exchange = await member.use_on_message(FORGET, message)
    return text_of(exchange.messages[0])
