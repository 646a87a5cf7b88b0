"""The message that shows how a reindex goes: rewritten now and then, and missed by nobody where it is gone."""

from __future__ import annotations

import logging
from time import monotonic
from typing import TYPE_CHECKING

import discord

from bot.sender import amend

if TYPE_CHECKING:
    from discord import ui

FIRST_PAUSE_S, LONGEST_PAUSE_S = 30.0, 1800.0  # after a message that could not be rewritten

_log = logging.getLogger(__name__)


class Screen:
    """A message of the bot's, or none: then showing does nothing."""

    def __init__(self, message: discord.Message | discord.PartialMessage | None) -> None:
        self._message = message
        self._pause = 0.0
        self._not_before = 0.0

    async def show(self, view: ui.LayoutView) -> None:
        """Rewrite the message, unless that failed a short while ago."""
        if monotonic() >= self._not_before:
            await self.finish(view)

    async def finish(self, view: ui.LayoutView) -> bool:
        """Rewrite the message in any case; say whether it arrived."""
        if self._message is None:
            return False
        try:
            arrived = await amend(self._message, view)
        except discord.HTTPException as error:  # a private message is out of reach after fifteen minutes
            _log.warning("The progress of a reindex is shown no more: %s", error)
            arrived = False
        self._pause = 0.0 if arrived else min(LONGEST_PAUSE_S, max(FIRST_PAUSE_S, 2 * self._pause))
        self._not_before = monotonic() + self._pause
        return arrived
