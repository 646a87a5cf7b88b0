"""From a question to an answer: find, choose what to quote, cite, judge."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from embeddings.documents.passages import context_of
from embeddings.quoting.choosing import Place, choose
from embeddings.quoting.pinpoint import pinpoint
from embeddings.quoting.quote import Answer, Elsewhere, Quote
from embeddings.retrieval.confidence import Signals, probability, signals
from embeddings.retrieval.search import Engine, search

if TYPE_CHECKING:
    from embeddings.index.generation import Generation
    from embeddings.retrieval.asking import Asked
    from embeddings.settings import AnswerSettings


@dataclass(frozen=True, slots=True)
class Findings:
    """What one generation has on a question, before it is judged."""

    quotes: tuple[Quote, ...]
    signals: Signals
    timings_ms: dict[str, float]


def answer(
    engine: Engine, question: str, asked: Asked, limits: AnswerSettings, *, top: int, began: float
) -> Answer:
    """Return the answer of one generation; `began` is the `perf_counter` of when the question was asked."""
    findings = find(engine, asked, limits, top=top) if _has_words(question) else None
    quotes = findings.quotes if findings else ()
    confidence = probability(findings.signals) if findings and quotes else 0.0
    timings = findings.timings_ms if findings else {}
    answered = bool(quotes) and confidence >= limits.minimum_confidence
    return Answer(
        question=question,
        answered=answered,
        confidence=confidence,
        generation=engine.generation.manifest.id,
        quotes=quotes if answered else (),
        nearest=() if answered else quotes,
        timings_ms=timings | {"total": (perf_counter() - began) * 1000},
        searched_for=asked.told,
    )


def silence(generation: Generation, question: str, began: float) -> Answer:
    """Return the answer of a generation that holds nothing."""
    total = {"total": (perf_counter() - began) * 1000}
    return Answer(
        question, answered=False, confidence=0.0, generation=generation.manifest.id, quotes=(), timings_ms=total
    )


def find(engine: Engine, asked: Asked, limits: AnswerSettings, *, top: int) -> Findings:
    """Return the best `top` quotes for a question that holds a word, and the signals of how well they answer."""
    found = search(engine, asked)
    began = perf_counter()
    places = choose(engine, found, asked.text, top=top, limit=limits.quote_characters)
    quotes = tuple(_quote(place) for place in places)
    shown = ""
    if places:
        shown = f"{quotes[0].text}\n{context_of(places[0].document.record, places[0].stored.passage)}"
    timings = found.timings_ms | {"quote": (perf_counter() - began) * 1000}
    return Findings(quotes, signals(engine.generation.store, asked, found, shown), timings)


def _has_words(question: str) -> bool:
    return any(character.isalnum() for character in question)


def _quote(place: Place) -> Quote:
    selection, document = place.selection, place.document
    assert selection is not None
    span = (selection.start, selection.end)
    return Quote(
        source=document.text,
        text=document.text[selection.start : selection.end],
        document=document.path,
        start=selection.start,
        end=selection.end,
        sha256=document.sha256,
        score=place.hit.rank,
        role=place.stored.passage.attribution.role,
        speaker=place.stored.passage.attribution.speaker,
        citation=pinpoint(place.document, place.stored.passage, span),
        highlights=(selection.highlight,),
        also_in=tuple(_elsewhere(other) for other in place.also),
    )


def _elsewhere(place: Place) -> Elsewhere:
    citation = pinpoint(place.document, place.stored.passage, place.span)
    return Elsewhere(place.document.path, *place.span, citation.short)
