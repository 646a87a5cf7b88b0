"""What the bot remembers of servers: their settings, the answers whose buttons must work, what found nothing.

One SQLite file, beside the index and not part of it: an index can be built again, this cannot. It holds no user.
"""

from __future__ import annotations

from bot.memory.answers import Answers, KeptAnswer
from bot.memory.database import Memory
from bot.memory.schedules import Schedule, Schedules
from bot.memory.servers import Servers, ServerSettings
from bot.memory.votes import Vote, Votes

__all__ = [
    "Answers",
    "KeptAnswer",
    "Memory",
    "Schedule",
    "Schedules",
    "ServerSettings",
    "Servers",
    "Vote",
    "Votes",
]
