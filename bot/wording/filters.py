"""Filters in words: what an answer is narrowed down to, or what nothing was found for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.language import Phrases
    from embeddings.errors import NothingHeld
    from embeddings.retrieval.filters import Filters


def named_filters(
    filters: Filters | NothingHeld, phrases: Phrases, shown: Callable[[str], str] = str
) -> list[str]:
    """Return "author Ada Moor", "years 1900–1914" and the like; `shown` is what becomes of each value."""
    values = {"filter-author": filters.author, "filter-work": filters.work, "filter-years": filters.years}
    return [phrases(name, value=shown(str(value))) for name, value in values.items() if value]
