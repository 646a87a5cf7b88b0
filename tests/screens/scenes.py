"""What is played for the pictures, by name: each scene returns the screens that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.scene import pressable
from tests.screens.draw import Screen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.client import PinciteBot
    from bot.playground import Exchange, LocalDiscord
    from embeddings.archive import Archive


@dataclass(frozen=True, slots=True)
class Stage:
    """Where scenes are played."""

    discord: LocalDiscord
    bot: PinciteBot
    archive: Archive


async def answer(stage: Stage) -> list[Screen]:
    """A question by command."""
    exchange = await stage.discord.member.slash("ask", {"question": "How did Leon Sedov die?"})
    return [Screen("answer", exchange.messages)]


async def silence(stage: Stage) -> list[Screen]:
    """A question that the archive does not answer."""
    exchange = await stage.discord.member.slash("ask", {"question": "What does a litre of milk cost in Tokyo?"})
    return [Screen("silence", exchange.messages)]


async def conversation(stage: Stage) -> list[Screen]:
    """A mention, and a follow-up in reply to the answer."""
    member = stage.discord.member
    first = await member.say("When did Leon Sedov die?", mention_bot=True)
    answered = await stage.discord.reply_to(first)
    second = await member.say("and what languages did his book come out in?", reply_to=answered)
    return [Screen("conversation", [first, answered, second, await stage.discord.reply_to(second)])]


async def context(stage: Stage) -> list[Screen]:
    """What stands around a quote, and its further pages."""
    shown = await _answered(stage)
    opened = await _pressed(stage, shown, "context")
    return [Screen("context", opened.messages)]


async def citing(stage: Stage) -> list[Screen]:
    """A quote's citation, ready to be copied."""
    opened = await _pressed(stage, await _answered(stage), "cite")
    short = Screen("cite", opened.messages)
    (message,) = opened.messages
    await stage.discord.member.press(message, pressable(message)["style"], values=["bibtex"])
    redrawn = stage.discord.message(message["channel_id"], message["id"])
    assert redrawn is not None
    return [short, Screen("cite-bibtex", [redrawn])]


async def more(stage: Stage) -> list[Screen]:
    """The passages that come next."""
    opened = await _pressed(stage, await _answered(stage), "more")
    return [Screen("more", opened.messages)]


SCENES: Mapping[str, Callable[[Stage], Awaitable[list[Screen]]]] = {
    scene.__name__: scene for scene in (answer, silence, conversation, context, citing, more)
}


async def _answered(stage: Stage) -> Mapping[str, Any]:
    exchange = await stage.discord.member.slash("ask", {"question": "How did Leon Sedov die?"})
    (message,) = exchange.messages
    return message


async def _pressed(stage: Stage, message: Mapping[str, Any], what: str) -> Exchange:
    return await stage.discord.member.press(message, pressable(message)[what])
