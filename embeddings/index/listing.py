"""What a generation holds, for people: its documents with their records, files that were refused, its state."""

from __future__ import annotations

import difflib
import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.documents.record.record import Field, load_record
from embeddings.errors import SourceUnavailable, UnknownDocument
from embeddings.files import folder_size
from embeddings.index.building.comparing import list_files
from embeddings.index.generations.recipe import outdated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from embeddings.errors import GenerationDamaged
    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.store import Store, StoredDocument
    from embeddings.report import Cause, Reading, Refusal
    from embeddings.settings import ArchiveSettings

_ROWS = "SELECT id, path, sha256, record FROM document"


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as a list shows it; what its record does not say is None."""

    path: str
    title: str | None
    author: str | None
    issued: str | None
    url: str | None = None
    sha256: str = ""  # of its text


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of the documents that were looked for, in order of path, and how many there are in all."""

    total: int
    documents: tuple[DocumentSummary, ...]
    generation: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """What is being served, and how it stands."""

    generation: str
    created: str  # ISO 8601, UTC
    documents: int
    passages: int
    refused: int  # files of the folder that are not in it
    model: str
    size: int  # bytes of the whole data folder
    free: int  # bytes of its disk
    outdated: tuple[Cause, ...]  # settings changed since it was made
    damage: GenerationDamaged | None  # of the current generation, where an earlier one is served instead


def documents_of(
    generation: Generation,
    search: str = "",
    *,
    skip: int = 0,
    most: int = 10,
    among: Collection[int] | None = None,
) -> Listing:
    """Return documents whose path, title or author holds every word of `search`, all of them without one.

    `among` are the numbers of the only documents looked at.
    """
    store, words = generation.store, search.casefold().split()
    if not words:
        chosen = None if among is None else json.dumps(sorted(among))
        where = "" if chosen is None else "WHERE id IN (SELECT value FROM json_each(?))"
        given = () if chosen is None else (chosen,)
        ((total,),) = store.rows(f"SELECT count(*) FROM document {where}", given)  # noqa: S608 - ours
        rows = store.rows(f"{_ROWS} {where} ORDER BY path LIMIT ? OFFSET ?", (*given, most, skip))
        return Listing(int(total), tuple(_summary(*row) for _, *row in rows), generation.manifest.id)
    found = list(_matching(store, words, among))
    return Listing(len(found), tuple(found[skip : skip + most]), generation.manifest.id)


def summary_of(store: Store, path: str) -> DocumentSummary:
    """Return one document; raises UnknownDocument."""
    for _, *row in store.rows(f"{_ROWS} WHERE path = ?", (path,)):
        return _summary(*row)
    raise UnknownDocument(path)


def whole(store: Store, path: str) -> StoredDocument:
    """Return one document whole; raises UnknownDocument, which names those that may be meant."""
    found = store.document_at(path)
    if found is None:
        names = list(store.paths())
        named = [name for name in names if name.rsplit("/", 1)[-1] == path]
        raise UnknownDocument(path, tuple(named or difflib.get_close_matches(path, names, n=3, cutoff=0.5)))
    return found


def reading_of(generation: Generation, path: str) -> Reading:
    """Return how much of a document's file was read; raises UnknownDocument."""
    file = generation.snapshot().indexed().get(path)
    if file is None:
        raise UnknownDocument(path)
    return file.reading(path)


def refusals_of(generation: Generation, settings: ArchiveSettings) -> tuple[Refusal, ...]:
    """Return the files that were refused when a generation was made, and those refused by their names now."""
    refused = []
    for file in generation.snapshot().files.values():
        refused += [one for one in (file.refused, file.sidecar_refused) if one is not None]
    with suppress(SourceUnavailable):  # that is told elsewhere; what was refused then was refused all the same
        refused += list_files(settings).refused
    return tuple(sorted(set(refused), key=lambda refusal: refusal.document))


def unread(store: Store, settings: ArchiveSettings) -> int:
    """Return how many files of the folder could be documents and are in no store; 0 if it is out of reach."""
    with suppress(SourceUnavailable):
        return len(set(list_files(settings).paths) - store.paths().keys())
    return 0


def state_of(generation: Generation, settings: ArchiveSettings, damage: GenerationDamaged | None) -> ArchiveState:
    """Return how an archive stands that serves a generation."""
    manifest = generation.manifest
    return ArchiveState(
        generation=manifest.id,
        created=manifest.created,
        documents=manifest.documents,
        passages=manifest.passages,
        refused=len(refusals_of(generation, settings)),
        model=manifest.model_name,
        size=folder_size(settings.data),
        free=shutil.disk_usage(settings.data).free,
        outdated=outdated(manifest, settings),
        damage=damage,
    )


def _matching(store: Store, words: list[str], among: Collection[int] | None) -> Iterator[DocumentSummary]:
    for number, path, digest, record in store.rows(f"{_ROWS} ORDER BY path"):
        if among is not None and number not in among:
            continue
        # Most documents are passed over by their stored text, which is cheaper than to read their records.
        whole = f"{path}\n{record}".casefold()
        if all(word in whole for word in words):
            summary = _summary(path, digest, record)
            shown = f"{path}\n{summary.title}\n{summary.author}".casefold()
            if all(word in shown for word in words):
                yield summary


def _summary(path: str, digest: str, stored: str) -> DocumentSummary:
    record = load_record(stored)
    title, author, issued, url = map(record.value, (Field.TITLE, Field.AUTHOR, Field.ISSUED, Field.URL))
    return DocumentSummary(path, title, author, issued, url, digest)
