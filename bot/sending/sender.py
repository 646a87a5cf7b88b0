"""The one door to Discord: everything the bot says goes through here, and a test finds what does not.

`deliver` answers a question or a command, `redraw` changes the message whose button was pressed, `show_form` opens
a form, `post` and `amend` write and rewrite a message that answers nobody.

It mentions nobody, whatever the text. What may pass, it tries again; where an interaction has expired, it answers
with an ordinary message; and it takes what cannot be helped - a channel that is gone, a missing permission, a
connection that stays broken - as one line in the log.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import discord
from discord import ui

from bot.sending.limits import PLAIN_TEXT, units
from bot.words import say
from bot.words.lists import shortened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Origin = discord.Interaction | discord.Message
    """What is being answered."""

# Calls to Discord that are made again while what hinders them may pass, and what is known of those that fail.
#
# discord.py repeats some failures by itself: most server errors for a few seconds, limits of rate five times.
# It
# repeats no call whose connection breaks, and none that is answered 503.

T = TypeVar("T")

# What the operating system and aiohttp raise when a connection breaks.
BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, OSError)
# Seconds before each repetition: half a minute in all, in which Discord's short troubles are over.
PAUSES_S = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION, INVALID_TOKEN = 10015, 10062, 50027
SERVER_ERRORS, TOO_MANY_REQUESTS = 500, 429


async def persist(call: Callable[[], Awaitable[T]]) -> T:
    """Return what a call returns; while it fails for reasons that may pass, make it again after a pause.

    Only for calls that do no harm when an earlier one had its effect without telling.
    """
    for pause in PAUSES_S:
        try:
            return await call()
        except (discord.HTTPException, *BROKEN) as error:
            if not passes(error):
                raise
        await asyncio.sleep(pause)
    return await call()


def passes(error: Exception) -> bool:
    """Tell whether a call may succeed after it has failed so."""
    if isinstance(error, discord.HTTPException):
        return error.status >= SERVER_ERRORS or error.status == TOO_MANY_REQUESTS
    return isinstance(error, BROKEN)


def expired(error: discord.HTTPException) -> bool:
    """Tell whether an interaction came or was answered too late: nothing can be said with its token any more."""
    return error.code in {UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION, INVALID_TOKEN}


Reply = ui.LayoutView | str
"""What is said: components, or a plain sentence."""


# Kept with an interaction: whether its answer is for who asked alone, and whether its token can be used no more.
PRIVATE, EXPIRED = "pincite private", "pincite expired"
NOBODY = discord.AllowedMentions.none()
ACKNOWLEDGED = 40060  # Discord's code for a second first response
UNKNOWN_MESSAGE = 10008
THREAD_EXISTS = 160004
SESSION_CLOSED = "Session is closed"  # aiohttp's words when the bot was stopped meanwhile
TYPING_S = 8.0  # clients show a typing signal for ten
TYPING_ENDS_S = 1.0  # how long an answer waits for a signal that is under way
THREAD_NAME = 100  # characters

_log = logging.getLogger(__name__)


async def deliver(
    origin: Origin, reply: Reply, *, private: bool = False, file: discord.File | None = None
) -> discord.Message | None:
    """Answer with components or a sentence; return the message that arrived, None where none did.

    An interaction gets its response, or the one it was promised, or, where it has had that, a further message; a
    message gets a reply. `private` is for interactions: only who asked sees a first response or a further message.
    An interaction that has expired is answered in its channel. Where the bot may not write, or the answer is to be
    private, it comes as a direct message. A `file` goes with a further message to an interaction only.

    Raises:
        discord.HTTPException: Discord finds fault with what was sent, which is a defect of ours.

    """
    async with _delivery("An answer", origin) as arrived:
        if isinstance(origin, discord.Interaction) and file is not None:
            said = {**_said(reply), "file": file}
            # Not tried again: a file that was read once is at its end.
            arrived.message = await origin.followup.send(
                **said, allowed_mentions=NOBODY, ephemeral=private, wait=True
            )
        elif isinstance(origin, discord.Interaction):
            arrived.message = await _respond(origin, reply, private=private)
        else:
            arrived.message = await _reply(origin, reply)
    return arrived.message


async def acknowledge(interaction: discord.Interaction, *, private: bool) -> bool:
    """Promise an answer, which lifts Discord's deadline of three seconds; False if nobody can be answered.

    Where the promise came too late, the answer comes as an ordinary message. One that was promised already, or
    given in part, is promised.
    """
    if interaction.response.is_done():
        return True
    interaction.extras[PRIVATE] = private
    async with _delivery("The acknowledgement of a command", interaction) as arrived:
        try:
            await _first(lambda: interaction.response.defer(ephemeral=private, thinking=True))
        except discord.HTTPException as error:
            if not expired(error):
                raise
            interaction.extras[EXPIRED] = True
            _lost("The acknowledgement of a command", interaction, error)
        arrived.whole = True
    return arrived.whole


async def acknowledge_press(interaction: discord.Interaction) -> bool:
    """Promise that the message whose button was pressed changes (`redraw`); False if that came too late."""
    async with _delivery("The acknowledgement of a button", interaction) as arrived:
        await _first(interaction.response.defer)
        arrived.whole = True
    return arrived.whole


async def redraw(interaction: discord.Interaction, view: ui.LayoutView) -> bool:
    """Change the message whose button was pressed, the private one included; say whether that arrived."""
    async with _delivery("A changed message", interaction) as arrived:
        try:
            if interaction.response.is_done() or not await _first(
                lambda: interaction.response.edit_message(view=view, allowed_mentions=NOBODY)
            ):
                await persist(lambda: interaction.edit_original_response(view=view, allowed_mentions=NOBODY))
        except discord.HTTPException as error:
            message = interaction.message
            if not expired(error) or message is None or message.flags.ephemeral:
                raise
            await persist(lambda: message.edit(view=view, allowed_mentions=NOBODY))
        arrived.whole = True
    return arrived.whole


async def show_form(interaction: discord.Interaction, form: ui.Modal) -> bool:
    """Open a form, as the first response to an interaction; say whether it arrived."""
    async with _delivery("A form", interaction) as arrived:
        await _first(lambda: interaction.response.send_modal(form))
        arrived.whole = True
    return arrived.whole


async def post(channel: discord.abc.Messageable, reply: Reply, nonce: str | None = None) -> discord.Message | None:
    """Write a message that answers nobody; return it, None where it did not arrive.

    What is sent again with the same `nonce` within a few minutes, Discord takes for a repetition.
    """
    nonce = nonce or secrets.token_hex(12)
    async with _delivery("A message", channel) as arrived:
        arrived.message = await persist(lambda: channel.send(**_said(reply), allowed_mentions=NOBODY, nonce=nonce))
    return arrived.message


async def amend(message: discord.Message | discord.PartialMessage, view: ui.LayoutView) -> bool:
    """Change a message of the bot's with components; say whether that arrived."""
    async with _delivery("A changed message", message.channel) as arrived:
        await persist(lambda: message.edit(view=view, allowed_mentions=NOBODY))
        arrived.whole = True
    return arrived.whole


