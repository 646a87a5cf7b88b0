"""A generation's documents, passages and vocabulary in SQLite, and the full-text index beside it.

Written once and then only read.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cachetools import LRUCache, cached

from embeddings.documents.attribution import attribute_span
from embeddings.documents.document import Attribution, Document, Outline, Role, load_outline, text_sha256
from embeddings.documents.passages import Passage, Window
from embeddings.documents.record.record import Field, load_record
from embeddings.errors import GenerationDamaged
from embeddings.index.storage.preparation import PreparedDocument
from embeddings.index.words.full_text import FullTextIndex
from embeddings.index.words.initialisms import Initialism, Initialisms
from embeddings.index.words.spelling import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from embeddings.documents.record.record import Record

STORE = "archive.sqlite"
DOCUMENTS_KEPT = 16_000_000  # bytes, about, of documents that answers were made of
_BLOCK = 250  # bytes, about, of one block of an outline
PASSAGE = 'id, document, "start", "end", sentences, headings, role, speaker, section, paragraph, page, continues'


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as indexed."""

    path: str
    sha256: str
    text: str
    record: Record
    outline: Outline

    def whose(self, span: tuple[int, int]) -> Attribution:
        """Return whose words a stretch of the text is, in quotation marks another's than its paragraph's."""
        return attribute_span(self.text, self.outline, span, self.record.value(Field.AUTHOR))


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage, its row and its document's number."""

    id: int
    document: int
    passage: Passage


