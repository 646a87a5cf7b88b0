"""The commands `/verify` and `/find`: whether a quotation is real, and where a phrase stands."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.access import may_ask
from bot.commands.ask import choices, narrowed
from bot.rendering.checking import EACH, occurrences_view, verification_view
from bot.sending.places import member_of, server_of
from bot.sending.sender import acknowledge, deliver
from bot.words.commands import described, options_of

if TYPE_CHECKING:
    from bot.client import PinciteBot
    from embeddings.archive import Archive
    from embeddings.quoting.checking.finding import Occurrences
    from embeddings.quoting.checking.quoted import Quoted
    from embeddings.quoting.checking.verifying import Verification
    from embeddings.retrieval.filters import Filters

IN_THE_FILE = 1000  # places of a phrase that the list holds


class Scholar(commands.Cog):
    """What is asked of words, not of what they mean."""

    def __init__(self, bot: PinciteBot) -> None:
        self._services = bot.services

    @app_commands.command(name="verify", description=described("verify"))
    @app_commands.describe(**options_of("verify", "quotation", "author", "work", "private"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def verify(
        self,
        interaction: discord.Interaction,
        quotation: str,
        author: str | None = None,
        work: str | None = None,
        private: bool = False,
    ) -> None:
        """Say whether a quotation is real."""
        archive = self._services.archive
        filters = await narrowed(archive, author=author, work=work)
        if not await self._admitted(interaction, private=private):
            return
        found = await self._services.reading.run(interaction, archive.verify_quotation, quotation, filters=filters)
        phrases = await self._services.phrases(interaction)
        await deliver(interaction, verification_view([found], phrases), private=private)

    @app_commands.command(name="find", description=described("find"))
    @app_commands.describe(**options_of("find", "phrase", "author", "work", "years", "private"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def find(  # noqa: PLR0917 - discord.py passes options by name
        self,
        interaction: discord.Interaction,
        phrase: str,
        author: str | None = None,
        work: str | None = None,
        years: str | None = None,
        private: bool = False,
    ) -> None:
        """Show where a phrase stands, and give all places as a list."""
        archive = self._services.archive
        filters = await narrowed(archive, author=author, work=work, years=years)
        if not await self._admitted(interaction, private=private):
            return
        found = await self._services.reading.run(interaction, _found, archive, phrase, filters)
        phrases = await self._services.phrases(interaction)
        await deliver(interaction, occurrences_view(found, phrases), private=private)
        if found.count > EACH:
            file = discord.File(io.BytesIO(listed_places(found).encode("utf-8-sig")), "places.csv")
            told = phrases("find-list", shown=min(found.count, IN_THE_FILE), places=found.count)
            await deliver(interaction, told, private=private, file=file)

    @verify.autocomplete("author")
    @find.autocomplete("author")
    async def _authors(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        del interaction
        return await choices(self._services.archive.authors, typed)

    @verify.autocomplete("work")
    @find.autocomplete("work")
    async def _works(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        del interaction
        return await choices(self._services.archive.works, typed)

    async def _admitted(self, interaction: discord.Interaction, *, private: bool) -> bool:
        """Promise an answer to who may ask here; tell the others that they may not."""
        server = await self._services.servers.of(server_of(interaction))
        if may_ask(member_of(interaction), server):
            return await acknowledge(interaction, private=private)
        phrases = await self._services.phrases(interaction)
        await deliver(interaction, phrases("may-not-ask"), private=True)
        return False


def verified(archive: Archive, quoted: list[Quoted]) -> list[Verification]:
    """Return what is found of a message's quotations; blocking."""
    return [archive.verify_quotation(one.text, claimed=one.claimed) for one in quoted]


def _found(archive: Archive, phrase: str, filters: Filters | None) -> Occurrences:
    return archive.find(phrase, most=IN_THE_FILE, filters=filters or None)


def listed_places(found: Occurrences) -> str:
    """Return places as a table in CSV, a row each; no cell is taken for a formula."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(("document", "page", "paragraph", "before", "text", "after", "citation"))
    for match in found.matches:
        locator = match.citation.locator
        row: tuple[Any, ...] = (
            match.document,
            locator.page or "",
            locator.paragraph or "",
            match.before,
            match.text,
            match.after,
            match.citation.text,
        )
        writer.writerow([_plain(str(cell)) for cell in row])
    return lines.getvalue()


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
