"""Both stages of retrieval, for one question.

A question about a work, "which issue is this from?", is answered by the lines where the work speaks of itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from embeddings.index.words.lexical import LexicalQuery, TermWeights
from embeddings.models.comparing import MeaningReader
from embeddings.models.encoder import spread
from embeddings.retrieval.first_stage import Hit, Query, retrieve
from embeddings.retrieval.reranking import Wanted, by_first_stage, candidates, context_of, rerank
from embeddings.text.languages import is_english

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from embeddings.documents.passages import Span
    from embeddings.documents.record.record import Record
    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.store import StoredPassage
    from embeddings.models.encoder import Vectors
    from embeddings.models.reranker import Reranker
    from embeddings.retrieval.asking import Asked
    from embeddings.retrieval.first_stage import Engine, Retrieval
    from embeddings.weights import Reranking


GLANCED_AT = 3  # passages whose language is looked at


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first."""

    hits: list[Hit]
    query: Vectors  # float32 [dim]
    terms: TermWeights  # of the question
    passages: Mapping[int, StoredPassage]  # of the hits
    is_only_work: bool = False  # the question is about a work, and no other can be meant
    timings_ms: dict[str, float] = field(default_factory=dict)
    reader: Reranker | None = None  # what read the best of them


def search(engine: Engine, asked: Asked) -> Found:
    """Return the best hits for a question that holds a word."""
    generation = engine.generation
    first = retrieve(engine, Query(asked.searches, asked.words, asked.documents, asked.speakers))
    began = perf_counter()
    work = about_work(engine, asked, first)
    of_work = {hit.window: place for place, hit in enumerate(work.heads)}
    others = [hit for hit in first.hits if hit.window not in of_work]
    if asked.about_work is None:  # titles stand last, however well they match
        others.sort(key=lambda hit: hit.head)
    found = [*work.heads, *others[: engine.weights.fusion.looked_at]]
    passages = generation.store.passages({hit.passage for hit in found})
    wanted = Wanted(engine.weights, asked, passages, of_work)
    hits = by_first_stage(found, wanted)
    reader = _reader(engine, asked, passages, hits, first.floor)
    if reader is not None:
        chosen = candidates(hits, engine.rerank.candidates)
        of_chosen = {hit.window for hit in chosen}
        rest = [hit for hit in hits if hit.window not in of_chosen]
        texts = StoredTexts(
            generation, passages, engine.weights.reranking, _saying(generation, asked, list(of_work))
        )
        hits = rerank(asked.readings, chosen, texts, reranker=reader, settings=engine.rerank, wanted=wanted)
        hits += rest
    timings = first.timings_ms | {"rerank": (perf_counter() - began) * 1000}
    terms = TermWeights.of(asked.words[0], generation.store.full_text)
    return Found(hits, first.query, terms, passages, work.is_only, timings, reader)


def _reader(
    engine: Engine, asked: Asked, passages: Mapping[int, StoredPassage], hits: Sequence[Hit], floor: float
) -> Reranker | None:
    """Return what reads the best passages: the cross-encoder, or meaning alone where it does not know a language.

    The packaged one knows English. With an encoder that reads no other language either, it is the better of both.
    """
    if engine.reranker is None or not engine.encoder.card.multilingual:
        return engine.reranker
    store = engine.generation.store
    known = is_english(asked.text)
    for hit in hits[:GLANCED_AT] if known else ():
        stored = passages[hit.passage]
        known = known and is_english(store.slice(stored.document, stored.passage.start, stored.passage.end))
    return engine.reranker if known else MeaningReader(engine.encoder, floor)


@dataclass(frozen=True, slots=True)
class AboutWork:
    """Where a question about a work is answered."""

    heads: tuple[Hit, ...] = ()
    is_only: bool = False  # no other work can be meant


def about_work(engine: Engine, asked: Asked, found: Retrieval) -> AboutWork:
    """Return the heads of the works a question is about, none if it is about no work.

    A work is known by its title or by what the question says of it: then it is the one found first for that.
    """
    if asked.about_work is None:
        return AboutWork()
    generation, weights = engine.generation, engine.weights
    searched = asked.documents
    if searched is None and generation.manifest.documents == 1:
        searched = frozenset(generation.store.documents_of([0]))
    if searched is not None and len(searched) == 1:
        return AboutWork(tuple(_heads(engine, asked, searched, found)), is_only=True)
    if not asked.about_work and not asked.works:
        return AboutWork()
    works = sorted(asked.works)
    if not 0 < len(works) <= weights.works.meant:  # a column appears many times under one title
        topic = asked.about_work
        words = (LexicalQuery.parse(topic, generation.store, weights.words, is_word=engine.encoder.is_word),)
        among = asked.works or asked.documents
        works = _work_of(generation, retrieve(engine, Query((topic,), words, among, asked.speakers)).hits)
    return AboutWork(tuple(_heads(engine, asked, works, found)))


