"""Every error the library raises on purpose.

PinciteError
├── SourceUnavailable      the folder of documents is missing, unreadable or holds nothing to index
│   └── SourceShrunk       it has lost so many documents that a mistake is likelier than a wish
├── DocumentRefused        one document could not be read; the others go on
├── DocumentExists         a file is to be put where there is one
├── AlreadyRestored        what was taken out of the folder has been put back before
├── UnknownDocument        a path that the index does not hold
├── DocumentChanged        a document's text is not the one that was quoted from
├── NoSuchPlace            a document has no such characters, paragraphs or page
├── FilterError
│   ├── UnknownAuthor      nobody of this name wrote a document, or several may be meant
│   ├── UnknownWork        nothing has this title, or several titles may be meant
│   └── NothingHeld        no document passes all filters together
├── NotVerbatim            a quote differs from the slice of its document it claims to be
├── ModelError
│   ├── ModelNotFound      no such model on this machine
│   ├── ModelDamaged       a model file's checksum is not the expected one
│   └── ModelUnusable      the model loads but cannot do what is asked of it
├── IndexUnusable
│   ├── NoGeneration       nothing has been indexed yet
│   ├── GenerationDamaged  a file of a generation is missing or altered
│   ├── UnknownGeneration  no generation of that name is kept
│   ├── NoEarlierGeneration  there is none to go back to
│   ├── ReindexRunning     another reindex holds the lock
│   └── ReindexCancelled   whoever asked for a reindex has called it off
├── DiskNearlyFull         what is to be written would not leave enough of the disk free
└── StorageFailed          the operating system refused to read or write a file

Errors carry data, never prose: their public attributes are the values of one message for each class, in
`bot/words/LANGUAGE/errors.ftl`.
"""

from __future__ import annotations

import errno
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class PinciteError(Exception):
    """Base of all errors raised on purpose."""


class SourceProblem(StrEnum):
    """Why a source folder cannot be indexed."""

    MISSING = "missing"
    NOT_A_FOLDER = "not a folder"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    SHRUNK = "shrunk"
    OVERLAPS = "overlaps"  # with the folder of the index


class SourceUnavailable(PinciteError):
    """The source folder cannot be indexed; `detail` is what the operating system says of it, if anything."""

    def __init__(self, folder: Path, reason: SourceProblem, detail: str = "") -> None:
        super().__init__(str(folder), str(reason), detail)
        self.folder = folder
        self.reason = reason
        self.detail = detail


class SourceShrunk(SourceUnavailable):
    """Of the `before` documents in the index, `lost` are in the folder no more: more than half of them."""

    def __init__(self, folder: Path, before: int, lost: int) -> None:
        super().__init__(folder, SourceProblem.SHRUNK)
        self.args = (str(folder), before, lost)
        self.before = before
        self.lost = lost


class RefusalReason(StrEnum):
    """Why a file was not indexed."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    UNKNOWN_FORMAT = "unknown format"
    NOT_TEXT = "not text"
    UNDECODABLE = "undecodable"
    UNREADABLE = "unreadable"
    NOT_A_FILE = "not a file"
    OUTSIDE = "outside the folder"
    NO_FOLDER = "no such folder"  # to put it into
    BAD_NAME = "bad name"
    LINKED_FOLDER = "linked folder"
    TOO_MANY = "too many files"
    BROKEN = "broken"  # not what its ending says, or damaged
    ENCRYPTED = "encrypted"
    NO_TEXT = "no text"  # pictures of pages
    TOO_SLOW = "too slow"
    TOO_MUCH_MEMORY = "too much memory"
    CRASHED = "reader failed"
    BAD_SIDECAR = "unusable sidecar"


class DocumentRefused(PinciteError):
    """One document cannot be read; `reason` is a `RefusalReason`, `detail` what was measured or met."""

    def __init__(self, document: str, reason: StrEnum, detail: str = "") -> None:
        super().__init__(document, str(reason), detail)
        self.document = document
        self.reason = reason
        self.detail = detail


class DocumentExists(PinciteError):
    """In the folder of documents there is a file of this path already."""

    def __init__(self, document: str) -> None:
        super().__init__(document)
        self.document = document


class AlreadyRestored(PinciteError):
    """What was taken out of the folder of documents has been put back before; `kept` named where it was kept."""

    def __init__(self, kept: str) -> None:
        super().__init__(kept)
        self.kept = kept


class UnknownDocument(PinciteError):
    """No document of this path is in the index; `near` holds similar paths."""

    def __init__(self, document: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(document, near)
        self.document = document
        self.near = near


class DocumentChanged(PinciteError):
    """A document's text has the sha256 `actual`, not `expected`: what was read there may stand elsewhere now."""

    def __init__(self, document: str, expected: str, actual: str) -> None:
        super().__init__(document, expected, actual)
        self.document = document
        self.expected = expected
        self.actual = actual


