"""Questions asked in messages: to the bot directly, with its mention, or in reply to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.sender import deliver

if TYPE_CHECKING:
    from bot.client import PinciteBot

WRITTEN = (discord.MessageType.default, discord.MessageType.reply)  # the other types are Discord's own notices


class Conversation(commands.Cog):
    """Answers messages that address the bot; all others are none of its business."""

    def __init__(self, bot: PinciteBot) -> None:
        self._bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer."""
        me = self._bot.user
        if me is None or message.author.bot or message.webhook_id or message.type not in WRITTEN:
            return
        addressed = message.guild is None or any(user.id == me.id for user in message.mentions)
        replied = _replies_to(message, me.id)
        if replied and not addressed and not message.content:
            # Discord hands a text over only where the bot is mentioned.
            await deliver(message, (await self._bot.services.phrases(message))("reply-unreadable"))
        elif addressed or replied:
            await self._bot.services.answering.answer(message, without_mention(message.content, me.id))


def without_mention(text: str, user: int) -> str:
    """Return a text without mentions of the user."""
    return " ".join(re.sub(rf"<@!?{user}>", " ", text).split())


def _replies_to(message: discord.Message, user: int) -> bool:
    answered = message.reference.resolved if message.reference else None
    return isinstance(answered, discord.Message) and answered.author.id == user
