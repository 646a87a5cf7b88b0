"""What a generation holds, for people: its documents with their records, files that were refused, its state."""

from __future__ import annotations

import difflib
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
    from collections.abc import Iterator

    from embeddings.errors import GenerationDamaged
    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.store import Store, StoredDocument
    from embeddings.report import Cause, Reading, Refusal
    from embeddings.settings import ArchiveSettings


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as a list shows it; what its record does not say is None."""

    path: str
    title: str | None
    author: str | None
    issued: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of the documents that were looked for, in order of path, and how many there are in all."""

    total: int
    documents: tuple[DocumentSummary, ...]


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


def documents_of(store: Store, search: str = "", *, skip: int = 0, most: int = 10) -> Listing:
    """Return documents whose path, title or author holds every word of `search`, all of them without one."""
    words = search.casefold().split()
    if not words:
        ((total,),) = store.rows("SELECT count(*) FROM document")
        rows = store.rows("SELECT path, record FROM document ORDER BY path LIMIT ? OFFSET ?", (most, skip))
        return Listing(int(total), tuple(_summary(path, record) for path, record in rows))
    found = list(_matching(store, words))
    return Listing(len(found), tuple(found[skip : skip + most]))


def summary_of(store: Store, path: str) -> DocumentSummary:
    """Return one document; raises UnknownDocument."""
    for row in store.rows("SELECT path, record FROM document WHERE path = ?", (path,)):
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


def _matching(store: Store, words: list[str]) -> Iterator[DocumentSummary]:
    for path, record in store.rows("SELECT path, record FROM document ORDER BY path"):
        # Most documents are passed over by their stored text, which is cheaper than to read their records.
        whole = f"{path}\n{record}".casefold()
        if all(word in whole for word in words):
            summary = _summary(path, record)
            shown = f"{path}\n{summary.title}\n{summary.author}".casefold()
            if all(word in shown for word in words):
                yield summary


def _summary(path: str, stored: str) -> DocumentSummary:
    record = load_record(stored)
    return DocumentSummary(path, *(record.value(field) for field in (Field.TITLE, Field.AUTHOR, Field.ISSUED)))
