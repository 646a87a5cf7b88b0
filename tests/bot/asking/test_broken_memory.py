"""What the bot remembers cannot be read or written: it says so to who speaks to it, and leaves all others alone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import MemoryUnusable
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


def break_memory(scene: Scene) -> None:
    async def fail(_work: Any) -> Any:
        raise MemoryUnusable("memory.sqlite", "disk I/O error")

    scene.bot.services.memory.run = fail  # type: ignore[method-assign]


async def test_who_speaks_to_the_bot_is_told_in_their_language_and_nobody_else_is_bothered(scene: Scene) -> None:
    break_memory(scene)
    ada = scene.discord.member
    for _ in range(3):
        await ada.say("Talk among ourselves")
    ada.locale = "de"
    exchange = await ada.slash("ask", ASK)
    assert (text_of(exchange.messages[0]), exchange.ephemeral) == (DE("error-exception.member"), True)
    written = await scene.discord.reply_to(await ada.say("When?", mention_bot=True))
    assert text_of(written) == EN("error-exception.member")
    warnings = [record.getMessage() for record in scene.logged(logging.WARNING)]
    assert len([one for one in warnings if "Answer channels" in one]) == 1
    seen = scene.discord.messages(scene.discord.channel, viewer=scene.discord.add_member("Bob"))
    assert [one["id"] for one in seen if one["author"].get("bot")] == [written["id"]]


async def test_an_answer_is_shown_even_where_it_cannot_be_remembered(scene: Scene) -> None:
    await scene.bot.services.servers.of(int(scene.discord.guild.id))  # known from before
    break_memory(scene)
    assert LIT in text_of((await scene.discord.member.slash("ask", ASK)).messages[0])
    assert any("not be remembered" in record.getMessage() for record in scene.logged(logging.WARNING))
