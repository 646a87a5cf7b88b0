"""Every refusal of Discord's that has a code: none ends the bot, and none loses an answer whose channel exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.config import DiscordSettings
from bot.sending import sender
from bot.words import Phrases
from tests.bot.samples import LIT, FakeArchive
from tests.scene import online, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

EN = Phrases.of("en")
# Of a message, a thread, a place or a moment; Discord's documentation of its codes, as far as a bot that writes
# answers can meet them.
CODES = (
    10003, 10004, 10008, 10013, 10015, 20016, 20022, 20028, 30013, 30033, 30046, 30058, 40005, 40058, 40061, 40067,
    50001, 50007, 50008, 50013, 50024, 50068, 50083, 50097, 160002, 160004, 160005, 160006, 160007, 200000, 200001,
    240000,
)  # fmt: skip


class _Response:
    status, reason = 400, "Bad Request"


def refusal(code: int, status: int = 400) -> discord.HTTPException:
    response: Any = type("Response", (_Response,), {"status": status})()
    kind = {403: discord.Forbidden, 404: discord.NotFound}.get(status, discord.HTTPException)
    return kind(response, {"code": code, "message": f"refused with {code}"})


def refusing(error: discord.HTTPException, times: int) -> Callable[..., Any]:
    """Return a stand-in for a method that is refused so often."""
    left = [times]

    def make(method: Callable[..., Any]) -> Callable[..., Any]:
        async def call(*args: Any, **options: Any) -> Any:
            if left[0]:
                left[0] -= 1
                raise error
            return await method(*args, **options)

        return call

    return make


@pytest.mark.parametrize("code", CODES)
async def test_a_refused_answer_is_one_line_and_the_next_one_arrives(
    code: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with online(FakeArchive(), caplog) as scene:
        send = discord.abc.Messageable.send
        monkeypatch.setattr(discord.abc.Messageable, "send", refusing(refusal(code), 1)(send))
        first = await scene.discord.member.say("When was it lit?", mention_bot=True)
        if code in sender.AUTOMOD:
            assert text_of(await scene.discord.reply_to(first)) == EN("blocked-by-automod")
        second = await scene.discord.member.say("When was it lit?", mention_bot=True)
        assert LIT in text_of(await scene.discord.reply_to(second))
        lines = [one for one in caplog.records if one.name == sender.__name__ and one.levelname == "WARNING"]
        assert len(lines) == 1


@pytest.mark.parametrize("code", [160004, 160006, 200001, 50013, 50024, 30033])
async def test_where_no_thread_can_be_opened_the_answer_stands_in_the_channel(
    code: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with online(FakeArchive(), caplog, DiscordSettings(message_content=True)) as scene:
        channel = scene.discord.channel
        await scene.bot.services.servers.change(
            int(scene.discord.guild.id), answer_channels=(int(channel.id),), in_threads=True
        )
        create = discord.Message.create_thread
        monkeypatch.setattr(discord.Message, "create_thread", refusing(refusal(code), 1)(create))
        message = await scene.discord.member.say("When was it lit?")
        assert LIT in text_of(await scene.discord.reply_to(message))


async def test_a_form_that_is_wrong_is_our_defect_and_still_ends_nothing(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with online(FakeArchive(), caplog) as scene:
        send = discord.abc.Messageable.send
        monkeypatch.setattr(discord.abc.Messageable, "send", refusing(refusal(sender.INVALID_FORM), 1)(send))
        await scene.discord.member.say("When was it lit?", mention_bot=True)
        second = await scene.discord.member.say("When was it lit?", mention_bot=True)
        assert LIT in text_of(await scene.discord.reply_to(second))
        assert any(one.levelname == "ERROR" for one in caplog.records)
        caplog.clear()


@pytest.mark.parametrize("status", [400, 403, 429])
async def test_commands_that_discord_does_not_take_neither_end_nor_delay_the_bot(
    status: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client.FIRST_PAUSE_S", 0.05)
    sync = discord.app_commands.CommandTree.sync
    monkeypatch.setattr(discord.app_commands.CommandTree, "sync", refusing(refusal(30034, status), 2)(sync))
    async with online(FakeArchive(), caplog) as scene:
        message = await scene.discord.member.say("When was it lit?", mention_bot=True)
        assert LIT in text_of(await scene.discord.reply_to(message))
        assert LIT in text_of(
            (await scene.discord.member.slash("ask", {"question": "When was it lit?"})).messages[0]
        )
        told = [one for one in caplog.records if one.name == "bot.client" and one.levelname == "WARNING"]
        assert len(told) == 2
