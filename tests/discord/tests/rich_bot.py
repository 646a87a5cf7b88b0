"""A bot that uses what servers differ in, and everything that can be put into a command, a select or a form."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands, ui

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
SELECTS = {
    "strings": lambda: ui.Select(
        custom_id="strings", max_values=2, options=[discord.SelectOption(label=one) for one in "abc"]
    ),
    "users": lambda: ui.UserSelect(custom_id="users"),
    "roles": lambda: ui.RoleSelect(custom_id="roles"),
    "mentionables": lambda: ui.MentionableSelect(custom_id="mentionables", max_values=2),
    "channels": lambda: ui.ChannelSelect(custom_id="channels"),
}


class Form(ui.Modal):
    """One part of every kind."""

    def __init__(self, told: list[Any]) -> None:
        super().__init__(title="Everything", custom_id="everything")
        self._told = told
        self.text: ui.TextInput[Any] = ui.TextInput(custom_id="text", min_length=2, max_length=5)
        options = [discord.SelectOption(label="x"), discord.SelectOption(label="y", default=True)]
        self.choice: ui.Select[Any] = ui.Select(custom_id="choice", options=options)
        self.who: ui.UserSelect[Any] = ui.UserSelect(custom_id="who", required=False)
        self.files: ui.FileUpload[Any] = ui.FileUpload(custom_id="files", required=False, max_values=2)
        for part in (self.text, self.choice, self.who, self.files):
            self.add_item(ui.Label(text=part.custom_id, component=part))
        self.add_item(ui.TextDisplay("read this"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        files = [(one.filename, await one.read()) for one in self.files.values]
        self._told.append((self.text.value, self.choice.values, [one.name for one in self.who.values], files))
        await interaction.response.send_message("taken", ephemeral=True)


class RichBot(discord.Client):
    """What it was told of is kept in `told`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(intents=discord.Intents.default(), guild_ready_timeout=0.05, **options)
        self.tree = app_commands.CommandTree(self)
        self.told: list[Any] = []
        self.heard: list[discord.Message] = []
        _add_commands(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.heard.append(message)
        if "thread please" in message.content:
            thread = await message.create_thread(name="your thread")
            await thread.send("here")

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is not discord.InteractionType.component:
            return
        data: Any = interaction.data
        custom_id = data["custom_id"]
        if custom_id in SELECTS:
            self.told.append((data["values"], sorted(data.get("resolved", {}))))
            await interaction.response.send_message("chosen", ephemeral=True)
        elif custom_id in {"off", "made up"}:
            await interaction.response.send_message("nobody should press that", ephemeral=True)


def _add_commands(bot: RichBot) -> None:  # noqa: C901 - one short function a command
    tree = bot.tree

    @tree.command(description="For those who manage the server")
    @app_commands.default_permissions(manage_guild=True)
    async def manage(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"manages: {interaction.permissions.manage_guild}", ephemeral=True)

    @tree.command(description="In servers alone")
    @app_commands.guild_only()
    async def inside(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(str(interaction.guild_id))

    @tree.command(description="Wherever its user goes")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def follow(interaction: discord.Interaction) -> None:
        owners = interaction._integration_owners
        context = interaction.context
        bot.told.append((context.guild, context.dm_channel, context.private_channel, sorted(owners)))
        await interaction.response.send_message("with you", ephemeral=True)
        await interaction.followup.send("still", ephemeral=True)

    @tree.command(description="Take things")
    async def take(
        interaction: discord.Interaction,
        file: discord.Attachment | None = None,
        role: discord.Role | None = None,
        channel: discord.TextChannel | None = None,
        user: discord.Member | None = None,
    ) -> None:
        if file is not None:
            bot.told.append((file.filename, file.content_type, await file.read()))
        bot.told.extend(one.name for one in (role, channel, user) if one is not None)
        await interaction.response.send_message("taken", ephemeral=True)

    @tree.command(description="Show selects")
    async def selects(interaction: discord.Interaction, private: bool = False) -> None:
        view = ui.View(timeout=None)
        for make in SELECTS.values():
            view.add_item(make())
        await interaction.response.send_message("choose", view=view, ephemeral=private)

    @tree.command(description="Show buttons")
    async def buttons(interaction: discord.Interaction) -> None:
        view = ui.View(timeout=None)
        view.add_item(ui.Button(label="off", custom_id="off", disabled=True))
        view.add_item(ui.Button(label="Source", url="https://example.org/a"))
        view.add_item(ui.Button(label="Again", url="https://example.org/b"))
        await interaction.response.send_message("press", view=view)

    @tree.command(description="Show a form")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form(bot.told))

    @tree.command(description="Say in which language")
    async def language(interaction: discord.Interaction) -> None:
        bot.told.append((str(interaction.locale), str(interaction.guild_locale)))
        await interaction.response.send_message("said", ephemeral=True)

    @tree.context_menu(name="Greet")
    async def greet(interaction: discord.Interaction, user: discord.User) -> None:
        await interaction.response.send_message(f"hello {user.name}")
