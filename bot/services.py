"""What every part of the bot works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answering import Answering, Asked
    from bot.discord_settings import DiscordSettings
    from bot.memory import Memory, Servers


@dataclass(frozen=True, slots=True)
class Services:
    """Made once for each connection to Discord, and handed to every cog; the archive and the memory outlive it."""

    archive: Asked
    settings: DiscordSettings
    memory: Memory
    servers: Servers
    answering: Answering
