"""A reindex that an admin asked for, while it goes on."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.language import Phrases
from bot.reindexing.pace import Pace

if TYPE_CHECKING:
    import discord


@dataclass(frozen=True, slots=True)
class Order:
    """What an admin asked for, and where."""

    server: int | None
    channel: int
    language: str
    full: bool = False
    force: bool = False


@dataclass(slots=True)
class Running:
    """A reindex that is going on."""

    order: Order
    pace: Pace = field(default_factory=Pace)
    cancelled: threading.Event = field(default_factory=threading.Event)
    message: discord.Message | discord.PartialMessage | None = None
    private: bool = False  # the bot may not write where it was asked: only the admin sees the message
    began: float = field(default_factory=time.time)  # seconds since the epoch

    @property
    def phrases(self) -> Phrases:
        """Return the sentences for its message."""
        return Phrases.of(self.order.language)
