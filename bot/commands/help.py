"""The commands `/help`, `/about` and `/privacy`: seen by who calls them alone."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.access import is_admin, may_ask
from bot.rendering.parts import page_of
from bot.sending.places import server_of
from bot.sending.sender import acknowledge, deliver
from bot.words.commands import described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.client import PinciteBot
    from bot.memory import ServerSettings
    from bot.words import Phrases


class Help(commands.Cog):
    """What the bot can do, here and for this member; what it answers from; what it remembers."""

    def __init__(self, bot: PinciteBot) -> None:
        self._bot = bot
        self._services = bot.services

    @app_commands.command(name="help", description=described("help"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction) -> None:
        """Say what I can do."""
        phrases = await self._services.phrases(interaction)
        server = await self._services.servers.of(server_of(interaction))
        await deliver(
            interaction,
            page_of(phrases("help-title"), self._helps(interaction, server, phrases)),
            private=True,
        )

    @app_commands.command(name="about", description=described("about"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def about(self, interaction: discord.Interaction) -> None:
        """Say what I answer from."""
        if not await acknowledge(interaction, private=True):
            return
        phrases, archive = await self._services.phrases(interaction), self._services.archive
        documents = len(await asyncio.to_thread(archive.documents))
        paragraphs = (
            phrases("about-bot"),
            phrases("about-archive", documents=documents, generation=archive.generation),
            phrases("about-more", version=version("pincite")),
        )
        await deliver(interaction, page_of(phrases("about-title"), paragraphs), private=True)

    @app_commands.command(name="privacy", description=described("privacy"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def privacy(self, interaction: discord.Interaction) -> None:
        """Say what I remember and how to have it deleted."""
        phrases = await self._services.phrases(interaction)
        server = await self._services.servers.of(server_of(interaction))
        content = self._services.settings.message_content
        paragraphs = (
            phrases("privacy-stored", days=self._services.settings.keep_days),
            phrases("privacy-votes"),
            phrases("privacy-gaps" if server.record_gaps else "privacy-no-gaps") if interaction.guild_id else "",
            phrases("privacy-read-all" if content else "privacy-read-addressed"),
            phrases("privacy-passing"),
            phrases("privacy-deleting"),
        )
        await deliver(interaction, page_of(phrases("privacy-title"), paragraphs), private=True)

    def _helps(self, interaction: discord.Interaction, server: ServerSettings, phrases: Phrases) -> Iterator[str]:
        """Yield what holds for this member in this place."""
        if not may_ask(interaction.user, server):
            yield phrases("may-not-ask")
        yield phrases("help-ask")
        if interaction.is_guild_integration() or interaction.guild_id is None:
            yield phrases("help-message" if interaction.guild_id else "help-message-direct")
        yield phrases("help-words")
        yield phrases("help-below")
        yield phrases("help-menu")
        yield from self._here(interaction, server, phrases)
        if is_admin(interaction, server):
            yield phrases("help-admin")
        yield phrases("help-more")

    def _here(self, interaction: discord.Interaction, server: ServerSettings, phrases: Phrases) -> Iterator[str]:
        """Yield what is special about the channel."""
        if not interaction.is_guild_integration():
            return
        channel = interaction.channel
        place = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
        if place in server.answer_channels:
            readable = self._services.settings.message_content
            yield phrases("help-answer-channel" if readable else "messages-unreadable")
        permissions = interaction.app_permissions
        in_thread = isinstance(channel, discord.Thread)
        if not (permissions.send_messages_in_threads if in_thread else permissions.send_messages):
            yield phrases("help-may-not-write")