def _heads(engine: Engine, asked: Asked, works: Collection[int], found: Retrieval) -> list[Hit]:
    """Return the heads of works, as they were found or not."""
    generation, weights = engine.generation, engine.weights.works
    rows = generation.windows.rows(generation.store.passages_of(works, asked.speakers))
    heads = [int(row) for row in rows if generation.windows.heads[row]]
    heads = (list(_saying(generation, asked, heads)) or heads)[: weights.heads * weights.meant]
    if not heads:
        return []
    raw = generation.vectors.rows(np.array(heads, dtype=np.int64)) @ found.query
    cosines = (spread(float(cosine), found.floor) for cosine in raw)
    seen = {hit.window: hit for hit in found.hits}
    hits = [
        seen.get(row) or Hit(row, generation.windows.passage(row), weights.unfound, cosine, 0.0, head=True)
        for row, cosine in zip(heads, cosines, strict=True)
    ]
    # Which of its lines tells is known; how much one is like the question says nothing.
    best = max(hit.score for hit in hits)
    return [replace(hit, score=best) for hit in hits]


def _saying(generation: Generation, asked: Asked, heads: Sequence[int]) -> dict[int, str]:
    """Return the heads that hold a line from which a record has what is asked, and the line; the best comes first.

    That tells most of what is asked, then the likeliest of it, then most of anything.
    """
    store = generation.store
    stored = store.passages({generation.windows.passage(row) for row in heads})
    fields = [field for aspect in sorted(asked.asks) for field in aspect.fields]
    saying: list[tuple[int, int, int, int, str]] = []
    for row in heads:
        found = stored[generation.windows.passage(row)]
        start, end = found.passage.span(found.passage.windows[generation.windows.place(row)])
        text, record = store.slice(found.document, start, end), store.record(found.document)
        said = [claim for claim in record.claims if record.won(claim) and claim.words in text]
        for line in {claim.words for claim in said if claim.field in fields}:
            told = {fields.index(claim.field) for claim in said if claim.words == line and claim.field in fields}
            saying.append((-len(told), min(told), -len(said), row, line))
    best: dict[int, str] = {}
    for *_, row, line in sorted(saying):
        best.setdefault(row, line)
    return best


def _work_of(generation: Generation, hits: Sequence[Hit]) -> list[int]:
    """Return the document of the best hit, rather one that says what is asked about than a title."""
    best = next((hit for hit in hits if not hit.head), None) or next(iter(hits), None)
    if best is None:
        return []
    return [stored.document for stored in generation.store.passages([best.passage]).values()]


class StoredTexts:
    """The texts of hits, as a generation has them."""

    def __init__(
        self,
        generation: Generation,
        passages: Mapping[int, StoredPassage],
        weights: Reranking,
        lines: Mapping[int, str],
    ) -> None:
        """Read hits; of a head that is to tell something of its work, by window, this line alone says it."""
        self._weights, self._lines = weights, lines
        self._windows, self._store = generation.windows, generation.store
        self._passages = passages
        self._texts: dict[int, str] = {}
        self._records: dict[int, Record] = {}

    def passage(self, hit: Hit) -> str:
        """Return the text of a hit's passage under its author, title and section."""
        passage = self._passages[hit.passage].passage
        return self._read(hit, passage.start, passage.end)

    def sentences(self, hit: Hit) -> dict[Span, str]:
        """Return by their spans the texts of its sentences likewise; of a head, those of the window alone."""
        passage = self._passages[hit.passage].passage
        alike: list[Span] = []
        for row in self._windows.of_passage(hit.passage):
            window = passage.windows[self._windows.place(row)]
            if row == hit.window if hit.head else not self._windows.heads[row]:
                alike += passage.sentences[max(window.first, passage.headings) : window.stop]
        text = self._text(hit.passage)
        read = passage.parted(text, alike or passage.sentences)
        spans = {span: (max(span[0], passage.start), min(span[1], passage.end)) for span in read}
        words = {span: text[start - passage.start : end - passage.start] for span, (start, end) in spans.items()}
        line = self._lines.get(hit.window, "")
        telling = [span for span in read if line and (words[span] in line or line in words[span])]
        return {span: self._read(hit, *spans[span]) for span in telling or read}

    def window(self, hit: Hit, sentence: Span) -> int:
        """Return the window of its passage that a sentence stands in."""
        passage = self._passages[hit.passage].passage
        rows = self._windows.of_passage(hit.passage)
        spans = {row: passage.span(passage.windows[self._windows.place(row)]) for row in rows}
        return next((row for row, span in spans.items() if span[0] <= sentence[0] < span[1]), hit.window)

    def _read(self, hit: Hit, start: int, end: int) -> str:
        stored = self._passages[hit.passage]
        passage, document = stored.passage, stored.document
        if document not in self._records:
            self._records[document] = self._store.record(document)
        text = self._text(hit.passage)[start - passage.start : end - passage.start]
        return context_of(self._records[document], passage.section, self._weights) + text

    def _text(self, number: int) -> str:
        stored = self._passages[number]
        if number not in self._texts:
            self._texts[number] = self._store.slice(stored.document, stored.passage.start, stored.passage.end)
        return self._texts[number]
