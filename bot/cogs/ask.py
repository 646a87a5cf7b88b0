"""The command `/ask`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.language.commands import described, options_of

if TYPE_CHECKING:
    from bot.services import Services


class Ask(commands.Cog):
    """Questions asked with the command."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(name="ask", description=described("ask"))
    @app_commands.describe(**options_of("ask", "question", "private"))
    async def ask(self, interaction: discord.Interaction, question: str, private: bool = False) -> None:
        """Answer."""
        await self._services.answering.answer(interaction, question, private=private)
