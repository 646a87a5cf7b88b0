"""From a question to an answer: retrieve, choose what to quote, cite, judge."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.passages import context_of
from embeddings.quoting.citation import cite, opens
from embeddings.quoting.notes import paragraph_of_mark
from embeddings.quoting.quote import Answer, Quote
from embeddings.quoting.selection import Excerpt, Selection, select
from embeddings.retrieval.confidence import Signals, probability, signals
from embeddings.retrieval.retriever import retrieve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.index.generation import Generation
    from embeddings.index.store import StoredDocument, StoredPassage
    from embeddings.models.encoder import Encoder
    from embeddings.retrieval.fusion import Hit
    from embeddings.settings import AnswerSettings

Found = tuple["StoredPassage", "StoredDocument"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What one generation has on a question, before it is judged."""

    quotes: tuple[Quote, ...]
    signals: Signals
    timings_ms: dict[str, float]


def answer(
    generation: Generation, encoder: Encoder, question: str, limits: AnswerSettings, *, top: int, began: float
) -> Answer:
    """Return the answer of one generation; `began` is the `perf_counter` of when the question was asked."""
    # An archive can be emptied on purpose.
    findable = generation.manifest.passages > 0 and _has_words(question)
    findings = find(generation, encoder, question, limits, top=top) if findable else None
    quotes = findings.quotes if findings else ()
    confidence = probability(findings.signals) if findings else 0.0
    timings = findings.timings_ms if findings else {}
    answered = bool(quotes) and confidence >= limits.minimum_confidence
    return Answer(
        question=question,
        answered=answered,
        confidence=confidence,
        generation=generation.manifest.id,
        quotes=quotes if answered else (),
        nearest=() if answered else quotes,
        timings_ms=timings | {"total": (perf_counter() - began) * 1000},
    )


def find(generation: Generation, encoder: Encoder, question: str, limits: AnswerSettings, *, top: int) -> Findings:
    """Return the best `top` quotes for a question that holds a word, and the signals of how well they answer."""
    hits, query, timings = retrieve(generation, encoder, question)
    chosen = hits[:top]
    found = _fetch(generation, chosen)
    excerpts = [Excerpt(document.text, passage.passage) for passage, document in found]
    selections = select(excerpts, question, query, encoder, limits.quote_characters)
    quotes = tuple(
        _quote(hit, passage, document, selection)
        for hit, (passage, document), selection in zip(chosen, found, selections, strict=True)
    )
    passage, document = found[0]
    shown = f"{quotes[0].text}\n{context_of(document.record, passage.passage)}"
    return Findings(quotes, signals(question, hits, selections[0].score, shown), timings)


def _has_words(question: str) -> bool:
    return any(character.isalnum() for character in question)


def _fetch(generation: Generation, hits: Sequence[Hit]) -> list[Found]:
    passages = generation.store.passages(hit.passage for hit in hits)
    documents = {
        number: generation.store.document(number) for number in {passage.document for passage in passages.values()}
    }
    return [(passages[hit.passage], documents[passages[hit.passage].document]) for hit in hits]


def _quote(hit: Hit, stored: StoredPassage, document: StoredDocument, selection: Selection) -> Quote:
    passage = stored.passage
    return Quote(
        source=document.text,
        text=document.text[selection.start : selection.end],
        document=document.path,
        start=selection.start,
        end=selection.end,
        sha256=document.sha256,
        score=hit.score,
        role=passage.attribution.role,
        speaker=passage.attribution.speaker,
        citation=cite(
            document.path,
            document.record,
            passage,
            _paragraphs(document, selection),
            text=document.text,
            span=(selection.start, selection.end),
            opening=opens(document.outline, selection.start),
        ),
        highlights=(selection.highlight,),
    )


def _paragraphs(document: StoredDocument, selection: Selection) -> list[int]:
    """Return the numbers of the paragraphs a quote stands in; of a footnote, of the one with its mark."""
    numbers = []
    for block, _ in document.outline:
        if block.end <= selection.start or selection.end <= block.start:
            continue
        note = block.kind is BlockKind.FOOTNOTE
        number = paragraph_of_mark(document.text, document.outline, block) if note else block.number
        if number is not None:
            numbers.append(number)
    return sorted(set(numbers))
