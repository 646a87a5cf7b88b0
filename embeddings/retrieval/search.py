"""Both stages of retrieval, for one question."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from embeddings.retrieval.reranking import by_first_stage, candidates, in_context, rerank
from embeddings.retrieval.retriever import retrieve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from embeddings.index.generation import Generation
    from embeddings.index.lexical import LexicalQuery
    from embeddings.index.store import Store, StoredPassage
    from embeddings.models.encoder import Encoder, Vectors
    from embeddings.models.reranker import Reranker
    from embeddings.retrieval.fusion import Hit
    from embeddings.settings import RerankSettings

LOOKED_AT = 40  # hits that a quote may be made of
AROUND = 3  # passages before and after a hit that are fetched with it


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is searched for."""

    text: str  # what is read beside a passage
    searches: tuple[str, ...]  # what the first stage looks for: the question, and other ways to put it
    heads: bool = False  # does it ask for what a page's head holds: issue, page, date of publication
    documents: frozenset[int] | None = None  # nowhere else, if given


@dataclass(frozen=True, slots=True)
class Engine:
    """What answers are found with: one generation and the models."""

    generation: Generation
    encoder: Encoder
    reranker: Reranker | None
    rerank: RerankSettings


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first."""

    hits: list[Hit]
    query: Vectors  # float32 [dim]
    words: tuple[LexicalQuery, ...]
    passages: Mapping[int, StoredPassage]  # of the hits, and those around them
    timings_ms: dict[str, float] = field(default_factory=dict)


def search(engine: Engine, asked: Asked) -> Found:
    """Return the best hits for a question that holds a word."""
    generation = engine.generation
    first = retrieve(generation, engine.encoder, asked.searches, asked.documents)
    hits = by_first_stage(first.hits, heads=asked.heads)[:LOOKED_AT]
    began = perf_counter()
    passages = _with_neighbours(generation.store, {hit.passage for hit in hits})
    if engine.reranker is not None:
        chosen = candidates(first.hits, engine.rerank.candidates, heads=asked.heads)
        passages |= _with_neighbours(generation.store, {hit.passage for hit in chosen} - passages.keys())
        texts = _texts(generation, chosen, passages)
        rest = [hit for hit in hits if hit.window not in texts]
        hits = rerank(asked.text, [*chosen, *rest], texts, engine.reranker, engine.rerank, heads=asked.heads)
    timings = first.timings_ms | {"rerank": (perf_counter() - began) * 1000}
    return Found(hits, first.query, first.words, passages, timings)


def _with_neighbours(store: Store, passages: Iterable[int]) -> dict[int, StoredPassage]:
    return store.passages({near for home in passages for near in range(home - AROUND, home + AROUND + 1)})


def _texts(generation: Generation, hits: list[Hit], passages: Mapping[int, StoredPassage]) -> dict[int, str]:
    store = generation.store
    records = {number: store.record(number) for number in {passages[hit.passage].document for hit in hits}}
    texts = {}
    for hit in hits:
        stored = passages[hit.passage]
        start, end = stored.passage.span(stored.passage.windows[generation.windows.place(hit.window)])
        text = store.slice(stored.document, start, end)
        texts[hit.window] = in_context(text, records[stored.document], stored.passage.section)
    return texts
