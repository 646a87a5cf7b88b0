"""Conversations: a question carries on what was said before it, where Discord shows that it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.config import DiscordSettings
from embeddings.retrieval.filters import Filters
from tests.bot.samples import AUTHOR, PARAGRAPH, TITLE, FakeArchive
from tests.scene import Scene, online

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FIRST = "When was it lit?"
SAID = [{"role": "user", "content": FIRST}, {"role": "assistant", "content": PARAGRAPH}]


@pytest.fixture
async def scene(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(FakeArchive(), caplog, DiscordSettings(message_content=True)) as opened:
        yield opened


def history(scene: Scene) -> list[dict[str, str]]:
    """Return what was said before the last question, as the archive was told."""
    return [dict(turn) for turn in scene.archive.asked[-1][2]]


async def test_a_reply_to_an_answer_carries_it_on_turn_by_turn(scene: Scene) -> None:
    ada = scene.discord.member
    first = await scene.discord.reply_to(await ada.say(FIRST, mention_bot=True))
    assert history(scene) == []
    second = await scene.discord.reply_to(await ada.say("And by whom?", reply_to=first))
    assert history(scene) == SAID
    await scene.discord.reply_to(await ada.say("Why?", reply_to=second))
    assert history(scene) == [*SAID, {"role": "user", "content": "And by whom?"}, SAID[1]]


async def test_a_reply_in_a_direct_message_does_too(scene: Scene) -> None:
    first = await scene.discord.reply_to(await scene.discord.member.dm(FIRST))
    await scene.discord.reply_to(await scene.discord.member.dm("And by whom?", reply_to=first))
    assert history(scene) == SAID
    await scene.discord.reply_to(await scene.discord.member.dm("Where?"))
    assert history(scene) == []


async def test_a_reply_to_a_command_keeps_its_filters(scene: Scene) -> None:
    ada = scene.discord.member
    exchange = await ada.slash("ask", {"question": FIRST, "author": AUTHOR})
    await scene.discord.reply_to(await ada.say("And by whom?", reply_to=exchange.messages[0]))
    assert history(scene) == SAID
    assert scene.archive.filters == [Filters(author=AUTHOR)] * 2


async def test_a_thread_below_an_answer_is_about_it_where_the_bot_is_asked(scene: Scene) -> None:
    ada = scene.discord.member
    answer = (await ada.slash("ask", {"question": FIRST, "author": AUTHOR})).messages[0]
    thread = scene.discord.add_thread(scene.discord.channel, "the lamp")
    # Discord gives a thread below a message the message's id, which the model leaves to its own threads.
    await scene.bot.services.answers.sent(await only_answer(scene), int(thread.id), int(scene.discord.channel.id))
    await scene.discord.reply_to(await ada.say("And by whom?", mention_bot=True, channel=thread))
    assert history(scene) == SAID
    await ada.slash("ask", {"question": "Why?", "work": TITLE}, channel=thread)
    assert [turn["content"] for turn in history(scene)][-2] == "And by whom?"
    assert scene.archive.filters == [Filters(author=AUTHOR)] * 2 + [Filters(work=TITLE)]
    assert answer["channel_id"] == scene.discord.channel.id


async def test_what_others_say_in_a_thread_of_their_own_is_not_carried_on(scene: Scene) -> None:
    ada = scene.discord.member
    thread = scene.discord.add_thread(scene.discord.channel, "anything")
    await scene.discord.reply_to(await ada.say(FIRST, mention_bot=True, channel=thread))
    await scene.discord.reply_to(await ada.say("And by whom?", mention_bot=True, channel=thread))
    assert history(scene) == []
    await ada.say("Talk among ourselves, when was it?", channel=thread)
    await scene.discord.reply_to(await ada.say("Why?", mention_bot=True, channel=thread))
    assert len(scene.archive.asked) == 3


async def test_a_private_answer_is_nobody_elses_conversation(scene: Scene) -> None:
    ada = scene.discord.member
    thread = scene.discord.add_thread(scene.discord.channel, "anything")
    private = await ada.slash("ask", {"question": FIRST, "private": True}, channel=thread)
    bob = scene.discord.add_member("Bob")
    await scene.bot.services.answers.sent(await only_answer(scene), int(thread.id))
    await scene.discord.reply_to(await bob.say("And by whom?", mention_bot=True, channel=thread))
    assert private.ephemeral
    assert history(scene) == []


async def only_answer(scene: Scene) -> str:
    ((identity,),) = await scene.bot.services.memory.run(lambda db: db.execute("SELECT id FROM answer").fetchall())
    return str(identity)


async def test_an_answer_that_had_to_come_as_a_direct_message_is_carried_on_there(scene: Scene) -> None:
    ada = scene.discord.member
    scene.discord.restrict_bot(scene.discord.channel, discord.Permissions(send_messages=True))
    await ada.say(FIRST, mention_bot=True)
    await scene.discord.until(lambda: bool(scene.discord.messages(ada.direct_channel)))
    (direct,) = scene.discord.messages(ada.direct_channel)
    await scene.discord.until(lambda: not scene.bot.services.answering._open)
    await scene.discord.reply_to(await ada.dm("And by whom?", reply_to=direct))
    assert history(scene) == SAID
