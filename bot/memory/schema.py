"""The tables, as the steps that made them: a step, once released, is never changed, only followed by others."""

from __future__ import annotations

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
)
