"""Long work that was begun and must be gone on with after a restart, and how the last of it ended."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from bot.memory.database import Memory

_COLUMNS = "id, kind, server, channel, message, began, ended, details"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work, where it shows how far it is, and what is known of it; times since the epoch."""

    id: int
    kind: str
    server: int | None
    channel: int
    message: int | None  # None where it could not be written
    began: float
    ended: float | None
    details: Mapping[str, Any]


class Jobs:
    """The jobs of one kind: those that are open, and the one that ended last."""

    def __init__(self, memory: Memory, kind: str) -> None:
        self._memory = memory
        self._kind = kind

    async def begin(self, server: int | None, channel: int, details: Mapping[str, Any]) -> Job:
        """Write a new job down."""
        began = time.time()

        def write(db: sqlite3.Connection) -> int | None:
            return db.execute(
                "INSERT INTO job (kind, server, channel, began, details) VALUES (?, ?, ?, ?, ?)",
                (self._kind, server, channel, began, json.dumps(details)),
            ).lastrowid

        number = await self._memory.run(write)
        assert number is not None
        return Job(number, self._kind, server, channel, None, began, None, details)

    async def shown(self, job: int, message: int) -> None:
        """Remember the message that shows how far a job is."""
        await self._memory.run(
            lambda db: db.execute("UPDATE job SET message = ? WHERE id = ?", (message, job)).rowcount
        )

    async def end(self, job: int, outcome: Mapping[str, Any]) -> None:
        """Close a job, and forget those that ended before."""

        def write(db: sqlite3.Connection) -> None:
            row = db.execute("SELECT details FROM job WHERE id = ?", (job,)).fetchone()
            details = {**json.loads(row[0] if row else "{}"), **outcome}
            db.execute(
                "UPDATE job SET ended = ?, details = ? WHERE id = ?", (time.time(), json.dumps(details), job)
            )
            db.execute("DELETE FROM job WHERE kind = ? AND ended IS NOT NULL AND id <> ?", (self._kind, job))

        await self._memory.run(write)

    async def open(self) -> tuple[Job, ...]:
        """Return the jobs that have not ended, oldest first."""
        return await self._found("ended IS NULL ORDER BY id")

    async def last(self) -> Job | None:
        """Return the job that ended last."""
        return next(iter(await self._found("ended IS NOT NULL ORDER BY ended DESC LIMIT 1")), None)

    async def _found(self, which: str) -> tuple[Job, ...]:
        def read(db: sqlite3.Connection) -> list[Any]:
            return db.execute(f"SELECT {_COLUMNS} FROM job WHERE kind = ? AND {which}", (self._kind,)).fetchall()  # noqa: S608 - ours

        return tuple(_job(row) for row in await self._memory.run(read))


def _job(row: tuple[Any, ...]) -> Job:
    identity, kind, server, channel, message, began, ended, details = row
    return Job(identity, kind, server, channel, message, began, ended, json.loads(details))
