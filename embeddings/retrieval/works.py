"""Questions about a work, "which issue is this from?": the lines where the work speaks of itself answer them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from embeddings.index.lexical import LexicalQuery
from embeddings.retrieval.fusion import Hit
from embeddings.retrieval.retriever import Query, retrieve

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from embeddings.index.generation import Generation
    from embeddings.models.encoder import Encoder
    from embeddings.retrieval.asking import Asked
    from embeddings.retrieval.retriever import Retrieval

WORKS = 2  # that may be meant
HEADS = 4  # windows of a work's head; a head is short
SCORE = 0.0  # of what the first stage did not find itself


@dataclass(frozen=True, slots=True)
class AboutWork:
    """Where a question about a work is answered."""

    heads: tuple[Hit, ...] = ()
    is_only: bool = False  # no other work can be meant


def about_work(generation: Generation, encoder: Encoder, asked: Asked, found: Retrieval) -> AboutWork:
    """Return the heads of the works a question is about, none if it is about no work.

    A work is known by its title or by what the question says of it: then it is the one found first for that.
    """
    if asked.about_work is None:
        return AboutWork()
    searched = asked.documents
    if searched is None and generation.manifest.documents == 1:
        searched = frozenset(generation.store.documents_of([0]))
    if searched is not None and len(searched) == 1:
        return AboutWork(tuple(_heads(generation, searched, found)), is_only=True)
    works = sorted(asked.works)
    if not 0 < len(works) <= WORKS:  # a column appears many times under one title
        topic = asked.about_work
        words = (LexicalQuery.parse(topic, generation.store, is_word=encoder.is_word),)
        among = asked.works or asked.documents
        works = _work_of(generation, retrieve(generation, encoder, Query((topic,), words, among)).hits)
    return AboutWork(tuple(_heads(generation, works, found)))


def _heads(generation: Generation, works: Collection[int], found: Retrieval) -> list[Hit]:
    """Return the heads of works, as they were found or not."""
    rows = generation.windows.rows(generation.store.passages_of(works))
    heads = [int(row) for row in rows if generation.windows.heads[row]][: HEADS * WORKS]
    if not heads:
        return []
    cosines = generation.vectors.rows(np.array(heads, dtype=np.int64)) @ found.query
    seen = {hit.window: hit for hit in found.hits}
    return [
        seen.get(row) or Hit(row, generation.windows.passage(row), SCORE, float(cosine), 0.0, head=True)
        for row, cosine in zip(heads, cosines, strict=True)
    ]


def _work_of(generation: Generation, hits: Sequence[Hit]) -> list[int]:
    """Return the document of the best hit, rather one that says what is asked about than a title."""
    best = next((hit for hit in hits if not hit.head), None) or next(iter(hits), None)
    if best is None:
        return []
    return [stored.document for stored in generation.store.passages([best.passage]).values()]
