"""What an admin is told of an error: what it means and what to do. The machine's paths are for the log alone."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from bot.admin.shape import plain
from bot.errors import MemoryUnusable
from bot.words import Phrases
from embeddings.errors import (
    DiskNearlyFull,
    DocumentExists,
    DocumentRefused,
    GenerationDamaged,
    ModelError,
    NoEarlierGeneration,
    NoGeneration,
    PinciteError,
    ReindexRunning,
    SourceShrunk,
    SourceUnavailable,
    StorageFailed,
    UnknownDocument,
    UnknownGeneration,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from embeddings.report import Refusal

# Why files were refused, as an admin reads it in Discord.

NAME, DETAIL = 90, 60  # characters


def refusal_lines(refused: Iterable[Refusal], phrases: Phrases) -> list[str]:
    """Return two lines for each file: its name, and why it is not in the archive."""
    return [f"{plain(one.document, NAME)}\n-# {reason(str(one.reason), one.detail, phrases)}" for one in refused]


def reason(why: str, detail: str, phrases: Phrases) -> str:
    """Return the sentence for a `RefusalReason`, with what was measured or met."""
    name = f"refusal-{why.replace(' ', '-')}"
    sentence = phrases(name) if name in phrases else phrases("refusal-other", reason=plain(why, DETAIL))
    return f"{sentence} ({plain(detail, DETAIL)})" if detail else sentence


MEGABYTE = 1_000_000
PLAIN_REASONS = {"missing", "not a folder", "empty"}


@singledispatch
def failure(error: BaseException, phrases: Phrases) -> str:
    """Return the sentences, in markdown."""
    return phrases("admin-failed", error=type(error).__name__)


@failure.register
def _source(error: SourceUnavailable, phrases: Phrases) -> str:
    name = error.reason.replace(" ", "-") if error.reason in PLAIN_REASONS else "unreadable"
    return phrases(f"source-{name}")


@failure.register
def _shrunk(error: SourceShrunk, phrases: Phrases) -> str:
    return phrases("source-shrunk", before=error.before, lost=error.lost)


@failure.register
def _disk(error: DiskNearlyFull, phrases: Phrases) -> str:
    return phrases("disk-nearly-full", needed=round(error.needed / MEGABYTE), free=round(error.free / MEGABYTE))


@failure.register
def _storage(error: StorageFailed, phrases: Phrases) -> str:
    return phrases("storage-failed", detail=plain(error.error.strerror or "", 100))


@failure.register
def _running(_error: ReindexRunning, phrases: Phrases) -> str:
    return phrases("reindex-elsewhere")


@failure.register
def _model(error: ModelError, phrases: Phrases) -> str:
    return phrases("model-unusable", error=type(error).__name__)


@failure.register
def _damaged(_error: GenerationDamaged, phrases: Phrases) -> str:
    return phrases("generation-damaged")


@failure.register
def _unknown_generation(_error: UnknownGeneration, phrases: Phrases) -> str:
    return phrases("generation-gone")


@failure.register
def _no_earlier(_error: NoEarlierGeneration, phrases: Phrases) -> str:
    return phrases("generation-none-earlier")


@failure.register
def _no_generation(_error: NoGeneration, phrases: Phrases) -> str:
    return phrases("generation-none")


@failure.register
def _refused(error: DocumentRefused, phrases: Phrases) -> str:
    why = reason(str(error.reason), error.detail, phrases)
    return phrases("upload-refused", file=plain(error.document, 90), why=why)


@failure.register
def _exists(error: DocumentExists, phrases: Phrases) -> str:
    return phrases("upload-exists", path=plain(error.document, 90))


@failure.register
def _unknown(_error: UnknownDocument, phrases: Phrases) -> str:
    return phrases("document-not-there")


@failure.register
def _memory(error: MemoryUnusable, phrases: Phrases) -> str:
    return phrases("memory-unusable", detail=plain(error.detail, 100))


@failure.register
def _other(error: PinciteError, phrases: Phrases) -> str:
    return phrases("admin-failed", error=type(error).__name__)
