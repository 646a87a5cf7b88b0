"""The command `/ask`, and what it offers while one types."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.following import followed
from bot.errors import YearsUnreadable
from bot.sending.limits import units
from bot.words.commands import described, options_of
from bot.words.errors import explain
from bot.words.lists import shortened
from embeddings.errors import PinciteError
from embeddings.retrieval.filters import Filters
from embeddings.text.years import read_years

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.client import PinciteBot
    from embeddings.archive import Archive
    from embeddings.text.years import Years

CHOICES, CHOICE = 25, 100  # Discord's limits: how many, and how many characters of each
EVERYTHING = 1_000_000  # names
_TOKEN = re.compile(r"~[0-9a-f]{32}")  # stands for a name that is too long to be a choice's value

_log = logging.getLogger(__name__)


class Ask(commands.Cog):
    """Questions asked with the command."""

    def __init__(self, bot: PinciteBot) -> None:
        self._bot = bot
        self._services = bot.services

    @app_commands.command(name="ask", description=described("ask"))
    @app_commands.describe(**options_of("ask", "question", "author", "work", "years", "page_author", "private"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(  # noqa: PLR0917 - discord.py passes options by name
        self,
        interaction: discord.Interaction,
        question: str,
        author: str | None = None,
        work: str | None = None,
        years: str | None = None,
        page_author: str | None = None,
        private: bool = False,
    ) -> None:
        """Answer; in a thread of the bot, with what was said there before."""
        filters = await narrowed(
            self._services.archive, author=author, work=work, years=years, page_author=page_author
        )
        me = self._bot.user
        before = await followed(interaction, self._services.answers, me.id if me else 0)
        await self._services.answering.answer(
            interaction,
            question,
            private=private,
            filters=filters or before.filters,
            history=before.history,
            parent=before.parent,
        )

    @ask.autocomplete("page_author")
    @ask.autocomplete("author")
    async def _authors(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        del interaction
        return await choices(self._services.archive.authors, typed)

    @ask.autocomplete("work")
    async def _works(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        del interaction
        return await choices(self._services.archive.works, typed)


async def narrowed(
    archive: Archive,
    *,
    author: str | None = None,
    work: str | None = None,
    years: str | None = None,
    page_author: str | None = None,
) -> Filters:
    """Return the filters that a command's options mean; raises YearsUnreadable."""
    return Filters(
        await _named(author, archive.authors),
        await _named(work, archive.works),
        _years(years),
        await _named(page_author, archive.authors),
    )


def _years(typed: str | None) -> Years | None:
    if typed is None or not typed.strip():
        return None
    if (span := read_years(typed)) is None:
        raise YearsUnreadable(typed)
    return span


async def choices(names: Callable[[str, int], list[str]], typed: str) -> list[app_commands.Choice[str]]:
    """Return what is offered of names while somebody types."""
    try:
        found = await asyncio.to_thread(names, typed, CHOICES)
    except PinciteError as error:
        _log.warning("Nothing to choose from: %s", explain(error))  # one can still type
        return []
    return [app_commands.Choice(name=_fitted(name), value=_value(name)) for name in found]


def _fitted(name: str) -> str:
    fitted = shortened(name, CHOICE)
    return fitted if units(fitted) <= CHOICE else shortened(fitted, CHOICE // 2)


def _value(name: str) -> str:
    """Return what stands for a name: itself, or a token that `_named` knows."""
    return name if units(name) <= CHOICE and not _TOKEN.fullmatch(name) else _token(name)


async def _named(value: str | None, names: Callable[[str, int], list[str]]) -> str | None:
    """Return the name that was chosen, or what was typed; None where nothing was."""
    if value is None or not _TOKEN.fullmatch(value):
        return (value or "").strip() or None
    every = await asyncio.to_thread(names, "", EVERYTHING)
    return next((name for name in every if _token(name) == value), value)


def _token(name: str) -> str:
    return "~" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
