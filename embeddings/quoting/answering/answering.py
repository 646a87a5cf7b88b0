"""From a question to an answer: find, choose what to quote, cite, judge."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from embeddings.documents.passages import context_of
from embeddings.quoting.answering.selection import Excerpt, Selection, SentenceScorer, excerpt, select
from embeddings.quoting.citing.citation import pinpoint
from embeddings.quoting.quote import Answer, Elsewhere, Quote
from embeddings.retrieval.confidence import Signals, probability, signals
from embeddings.retrieval.search import search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.passages import Span
    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.store import StoredDocument, StoredPassage
    from embeddings.retrieval.asking import Asked
    from embeddings.retrieval.first_stage import Engine, Hit
    from embeddings.retrieval.search import Found
    from embeddings.settings import AnswerSettings
    from embeddings.weights import Editions

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Findings:
    """What one generation has on a question, before it is judged."""

    quotes: tuple[Quote, ...]
    signals: Signals
    timings_ms: dict[str, float]


def answer(engine: Engine, question: str, asked: Asked, limits: AnswerSettings, *, began: float) -> Answer:
    """Return the answer of one generation; `began` is the `perf_counter` of when the question was asked."""
    findings = find(engine, asked, limits) if _has_words(question) else None
    quotes = findings.quotes if findings else ()
    confidence = probability(findings.signals, engine.weights.confidence) if findings and quotes else 0.0
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


def find(engine: Engine, asked: Asked, limits: AnswerSettings) -> Findings:
    """Return the best quotes for a question that holds a word, and the signals of how well they answer."""
    found = search(engine, asked)
    began = perf_counter()
    places = choose(engine, found, asked.text, top=limits.quotes, limit=limits.quote_characters)
    quotes = tuple(_quote(place) for place in places)
    if asked.speakers is not None:  # what they quote is not theirs
        quoted = [pair for pair in zip(places, quotes, strict=True) if pair[1].speaker in asked.speakers]
        places, quotes = [place for place, _ in quoted], tuple(quote for _, quote in quoted)
    shown = ""
    if places:
        shown = f"{quotes[0].text}\n{context_of(places[0].document.record, places[0].stored.passage)}"
    timings = found.timings_ms | {"quote": (perf_counter() - began) * 1000}
    return Findings(quotes, signals(engine.generation.store, asked, found, shown, engine.weights), timings)


def _has_words(question: str) -> bool:
    return any(character.isalnum() for character in question)


def _quote(place: Place) -> Quote:
    selection, document = place.selection, place.document
    assert selection is not None
    span = (selection.start, selection.end)
    whose = document.whose(span)
    return Quote(
        source=document.text,
        text=document.text[selection.start : selection.end],
        document=document.path,
        start=selection.start,
        end=selection.end,
        sha256=document.sha256,
        score=place.hit.rank,
        role=whose.role,
        speaker=whose.speaker,
        citation=pinpoint(place.document, place.stored.passage, span),
        highlights=(selection.highlight,),
        also_in=tuple(_elsewhere(other) for other in place.also),
    )


def _elsewhere(place: Place) -> Elsewhere:
    citation = pinpoint(place.document, place.stored.passage, place.span)
    return Elsewhere(place.document.path, *place.span, citation.short)


@dataclass(slots=True)
class Place:
    """A place to quote."""

    hit: Hit
    stored: StoredPassage
    document: StoredDocument
    excerpt: Excerpt
    selection: Selection | None = None
    also: list[Place] = field(default_factory=list)  # the same text in other documents

    @property
    def window(self) -> str:
        """Return the text that was found."""
        start, end = self.span
        return self.excerpt.text[start:end]

    @property
    def quoted(self) -> Span:
        """Return the characters that are quoted; of a place that is chosen."""
        assert self.selection is not None
        return self.selection.start, self.selection.end

    @property
    def span(self) -> tuple[int, int]:
        """Return the characters of what was found."""
        return self.excerpt.sentences[self.excerpt.first][0], self.excerpt.sentences[self.excerpt.stop - 1][1]


def choose(engine: Engine, found: Found, question: str, *, top: int, limit: int) -> list[Place]:
    """Return at most `top` different places, best first, each with at most `limit` characters to quote of it.

    A text that stands in several documents is quoted once.
    """
    weights = engine.weights.quoting
    chosen: list[Place] = []
    documents: dict[int, StoredDocument] = {}
    scorer = SentenceScorer(question, found.terms, found.query, engine.encoder, engine.reranker)
    for hit in found.hits:
        if len(chosen) >= top:
            break
        stored = found.passages[hit.passage]
        window = engine.generation.windows.place(hit.window)
        taken = [other.quoted for other in chosen if other.stored.document == stored.document]
        if _mostly_in(stored.passage.span(stored.passage.windows[window]), taken, weights.overlap):
            continue
        if stored.document not in documents:
            documents[stored.document] = engine.generation.store.document(stored.document)
        document = documents[stored.document]
        near = engine.generation.store.passages(
            range(hit.passage - weights.reach, hit.passage + weights.reach + 1)
        )
        place = Place(hit, stored, document, excerpt(document.text, hit, window, near).without(taken))
        edition = next((other for other in chosen if _same_text(place, other, weights.editions)), None)
        if edition is not None:
            edition.also.append(place)
            continue
        # The sentences of the first quote are worth the cross-encoder's time; the others' are not.
        place.selection = select(place.excerpt, scorer, weights, limit=limit, closely=not chosen)
        chosen.append(place)
    return chosen


def _mostly_in(span: Span, taken: Sequence[Span], share: float) -> bool:
    """Say whether more than a share of what was found is quoted already."""
    start, end = span
    return any(min(end, last) - max(start, first) > share * (end - start) for first, last in taken)


def _same_text(place: Place, other: Place, weights: Editions) -> bool:
    if place.stored.document == other.stored.document:
        return False
    start, end = other.quoted
    return is_in(place.window, other.document.text[start:end], weights)


def is_in(text: str, whole: str, weights: Editions) -> bool:
    """Say whether nearly all of a text, in its order, stands in another: whether they are two editions of it.

    Editions differ in spelling, punctuation and a word here and there; so runs of a few words are compared, as in
    Broder, "On the resemblance and containment of documents" (1997), letters and digits alone.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < weights.shortest:
        return False
    runs = _runs(words, weights.run)
    return len(runs & _runs(_WORD.findall(whole.casefold()), weights.run)) >= weights.contained * len(runs)


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
