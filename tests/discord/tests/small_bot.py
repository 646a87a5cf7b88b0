"""A small bot on the unmodified client, touching every way of answering that the local Discord serves."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.discord import LocalDiscord


class Card(discord.ui.LayoutView):
    """A components V2 message with a text, a link and a button."""

    def __init__(self, text: str) -> None:
        super().__init__(timeout=None)
        row: discord.ui.ActionRow[Any] = discord.ui.ActionRow(
            discord.ui.Button(label="Source", url="https://example.org/source"),
            discord.ui.Button(label="More", custom_id="more"),
        )
        self.add_item(discord.ui.Container(discord.ui.TextDisplay(text), row, accent_colour=0x336699))


class Form(discord.ui.Modal):
    """A modal with one field."""

    def __init__(self) -> None:
        super().__init__(title="Tell us", custom_id="form")
        self.field: discord.ui.TextInput[Any] = discord.ui.TextInput(custom_id="field")
        self.add_item(discord.ui.Label(text="Why", component=self.field))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"thanks for {self.field.value}", ephemeral=True)


class SmallBot(discord.Client):
    """Its errors are kept in `errors` instead of being logged."""

    def __init__(self, intents: discord.Intents | None = None, **options: Any) -> None:
        super().__init__(intents=intents or discord.Intents.default(), guild_ready_timeout=0.05, **options)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.whispered: list[str] = []
        self.errors: list[Exception] = []
        self.answer_replies = True
        _add_commands(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.heard.append(message)
        if self.answer_replies:
            try:
                await message.reply(f"heard {message.content!r}", mention_author=message.content == "ping me")
            except (discord.HTTPException, aiohttp.ClientError) as error:
                self.errors.append(error)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is not discord.InteractionType.component:
            return
        custom_id = (interaction.data or {}).get("custom_id")
        if custom_id == "more":
            await interaction.response.send_message("more of it", ephemeral=True)
        elif custom_id == "turn":
            await interaction.response.edit_message(content="turned", view=None)
        elif custom_id == "slow turn":
            await interaction.response.defer()
            await interaction.edit_original_response(content="turned slowly", view=None)
        elif custom_id == "ask why":
            await interaction.response.send_modal(Form())
        elif custom_id == "pick":
            await interaction.response.send_message(f"picked {(interaction.data or {}).get('values')}")


def _add_commands(bot: SmallBot) -> None:  # noqa: C901 - one short function a command
    tree = bot.tree

    @tree.error
    async def keep(_interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        bot.errors.append(getattr(error, "original", error))

    @tree.command(description="Say it back, later")
    async def echo(interaction: discord.Interaction, text: str) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.edit_original_response(content=text)
        await interaction.followup.send("and more")

    @tree.command(description="Say it back to the asker alone")
    async def whisper(interaction: discord.Interaction, text: app_commands.Range[str, 2, 10]) -> None:
        bot.whispered.append(text)
        await interaction.response.send_message(f"psst: {text}"[:50], ephemeral=True)

    @tree.command(description="Show a card")
    async def card(interaction: discord.Interaction, text: str) -> None:
        await interaction.response.send_message(view=Card(text))

    @tree.command(description="Show things to press")
    async def buttons(interaction: discord.Interaction) -> None:
        view = discord.ui.View(timeout=None)
        for custom_id in ("turn", "slow turn", "ask why"):
            view.add_item(discord.ui.Button(label=custom_id, custom_id=custom_id))
        view.add_item(discord.ui.Button(label="off", custom_id="off", disabled=True))
        view.add_item(discord.ui.Select(custom_id="pick", options=[discord.SelectOption(label="a")], row=1))
        await interaction.response.send_message("press one", view=view)

    @tree.command(description="Answer too late")
    async def late(interaction: discord.Interaction) -> None:
        await asyncio.sleep(0.3)
        await interaction.response.send_message("too late")

    @tree.command(description="Answer twice")
    async def twice(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("once")
        interaction.response._response_type = None  # the client's own guard would stop the second call
        await interaction.response.send_message("twice")

    @tree.command(description="Promise and forget")
    async def forget(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)

    @tree.command(description="Offer words")
    async def word(interaction: discord.Interaction, start: str) -> None:
        await interaction.response.send_message(start)

    @word.autocomplete("start")
    async def offer(_interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}{end}", value=end) for end in ("a", "b")]

    @tree.context_menu(name="Check this")
    async def check(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"it says {message.content}", ephemeral=True)

    group = app_commands.Group(name="archive", description="The archive")
    tree.add_command(group)

    @group.command(description="Show a user")
    async def show(interaction: discord.Interaction, who: discord.User, times: int = 1) -> None:
        await interaction.response.send_message(f"{who.name} x{times}")


@asynccontextmanager
async def running(local: LocalDiscord, client: discord.Client) -> AsyncIterator[None]:
    """Run a client against the local Discord while the block lasts."""
    with local.redirect():
        task = asyncio.create_task(client.start(local.token))
        try:
            await local.wait_ready()
            yield
        finally:
            await client.close()
            with suppress(asyncio.CancelledError):
                await task