async def open_thread(message: discord.Message, name: str) -> discord.Thread | None:
    """Open a thread below a message; None where that is not possible."""
    opened: list[discord.Thread] = []
    async with _delivery("A thread", message):
        try:
            opened.append(await persist(lambda: message.create_thread(name=shortened(name, THREAD_NAME))))
        except discord.HTTPException as error:
            # An earlier try had opened it without getting to tell; a thread has the id of its message.
            thread = (
                message.guild.get_thread(message.id) if message.guild and error.code == THREAD_EXISTS else None
            )
            if thread is None:
                raise
            opened.append(thread)
    return opened[0] if opened else None


async def remove(message: discord.Message | discord.PartialMessage) -> bool:
    """Delete a message of the bot's; say whether it is gone."""
    async with _delivery("A deletion", message.channel) as arrived:
        try:
            await persist(message.delete)
        except discord.NotFound as error:
            if error.code != UNKNOWN_MESSAGE:
                raise
        arrived.whole = True
    return arrived.whole


@asynccontextmanager
async def typing(message: discord.Message) -> AsyncIterator[None]:
    """Show "typing…" in a message's channel meanwhile; where that fails, go on without."""
    done = asyncio.Event()
    signals = asyncio.create_task(_type(message, done))
    try:
        yield
    finally:
        # A signal under way would reach Discord after the answer and outlive it; but no answer waits long for it.
        done.set()
        await asyncio.wait({signals}, timeout=TYPING_ENDS_S)
        signals.cancel()


