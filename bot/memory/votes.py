"""Whether answers helped: one vote a person and answer, without the person."""

from __future__ import annotations

import hmac
import secrets
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from bot.memory.database import Memory

KEY = "votes"  # the name of the secret that voters are hashed with
KEY_BYTES = 32


class Vote(Enum):
    """What somebody's vote on an answer is, once it is cast."""

    UP = "up"
    DOWN = "down"
    NONE = "none"  # taken back


class Votes:
    """The votes on all answers; used from the event loop."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def cast(self, answer: str, voter: int, *, up: bool) -> Vote | None:
        """Count a person's vote, in place of an earlier one; the same again takes it back.

        None where the answer is not remembered any more.
        """
        return await self._memory.run(lambda db: _cast(db, answer, voter, up=up))

    async def on(self, answer: str) -> tuple[int, int]:
        """Return how many found an answer helpful, and how many did not."""
        return await self._memory.run(lambda db: _count(db, answer))


def _cast(db: sqlite3.Connection, answer: str, voter: int, *, up: bool) -> Vote | None:
    if db.execute("SELECT 1 FROM answer WHERE id = ?", (answer,)).fetchone() is None:
        return None
    # The answer is hashed with the voter: votes on different answers cannot be told to be one person's.
    whose = hmac.digest(_key(db), f"{answer}:{voter}".encode(), "sha256").hex()
    before = db.execute("SELECT up FROM vote WHERE answer = ? AND voter = ?", (answer, whose)).fetchone()
    if before is not None and bool(before[0]) is up:
        db.execute("DELETE FROM vote WHERE answer = ? AND voter = ?", (answer, whose))
        return Vote.NONE
    db.execute("INSERT OR REPLACE INTO vote VALUES (?, ?, ?)", (answer, whose, up))
    return Vote.UP if up else Vote.DOWN


def _count(db: sqlite3.Connection, answer: str) -> tuple[int, int]:
    ups, downs = db.execute(
        "SELECT coalesce(sum(up), 0), coalesce(sum(NOT up), 0) FROM vote WHERE answer = ?", (answer,)
    ).fetchone()
    return int(ups), int(downs)


def _key(db: sqlite3.Connection) -> bytes:
    """Return the key that makes a voter's hash nobody's, made when it is first needed."""
    db.execute("INSERT OR IGNORE INTO secret VALUES (?, ?)", (KEY, secrets.token_bytes(KEY_BYTES)))
    return bytes(db.execute("SELECT value FROM secret WHERE name = ?", (KEY,)).fetchone()[0])
