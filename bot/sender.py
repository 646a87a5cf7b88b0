"""The one door to Discord: everything the bot says goes through `deliver`, and a test finds what does not.

It mentions nobody, whatever the text, and it takes what cannot be helped - a channel that is gone, an
interaction that has expired, a missing permission, a lost connection - as one line in the log.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import discord

from bot.rendering import Card, view_of
from bot.rendering.limits import PLAIN_TEXT, shortened, units
from bot.wording.service import undelivered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Origin = discord.Interaction | discord.Message
    """What is being answered."""

T = TypeVar("T")

NOBODY = discord.AllowedMentions.none()
ACKNOWLEDGED = 40060  # Discord's code for a second first response
# What the operating system and aiohttp raise when a connection breaks; discord.py repeats none of it on Linux.
BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, OSError)
LOST = (discord.NotFound, discord.Forbidden, discord.DiscordServerError, *BROKEN)
SESSION_CLOSED = "Session is closed"  # aiohttp's words when the bot was stopped meanwhile
PAUSE_S = 0.5  # before the one repetition
TYPING_S = 8.0  # clients show a typing signal for ten

_log = logging.getLogger(__name__)


async def deliver(origin: Origin, reply: Card | str, *, private: bool = False) -> bool:
    """Answer with a card or a sentence, and say whether it arrived.

    An interaction gets its response, or the one it was promised; a message gets a reply. `private` is for
    interactions not yet acknowledged: only who asked sees the response.

    Raises:
        discord.HTTPException: Discord finds fault with what was sent, which is a defect of ours.

    """
    try:
        if isinstance(origin, discord.Interaction):
            await _respond(origin, reply, private=private)
        else:
            await _unbroken(lambda: _reply(origin, reply))
    except LOST as error:
        _lost("An answer", origin, error)
        return False
    except RuntimeError as error:
        if str(error) != SESSION_CLOSED:
            raise
        _lost("An answer", origin, error)
        return False
    return True


async def acknowledge(interaction: discord.Interaction, *, private: bool) -> bool:
    """Promise an answer, which lifts Discord's deadline of three seconds; False if that came too late."""
    try:
        await _first(lambda: interaction.response.defer(ephemeral=private, thinking=True))
    except LOST as error:
        _lost("The acknowledgement of a command", interaction, error)
        return False
    return True


@asynccontextmanager
async def typing(message: discord.Message) -> AsyncIterator[None]:
    """Show "typing…" in a message's channel meanwhile; where that fails, go on without."""
    done = asyncio.Event()
    signals = asyncio.create_task(_type(message, done))
    try:
        yield
    finally:
        # Not cancelled: a signal under way would reach Discord after the answer and outlive it.
        done.set()
        await signals


async def _respond(interaction: discord.Interaction, reply: Card | str, *, private: bool) -> None:
    if not interaction.response.is_done():
        taken = await _first(
            lambda: (
                interaction.response.send_message(view=view_of(reply), allowed_mentions=NOBODY, ephemeral=private)
                if isinstance(reply, Card)
                else interaction.response.send_message(_fitted(reply), allowed_mentions=NOBODY, ephemeral=private)
            )
        )
        if taken:
            return
    await _unbroken(
        lambda: (
            interaction.edit_original_response(view=view_of(reply), allowed_mentions=NOBODY)
            if isinstance(reply, Card)
            else interaction.edit_original_response(content=_fitted(reply), allowed_mentions=NOBODY)
        )
    )


async def _reply(message: discord.Message, reply: Card | str) -> None:
    # Should the question have been deleted, the answer stands by itself.
    reference = message.to_reference(fail_if_not_exists=False)
    # With the same nonce, Discord takes a repetition of what has already arrived for what it is.
    nonce = str(message.id)
    channel = message.channel
    if isinstance(reply, Card):
        await channel.send(
            view=view_of(reply),
            reference=reference,
            mention_author=False,
            allowed_mentions=NOBODY,
            nonce=nonce,
        )
    else:
        await channel.send(
            _fitted(reply), reference=reference, mention_author=False, allowed_mentions=NOBODY, nonce=nonce
        )


async def _first(call: Callable[[], Awaitable[object]]) -> bool:
    """Make an interaction's first response; False if it turns out to have been made already."""
    try:
        await _unbroken(call)
    except discord.HTTPException as error:
        if error.code != ACKNOWLEDGED:
            raise
        return False
    return True


async def _unbroken(call: Callable[[], Awaitable[T]]) -> T:
    """Return what a call returns; if the connection breaks, try it once more."""
    try:
        return await call()
    except BROKEN:
        await asyncio.sleep(PAUSE_S)
        return await call()


async def _type(message: discord.Message, done: asyncio.Event) -> None:
    try:
        while not done.is_set():
            await message.channel.typing()
            try:
                await asyncio.wait_for(done.wait(), TYPING_S)
            except TimeoutError:
                continue
    except (discord.HTTPException, *BROKEN) as error:
        _log.debug("No typing signal in channel %s: %s", message.channel.id, error)


def _lost(what: str, origin: Origin, error: Exception) -> None:
    place = origin.channel_id if isinstance(origin, discord.Interaction) else origin.channel.id
    _log.warning("%s", undelivered(what, place, str(error) or type(error).__name__))


def _fitted(text: str) -> str:
    return text if units(text) <= PLAIN_TEXT else shortened(text, PLAIN_TEXT // 2)
