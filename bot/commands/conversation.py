"""Questions asked in messages: direct ones, with a mention, in reply, or where every question is answered."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.asking.cooldown import Cooldown
from bot.asking.following import followed
from bot.asking.questions import asks_anybody, is_question
from bot.errors import MemoryUnusable
from bot.sending.sender import deliver
from bot.words.errors import explain

if TYPE_CHECKING:
    from bot.client import PinciteBot
    from bot.memory import ServerSettings

WRITTEN = (discord.MessageType.default, discord.MessageType.reply)  # the other types are Discord's own notices
DAY_S = 86_400
PLEASED_S = 300  # in which one line of thanks to one person is enough

_log = logging.getLogger(__name__)


class Conversation(commands.Cog):
    """Answers messages that address the bot, and questions where it answers everything; no others."""

    def __init__(self, bot: PinciteBot) -> None:
        self._bot = bot
        self._services = bot.services
        self._notices = Cooldown()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer."""
        me = self._bot.user
        if me is None or message.author.bot or message.webhook_id or message.type not in WRITTEN:
            return
        addressed = message.guild is None or any(user.id == me.id for user in message.mentions)
        replied = _replied_to(message)
        server = await self._settings(message, needed=addressed or replied == me.id)
        if server is None:
            return
        channel, everything = (
            message.channel.id in server.answer_channels,
            _answers_everything(message, server, me.id),
        )
        if addressed or (replied == me.id and message.content):
            await self._ask(message, in_thread=channel and server.in_threads)
        elif replied == me.id:
            # Discord hands a text over only where the bot is mentioned.
            await deliver(message, (await self._services.phrases(message))("reply-unreadable"))
        elif everything and message.reference is None:
            if asks_anybody(message.content):
                await self._ask(message, in_thread=channel and server.in_threads)
            elif not self._bot.intents.message_content:
                await self._say_what_is_missing(message)

    async def _settings(self, message: discord.Message, *, needed: bool) -> ServerSettings | None:
        """Return the server's settings; where they cannot be read, None for what is not said to the bot."""
        try:
            return await self._services.servers.of(message.guild.id if message.guild else None)
        except MemoryUnusable as error:
            if needed:
                raise
            # Who talks to others must not be bothered with it, and the log not with every message.
            if not self._notices.take("memory", 1, DAY_S):
                _log.warning("Answer channels are not looked after: %s", explain(error))
            return None

    async def _ask(self, message: discord.Message, *, in_thread: bool) -> None:
        me = self._bot.user
        assert me is not None
        text = without_mention(message.content, me.id)
        if not text and (asked := _asked_by_another(message, me.id)):
            text = asked  # "@bot", in reply to somebody's question
        elif text and not is_question(text):
            # Who thanks is thanked, and not each time.
            if not self._notices.take((message.channel.id, message.author.id), 1, PLEASED_S):
                await deliver(message, (await self._services.phrases(message))("pleasantry"))
            return
        before = await followed(message, self._services.answers, me.id)
        await self._services.answering.answer(
            message,
            text,
            filters=before.filters,
            history=before.history,
            parent=before.parent,
            in_thread=in_thread,
        )

    async def _say_what_is_missing(self, message: discord.Message) -> None:
        """Say, once a day in each channel, that messages here cannot be read."""
        if not self._notices.take(message.channel.id, 1, DAY_S):
            await deliver(message, (await self._services.phrases(message))("messages-unreadable"))


def without_mention(text: str, user: int) -> str:
    """Return a text without mentions of the user."""
    return " ".join(re.sub(rf"<@!?{user}>", " ", text).split())


def _asked_by_another(message: discord.Message, me: int) -> str:
    """Return what a person wrote whose message is replied to, "" where that is nobody or cannot be read."""
    answered = message.reference.resolved if message.reference else None
    if not isinstance(answered, discord.Message) or answered.author.bot or answered.author.id == me:
        return ""
    return without_mention(answered.content, me)


def _answers_everything(message: discord.Message, server: ServerSettings, me: int) -> bool:
    """Tell whether a message stands in an answer channel or in a thread of the bot's."""
    if isinstance(thread := message.channel, discord.Thread):
        in_forum = thread.parent_id in server.answer_channels and isinstance(thread.parent, discord.ForumChannel)
        return thread.owner_id == me or in_forum
    return message.channel.id in server.answer_channels


def _replied_to(message: discord.Message) -> int | None:
    """Return whose message is replied to, as far as Discord tells."""
    answered = message.reference.resolved if message.reference else None
    return answered.author.id if isinstance(answered, discord.Message) else None
