"""What the bot adds to the menu of a message, under Apps.

Find sources for it, check its quotations, keep or forget an answer.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.access import is_admin
from bot.commands.scholar import verified
from bot.rendering.answer import copy_view
from bot.rendering.checking import verification_view
from bot.sending.places import server_of
from bot.sending.sender import acknowledge, deliver, post, remove
from bot.words.commands import entry
from embeddings.quoting.checking.quoted import quotations_in, whole
from embeddings.quoting.checking.verifying import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.client import PinciteBot
    from bot.memory import KeptAnswer
    from embeddings.quoting.quote import Quote

OF_THE_WHOLE = 0.6  # share of a message from which it is a quotation, and no question about one
MOST_READ = 5000  # characters of a message
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
FOR_ALL = app_commands.AppInstallationType(guild=True, user=True)


class Menus(commands.Cog):
    """Entries, each seen by who chooses it alone."""

    def __init__(self, bot: PinciteBot) -> None:
        self._bot = bot
        self._services = bot.services
        self._menus = [
            app_commands.ContextMenu(
                name=entry(name), callback=callback, allowed_contexts=EVERYWHERE, allowed_installs=FOR_ALL
            )
            for name, callback in (
                ("find-sources", self.find_sources),
                ("check-quotes", self.check_quotes),
                ("send-to-my-messages", self.send_to_me),
                ("forget-this-answer", self.forget_answer),
            )
        ]

    async def cog_load(self) -> None:
        """Add the entries."""
        for menu in self._menus:
            self._bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Take them out again."""
        for menu in self._menus:
            self._bot.tree.remove_command(menu.name, type=menu.type)

    async def find_sources(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Say whether a message's quotations are real, then answer it as if it were a question.

        A message that is nothing but words of the archive, or words much like them, asks nothing: where they are
        from is said with the verdict.
        """
        text = text_of(message)
        if not text:
            phrases = await self._services.phrases(interaction)
            await deliver(interaction, phrases("message-without-text"), private=True)
            return
        text = text[:MOST_READ]
        quoted = quotations_in(text) or whole(text)
        if quoted:
            if not await acknowledge(interaction, private=True):
                return
            found = await self._services.reading.run(interaction, verified, self._services.archive, quoted)
            real = [one for one in found if one.verdict is not Verdict.ABSENT or one.elsewhere]
            if real:
                phrases = await self._services.phrases(interaction)
                await deliver(interaction, verification_view(real, phrases), private=True)
                if len(quoted[0].text) >= OF_THE_WHOLE * len(text):
                    return
        await self._services.answering.answer(interaction, text, private=True, most=MOST_READ)

    async def check_quotes(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Say of every quotation in a message whether it is real; of one without marks, of the whole."""
        phrases = await self._services.phrases(interaction)
        text = text_of(message)[:MOST_READ]
        quoted = quotations_in(text) or whole(text)
        if not quoted:
            told = phrases("message-without-quotation" if text else "message-without-text")
            await deliver(interaction, told, private=True)
            return
        if not await acknowledge(interaction, private=True):
            return
        found = await self._services.reading.run(interaction, verified, self._services.archive, quoted)
        await deliver(interaction, verification_view(found, phrases), private=True)

    async def send_to_me(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Send an answer's quotes to whoever chose it, as a direct message; nothing is kept about them."""
        phrases = await self._services.phrases(interaction)
        kept = await self._services.answers.of_message(message.id)
        if kept is None or kept.server != server_of(interaction):
            await deliver(interaction, phrases("answer-forgotten"), private=True)
            return
        await acknowledge(interaction, private=True)
        found = await asyncio.to_thread(self._recalled, kept)
        if not found:
            await deliver(interaction, phrases("nothing-to-send"), private=True)
            return
        server = await self._services.servers.of(server_of(interaction))
        view = copy_view(kept.question, found, phrases, style=server.citation_style)
        sent = await post(interaction.user, view)
        await deliver(interaction, phrases("sent-to-you" if sent else "messages-closed"), private=True)

    def _recalled(self, kept: KeptAnswer) -> list[Quote]:
        found = (self._services.archive.recall(reference) for reference in kept.quotes)
        return [one.quote for one in found if one is not None]

    async def forget_answer(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Delete an answer, for who asked and for admins."""
        phrases = await self._services.phrases(interaction)
        kept = await self._services.answers.of_message(message.id)
        if kept is None or kept.server != server_of(interaction):
            await deliver(interaction, phrases("forget-unknown"), private=True)
        elif not await self._may_forget(interaction, message):
            await deliver(interaction, phrases("forget-not-yours"), private=True)
        else:
            await self._services.answers.forget(kept.id)
            # Discord lets a bot delete a message that one person sees only in answer to what made it.
            gone = not kept.private and await remove(message)
            await deliver(interaction, phrases("forgotten" if gone else "forgotten-shown"), private=True)

    async def _may_forget(self, interaction: discord.Interaction, message: discord.Message) -> bool:
        if interaction.guild_id is None:
            return True
        server = await self._services.servers.of(server_of(interaction))
        return is_admin(interaction, server) or await _asked_by(message) == interaction.user.id


def text_of(message: discord.Message) -> str:
    """Return what a message says: its own text, else that of its embeds and components."""
    if message.content.strip():
        return message.content.strip()
    parts = [part for embed in message.embeds for part in (embed.title, embed.description) if part]
    return "\n".join([*parts, *_texts(message.components)]).strip()


def _texts(components: Any) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _texts(getattr(component, "children", ()))


async def _asked_by(message: discord.Message) -> int | None:
    """Return who an answer was for, which Discord knows: who called the command, or wrote what it replies to."""
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id
    reference, channel = message.reference, message.channel
    try:
        if reference is not None and isinstance(reference.resolved, discord.Message):
            return reference.resolved.author.id
        if reference is not None and reference.message_id is not None:
            return (await channel.fetch_message(reference.message_id)).author.id
        if isinstance(channel, discord.Thread) and isinstance(channel.parent, discord.TextChannel):
            return (await channel.parent.fetch_message(channel.id)).author.id
    except discord.HTTPException:
        return None
    return None
