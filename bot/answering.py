"""Take questions from anywhere in Discord, answer them on worker threads, deliver what comes of it."""

from __future__ import annotations

import asyncio
import logging
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

import discord

from bot.language.origin import phrases_for
from bot.rendering import Card, card_of, view_of
from bot.sender import acknowledge, deliver, typing
from bot.workers import Workers

if TYPE_CHECKING:
    from bot.discord_settings import DiscordSettings
    from bot.language import Phrases
    from bot.memory import Servers
    from bot.sender import Origin
    from embeddings.quoting.quote import Answer

_log = logging.getLogger(__name__)


class Asked(Protocol):
    """What the bot needs of an archive."""

    def ask(self, question: str) -> Answer:
        """Answer one question; blocking, called from several threads."""


class Answering:
    """Every question goes through `answer`, and `close` sees to those that are open."""

    def __init__(self, archive: Asked, settings: DiscordSettings, servers: Servers) -> None:
        self._archive = archive
        self._settings = settings
        self._servers = servers
        self._workers = Workers(settings.threads, settings.waiting)
        self._open: dict[asyncio.Task[Any], Origin] = {}
        self._stopping = False

    async def answer(self, origin: Origin, question: str, *, private: bool = False) -> None:
        """Answer a question where it was asked; raises what the archive raises."""
        refusal = self._refusal(origin, question, await phrases_for(origin, self._servers))
        if refusal:
            await deliver(origin, refusal, private=True)
            return
        task = asyncio.current_task()
        assert task is not None
        with self._workers.place():
            self._open[task] = origin
            try:
                await self._answer(origin, question.strip(), private=private)
            finally:
                del self._open[task]

    async def close(self, within: float) -> None:
        """Let open questions finish within so many seconds, and tell who asked the others; take no new ones."""
        self._stopping = True
        if self._open:
            await asyncio.wait(self._open, timeout=within)
        unanswered = dict(self._open)
        for task in unanswered:
            task.cancel()
        told = (self._tell_of_stopping(origin) for task, origin in unanswered.items() if not task.done())
        await asyncio.gather(*told, return_exceptions=True)
        self._workers.close()

    async def _tell_of_stopping(self, origin: Origin) -> None:
        await deliver(origin, (await phrases_for(origin, self._servers))("stopping"))

    def _refusal(self, origin: Origin, question: str, phrases: Phrases) -> str | None:
        length, most = len(question.strip()), self._settings.question_characters
        if self._stopping:
            return phrases("stopping")
        if not length:
            by_command = isinstance(origin, discord.Interaction)
            return phrases("question-empty" if by_command else "question-missing")
        return phrases("question-too-long", length=length, most=most) if length > most else None

    async def _answer(self, origin: Origin, question: str, *, private: bool) -> None:
        began = perf_counter()
        if isinstance(origin, discord.Interaction):
            if not await acknowledge(origin, private=private):
                return
            # The others in the channel see who called the command, but not what was asked.
            card = await self._workers.run(self._card, question, asked=not private)
        else:
            async with typing(origin):
                card = await self._workers.run(self._card, question, asked=False)
        await deliver(origin, view_of(card))
        _log.debug("Answered in %.0f ms", (perf_counter() - began) * 1000)

    def _card(self, question: str, *, asked: bool) -> Card:
        return card_of(self._archive.ask(question), asked=asked)
