"""What members are told of an error, in their language: what they can do about it, nothing of the machine."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from discord import app_commands

from bot.errors import Busy, YearsUnreadable
from bot.words import Phrases, markdown
from bot.words.inert import inert_line
from embeddings.errors import (
    FilterError,
    IndexError_,
    ModelError,
    NoGeneration,
    NothingHeld,
    NotVerbatim,
    ReindexRunning,
    StorageFailed,
    UnknownAuthor,
    UnknownDocument,
    UnknownWork,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from embeddings.retrieval.filters import Filters

# Filters in words: what an answer is narrowed down to, or what nothing was found for.


def named_filters(
    filters: Filters | NothingHeld, phrases: Phrases, shown: Callable[[str], str] = str
) -> list[str]:
    """Return "author Ada Moor", "years 1900–1914" and the like; `shown` is what becomes of each value."""
    values = {"filter-author": filters.author, "filter-work": filters.work, "filter-years": filters.years}
    return [phrases(name, value=shown(str(value))) for name, value in values.items() if value]


@singledispatch
def told(error: BaseException, phrases: Phrases) -> str:
    """Return one sentence, in markdown; the log has the details."""
    del error
    return phrases("failed")


@told.register(app_commands.CommandNotFound)
@told.register(app_commands.CommandSignatureMismatch)
def _stale(_error: BaseException, phrases: Phrases) -> str:
    return phrases("stale-command")


@told.register
def _busy(_error: Busy, phrases: Phrases) -> str:
    return phrases("busy")


@told.register
def _years(error: YearsUnreadable, phrases: Phrases) -> str:
    return phrases("years-unreadable", typed=_plain(error.typed))


@told.register
def _unknown_author(error: UnknownAuthor, phrases: Phrases) -> str:
    if not error.near:
        return phrases("unknown-author", author=_plain(error.author))
    return phrases("unknown-author-near", author=_plain(error.author), near=_either(error.near, phrases))


@told.register
def _unknown_work(error: UnknownWork, phrases: Phrases) -> str:
    if not error.near:
        return phrases("unknown-work", work=_plain(error.work))
    return phrases("unknown-work-near", work=_plain(error.work), near=_either(error.near, phrases))


@told.register
def _nothing_held(error: NothingHeld, phrases: Phrases) -> str:
    return phrases("nothing-held", filters=", ".join(named_filters(error, phrases, _plain)))


@told.register
def _filter(_error: FilterError, phrases: Phrases) -> str:
    return phrases("filter-unusable")


@told.register
def _unknown_document(_error: UnknownDocument, phrases: Phrases) -> str:
    return phrases("document-gone")


@told.register
def _no_generation(_error: NoGeneration, phrases: Phrases) -> str:
    return phrases("nothing-indexed")


@told.register
def _reindex_running(_error: ReindexRunning, phrases: Phrases) -> str:
    return phrases("reindex-running")


@told.register(IndexError_)
@told.register(ModelError)
@told.register(NotVerbatim)
@told.register(StorageFailed)
def _archive(_error: BaseException, phrases: Phrases) -> str:
    return phrases("archive-unusable")


def _either(names: Sequence[str], phrases: Phrases) -> str:
    *first, last = map(_plain, names)
    return phrases("either", first=", ".join(first), last=last) if first else last


def _plain(text: str) -> str:
    return markdown.escape(inert_line(text))