class Store:
    """Reads a finished store; safe to use from many threads."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = threading.Lock()
        keep = cached(LRUCache[Any, StoredDocument](DOCUMENTS_KEPT, _size), lock=threading.Lock())
        self._recent = keep(lambda number: self._document("id", number)[0])
        self.full_text = FullTextIndex(file.parent)
        try:
            self._connection = sqlite3.connect(self.uri, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise GenerationDamaged(file, str(error)) from error

    @property
    def uri(self) -> str:
        """Return the name by which SQLite opens it."""
        # immutable: no lock files, no journal is looked for; the file never changes once committed.
        return f"{self.file.resolve().as_uri()}?mode=ro&immutable=1"

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return a query's rows; raises GenerationDamaged when the file cannot be read."""
        try:
            with self._lock, closing(self._connection.execute(sql, parameters)) as cursor:
                return cursor.fetchall()
        except sqlite3.DatabaseError as error:
            raise GenerationDamaged(self.file, str(error)) from error

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Return passages by id, in order."""
        return self._stored("SELECT value FROM json_each(?)", json.dumps(list(ids)))

    def passages_of(self, documents: Iterable[int], speakers: Iterable[str] | None = None) -> list[range]:
        """Return the ids of the passages of some documents, or of some speakers in them, in ranges."""
        if speakers is not None:
            spoken = self.rows(
                "SELECT id FROM passage WHERE document IN (SELECT value FROM json_each(?)) "
                "AND speaker IN (SELECT value FROM json_each(?)) ORDER BY id",
                (json.dumps(list(documents)), json.dumps(list(speakers))),
            )
            return _ranges(number for (number,) in spoken)
        rows = self.rows(
            "SELECT min(id), max(id) FROM passage WHERE document IN (SELECT value FROM json_each(?)) "
            "GROUP BY document",
            (json.dumps(list(documents)),),
        )
        return [range(first, last + 1) for first, last in sorted(rows)]

    def passage_at(self, path: str, position: int) -> Passage | None:
        """Return the passage that holds a character of the document at a path, None where no passage does."""
        rows = self.rows(
            'SELECT p.id FROM passage p JOIN document d ON d.id = p.document WHERE d.path = ? AND p."start" <= ? '
            'AND ? < p."end" ORDER BY p."start" LIMIT 1',
            (path, position, position),
        )
        return self.passages([rows[0][0]])[rows[0][0]].passage if rows else None

    def places_of(self, passages: Iterable[int]) -> list[tuple[int, int, int]]:
        """Return the document, start and end of some passages, in their order."""
        rows = self.rows(
            'SELECT document, "start", "end" FROM passage '
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(passages)),),
        )
        return [(document, start, end) for document, start, end in rows]

    def documents_of(self, passages: Iterable[int]) -> set[int]:
        """Return the numbers of the documents that hold any of these passages."""
        rows = self.rows(
            "SELECT DISTINCT document FROM passage WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(passages)),),
        )
        return {number for (number,) in rows}

    def _stored(self, ids: str, parameter: str | int) -> dict[int, StoredPassage]:
        """Return the passages whose ids a query gives."""
        windows: dict[int, list[Window]] = {}
        for passage, first, stop, head in self.rows(
            f"SELECT passage, first, stop, head FROM window WHERE passage IN ({ids}) ORDER BY id",  # noqa: S608 - ours
            (parameter,),
        ):
            windows.setdefault(passage, []).append(Window(first, stop, bool(head)))
        found = self.rows(f"SELECT {PASSAGE} FROM passage WHERE id IN ({ids}) ORDER BY id", (parameter,))  # noqa: S608 - ours
        return {row[0]: _stored(row, tuple(windows.get(row[0], ()))) for row in found}

    def slice(self, document: int, start: int, end: int) -> str:
        """Return characters ``[start, end)`` of a document's text."""
        return str(
            self.rows("SELECT substr(text, ?, ?) FROM document WHERE id = ?", (start + 1, end - start, document))[
                0
            ][0]
        )

    def record(self, document: int) -> Record:
        """Return a document's record."""
        return load_record(self.rows("SELECT record FROM document WHERE id = ?", (document,))[0][0])

    def document(self, number: int) -> StoredDocument:
        """Return a document by its number; those used last are kept."""
        return self._recent(number)

    def document_at(self, path: str) -> StoredDocument | None:
        """Return a document by its path, None if there is no such."""
        return next(iter(self._document("path", path)), None)

    def prepared(self, path: str) -> PreparedDocument:
        """Return a document as it was prepared for this store, to be stored in another one."""
        ((number, text, record, outline),) = self.rows(
            "SELECT id, text, record, outline FROM document WHERE path = ?", (path,)
        )
        keys = self.rows(
            "SELECT w.vector_key FROM window w JOIN passage p ON p.id = w.passage WHERE p.document = ? "
            "ORDER BY w.id",
            (number,),
        )
        passages = self._stored("SELECT id FROM passage WHERE document = ?", number)
        blocks = load_outline(outline)
        return PreparedDocument(
            document=Document(path, text, tuple(block for block, _ in blocks)),
            record=load_record(record),
            outline=blocks,
            passages=tuple(stored.passage for stored in passages.values()),
            keys=tuple(key for (key,) in keys),
        )

    def paths(self) -> dict[str, str]:
        """Return every document's sha256 by its path, in order of path."""
        return dict(self.rows("SELECT path, sha256 FROM document ORDER BY path"))

    def vector_rows(self) -> dict[bytes, int]:
        """Return each vector key's row in the vector index."""
        return dict(self.rows("SELECT vector_key, id FROM window"))

    def windows(self) -> list[tuple[int, bool]]:
        """Return of each window, in order of the vector index, its passage and whether it is a page's head."""
        return [
            (passage, bool(head)) for passage, head in self.rows("SELECT passage, head FROM window ORDER BY id")
        ]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The archive's words, loaded when first asked for."""
        return Vocabulary(self.rows("SELECT word, passages FROM word"))

    @cached_property
    def initialisms(self) -> Initialisms:
        """What the archive's initialisms stand for, loaded when first asked for."""
        rows = self.rows(
            "SELECT initials, phrase, times, explained, occurs, is_word FROM initialism ORDER BY rowid"
        )
        return Initialisms(
            Initialism(initials, phrase, times, explained, occurs, bool(is_word))
            for initials, phrase, times, explained, occurs, is_word in rows
        )

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


def _size(document: StoredDocument) -> int:
    return sys.getsizeof(document.text) + _BLOCK * len(document.outline)


def _stored(row: tuple[Any, ...], windows: tuple[Window, ...]) -> StoredPassage:
    number, document, start, end, sentences, headings, role, speaker, section, paragraph, page, continues = row
    spans = tuple((left, right) for left, right in json.loads(sentences))
    attribution = Attribution(Role(role), speaker)
    passage = Passage(start, end, spans, attribution, headings, section, paragraph, page, bool(continues), windows)
    return StoredPassage(number, document, passage)


def _ranges(numbers: Iterable[int]) -> list[range]:
    """Return numbers in rising order as the ranges they make."""
    found: list[range] = []
    for number in numbers:
        if found and found[-1].stop == number:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found
