"""What the bot says of itself: what it can do here, what it answers from, what it remembers."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import discord
import pytest

from bot.config import DiscordSettings
from bot.words import Phrases
from tests.bot.samples import ANSWER, FakeArchive
from tests.scene import Scene, online, text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.discord import Exchange

EN, DE = Phrases.of("en"), Phrases.of("de")


@pytest.fixture
async def scene(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(FakeArchive(), caplog, DiscordSettings(keep_days=7)) as opened:
        yield opened


def said(exchange: Exchange) -> str:
    assert exchange.ephemeral
    (message,) = exchange.messages
    return text_of(message)


async def test_help_says_what_holds_for_this_member_in_this_place(scene: Scene) -> None:
    ada = scene.discord.member
    in_server = said(await ada.slash("help"))
    assert EN("help-ask") in in_server
    assert EN("help-message") in in_server
    assert EN("help-admin") not in in_server
    direct = said(await ada.slash("help", channel=ada.direct_channel))
    assert EN("help-message-direct") in direct
    assert EN("help-message") not in direct
    chief = scene.discord.add_member("Chief", permissions=discord.Permissions(manage_guild=True))
    assert EN("help-admin") in said(await chief.slash("help"))
    assert EN("help-admin") not in said(await chief.slash("help", channel=chief.direct_channel))


async def test_help_knows_the_channel_it_is_called_in(scene: Scene) -> None:
    guild, ada = scene.discord.guild, scene.discord.member
    quiet = scene.discord.add_channel("quiet")
    scene.discord.restrict_bot(quiet, discord.Permissions(send_messages=True))
    await scene.bot.services.servers.change(int(guild.id), answer_channels=(int(scene.discord.channel.id),))
    assert EN("messages-unreadable") in said(await ada.slash("help"))
    there = said(await ada.slash("help", channel=quiet))
    assert EN("help-may-not-write") in there
    assert EN("messages-unreadable") not in there
    role = guild.add_role("Reader")
    await scene.bot.services.servers.change(int(guild.id), asker_roles=(int(role.id),))
    assert EN("may-not-ask") in said(await ada.slash("help"))


async def test_help_in_an_answer_channel_that_can_be_read_says_so(caplog: pytest.LogCaptureFixture) -> None:
    async with online(FakeArchive(), caplog, DiscordSettings(message_content=True)) as scene:
        channels = (int(scene.discord.channel.id),)
        await scene.bot.services.servers.change(int(scene.discord.guild.id), answer_channels=channels)
        assert EN("help-answer-channel") in said(await scene.discord.member.slash("help"))
        assert EN("privacy-read-all") in said(await scene.discord.member.slash("privacy"))


async def test_about_says_what_is_answered_from(scene: Scene) -> None:
    text = said(await scene.discord.member.slash("about"))
    assert EN("about-archive", documents=1, generation=ANSWER.generation) in text
    assert version("pincite") in text


async def test_privacy_says_for_how_long_answers_are_kept_and_how_to_delete_them(scene: Scene) -> None:
    ada = scene.discord.member
    text = said(await ada.slash("privacy"))
    for phrase in (
        "privacy-votes",
        "privacy-gaps",
        "privacy-read-addressed",
        "privacy-passing",
        "privacy-deleting",
    ):
        assert EN(phrase) in text
    assert EN("privacy-stored", days=7) in text
    assert "for 7 days" in text
    await scene.bot.services.servers.change(int(scene.discord.guild.id), record_gaps=False)
    assert EN("privacy-no-gaps") in said(await ada.slash("privacy"))
    assert EN("privacy-gaps") not in said(await ada.slash("privacy", channel=ada.direct_channel))


@pytest.mark.parametrize("command", ["help", "about", "privacy"])
async def test_in_german_all_of_it_is_german(scene: Scene, command: str) -> None:
    scene.discord.member.locale = "de"
    german = said(await scene.discord.member.slash(command))
    scene.discord.member.locale = "en-GB"
    english = said(await scene.discord.member.slash(command))
    shared = set(german.splitlines()) & set(english.splitlines())
    assert shared <= {f"## {EN('about-title')}"}
