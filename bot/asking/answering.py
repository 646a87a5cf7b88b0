"""Take questions from anywhere in Discord, answer them on worker threads, deliver what comes of it."""

from __future__ import annotations

import asyncio
import logging
import secrets
from contextlib import AsyncExitStack
from dataclasses import dataclass
from time import perf_counter, time
from typing import TYPE_CHECKING, Any

import discord

from bot.asking.access import may_ask
from bot.asking.cooldown import Cooldown
from bot.asking.workers import Workers
from bot.errors import MemoryUnusable
from bot.rendering import answer_view
from bot.sending.places import channel_of, group_of, member_of, phrases_for, server_of
from bot.sending.sender import acknowledge, deliver, open_thread, post, typing
from bot.words.errors import explain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.asking.workers import Place
    from bot.config import DiscordSettings
    from bot.memory import Answers, Servers, ServerSettings
    from bot.sending.sender import Origin
    from bot.words import Phrases
    from embeddings.archive import Archive
    from embeddings.quoting.quote import Answer
    from embeddings.retrieval.filters import Filters

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Question:
    text: str
    private: bool
    filters: Filters | None
    history: tuple[Mapping[str, str], ...]
    parent: str | None
    in_thread: bool


class Answering:
    """Every question goes through `answer`, and `close` sees to those that are open."""

    def __init__(self, archive: Archive, settings: DiscordSettings, servers: Servers, answers: Answers) -> None:
        self._archive = archive
        self._settings = settings
        self._servers = servers
        self._answers = answers
        self._workers = Workers(settings.threads, settings.waiting)
        self._cooldown, self._reminders = Cooldown(), Cooldown()
        self._open: dict[asyncio.Task[Any], Origin] = {}
        self._stopping = False

    @property
    def open(self) -> int:
        """Return how many questions are being answered or wait for that."""
        return len(self._open)

    async def answer(
        self,
        origin: Origin,
        question: str,
        *,
        private: bool = False,
        filters: Filters | None = None,
        history: Sequence[Mapping[str, str]] = (),
        parent: str | None = None,
        in_thread: bool = False,
        most: int | None = None,
    ) -> None:
        """Answer a question where it was asked, or say why not.

        Args:
            origin: What asks.
            question: The question; white space around it does not count.
            private: Whether only who asked sees the answer; for interactions.
            filters: Where the answer may come from.
            history: What was said before, as `Archive.ask` takes it.
            parent: The answer that the question follows up, by its id.
            in_thread: Whether the answer goes into a thread below the message that asks, if that can be opened.
            most: The most characters a question may have, by default as many as are set.

        Raises:
            Busy: too many questions are open.
            PinciteError: what the archive raises.

        """
        text = question.strip()
        server = await self._servers.of(server_of(origin))
        phrases = await phrases_for(origin, self._servers)
        refusal = self._refusal(origin, text, server, phrases, most or self._settings.question_characters)
        if refusal:
            await deliver(origin, refusal, private=True)
            return
        if filters:
            # Before the promise of an answer that all would see: what is wrong with a filter, who asks sees alone.
            await asyncio.to_thread(self._archive.admits, filters)
        task = asyncio.current_task()
        assert task is not None
        with self._workers.place(group_of(origin), member_of(origin).id) as place:
            if await self._is_too_early(origin, server, phrases):
                return
            self._open[task] = origin
            try:
                asked = _Question(text, private, filters, tuple(history), parent, in_thread)
                await self._answer(origin, asked, place, server, phrases)
            finally:
                del self._open[task]

    async def ask(
        self,
        origin: Origin,
        question: str,
        *,
        top: int,
        filters: Filters | None = None,
        history: Sequence[Mapping[str, str]] = (),
    ) -> Answer | None:
        """Answer a question with `top` quotes and show nothing; None if it was refused, which who asks was told.

        Raises as `answer` does.
        """
        server = await self._servers.of(server_of(origin))
        phrases = await phrases_for(origin, self._servers)
        refusal = self._refusal(origin, question, server, phrases, len(question))
        if refusal:
            await deliver(origin, refusal, private=True)
            return None
        task = asyncio.current_task()
        assert task is not None
        with self._workers.place(group_of(origin), member_of(origin).id) as place:
            if await self._is_too_early(origin, server, phrases):
                return None
            self._open[task] = origin
            try:
                return await place.run(
                    self._archive.ask,
                    question,
                    top=top,
                    history=history,
                    filters=filters,
                    length=server.quote_length,
                )
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

    def _refusal(
        self, origin: Origin, question: str, server: ServerSettings, phrases: Phrases, most: int
    ) -> str | None:
        length = len(question)
        if self._stopping:
            return phrases("stopping")
        if not may_ask(member_of(origin), server):
            return phrases("may-not-ask")
        if not length:
            by_command = isinstance(origin, discord.Interaction)
            return phrases("question-empty" if by_command else "question-missing")
        return phrases("question-too-long", length=length, most=most) if length > most else None

    async def _is_too_early(self, origin: Origin, server: ServerSettings, phrases: Phrases) -> bool:
        """Count a question; if it comes too early, say when the next may come."""
        key = (server_of(origin), member_of(origin).id)
        wait = self._cooldown.take(key, server.cooldown_questions, server.cooldown_seconds)
        if not wait:
            return False
        # Who goes on writing messages is told once; a command would otherwise stay without any response.
        if isinstance(origin, discord.Interaction) or not self._reminders.take(key, 1, wait):
            told = phrases(
                "too-early",
                questions=server.cooldown_questions,
                seconds=server.cooldown_seconds,
                when=f"<t:{int(time() + wait) + 1}:R>",  # each client counts down by itself
            )
            await deliver(origin, told, private=True)
        return True

    async def _answer(
        self, origin: Origin, asked: _Question, place: Place, server: ServerSettings, phrases: Phrases
    ) -> None:
        began = perf_counter()
        async with AsyncExitStack() as meanwhile:
            if isinstance(origin, discord.Interaction):
                if not await acknowledge(origin, private=asked.private):
                    return
            else:
                await meanwhile.enter_async_context(typing(origin))
            answer = await place.run(
                self._archive.ask,
                asked.text,
                history=asked.history,
                filters=asked.filters,
                length=server.quote_length,
            )
        await self._show(origin, asked, answer, style=server.citation_style, phrases=phrases)
        _log.debug("Answered in %.0f ms", (perf_counter() - began) * 1000)

    async def _show(
        self,
        origin: Origin,
        asked: _Question,
        answer: Answer,
        *,
        style: str,
        phrases: Phrases,
    ) -> None:
        thread = None
        if asked.in_thread and isinstance(origin, discord.Message):
            thread = await open_thread(origin, asked.text)
        identity = await self._keep(origin, asked, answer, thread)
        # The others in the channel see who called the command, but not what was asked.
        shown = isinstance(origin, discord.Interaction) and not asked.private
        view = answer_view(
            answer,
            identity,
            phrases,
            asked=shown,
            style=style,
            filters=asked.filters,
            history=asked.history,
            private=asked.private,
        )
        message = None if thread is None else await post(thread, view)
        message = message or await deliver(origin, view, blocked=phrases("blocked-by-automod"))
        try:
            if message is None:
                await self._answers.forget(identity)
            else:
                directly = isinstance(message.channel, discord.DMChannel)
                await self._answers.sent(identity, message.id, message.channel.id, directly=directly)
        except MemoryUnusable as error:
            _log.warning("What became of an answer will not be remembered: %s", explain(error))

    async def _keep(self, origin: Origin, asked: _Question, answer: Answer, thread: discord.Thread | None) -> str:
        """Remember an answer and return its id; where that fails, the answer is shown all the same."""
        try:
            kept = await self._answers.keep(
                answer,
                server=server_of(origin),
                channel=thread.id if thread else channel_of(origin),
                private=asked.private,
                history=asked.history if asked.parent is None else (),
                filters=asked.filters,
                parent=asked.parent,
            )
        except MemoryUnusable as error:
            _log.warning("An answer will not be remembered: %s", explain(error))
            return secrets.token_urlsafe(12)
        return kept.id
