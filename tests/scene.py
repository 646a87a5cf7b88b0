"""The real bot in a local Discord, and what must hold of every conversation with it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.client import create_bot
from bot.discord_settings import DiscordSettings
from bot.playground import LocalDiscord
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    import pytest

    from bot.answering import Asked
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
    expected: set[str] = field(default_factory=set)  # messages of errors that the test provokes

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
    **options: Any,
) -> AsyncIterator[Scene]:
    """Bring the bot online, and hold it to its promises when it goes."""
    log.set_level(logging.DEBUG, "bot")
    log.set_level(logging.WARNING, "discord")
    async with LocalDiscord(**options) as discord:
        if OPENAPI.exists():
            discord.check_against(OPENAPI)
        with discord.redirect():
            bot = create_bot(archive, settings or DiscordSettings())
            scene = Scene(discord, bot, archive, log)
            running = asyncio.create_task(bot.start(discord.token))
            try:
                await discord.wait_ready()
                yield scene
            finally:
                await bot.close()
                await running
        scene.check()


def text_of(message: Mapping[str, Any]) -> str:
    """Return all the text of a message, in markdown, top to bottom."""
    return "\n".join([message["content"], *texts_of(message)]).strip()


def texts_of(message: Mapping[str, Any]) -> list[str]:
    """Return the text displays of a message."""
    inside = [part for one in message["components"] for part in one.get("components", [one])]
    return [part["content"] for part in inside if part["type"] == TEXT]


async def eventually(scene: Scene, condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    await scene.discord.until(condition)
