"""Both stages of retrieval, for one question."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from embeddings.index.term_weights import TermWeights
from embeddings.retrieval.preferences import Preferences
from embeddings.retrieval.reranking import by_first_stage, candidates, in_context, rerank
from embeddings.retrieval.retriever import LOOKED_AT, Query, retrieve
from embeddings.retrieval.works import about_work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from embeddings.documents.record import Record
    from embeddings.index.generation import Generation
    from embeddings.index.store import StoredPassage
    from embeddings.models.encoder import Encoder, Vectors
    from embeddings.models.reranker import Reranker
    from embeddings.retrieval.asking import Asked
    from embeddings.retrieval.fusion import Hit
    from embeddings.settings import RerankSettings


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
    terms: TermWeights  # of the question
    passages: Mapping[int, StoredPassage]  # of the hits
    is_only_work: bool = False  # the question is about a work, and no other can be meant
    timings_ms: dict[str, float] = field(default_factory=dict)


def search(engine: Engine, asked: Asked) -> Found:
    """Return the best hits for a question that holds a word."""
    generation = engine.generation
    first = retrieve(generation, engine.encoder, Query(asked.searches, asked.words, asked.documents))
    began = perf_counter()
    work = about_work(generation, engine.encoder, asked, first)
    of_work = {hit.window for hit in work.heads}
    others = [hit for hit in first.hits if hit.window not in of_work]
    if asked.about_work is None:  # titles stand last, however well they match
        others.sort(key=lambda hit: hit.head)
    found = [*work.heads, *others[:LOOKED_AT]]
    passages = generation.store.passages({hit.passage for hit in found})
    wanted = Preferences(asked, passages, of_work)
    hits = by_first_stage(found, wanted)
    if engine.reranker is not None:
        chosen = candidates(hits, engine.rerank.candidates)
        of_chosen = {hit.window for hit in chosen}
        rest = [hit for hit in hits if hit.window not in of_chosen]
        texts = StoredTexts(generation, passages)
        hits = rerank(
            asked.readings, chosen, texts, reranker=engine.reranker, settings=engine.rerank, wanted=wanted
        )
        hits += rest
    timings = first.timings_ms | {"rerank": (perf_counter() - began) * 1000}
    terms = TermWeights.of(asked.words[0], generation.store.full_text)
    return Found(hits, first.query, terms, passages, work.is_only, timings)


class StoredTexts:
    """The texts of hits, as a generation has them."""

    def __init__(self, generation: Generation, passages: Mapping[int, StoredPassage]) -> None:
        self._windows, self._store = generation.windows, generation.store
        self._passages = passages
        self._texts: dict[int, str] = {}
        self._records: dict[int, Record] = {}

    def passage(self, hit: Hit) -> str:
        """Return the text of a hit's passage under its author, title and section."""
        passage = self._passages[hit.passage].passage
        return self._read(hit, passage.start, passage.end)

    def windows(self, hit: Hit) -> dict[int, str]:
        """Return the texts of its windows likewise: of those that are a page's head, or of those that are not."""
        passage = self._passages[hit.passage].passage
        alike = [row for row in self._windows.of_passage(hit.passage) if self._windows.heads[row] == hit.head]
        return {row: self._read(hit, *passage.span(passage.windows[self._windows.place(row)])) for row in alike}

    def _read(self, hit: Hit, start: int, end: int) -> str:
        stored = self._passages[hit.passage]
        passage, document = stored.passage, stored.document
        if hit.passage not in self._texts:
            self._texts[hit.passage] = self._store.slice(document, passage.start, passage.end)
        if document not in self._records:
            self._records[document] = self._store.record(document)
        text = self._texts[hit.passage][start - passage.start : end - passage.start]
        return in_context(text, self._records[document], passage.section)
