"""Fill a generation's store: what is new is analysed, what did not change is copied from the store before.

A copy is told from a new document by nothing: a store made of an earlier one is the same as one made from nothing
but the documents, row for row, and so is the full-text index beside it.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections import Counter
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from embeddings.documents.document import dump_outline
from embeddings.documents.record.record import dump_record
from embeddings.errors import StorageFailed
from embeddings.index.storage.store import PASSAGE, Store
from embeddings.index.words.full_text import Analysed, FullTextWriter, analyse
from embeddings.index.words.initialisms import InitialismCollector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from embeddings.documents.passages import Passage
    from embeddings.index.storage.preparation import PreparedDocument

# Window ids are the rows of the vector index, passage ids the numbers in the full-text index. `word` has the words
# of passages and their context as they stand there, folded, with the number of passages that hold each; `analysis`
# has what the analysis of each document's words found, to be taken over while the document stays as it is.
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE document (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, text TEXT NOT NULL,
    record TEXT NOT NULL, outline TEXT NOT NULL
) STRICT;
CREATE TABLE analysis (document INTEGER PRIMARY KEY REFERENCES document(id), found BLOB NOT NULL) STRICT;
CREATE TABLE passage (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document(id),
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, sentences TEXT NOT NULL, headings INTEGER NOT NULL,
    role TEXT NOT NULL, speaker TEXT, section TEXT, paragraph INTEGER, page TEXT, continues INTEGER NOT NULL
) STRICT;
CREATE INDEX passage_document ON passage(document);
CREATE TABLE window (
    id INTEGER PRIMARY KEY, passage INTEGER NOT NULL REFERENCES passage(id),
    first INTEGER NOT NULL, stop INTEGER NOT NULL, head INTEGER NOT NULL, vector_key BLOB NOT NULL
) STRICT;
CREATE INDEX window_passage ON window(passage);
CREATE TABLE initialism (
    initials TEXT NOT NULL, phrase TEXT NOT NULL, times INTEGER NOT NULL, explained INTEGER NOT NULL,
    occurs INTEGER NOT NULL, is_word INTEGER NOT NULL
) STRICT;
CREATE TABLE word (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""
_WINDOW = "id, passage, first, stop, head, vector_key"
_COPY_DOCUMENT = (
    "INSERT INTO document SELECT ?, path, sha256, text, record, outline FROM base.document WHERE id = ?"
)
_COPY_ANALYSIS = "INSERT INTO analysis SELECT ?, found FROM base.analysis WHERE document = ?"
_COPIED = PASSAGE.replace("id, document", "id + ?, ?")
_COPY_PASSAGES = f"INSERT INTO passage SELECT {_COPIED} FROM base.passage WHERE document = ? ORDER BY id"  # noqa: S608 - our names
_COPY_WINDOWS = (
    "INSERT INTO window SELECT id + ?, passage + ?, first, stop, head, vector_key "
    "FROM base.window WHERE passage BETWEEN ? AND ? ORDER BY id"
)


class StoreWriter:
    """Fills a new store. Durability is the generation's business: the file is synced before it is committed.

    Documents come in order of their paths, whether they are added or carried over.
    """

    def __init__(self, file: Path, base: Store | None = None) -> None:
        """Begin a store, which may carry documents over from another one; raises StorageFailed."""
        self._file = file
        self._base = base
        self._left = set() if base is None else set(base.paths())  # of the base, not carried over so far
        self._documents = self._windows = 0
        self.passages = 0
        self._words: Counter[str] = Counter()
        self._initialisms = InitialismCollector()
        self._full_text = FullTextWriter(file.parent)
        try:
            self._connection = sqlite3.connect(file.absolute().as_uri(), isolation_level=None, uri=True)
        except sqlite3.Error as error:
            raise _failed(file, error) from error
        try:
            self._connection.executescript(_SCHEMA)
            if base is not None:
                self._connection.execute("ATTACH ? AS base", (base.uri,))
                self._words.update(dict(self._connection.execute("SELECT word, passages FROM base.word")))
            self._connection.execute("BEGIN")
        except sqlite3.Error as error:
            self.abandon()  # an open file keeps its space on a full disk, also when it is removed
            raise _failed(file, error) from error

    def add(self, prepared: PreparedDocument) -> None:
        """Store a document with its passages; raises StorageFailed."""
        document, text = prepared.document, prepared.document.text
        found = analyse(text, prepared.record, prepared.passages)
        record, outline = dump_record(prepared.record), dump_outline(prepared.outline)
        keys = iter(prepared.keys)
        number, first = self._documents + 1, self.passages
        try:
            self._connection.execute(
                "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)",
                (number, document.path, document.sha256, text, record, outline),
            )
            self._connection.execute("INSERT INTO analysis VALUES (?, ?)", (number, found.dump()))
            for at, passage in enumerate(prepared.passages, first):
                self._connection.execute(
                    f"INSERT INTO passage ({PASSAGE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our names
                    (at, number, *_columns(passage)),
                )
                rows = [(at, window.first, window.stop, window.head, next(keys)) for window in passage.windows]
                self._connection.executemany(
                    f"INSERT INTO window ({_WINDOW}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - our names
                    [(self._windows + place, *row) for place, row in enumerate(rows)],
                )
                self._windows += len(rows)
        except sqlite3.Error as error:
            raise _failed(self._file, error) from error
        self._words.update(found.vocabulary)
        self._index(found)

    def carry_over(self, path: str) -> list[bytes]:
        """Store a document as the base has it, and return the keys of its vectors; raises StorageFailed."""
        run = self._connection.execute
        number = self._documents + 1
        keys: list[bytes] = []
        try:
            ((old, found),) = run(
                "SELECT id, found FROM base.document JOIN base.analysis ON document = id WHERE path = ?", (path,)
            )
            ((first, last),) = run("SELECT min(id), max(id) FROM base.passage WHERE document = ?", (old,))
            run(_COPY_DOCUMENT, (number, old))
            run(_COPY_ANALYSIS, (number, old))
            if first is not None:
                rows = run(
                    "SELECT id, vector_key FROM base.window WHERE passage BETWEEN ? AND ? ORDER BY id",
                    (first, last),
                ).fetchall()
                keys = [key for _, key in rows]
                moved = self.passages - first
                run(_COPY_PASSAGES, (moved, number, old))
                run(_COPY_WINDOWS, (self._windows - rows[0][0], moved, first, last))
                self._windows += len(rows)
        except sqlite3.Error as error:
            raise _failed(self._file, error) from error
        self._left.discard(path)
        self._index(Analysed.load(found))
        return keys

    def finish(self) -> None:
        """Write what is left and close the files; raises StorageFailed."""
        try:
            for found in self._left_behind():
                self._words.subtract(found.vocabulary)
            held = sorted((word, passages) for word, passages in self._words.items() if passages)
            self._connection.executemany("INSERT INTO word VALUES (?, ?)", held)
            self._connection.executemany(
                "INSERT INTO initialism VALUES (?, ?, ?, ?, ?, ?)", map(astuple, self._initialisms.found())
            )
            self._connection.execute("COMMIT")
            self._connection.execute("ANALYZE main")
            self._connection.close()
        except sqlite3.Error as error:
            raise _failed(self._file, error) from error
        self._full_text.finish()  # last, because its thread was still at work meanwhile

    def abandon(self) -> None:
        """Close the file without caring what is in it."""
        self._connection.close()

    def _left_behind(self) -> Iterator[Analysed]:
        """Yield what was found in the documents of the base that are not in this store as they were there."""
        if self._base is None:
            return
        rows = self._connection.execute(
            "SELECT found FROM base.analysis JOIN base.document ON id = document "
            "WHERE path IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(self._left)),),
        )
        yield from (Analysed.load(found) for (found,) in rows)

    def _index(self, found: Analysed) -> None:
        self._initialisms.add(found.initialisms)
        for passage in found.passages:
            self._full_text.add(self.passages, passage)
            self.passages += 1
        self._documents += 1


def _failed(file: Path, error: sqlite3.Error) -> StorageFailed:
    full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return StorageFailed(file, OSError(errno.ENOSPC if full else errno.EIO, str(error)))


def _columns(passage: Passage) -> tuple[Any, ...]:
    return (
        passage.start,
        passage.end,
        json.dumps(passage.sentences),
        passage.headings,
        passage.attribution.role.value,
        passage.attribution.speaker,
        passage.section,
        passage.paragraph,
        passage.page,
        passage.continues,
    )