@dataclass(slots=True)
class _Arrived:
    message: discord.Message | None = None
    whole: bool = False


@asynccontextmanager
async def _delivery(what: str, place: Origin | discord.abc.Messageable) -> AsyncIterator[_Arrived]:
    """Take what cannot be helped as one line in the log."""
    try:
        yield _Arrived()
    except (discord.NotFound, discord.Forbidden, *BROKEN) as error:
        _lost(what, place, error)
    except discord.HTTPException as error:
        if not passes(error) and not expired(error):
            raise
        _lost(what, place, error)
    except RuntimeError as error:
        if str(error) != SESSION_CLOSED:
            raise
        _lost(what, place, error)


async def _respond(interaction: discord.Interaction, reply: Reply, *, private: bool) -> discord.Message | None:
    private = interaction.extras.get(PRIVATE, private)
    if EXPIRED not in interaction.extras:
        try:
            return await _respond_in_time(interaction, reply, private=private)
        except discord.HTTPException as error:
            if not expired(error):
                raise
            # A sentence for one alone - a question is empty, all are busy - is not worth a message of its own.
            if private and isinstance(reply, str):
                raise
    return await _instead(interaction, reply, private=private)


async def _instead(interaction: discord.Interaction, reply: Reply, *, private: bool) -> discord.Message:
    """Answer an interaction whose token can be used no more."""
    channel = interaction.channel
    nonce = str(interaction.id)
    if not private and isinstance(channel, discord.abc.Messageable):
        try:
            return await persist(lambda: channel.send(**_said(reply), allowed_mentions=NOBODY, nonce=nonce))
        except discord.Forbidden:
            pass  # whoever may call the bot's commands in a channel need not let it write there
    return await persist(lambda: interaction.user.send(**_said(reply), allowed_mentions=NOBODY, nonce=nonce))


async def _respond_in_time(
    interaction: discord.Interaction, reply: Reply, *, private: bool
) -> discord.Message | None:
    response = interaction.response
    said = _said(reply)
    if not response.is_done():
        first = await _first(lambda: response.send_message(**said, allowed_mentions=NOBODY, ephemeral=private))
        if first is not None:
            return first.resource if isinstance(first.resource, discord.InteractionMessage) else None
    # None: Discord has had a first response whose arrival it did not get to tell.
    if response.type in {None, discord.InteractionResponseType.deferred_channel_message}:
        return await persist(lambda: interaction.edit_original_response(**said, allowed_mentions=NOBODY))
    return await persist(
        lambda: interaction.followup.send(**said, allowed_mentions=NOBODY, ephemeral=private, wait=True)
    )


async def _reply(message: discord.Message, reply: Reply) -> discord.Message | None:
    said = _said(reply)
    # Should the question have been deleted, the answer stands by itself.
    reference = message.to_reference(fail_if_not_exists=False)
    # With the same nonce, Discord takes a repetition of what has already arrived for what it is.
    nonce = str(message.id)
    try:
        return await persist(
            lambda: message.channel.send(
                **said, reference=reference, mention_author=False, allowed_mentions=NOBODY, nonce=nonce
            )
        )
    except discord.Forbidden as error:
        if message.guild is None:
            raise
        _lost("An answer", message, error)
    try:
        return await persist(lambda: message.author.send(**said, allowed_mentions=NOBODY, nonce=nonce))
    except discord.Forbidden:
        return None


def _said(reply: Reply) -> dict[str, Any]:
    return {"content": _fitted(reply)} if isinstance(reply, str) else {"view": reply}


async def _first(call: Callable[[], Awaitable[T]]) -> T | None:
    """Make an interaction's first response; None if it turns out to have been made already."""
    try:
        return await persist(call)
    except discord.HTTPException as error:
        if error.code != ACKNOWLEDGED:
            raise
        return None


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


def _lost(what: str, where: Origin | discord.abc.Messageable, error: Exception) -> None:
    match where:
        case discord.Interaction():
            place = where.channel_id
        case discord.Message():
            place = where.channel.id
        case _:
            place = getattr(where, "id", None)
    why = str(error) or type(error).__name__
    _log.warning("%s", say("undelivered", what=what, place=str(place), why=why))


def _fitted(text: str) -> str:
    return text if units(text) <= PLAIN_TEXT else shortened(text, PLAIN_TEXT // 2)
