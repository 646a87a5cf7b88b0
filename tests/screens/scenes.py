"""What is played for the pictures, by name: each scene returns the screens that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.screens.draw import Screen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.client import PinciteBot
    from bot.playground import LocalDiscord
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


SCENES: Mapping[str, Callable[[Stage], Awaitable[list[Screen]]]] = {
    scene.__name__: scene for scene in (answer, silence, conversation)
}


def custom_ids(message: Mapping[str, Any]) -> list[str]:
    """Return the ids of a message's buttons and selects, in order."""
    found: list[str] = []

    def walk(parts: Any) -> None:
        for part in parts:
            if part.get("custom_id"):
                found.append(part["custom_id"])
            walk(part.get("components") or [])
            walk([part["accessory"]] if part.get("accessory") else [])

    walk(message["components"])
    return found
