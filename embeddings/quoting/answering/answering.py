"""From a question to an answer: find, choose what to quote, cite, judge."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import accumulate
from time import perf_counter
from typing import TYPE_CHECKING

from embeddings.documents.passages import context_of
from embeddings.quoting.answering.selection import Excerpt, Selection, SentenceScorer, excerpt, select
from embeddings.quoting.citing.citation import pinpoint
from embeddings.quoting.quote import Answer, Elsewhere, Quote
from embeddings.retrieval.confidence import NEAR, Names, Signals, probability, signals
from embeddings.retrieval.reranking import context_of as read_under
from embeddings.retrieval.search import search

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.documents.passages import Span
    from embeddings.documents.record.record import Record
    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.store import StoredDocument, StoredPassage
    from embeddings.retrieval.asking import Asked
    from embeddings.retrieval.first_stage import Engine, Hit
    from embeddings.retrieval.search import Found
    from embeddings.settings import AnswerSettings
    from embeddings.weights import Editions

_WORD = re.compile(r"[^\W_]+")


BRIEFLY = 250  # characters of what is offered where the archive does not answer; one quote at least


@dataclass(frozen=True, slots=True)
class Findings:
    """What one generation has on a question, before it is judged."""

    quotes: tuple[Quote, ...] = ()  # best first, each with its confidence
    signals: tuple[Signals, ...] = ()  # of each of them
    names: tuple[Names, ...] = ()  # likewise
    placed: tuple[bool, ...] = ()  # whether each is where its passage answers, as far as can be told
    timings_ms: Mapping[str, float] = field(default_factory=dict)


def answer(engine: Engine, question: str, asked: Asked, limits: AnswerSettings, *, began: float) -> Answer:
    """Return the answer of one generation; `began` is the `perf_counter` of when the question was asked."""
    findings = find(engine, asked, limits) if _has_words(question) else Findings()
    quotes = findings.quotes
    answers = [quote for at, quote in enumerate(quotes) if at == 0 or findings.placed[at]]
    confidence = max((quote.confidence for quote in answers), default=0.0)
    least = max(limits.minimum_confidence, confidence - engine.weights.confidence.behind)
    likely = [quote for quote in answers if quote.confidence >= least]
    nearest = [] if likely else _briefly(quotes)
    shown = [*likely, *nearest]
    named = findings.names[quotes.index(shown[0])] if shown else Names()
    return Answer(
        question=question,
        answered=bool(likely),
        confidence=confidence,
        generation=engine.generation.manifest.id,
        quotes=tuple(likely),
        nearest=tuple(nearest),
        further=tuple(quote for quote in quotes if quote not in shown),
        timings_ms=dict(findings.timings_ms) | {"total": (perf_counter() - began) * 1000},
        searched_for=asked.told,
        missing=named.missing,
        unknown=named.unknown,
        suggested=asked.suggested,
    )


def _briefly(quotes: Sequence[Quote]) -> list[Quote]:
    """Return the first quotes, as far as little room goes."""
    lengths = accumulate(len(quote.text) for quote in quotes)
    return [
        quote for at, (quote, shown) in enumerate(zip(quotes, lengths, strict=True)) if not at or shown <= BRIEFLY
    ]


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
    places = choose(engine, found, asked.text, limits)
    if asked.speakers is not None:  # what they quote is not theirs
        places = [place for place in places if place.document.whose(place.quoted).speaker in asked.speakers]
    seen, named = [], []
    for place in places:
        start, end = place.quoted
        text, record = place.document.text, place.document.record
        shown = f"{text[start:end]}\n{context_of(record, place.stored.passage)}"
        near = f"{text[max(0, start - NEAR) : end + NEAR]}\n{place.stored.passage.section}\n{_named_in(record)}"
        store = engine.generation.store
        named.append(Names.of(asked.text, near, store.full_text))
        seen.append(signals(store, asked, found, place.hit, quoted=shown, names=named[-1]))
    likely = [probability(one, engine.weights.confidence) for one in seen]
    quotes = tuple(_quote(place, confidence) for place, confidence in zip(places, likely, strict=True))
    timings = found.timings_ms | {"quote": (perf_counter() - began) * 1000}
    # Of a passage that was read as a whole it is not known which of its sentences pleased.
    placed = tuple(bool(place.hit.sentences) or place.hit.relevance is None for place in places)
    return Findings(quotes, tuple(seen), tuple(named), placed, timings)


def _named_in(record: Record) -> str:
    """Return whom and what a record names, and its years."""
    return "\n".join(claim.value for claim in record.claims)


def _has_words(question: str) -> bool:
    return any(character.isalnum() for character in question)


def _quote(place: Place, confidence: float) -> Quote:
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
        confidence=confidence,
        longer=selection.longer,
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
    def quoted(self) -> Span:
        """Return the characters that are quoted; of a place that is chosen."""
        assert self.selection is not None
        return self.selection.start, self.selection.end

    @property
    def span(self) -> tuple[int, int]:
        """Return the characters of what was found."""
        return self.excerpt.sentences[self.excerpt.first][0], self.excerpt.sentences[self.excerpt.stop - 1][1]


def choose(engine: Engine, found: Found, question: str, limits: AnswerSettings) -> list[Place]:
    """Return different places, best first, each with what to quote of it.

    A text that stands in several documents is quoted once.
    """
    weights = engine.weights.quoting
    chosen: list[Place] = []
    documents: dict[int, StoredDocument] = {}
    scorer = SentenceScorer(question, found.terms, found.query, engine.encoder, found.reader)
    hits = list(found.hits)
    while hits and len(chosen) < limits.quotes:
        hit = hits.pop(0)
        stored = found.passages[hit.passage]
        taken = [other.quoted for other in chosen if other.stored.document == stored.document]
        span = _found(engine.generation, hit, stored)
        if _mostly_in(span, taken, weights.overlap):
            continue
        if stored.document not in documents:
            documents[stored.document] = engine.generation.store.document(stored.document)
        document = documents[stored.document]
        near = engine.generation.store.passages(
            range(hit.passage - weights.reach, hit.passage + weights.reach + 1)
        )
        context = read_under(document.record, stored.passage.section, engine.weights.reranking)
        part = excerpt(document.text, hit.passage, span, near, context).without(taken)
        place = Place(hit, stored, document, part)
        edition = next((other for other in chosen if _same_text(place, other, weights.editions)), None)
        if edition is not None:
            edition.also.append(place)
            continue
        # The first quote is worth the cross-encoder's time; the others are not.
        place.selection = select(part, dict(hit.sentences), scorer, weights, limits, closely=not chosen)
        chosen.append(place)
        if (rest := _rest(hit, place.quoted)) is not None:
            # What else its passage says, ahead of what was read and ranks lower.
            behind = [at for at, other in enumerate(hits) if other.relevance is None or other.rank < rest.rank]
            hits.insert(behind[0] if behind else len(hits), rest)
    return chosen


def _found(generation: Generation, hit: Hit, stored: StoredPassage) -> Span:
    """Return the characters that were found: the best sentence, if sentences were read alone, else the window."""
    if hit.sentences:
        return max(hit.sentences, key=lambda sentence: sentence[1])[0]
    return stored.passage.span(stored.passage.windows[generation.windows.place(hit.window)])


def _rest(hit: Hit, quoted: Span) -> Hit | None:
    """Return a hit of the sentences that are left of one, worth as much less as the best of them is less."""
    left = tuple(one for one in hit.sentences if one[0][1] <= quoted[0] or one[0][0] >= quoted[1])
    if not left:
        return None
    less = max(logit for _, logit in hit.sentences) - max(logit for _, logit in left)
    return replace(
        hit,
        sentences=left,
        rank=hit.rank - less,
        relevance=None if hit.relevance is None else hit.relevance - less,
    )


def _mostly_in(span: Span, taken: Sequence[Span], share: float) -> bool:
    """Say whether more than a share of what was found is quoted already."""
    start, end = span
    return any(min(end, last) - max(start, first) > share * (end - start) for first, last in taken)


def _same_text(place: Place, other: Place, weights: Editions) -> bool:
    if place.stored.document == other.stored.document:
        return False
    start, end = other.quoted
    around = place.excerpt.sentences[0][0], place.excerpt.sentences[-1][1]
    return is_in(other.document.text[start:end], place.document.text[slice(*around)], weights)


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
