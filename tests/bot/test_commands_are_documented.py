"""The documentation names every command of the bot, and every option and entry of a menu."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.config import DiscordSettings
from bot.running.service import create_bot
from tests.bot.samples import FakeArchive
from tests.conftest import ROOT

REFERENCE = (ROOT / "bot" / "README.md").read_text("utf-8")


async def test_the_documentation_names_every_command_option_and_menu() -> None:
    bot = create_bot(FakeArchive(), DiscordSettings())
    await bot.add_parts()
    unnamed = []
    for command in bot.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            unnamed += [f"/{command.qualified_name}"] if f"/{command.qualified_name}" not in REFERENCE else []
            unnamed += [one.name for one in command.parameters if f"`{one.name}`" not in REFERENCE]
    for kind in (discord.AppCommandType.message, discord.AppCommandType.user):
        unnamed += [menu.name for menu in bot.tree.walk_commands(type=kind) if f"*{menu.name}*" not in REFERENCE]
    assert unnamed == []
