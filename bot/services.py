"""What every part of the bot works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sending.places import phrases_for

if TYPE_CHECKING:
    from bot.asking.answering import Answering
    from bot.asking.workers import Reading
    from bot.config import DiscordSettings
    from bot.memory import Answers, Memory, Schedules, Servers, Votes
    from bot.sending.sender import Origin
    from bot.words import Phrases
    from embeddings.archive import Archive


@dataclass(frozen=True, slots=True)
class Services:
    """Made once for each connection to Discord, and handed to every cog; the archive and the memory outlive it."""

    archive: Archive
    settings: DiscordSettings
    memory: Memory
    servers: Servers
    answers: Answers
    votes: Votes
    schedules: Schedules
    answering: Answering
    reading: Reading

    async def phrases(self, origin: Origin) -> Phrases:
        """Return the sentences in the language of who is being answered, as far as that is known."""
        return await phrases_for(origin, self.servers)
