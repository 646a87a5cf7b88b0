"""What is said of the places where a phrase stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.wording.lists import counted
from embeddings.quoting.styles import render

if TYPE_CHECKING:
    from embeddings.quoting.finding import Occurrence, Occurrences


def work_of(match: Occurrence) -> str:
    """Return the short citation of the work that a place is in."""
    return render({**match.citation.csl, "id": match.document}, style="short")


def place_of(match: Occurrence) -> str:
    """Return the page and paragraph of a place, or the character it begins at where it has neither."""
    where = match.citation.locator
    named = [f"p. {where.page}"] if where.page else []
    if where.paragraph is not None:
        last = where.last_paragraph
        named.append(f"¶ {where.paragraph}" if last is None else f"¶¶ {where.paragraph}–{last}")
    return ", ".join(named) or f"character {match.start:,}"


def tally(found: Occurrences) -> str:
    """Return how often a phrase stands where, and how to see what is not shown."""
    if not found.count:
        return f"“{found.phrase}” stands nowhere in the archive."
    told = f"{counted(found.count, 'place')} in {counted(found.documents, 'document')}."
    hidden = found.count - len(found.matches)
    return f"{told} {hidden:,} of them not shown; --most {found.count} shows all." if hidden else told
