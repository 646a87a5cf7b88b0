"""A generation's SQLite file: documents, passages and the lexical index, written once and then only read."""

from __future__ import annotations

import errno
import json
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from embeddings.documents.document import Attribution, Document, Role, text_sha256
from embeddings.documents.passages import Passage, context_of
from embeddings.errors import GenerationDamaged, StorageFailed
from embeddings.index.catalogue import Outline, dump_outline, dump_record, load_outline, load_record
from embeddings.index.preparation import PreparedDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from embeddings.documents.record import Record


STORE = "archive.sqlite"

# Passage ids are the rows of the vector index. The lexical index keeps no text of its own: passages have it.
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE document (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, text TEXT NOT NULL,
    record TEXT NOT NULL, outline TEXT NOT NULL
) STRICT;
CREATE TABLE passage (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document(id),
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, sentences TEXT NOT NULL, headings INTEGER NOT NULL,
    role TEXT NOT NULL, speaker TEXT, section TEXT, paragraph INTEGER, page TEXT, vector_key BLOB NOT NULL
) STRICT;
CREATE INDEX passage_document ON passage(document);
CREATE VIRTUAL TABLE lexical
    USING fts5(text, context, content='', tokenize='porter unicode61 remove_diacritics 2');
"""
_PASSAGE = 'id, document, "start", "end", sentences, headings, role, speaker, section, paragraph, page'


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as indexed."""

    path: str
    sha256: str
    text: str
    record: Record
    outline: Outline


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage, its row and its document's number."""

    id: int
    document: int
    passage: Passage


class StoreWriter:
    """Fills a new store. Durability is the generation's business: the file is synced before it is committed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._passages = 0
        try:
            self._connection = sqlite3.connect(file, isolation_level=None)
        except sqlite3.Error as error:
            raise _failed(file, error) from error
        try:
            self._connection.executescript(_SCHEMA)
            self._connection.execute("BEGIN")
        except sqlite3.Error as error:
            self.abandon()  # an open file keeps its space on a full disk, also when it is removed
            raise _failed(file, error) from error

    def add(self, prepared: PreparedDocument) -> None:
        """Store a document with its passages."""
        document, text = prepared.document, prepared.document.text
        record, outline = dump_record(prepared.record), dump_outline(prepared.outline)
        try:
            number = self._connection.execute(
                "INSERT INTO document (path, sha256, text, record, outline) VALUES (?, ?, ?, ?, ?)",
                (document.path, document.sha256, text, record, outline),
            ).lastrowid
            for passage, key in zip(prepared.passages, prepared.keys, strict=True):
                self._connection.execute(
                    f"INSERT INTO passage ({_PASSAGE}, vector_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our names
                    (self._passages, number, *_columns(passage), key),
                )
                self._connection.execute(
                    "INSERT INTO lexical (rowid, text, context) VALUES (?, ?, ?)",
                    (self._passages, text[passage.start : passage.end], context_of(prepared.record, passage)),
                )
                self._passages += 1
        except sqlite3.Error as error:
            raise _failed(self._file, error) from error

    def finish(self) -> None:
        """Merge the lexical index into one segment and close the file."""
        try:
            self._connection.execute("INSERT INTO lexical(lexical) VALUES ('optimize')")
            self._connection.execute("COMMIT")
            self._connection.execute("ANALYZE")
            self._connection.close()
        except sqlite3.Error as error:
            raise _failed(self._file, error) from error

    def abandon(self) -> None:
        """Close the file without caring what is in it."""
        self._connection.close()


class Store:
    """Reads a finished store; safe to use from many threads."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = threading.Lock()
        try:
            # immutable: no lock files, no journal is looked for; the file never changes once committed.
            uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise GenerationDamaged(file, str(error)) from error

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return a query's rows; raises GenerationDamaged when the file cannot be read."""
        try:
            with self._lock, closing(self._connection.execute(sql, parameters)) as cursor:
                return cursor.fetchall()
        except sqlite3.DatabaseError as error:
            raise GenerationDamaged(self.file, str(error)) from error

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Return passages by id."""
        wanted = list(ids)
        marks = ",".join("?" * len(wanted))
        found = self.rows(f"SELECT {_PASSAGE} FROM passage WHERE id IN ({marks})", wanted)  # noqa: S608 - marks are "?"
        return {row[0]: _stored(row) for row in found}

    def document(self, number: int) -> StoredDocument:
        """Return a document by its number."""
        return self._document("id", number)[0]

    def document_at(self, path: str) -> StoredDocument | None:
        """Return a document by its path, None if there is no such."""
        return next(iter(self._document("path", path)), None)

    def prepared(self, path: str) -> PreparedDocument:
        """Return a document as it was prepared for this store, to be stored in another one."""
        ((number, text, record, outline),) = self.rows(
            "SELECT id, text, record, outline FROM document WHERE path = ?", (path,)
        )
        rows = self.rows(f"SELECT {_PASSAGE}, vector_key FROM passage WHERE document = ? ORDER BY id", (number,))  # noqa: S608 - our names
        blocks = load_outline(outline)
        return PreparedDocument(
            document=Document(path, text, tuple(block for block, _ in blocks)),
            record=load_record(record),
            outline=blocks,
            passages=tuple(_stored(row[:-1]).passage for row in rows),
            keys=tuple(row[-1] for row in rows),
        )

    def paths(self) -> dict[str, str]:
        """Return every document's sha256 by its path, in order of path."""
        return dict(self.rows("SELECT path, sha256 FROM document ORDER BY path"))

    def vector_rows(self) -> dict[bytes, int]:
        """Return each vector key's row in the vector index."""
        return dict(self.rows("SELECT vector_key, id FROM passage"))

    def count(self) -> int:
        """Return the number of passages."""
        return int(self.rows("SELECT count(*) FROM passage")[0][0])

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _document(self, column: str, value: str | int) -> list[StoredDocument]:

        rows = self.rows(
            f"SELECT path, sha256, text, record, outline FROM document WHERE {column} = ?",  # noqa: S608 - our names
            (value,),
        )
        return [
            StoredDocument(path, digest, text, load_record(record), load_outline(outline))
            for path, digest, text, record, outline in rows
            if self._is_sound(text, digest)
        ]

    def _is_sound(self, text: str, digest: str) -> bool:
        # The file's checksum was right when it was opened; disks can fail later, too.
        if text_sha256(text) != digest:
            raise GenerationDamaged(self.file, "a document is not what it was")
        return True


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
    )


def _stored(row: tuple[Any, ...]) -> StoredPassage:
    number, document, start, end, sentences, headings, role, speaker, section, paragraph, page = row
    spans = tuple((left, right) for left, right in json.loads(sentences))
    attribution = Attribution(Role(role), speaker)
    passage = Passage(start, end, spans, attribution, headings, section, paragraph, page)
    return StoredPassage(number, document, passage)
