"""What the admins of a server have set there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from embeddings.settings import Length

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from bot.memory.database import Memory


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """One server's settings; ids are Discord's. The defaults are those of a server that never set anything."""

    language: str | None = None  # None: that of each member's own Discord
    answer_channels: tuple[int, ...] = ()  # where every message is a question
    in_threads: bool = False  # whether questions there are answered in a thread of their own
    asker_roles: tuple[int, ...] = ()  # who may ask; nobody named: everybody
    admin_roles: tuple[int, ...] = ()  # who is an admin of the bot, besides those who may manage the server
    citation_style: str = "short"  # under each quote; a style of `embeddings.quoting.citing.styles`
    length: str | None = None  # of quotes, a value of `embeddings.settings.Length`; None: as the archive is set up
    cooldown_questions: int = 5  # so many questions of one member …
    cooldown_seconds: int = 30  # … in so many seconds; 0: as many as they like
    record_gaps: bool = True  # whether questions that found nothing are shown in `/admin gaps`
    zone: str | None = None  # of times of day; None: UTC
    gaps_since: float = 0.0  # those from before were cleared away, or asked while they were not to be shown

    @property
    def quote_length(self) -> Length | None:
        """Return the length of quotes; None, as the archive is set up, also where a later version knows more."""
        return next((one for one in Length if one.value == self.length), None)


class Servers:
    """The settings of all servers, read once and kept; used from the event loop."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._known: dict[int, ServerSettings] = {}

    async def of(self, server: int | None) -> ServerSettings:
        """Return a server's settings; of direct messages, the defaults."""
        if server is None:
            return ServerSettings()
        if server not in self._known:
            self._known[server] = await self._memory.run(lambda db: _read(db, server))
        return self._known[server]

    async def change(self, server: int, **changes: Any) -> ServerSettings:
        """Set some of a server's settings, and return them all once they are safely written."""
        settings = replace(await self.of(server), **changes)
        await self._memory.run(lambda db: _write(db, server, settings))
        self._known[server] = settings
        return settings

    async def forget(self, server: int) -> None:
        """Delete a server's settings."""
        await self._memory.run(lambda db: db.execute("DELETE FROM server WHERE id = ?", (server,)).rowcount)
        self._known.pop(server, None)


def _read(db: sqlite3.Connection, server: int) -> ServerSettings:
    row = db.execute("SELECT settings FROM server WHERE id = ?", (server,)).fetchone()
    return _parsed(json.loads(row[0])) if row else ServerSettings()


def _write(db: sqlite3.Connection, server: int, settings: ServerSettings) -> None:
    db.execute("INSERT OR REPLACE INTO server VALUES (?, ?)", (server, json.dumps(asdict(settings))))


def _parsed(stored: Mapping[str, Any]) -> ServerSettings:
    """Return stored settings: at the default what an earlier version did not store, without what only it knew."""
    known = {field.name for field in fields(ServerSettings)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items() if name in known
    }
    return ServerSettings(**values)
