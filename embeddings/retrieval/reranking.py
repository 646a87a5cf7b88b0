"""Read the best of what was found again, beside the question: the cross-encoder's part.

It reads a window with the author, title and section it stands under: "he" and "this strike" mean nothing alone.
The first stage keeps a say: what it alone sees, the words of the passage around the window, breaks near ties.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from embeddings.documents.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.documents.record import Record
    from embeddings.models.reranker import Reranker
    from embeddings.retrieval.fusion import Hit
    from embeddings.retrieval.preferences import Preferences
    from embeddings.settings import RerankSettings

FIRST_STAGE_WEIGHT = 6.0  # logits that a first-stage score of 1 is worth
PREFERENCE_WEIGHT = 25.0  # and a preference of 1
SAME_PASSAGE = 2  # windows of one passage that are read: they make the same quote
CHUNK = 6  # pairs between two looks at the clock
_AUTHOR, _TITLE, _SECTION = 60, 100, 80  # characters of each that are read


def by_first_stage(hits: Sequence[Hit], wanted: Preferences) -> list[Hit]:
    """Return the hits ordered by the first stage and what the question prefers."""
    ranked = [replace(hit, rank=hit.score + wanted.bonus(hit)) for hit in hits]
    return sorted(ranked, key=lambda hit: (-hit.rank, hit.window))


def candidates(hits: Sequence[Hit], count: int) -> list[Hit]:
    """Return the first hits that are worth reading, in their order."""
    seen: dict[int, int] = {}
    chosen: list[Hit] = []
    for hit in hits:
        seen[hit.passage] = seen.get(hit.passage, 0) + 1
        if seen[hit.passage] <= SAME_PASSAGE:
            chosen.append(hit)
        if len(chosen) == count:
            break
    return chosen


def in_context(text: str, record: Record, section: str | None) -> str:
    """Return a window's text as it is read: after its author, title and section, as far as they are known."""
    author = (record.value(Field.AUTHOR) or "")[:_AUTHOR]
    names = [part for part in ((record.title or "")[:_TITLE], (section or "")[-_SECTION:]) if part]
    return f"{author}: " * bool(author) + "".join(f"{name}. " for name in names) + text


def rerank(
    question: str,
    hits: Sequence[Hit],
    texts: Mapping[int, str],
    *,
    reranker: Reranker,
    settings: RerankSettings,
    wanted: Preferences,
) -> list[Hit]:
    """Return the hits in their new order.

    `texts` are the hits' by window, as `in_context` makes them. When the time is up, what was not yet read keeps
    the first stage's order behind what was.
    """
    began = perf_counter()
    pairs = reranker.prepare(question, [texts[hit.window] for hit in hits])
    read: list[Hit] = []
    for at in range(0, len(hits), CHUNK):
        rows = range(at, min(at + CHUNK, len(hits)))
        for row, logit in zip(rows, reranker.score(pairs.select(rows)), strict=True):
            hit = hits[row]
            rank = float(logit) + FIRST_STAGE_WEIGHT * hit.score + PREFERENCE_WEIGHT * wanted.bonus(hit)
            read.append(replace(hit, relevance=float(logit), rank=rank))
        if (perf_counter() - began) * 1000 > settings.milliseconds:
            break
    return sorted(read, key=lambda hit: (-hit.rank, hit.window)) + list(hits[len(read) :])
