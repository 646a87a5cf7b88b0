"""The channels into which a passage goes by itself, and how far each has come."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any

from embeddings.retrieval.filters import Filters
from embeddings.text.years import Years

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from bot.memory.database import Memory

_COLUMNS = "id, server, channel, at, weekday, zone, onward, filters, due, after, pending, outcome"


@dataclass(frozen=True, slots=True)
class Schedule:
    """One channel's passages; times in seconds since the epoch."""

    id: int
    server: int
    channel: int
    at: time
    weekday: int | None  # 0 is Monday; None: every day
    zone: str
    onward: bool  # a work is read on, instead of any passage
    filters: Filters
    due: float | None  # None: a work that was read to its end
    after: str | None  # where to go on, as `leafing.pick` returned it
    pending: Mapping[str, Any] | None  # what was chosen and perhaps sent, until that is known
    outcome: Mapping[str, Any] | None  # what became of the last


class Schedules:
    """Those of all servers; used from the event loop."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(
        self,
        server: int,
        channel: int,
        at: time,
        *,
        weekday: int | None,
        zone: str,
        onward: bool,
        filters: Filters,
        due: float,
    ) -> None:
        """Begin one."""
        values = (server, channel, f"{at:%H:%M}", weekday, zone, onward, _stored(filters), due)
        await self._memory.run(
            lambda db: (
                db.execute(
                    "INSERT INTO schedule (server, channel, at, weekday, zone, onward, filters, due) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    values,
                ).rowcount
            )
        )

    async def of(self, server: int) -> tuple[Schedule, ...]:
        """Return a server's, in the order they were made."""
        return await self._found("server = ?", server)

    async def due(self, now: float) -> tuple[Schedule, ...]:
        """Return those of which a passage is due."""
        return await self._found("due <= ?", now)

    async def end(self, server: int, identity: int) -> bool:
        """Delete one of a server's; say whether there was one."""
        return bool(
            await self._memory.run(
                lambda db: (
                    db.execute("DELETE FROM schedule WHERE id = ? AND server = ?", (identity, server)).rowcount
                )
            )
        )

    async def begin(self, identity: int, pending: Mapping[str, Any]) -> None:
        """Write down what is about to be sent, before it is."""
        await self._set(identity, pending=json.dumps(pending))

    async def done(
        self, identity: int, *, due: float | None, after: str | None, outcome: Mapping[str, Any]
    ) -> None:
        """Write down what became of a passage, and when the next is due."""
        await self._set(identity, pending=None, due=due, after=after, outcome=json.dumps(outcome))

    async def _set(self, identity: int, **values: Any) -> None:
        names = ", ".join(f"{name} = ?" for name in values)
        await self._memory.run(
            lambda db: (
                db.execute(f"UPDATE schedule SET {names} WHERE id = ?", (*values.values(), identity)).rowcount  # noqa: S608 - our names
            )
        )

    async def _found(self, condition: str, value: float) -> tuple[Schedule, ...]:
        def read(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
            sql = f"SELECT {_COLUMNS} FROM schedule WHERE {condition} ORDER BY id"  # noqa: S608 - ours
            return db.execute(sql, (value,)).fetchall()

        return tuple(map(_schedule, await self._memory.run(read)))


def _schedule(row: tuple[Any, ...]) -> Schedule:
    identity, server, channel, at, weekday, zone, onward, filters, due, after, pending, outcome = row
    author, work, years, page_author = json.loads(filters)
    return Schedule(
        identity,
        server,
        channel,
        time.fromisoformat(at),
        weekday,
        zone,
        bool(onward),
        Filters(author, work, years and Years(*years), page_author),
        due,
        after,
        pending and json.loads(pending),
        outcome and json.loads(outcome),
    )


def _stored(filters: Filters) -> str:
    return json.dumps([filters.author, filters.work, filters.years, filters.page_author])
