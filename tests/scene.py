"""The real bot in a local Discord, and what must hold of every conversation with it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.config import DiscordSettings
from bot.memory import Memory
from bot.running.service import create_bot
from tests.conftest import ROOT
from tests.discord import LocalDiscord
from tests.discord.limits.components import walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    import pytest

    from bot.asking.answering import Asked
    from bot.client import PinciteBot

OPENAPI = ROOT.parent / "shared" / "discord" / "openapi.json"
WITHOUT_OPENAPI = "Discord's specification is not beside the project"
TEXT, CONTAINER = 10, 17


@dataclass(slots=True)
class Scene:
    """A Discord, the bot in it, what it answers from, and what it logged."""

    discord: LocalDiscord
    bot: PinciteBot
    archive: Any
    log: pytest.LogCaptureFixture
    settings: DiscordSettings
    memory: Memory
    running: asyncio.Task[None]
    expected: set[str] = field(default_factory=set)  # messages of errors that the test provokes

    async def restart(self, memory: Memory | None = None) -> None:
        """Stop the bot and start another one on what it remembered, or on another memory."""
        await self.stop_once_ready()
        self.memory = memory or self.memory
        self.bot = create_bot(self.archive, self.settings, self.memory)
        self.running = asyncio.create_task(self.bot.start(self.discord.token))
        await self.discord.until(lambda: self.bot.was_ready)

    async def stop_once_ready(self) -> None:
        """Stop the bot, but not while discord.py still waits for servers: that would outlive its client."""
        await self.discord.until(lambda: self.bot.was_ready)
        await self.stop()

    async def stop(self) -> None:
        """Stop the bot."""
        await self.bot.close()
        await self.running

    def logged(self, level: int) -> list[logging.LogRecord]:
        """Return the records of exactly this level."""
        return [record for record in self.log.records if record.levelno == level]

    def check(self) -> None:
        """Hold what must hold at the end of every conversation."""
        assert self.discord.violations == []
        assert self.discord.unknown_requests == []
        assert self.discord.pinged == set()
        errors = {record.getMessage() for record in self.log.records if record.levelno >= logging.ERROR}
        assert errors == self.expected
        assert self.discord.token not in self.log.text


@asynccontextmanager
async def online(
    archive: Asked,
    log: pytest.LogCaptureFixture,
    settings: DiscordSettings | None = None,
    memory: Memory | None = None,
    **options: Any,
) -> AsyncIterator[Scene]:
    """Bring the bot online, and hold it to its promises when it goes."""
    log.set_level(logging.DEBUG, "bot")
    log.set_level(logging.WARNING, "discord")
    async with LocalDiscord(**options) as discord:
        if OPENAPI.exists():
            discord.check_against(OPENAPI)
        with discord.redirect():
            wanted, remembered = settings or DiscordSettings(), memory or Memory.in_ram()
            bot = create_bot(archive, wanted, remembered)
            running = asyncio.create_task(bot.start(discord.token))
            scene = Scene(discord, bot, archive, log, wanted, remembered, running)
            try:
                await discord.wait_ready()
                yield scene
            finally:
                await scene.stop()
        scene.check()


def text_of(message: Mapping[str, Any]) -> str:
    """Return all the text of a message, in markdown, top to bottom."""
    return "\n".join([message["content"], *texts_of(message)]).strip()


def texts_of(message: Mapping[str, Any]) -> list[str]:
    """Return the text displays of a message."""
    inside = [part for one in message["components"] for part in one.get("components", [one])]
    return [part["content"] for part in inside if part["type"] == TEXT]


def pressable(message: Mapping[str, Any]) -> dict[str, str]:
    """Return the custom ids of a message's buttons and selects that can be pressed, by what they do.

    Of several that do the same, it is the first one's.
    """
    ids = [
        str(one["custom_id"])
        for one in walk(message["components"])
        if one.get("custom_id") and not one.get("disabled")
    ]
    return {name: found for found in reversed(ids) for name in [_doing(found)]}


def _doing(custom_id: str) -> str:
    """Return "context", "vote:up", "page:on": what a custom id stands for, without the answer and the numbers."""
    _, press, _, *values = custom_id.split(":")
    return ":".join([press, *(value for value in values if not value.lstrip("-").isdigit())])


async def eventually(scene: Scene, condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    await scene.discord.until(condition)
