"""Answers go with the message, the channel or the server they stand in, and a server's settings with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from bot.memory.database import Memory
    from bot.memory.servers import Servers

HOLDING_SERVERS = ("answer", "job")  # tables with a column `server`; votes go with their answers


async def forget_server(memory: Memory, servers: Servers, server: int) -> None:
    """Delete the settings, answers, votes and jobs of a server."""
    await memory.run(lambda db: _delete(db, server))
    await servers.forget(server)


async def forget_messages(memory: Memory, messages: Collection[int]) -> None:
    """Delete the answers that messages show."""
    ids = [(message,) for message in messages]
    await memory.run(lambda db: db.executemany("DELETE FROM answer WHERE message = ?", ids).rowcount)


async def forget_channel(memory: Memory, channel: int) -> None:
    """Delete the answers of a channel or thread."""
    await memory.run(lambda db: db.execute("DELETE FROM answer WHERE channel = ?", (channel,)).rowcount)


async def remembered_servers(memory: Memory) -> set[int]:
    """Return the servers of which anything is remembered."""
    return await memory.run(_remembered)


def _delete(db: sqlite3.Connection, server: int) -> None:
    for table in HOLDING_SERVERS:
        db.execute(f"DELETE FROM {table} WHERE server = ?", (server,))  # noqa: S608 - names of ours


def _remembered(db: sqlite3.Connection) -> set[int]:
    parts = [f"SELECT server FROM {table} WHERE server IS NOT NULL" for table in HOLDING_SERVERS]  # noqa: S608 - ours
    return {server for (server,) in db.execute(" UNION ".join(["SELECT id FROM server", *parts]))}
