"""Calls to Discord that are made again while what hinders them may pass, and what is known of those that fail.

discord.py repeats some failures by itself: most server errors for a few seconds, limits of rate five times. It
repeats no call whose connection breaks, and none that is answered 503.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import discord

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

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
