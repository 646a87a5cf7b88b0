"""One SQLite file, used from one thread of its own, so that the event loop never waits for a disk."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self, TypeVar

from bot.errors import MemoryUnusable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# The tables, as the steps that made them: a step, once released, is never changed, only followed by others.

STEPS = (
    """
    CREATE TABLE server (
        id INTEGER PRIMARY KEY,          -- of the Discord server
        settings TEXT NOT NULL           -- JSON, see `servers.ServerSettings`
    );
    CREATE TABLE answer (
        id TEXT PRIMARY KEY,             -- random, in the buttons below the answer
        server INTEGER,                  -- NULL in direct messages
        channel INTEGER NOT NULL,
        message INTEGER,                 -- the answer's, once it is known
        made REAL NOT NULL,              -- seconds since the epoch
        question TEXT NOT NULL,
        asked TEXT NOT NULL,             -- JSON: what the question was asked with, see `answers`
        parent TEXT,                     -- the answer it followed up
        private INTEGER NOT NULL,        -- shown to who asked alone
        generation TEXT NOT NULL,
        answered INTEGER NOT NULL,
        confidence REAL NOT NULL,
        quotes TEXT NOT NULL             -- JSON: [[document, sha256, start, end, sha256 of the words], …]
    );
    CREATE INDEX answer_by_message ON answer (message);
    CREATE INDEX answer_by_channel ON answer (channel, made);
    CREATE INDEX answer_by_time ON answer (made);
    CREATE TABLE vote (
        answer TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
        voter TEXT NOT NULL,             -- a keyed hash of who and of what: nobody's, but one a person
        up INTEGER NOT NULL,
        PRIMARY KEY (answer, voter)
    );
    CREATE TABLE job (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        server INTEGER,
        channel INTEGER NOT NULL,
        message INTEGER,
        began REAL NOT NULL,
        ended REAL,                      -- NULL: to be gone on with after a restart
        details TEXT NOT NULL            -- JSON
    );
    CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL);
    """,
    """
    CREATE TABLE schedule (
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- never again another's, for it stands in buttons
        server INTEGER NOT NULL,
        channel INTEGER NOT NULL,
        at TEXT NOT NULL,                -- local time, HH:MM
        weekday INTEGER,                 -- 0 is Monday; NULL: every day
        zone TEXT NOT NULL,
        onward INTEGER NOT NULL,
        filters TEXT NOT NULL,           -- JSON
        due REAL,                        -- the next; NULL: never again
        after TEXT,
        pending TEXT,                    -- JSON
        outcome TEXT                     -- JSON
    );
    """,
)


T = TypeVar("T")

FILE = "memory.sqlite"
IN_RAM = ":memory:"
BUSY_S = 5.0  # for another process that writes


class Memory:
    """Open until `close`; every piece of work is one transaction, wholly done or not at all."""

    def __init__(self, file: str) -> None:
        """Open a database and bring its tables up to date; raises MemoryUnusable."""
        self._file = file
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pincite-memory")
        try:
            self._connection = self._thread.submit(_open, file).result()
        except (sqlite3.Error, OSError) as error:
            self._thread.shutdown()
            raise MemoryUnusable(file, str(error)) from error

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the memory in a folder, which is made where it is missing; raises MemoryUnusable."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MemoryUnusable(str(folder), error.strerror or str(error)) from error
        return cls(str(folder / FILE))

    @classmethod
    def in_ram(cls) -> Self:
        """Return a memory that ends with the process: for tests and trials."""
        return cls(IN_RAM)

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` returns; all it wrote is kept, or nothing where it raised. Raises MemoryUnusable."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._transaction, work)

    def run_blocking(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do the same from a thread that may wait."""
        return self._thread.submit(self._transaction, work).result()

    def close(self) -> None:
        """Finish what was begun, then close the file."""
        self._thread.submit(self._connection.close)
        self._thread.shutdown()

    def _transaction(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                return work(self._connection)
        except sqlite3.Error as error:
            raise MemoryUnusable(self._file, str(error)) from error


def _open(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_S, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what an admin has set survives a power cut
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is gone from the file, too
        _bring_up_to_date(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    (done,) = connection.execute("PRAGMA user_version").fetchone()
    if done > len(STEPS):
        raise sqlite3.DatabaseError(f"made by a later version of Pincite (step {done} of {len(STEPS)})")
    for number, step in enumerate(STEPS[done:], done + 1):
        # A script ends a transaction that is open, so it brings its own.
        connection.executescript(f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;")
