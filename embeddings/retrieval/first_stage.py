"""First-stage retrieval, dense and lexical side by side, then fused; and the engine that all stages run on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from embeddings.models.encoder import spread, unit_mean
from embeddings.weights import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from embeddings.documents.passages import Span
    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.vectors import WindowMap
    from embeddings.index.words.lexical import LexicalQuery
    from embeddings.models.encoder import Encoder, Vectors
    from embeddings.models.reranker import Reranker
    from embeddings.settings import RerankSettings
    from embeddings.weights import Weights


@dataclass(frozen=True, slots=True)
class Engine:
    """One generation, the models, and what decides the order."""

    generation: Generation
    encoder: Encoder
    reranker: Reranker | None
    rerank: RerankSettings
    weights: Weights = SHIPPED


@dataclass(frozen=True, slots=True)
class Hit:
    """A window found for a query."""

    window: int
    passage: int
    score: float  # the first stage's
    dense: float  # cosine of query and window
    lexical: float  # BM25 of the passage, divided by the best of the query; 0 to 1
    head: bool = False  # nothing but title, byline, source line
    relevance: float | None = None  # the cross-encoder's logit, where it was asked
    rank: float = 0.0  # what hits are ordered by in the end
    sentences: tuple[
        tuple[Span, float], ...
    ] = ()  # of its passage, with their logits, where those were read alone


@dataclass(frozen=True, slots=True)
class Query:
    """A question and other ways to put it; all are searched for, and count alike."""

    texts: tuple[str, ...]
    words: tuple[LexicalQuery, ...]  # the same, in words
    documents: frozenset[int] | None = None  # nowhere else, if given
    speakers: frozenset[str] | None = None  # and nobody else's words


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What the first stage found."""

    hits: list[Hit]  # best first
    query: Vectors  # float32 [dim], the question's vector
    timings_ms: dict[str, float]
    floor: float = 0.0  # the cosine of the question and what has nothing to do with it


SAMPLED, TAKEN_FOR_GRANTED = 256, 64  # windows


def _floor(engine: Engine, query: Vectors) -> float:
    """Return the cosine of a question and what has nothing to do with it, 0 with a model that spreads them well.

    Most of an archive has nothing to do with a question. How near it is all the same differs from question to
    question, and most of all with the languages of both. The model's own figure counts as so many windows.
    """
    card, vectors = engine.encoder.card, engine.generation.vectors
    if not card.floor:
        return 0.0
    rows = np.arange(0, len(vectors), max(1, len(vectors) // SAMPLED), dtype=np.int64)[:SAMPLED]
    near = float(np.sum(vectors.rows(rows) @ query)) + TAKEN_FOR_GRANTED * card.floor
    return near / (len(rows) + TAKEN_FOR_GRANTED)


def retrieve(engine: Engine, asked: Query) -> Retrieval:
    """Return the windows found for a question."""
    began = perf_counter()
    generation, limits = engine.generation, engine.weights.fusion
    query = unit_mean(np.stack([engine.encoder.encode_query(text) for text in asked.texts]))
    encoded = perf_counter()
    windows, store = generation.windows, generation.store
    passages = None if asked.documents is None else store.passages_of(asked.documents, asked.speakers)
    rows = None if passages is None else windows.rows(passages)
    dense = generation.vectors.search(query, limits.windows, rows)
    lexical: dict[int, float] = defaultdict(float)
    for words in asked.words:
        for passage, score in words.search(store, limits.passages, passages).items():
            lexical[passage] += score
    # A window that only its passage's words brought up gets its cosine too: both halves are known of every hit.
    unseen = [row for passage in lexical for row in windows.of_passage(passage) if row not in dense]
    if unseen:
        cosines = generation.vectors.rows(np.array(unseen, dtype=np.int64)) @ query
        dense |= dict(zip(unseen, map(float, cosines), strict=True))
    if floor := _floor(engine, query):
        dense = {row: spread(cosine, floor) for row, cosine in dense.items()}
    # Words that two languages share by chance would count as much as all of a question's words.
    share = min(words.known(store.full_text) for words in asked.words) if engine.encoder.card.multilingual else 1.0
    hits = fuse(dense, lexical, windows, limits.dense, limits.looked_at, trusted=share)
    timings = {"encode": (encoded - began) * 1000, "retrieve": (perf_counter() - encoded) * 1000}
    return Retrieval(hits, query, timings, floor)


def fuse(
    dense: Mapping[int, float],
    lexical: Mapping[int, float],
    windows: WindowMap,
    weight: float,
    most: int | None = None,
    *,
    trusted: float = 1.0,
) -> list[Hit]:
    """Return a hit for every window of `dense`, best first; no more than `most` but for heads, if that is given.

    `lexical` maps passages to BM25; a window whose passage is not in it has 0. `weight`, of 1, is the cosine's in
    a convex combination with BM25 divided by the query's best, as in Bruch, Gai and Ingber, "An Analysis of Fusion
    Functions for Hybrid Retrieval" (2023), which found it ahead of reciprocal-rank fusion, as we do. The words are
    `trusted` for so much of that.
    """
    rows = np.fromiter(dense, dtype=np.int64, count=len(dense))
    cosines = np.fromiter(dense.values(), dtype=np.float64, count=len(dense))
    passages, heads = windows.passages[rows], windows.heads[rows]
    best = max(lexical.values(), default=0.0) or 1.0
    words = np.array([lexical.get(passage, 0.0) for passage in passages.tolist()], dtype=np.float64) * (
        trusted / best
    )
    scores = weight * cosines + (1 - weight) * words
    order = np.lexsort((rows, -scores))
    if most is not None:
        order = order[heads[order] | (np.cumsum(~heads[order]) <= most)]
    columns = (column[order].tolist() for column in (rows, passages, scores, cosines, words, heads))
    return [
        Hit(row, passage, score, cosine, word, head=head, rank=score)
        for row, passage, score, cosine, word, head in zip(*columns, strict=True)
    ]
