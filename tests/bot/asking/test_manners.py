"""Cooldowns, roles that may ask, and who is told what, in which language."""

from __future__ import annotations

import re
from time import time
from typing import TYPE_CHECKING

import pytest

from bot.words import Phrases
from tests.bot.samples import LIT, FakeArchive
from tests.scene import Scene, online, text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

EN, DE = Phrases.of("en"), Phrases.of("de")
ASK = {"question": "When was it lit?"}


@pytest.fixture
async def scene(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(FakeArchive(), caplog) as opened:
        yield opened


def settings_of(scene: Scene) -> int:
    return int(scene.discord.guild.id)


async def test_who_asks_too_often_is_told_alone_how_long_to_wait(scene: Scene) -> None:
    await scene.bot.services.servers.change(settings_of(scene), cooldown_questions=2, cooldown_seconds=600)
    ada = scene.discord.member
    for _ in range(2):
        assert LIT in text_of((await ada.slash("ask", ASK)).messages[0])
    refused = await ada.slash("ask", ASK)
    assert refused.ephemeral
    said = text_of(refused.messages[0])
    (when,) = re.findall(r"<t:(\d+):R>", said)
    assert 0 < int(when) - time() <= 601
    assert said == EN("too-early", questions=2, seconds=600, when=f"<t:{when}:R>")
    bob = scene.discord.add_member("Bob")
    assert LIT in text_of((await bob.slash("ask", ASK)).messages[0])
    assert len(scene.archive.asked) == 3


async def test_a_cooldown_in_one_server_does_not_hold_in_another(scene: Scene) -> None:
    ada, other = scene.discord.member, scene.discord.add_guild("Elsewhere")
    other.admit(ada)
    await scene.bot.services.servers.change(settings_of(scene), cooldown_questions=1, cooldown_seconds=600)
    await ada.slash("ask", ASK)
    assert (await ada.slash("ask", ASK)).ephemeral
    assert not (await ada.slash("ask", ASK, channel=other.channel)).ephemeral


async def test_who_goes_on_writing_messages_is_told_once(scene: Scene) -> None:
    await scene.bot.services.servers.change(settings_of(scene), cooldown_questions=1, cooldown_seconds=600)
    ada, bob = scene.discord.member, scene.discord.add_member("Bob")
    await scene.discord.reply_to(await ada.say("When?", mention_bot=True))
    told = await scene.discord.reply_to(await ada.say("Where?", mention_bot=True))
    assert "<t:" in text_of(told)
    await ada.say("Why?", mention_bot=True)
    await scene.discord.reply_to(await bob.say("Who?", mention_bot=True))
    mine = [one for one in scene.discord.messages(scene.discord.channel) if one["author"].get("bot")]
    assert len(mine) == 3


async def test_where_roles_are_named_only_they_may_ask(scene: Scene) -> None:
    reader = scene.discord.guild.add_role("Reader")
    await scene.bot.services.servers.change(settings_of(scene), asker_roles=(int(reader.id),))
    ada, bob = scene.discord.member, scene.discord.add_member("Bob")
    scene.discord.guild.give(bob, reader)
    refused = await ada.slash("ask", ASK)
    assert (text_of(refused.messages[0]), refused.ephemeral) == (EN("may-not-ask"), True)
    written = await scene.discord.reply_to(await ada.say("When?", mention_bot=True))
    assert text_of(written) == EN("may-not-ask")
    assert LIT in text_of((await bob.slash("ask", ASK)).messages[0])
    assert LIT in text_of(await scene.discord.reply_to(await ada.dm("When?")))
    assert len(scene.archive.asked) == 2


async def test_each_is_answered_in_their_language_or_the_servers(scene: Scene) -> None:
    ada = scene.discord.member
    ada.locale = "de"
    assert text_of((await ada.slash("ask", {"question": " "})).messages[0]) == DE("question-empty")
    await scene.bot.services.servers.change(settings_of(scene), language="en")
    assert text_of((await ada.slash("ask", {"question": " "})).messages[0]) == EN("question-empty")
    german = scene.discord.add_guild("Lesesaal", locale="de")
    german.admit(ada)
    written = await ada.say(" ", mention_bot=True, channel=german.channel)
    assert text_of(await scene.discord.reply_to(written)) == DE("question-missing")


async def test_who_installed_the_bot_for_themselves_asks_anywhere(scene: Scene) -> None:
    ada, bob = scene.discord.member, scene.discord.add_member("Bob")
    ada.install()
    elsewhere = scene.discord.add_guild("Without the bot", with_bot=False)
    elsewhere.admit(ada)
    assert LIT in text_of((await ada.slash("ask", ASK, channel=elsewhere.channel)).messages[0])
    assert LIT in text_of((await ada.slash("ask", ASK, channel=scene.discord.add_chat(ada, bob))).messages[0])
    assert LIT in text_of((await ada.slash("ask", ASK, channel=ada.direct_channel)).messages[0])
    kept = await scene.bot.services.memory.run(
        lambda db: db.execute("SELECT DISTINCT server FROM answer").fetchall()
    )
    assert kept == [(None,)]
