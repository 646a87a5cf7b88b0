"""The commands `/admin …`. Discord offers them to those who may manage the server; here it is asked once more."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.admin import daily as passages
from bot.admin import documents, gaps, generations, refused, reindex, settings, status, upload  # noqa: F401 - their controls
from bot.admin.controls import pressed
from bot.admin.desk import Desk
from bot.commands.ask import choices, narrowed
from bot.daily.clock import zones
from bot.words import say
from bot.words.commands import described, options_of, said
from embeddings.documents import shelf
from embeddings.errors import PinciteError

if TYPE_CHECKING:
    from bot.admin.desk import Visit
    from bot.client import PinciteBot

CHOICES = 25  # that Discord shows while somebody types
LONGEST_CHOICE = 100  # characters
FILE, FOLDER = "file", "folder"

_log = logging.getLogger(__name__)


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
@app_commands.guild_install()
class Admin(commands.GroupCog, group_name="admin", group_description=described("admin")):
    """Thin: what commands and controls do stands in `bot/admin`."""

    def __init__(self, bot: PinciteBot) -> None:
        super().__init__()
        self._bot = bot
        self.desk = Desk(bot)
        self._began = False

    async def cog_unload(self) -> None:
        """Interrupt what is to be gone on with after the next start."""
        await self.desk.reindexing.close()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Go on with what was interrupted, and warn of what an admin may not have meant; once."""
        if self._began:
            return
        self._began = True
        if len(self._bot.guilds) > 1 and not self._bot.services.settings.archive_servers:
            _log.warning("%s", say("archive-open-to-all", servers=len(self._bot.guilds)))
        try:
            await self.desk.reindexing.resume(self._bot)
        except PinciteError as error:
            await self._bot.failed(None, error, "going on with a reindex")

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take the presses, choices and forms that belong to the admin's panels."""
        try:
            await pressed(interaction, self.desk)
        except Exception as error:  # noqa: BLE001 - who pressed is told, whatever it was
            await self._bot.failed(interaction, error, "an admin's panel")

    @app_commands.command(name="reindex", description=described("admin reindex"))
    @app_commands.describe(**options_of("admin reindex", "full", "force"))
    async def reindex(self, interaction: discord.Interaction, full: bool = False, force: bool = False) -> None:
        """Bring the index up to date."""
        await self.desk.serve(
            interaction, lambda visit: reindex.wanted(visit, full=full, force=force), archive=True
        )

    @app_commands.command(name="status", description=described("admin status"))
    async def status(self, interaction: discord.Interaction) -> None:
        """Show how everything stands."""
        await self.desk.serve(interaction, status.show)

    @app_commands.command(name="documents", description=described("admin documents"))
    @app_commands.describe(**options_of("admin documents", "search"))
    async def documents(self, interaction: discord.Interaction, search: str = "") -> None:
        """Show what is in the archive."""
        await self.desk.serve(interaction, lambda visit: documents.show(visit, 0, search))

    @app_commands.command(name="upload", description=described("admin upload"))
    @app_commands.describe(**options_of("admin upload", FILE, FOLDER))
    async def upload(self, interaction: discord.Interaction, file: discord.Attachment, folder: str = "") -> None:
        """Take a document in."""
        await self.desk.serve(
            interaction, lambda visit: upload.take(visit, upload.File.of(file), folder), archive=True
        )

    @upload.autocomplete(FOLDER)
    async def offer_folders(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the folders there are, to admins."""
        visit = await self.desk.admit(interaction, archive=True)
        if isinstance(visit, str):
            return []
        found = await visit.glance(shelf.folders, visit.library.settings)
        fitting = [one for one in found if current.casefold() in one.casefold() and len(one) <= LONGEST_CHOICE]
        return [app_commands.Choice(name=one, value=one) for one in fitting[:CHOICES]]

    @app_commands.command(name="rollback", description=described("admin rollback"))
    async def rollback(self, interaction: discord.Interaction) -> None:
        """Go back to an earlier generation."""
        await self.desk.serve(interaction, generations.show, archive=True)

    @app_commands.command(name="gaps", description=described("admin gaps"))
    async def gaps(self, interaction: discord.Interaction) -> None:
        """Show what was asked in vain."""
        await self.desk.serve(interaction, gaps.show)

    @app_commands.command(name="settings", description=described("admin settings"))
    async def settings(self, interaction: discord.Interaction) -> None:
        """Show what is set for the server."""
        await self.desk.serve(interaction, settings.show)

    @app_commands.command(name="daily", description=described("admin daily"))
    @app_commands.describe(
        **options_of("admin daily", "channel", "time", "every", "order", "author", "work", "years", "zone")
    )
    @app_commands.choices(
        every=[app_commands.Choice(name=said(f"choice-{one}"), value=one) for one in passages.RHYTHMS],
        order=[app_commands.Choice(name=said(f"choice-{one}"), value=one) for one in passages.ORDERS],
    )
    async def daily(  # noqa: PLR0917 - discord.py passes options by name
        self,
        interaction: discord.Interaction,
        channel: discord.TextChannel | discord.Thread | None = None,
        time: str | None = None,
        every: str = passages.EVERY_DAY,
        order: str = passages.SHUFFLED,
        author: str | None = None,
        work: str | None = None,
        years: str | None = None,
        zone: str | None = None,
    ) -> None:
        """Show which channels get a passage by themselves, or add one."""
        if channel is None and time is None:
            await self.desk.serve(interaction, passages.show)
            return
        where = channel.id if channel else interaction.channel_id or 0

        async def add(visit: Visit) -> None:
            filters = await narrowed(visit.library, author=author, work=work, years=years)
            await passages.add(visit, passages.Wish(where, time or passages.MORNING, every, zone, order, filters))

        await self.desk.serve(interaction, add)

    @daily.autocomplete("author")
    async def _authors(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        del interaction
        return await choices(self.desk.library.authors, typed)

    @daily.autocomplete("work")
    async def _works(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        del interaction
        return await choices(self.desk.library.works, typed)

    @daily.autocomplete("zone")
    async def _zones(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        del interaction
        wanted = typed.strip().casefold().replace(" ", "_")
        found = [one for one in await asyncio.to_thread(zones) if wanted in one.casefold()]
        return [app_commands.Choice(name=one, value=one) for one in found[:CHOICES]]