class PlaceKind(StrEnum):
    """By what a place in a document is named."""

    CHARACTERS = "characters"
    PARAGRAPH = "paragraph"
    PAGE = "page"


class NoSuchPlace(PinciteError):
    """A document, which is `length` characters long, has no such place: `named` is its number, label or span."""

    def __init__(self, document: str, by: PlaceKind, named: str, length: int) -> None:
        super().__init__(document, str(by), named, length)
        self.document = document
        self.by = by
        self.named = named
        self.length = length


class FilterError(PinciteError):
    """Base of the errors about where an answer may come from."""


class UnknownAuthor(FilterError):
    """Nobody of this name wrote a document of the archive; `near` holds those that may be meant."""

    def __init__(self, author: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(author, near)
        self.author = author
        self.near = near


class UnknownWork(FilterError):
    """Nothing in the archive, and nothing it appeared in, has this title; `near` holds those that may be meant."""

    def __init__(self, work: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(work, near)
        self.work = work
        self.near = near


class NothingHeld(FilterError):
    """No document is by this author, of this work and of these years; what was not asked for is None."""

    def __init__(self, author: str | None, work: str | None, years: str | None) -> None:
        super().__init__(author, work, years)
        self.author = author
        self.work = work
        self.years = years


class NotVerbatim(PinciteError):
    """The text offered as a quote is not the slice ``[start:end]`` of its document."""

    def __init__(self, document: str, start: int, end: int) -> None:
        super().__init__(document, start, end)
        self.document = document
        self.start = start
        self.end = end


class ModelRole(StrEnum):
    """What a model is for."""

    EMBEDDING = "embedding"
    RERANKING = "reranking"


class ModelError(PinciteError):
    """Base of the errors about a model; each has a `role`, which tells which of the two."""


class ModelNotFound(ModelError):
    """The model is neither installed, nor a folder, nor in the local cache of models."""

    def __init__(self, model: str, detail: str = "", role: ModelRole = ModelRole.EMBEDDING) -> None:
        super().__init__(model, detail)
        self.role = role
        self.model = model
        self.detail = detail


class ModelDamaged(ModelError):
    """A model file's sha256 is not the expected one."""

    def __init__(self, file: Path, expected: str, actual: str, role: ModelRole = ModelRole.EMBEDDING) -> None:
        super().__init__(str(file), expected, actual)
        self.role = role
        self.file = file
        self.expected = expected
        self.actual = actual


class ModelUnusable(ModelError):
    """The model cannot serve here: no fast tokenizer, no room for passages, a failed export."""

    def __init__(self, model: str, detail: str, role: ModelRole = ModelRole.EMBEDDING) -> None:
        super().__init__(model, detail)
        self.role = role
        self.model = model
        self.detail = detail


class IndexUnusable(PinciteError):
    """Base of the errors about the index."""


class NoGeneration(IndexUnusable):
    """The data folder holds no committed generation."""

    def __init__(self, data: Path) -> None:
        super().__init__(str(data))
        self.data = data


class GenerationDamaged(IndexUnusable):
    """A generation's file is missing, truncated or altered."""

    def __init__(self, file: Path, detail: str) -> None:
        super().__init__(str(file), detail)
        self.file = file
        self.detail = detail


class UnknownGeneration(IndexUnusable):
    """No generation of this name is kept; `known` holds those that are, the current one first."""

    def __init__(self, identity: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(identity, known)
        self.identity = identity
        self.known = known


class NoEarlierGeneration(IndexUnusable):
    """The data folder keeps no generation from before the current one."""

    def __init__(self, data: Path) -> None:
        super().__init__(str(data))
        self.data = data


class ReindexRunning(IndexUnusable):
    """Another process is building a generation in this data folder."""

    def __init__(self, data: Path) -> None:
        super().__init__(str(data))
        self.data = data


class ReindexCancelled(IndexUnusable):
    """A reindex was called off before it was complete; the index is as it was."""


class DiskNearlyFull(PinciteError):
    """Writing needs about `needed` bytes in `folder`, the spare ones included, and `free` are free."""

    def __init__(self, folder: Path, needed: int, free: int) -> None:
        super().__init__(str(folder), needed, free)
        self.folder = folder
        self.needed = needed
        self.free = free


class StorageFailed(PinciteError):
    """The operating system refused an operation on a file: `code` is its name ("ENOSPC"), `detail` its words."""

    def __init__(self, file: Path, error: OSError) -> None:
        super().__init__(str(file), str(error))
        self.file = file
        self.error = error
        self.code = errno.errorcode.get(error.errno or 0, "")
        self.detail = error.strerror or str(error)
