"""Keep a bot connected: what discord.py does not survive is tried again with growing pauses, or explained."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.errors import IntentsRefused, MoreShards, NotConnected, TokenRefused
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.client import PinciteBot
    from bot.config import DiscordSettings
    from bot.token import Token

FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
AUTHENTICATION_FAILED = 4004
INTENTS = (4013, 4014)  # invalid, not granted
SERVER_ERRORS, TOO_MANY_REQUESTS = 500, 429

_log = logging.getLogger(__name__)


async def stay_connected(
    create: Callable[[int], PinciteBot],
    token: Token,
    settings: DiscordSettings,
    stop: asyncio.Event,
    pause: Callable[[int], float] | None = None,
) -> None:
    """Run bots, one after the other ends, until `stop` is set; `create` is given the number of shards.

    Raises:
        TokenRefused: Discord does not accept the token.
        IntentsRefused: it does not grant the intents.
        NotConnected: no connection in `first_connect_attempts` attempts in a row.

    """
    failures, shards = 0, settings.shards
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        bot = create(shards)
        began = loop.time()
        error = await _until_it_ends(bot, token, stop)
        if error is None:
            return
        if isinstance(error, MoreShards):
            shards = error.shards
            continue
        _raise_if_final(error, token)
        # One that lasted was a success, however it ended; one that did not must not use up Discord's patience.
        failures = 1 if loop.time() - began > LONGEST_PAUSE_S else failures + 1
        detail = str(error) or type(error).__name__
        if failures >= settings.first_connect_attempts:
            raise NotConnected(failures, detail) from error
        seconds = (pause or pause_after)(failures)
        _log.warning("%s", say("next-attempt", detail=detail, seconds=round(seconds)))
        await _wait(stop, seconds)


def pause_after(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row: 1, 2, 4, and so on, at most 60."""
    return float(min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (failures - 1)))


async def _until_it_ends(bot: PinciteBot, token: Token, stop: asyncio.Event) -> Exception | None:
    """Run a bot until `stop` is set, or until it fails with the error returned."""
    running = asyncio.create_task(bot.start(token.value))
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((running, stopped), return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()
        await bot.close()
    # Closing ends the connection, and with it the task, unless it was still to log in.
    running.cancel()
    (outcome,) = await asyncio.gather(running, return_exceptions=True)
    if stop.is_set() or isinstance(outcome, asyncio.CancelledError) or outcome is None:
        return None
    assert isinstance(outcome, Exception)
    return outcome


def _raise_if_final(error: Exception, token: Token) -> None:
    """Raise what another attempt cannot mend."""
    match error:
        case discord.LoginFailure():
            raise TokenRefused(token.origin) from error
        case discord.PrivilegedIntentsRequired():
            raise IntentsRefused(INTENTS[-1]) from error
        case discord.ConnectionClosed(code=code) if code == AUTHENTICATION_FAILED:
            raise TokenRefused(token.origin) from error
        case discord.ConnectionClosed(code=code) if code in INTENTS:
            raise IntentsRefused(code) from error
    if not _passes(error):
        raise error


def _passes(error: Exception) -> bool:
    """Tell whether an error may be gone at the next attempt."""
    match error:
        case AttributeError(name="sequence"):
            # discord.py's own, when the very first connection to the gateway fails.
            return True
        case discord.HTTPException(status=status):
            return status >= SERVER_ERRORS or status == TOO_MANY_REQUESTS
    return isinstance(error, (discord.GatewayNotFound, discord.ConnectionClosed, aiohttp.ClientError, OSError))


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
