"""Read the best of what was found again, beside the question: the cross-encoder's part.

It reads a passage under its author, title and section: "he" and "this strike" mean nothing alone. Of the best, and
of those that are nearly as good, it reads each sentence alone as well: a passage pleases by its subject, a
sentence by what it says. The first stage keeps a say: what it alone sees, the words of the question in the
passage, breaks near ties.

A follow-up is read twice, with the subject it was given and as it was asked: with it a passage on the subject
pleases that does not answer, without it one that answers on another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

import numpy as np

from embeddings.documents.record.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.documents.passages import Span
    from embeddings.documents.record.record import Record
    from embeddings.index.storage.store import StoredPassage
    from embeddings.models.reranker import Pairs, Reranker
    from embeddings.retrieval.asking import Asked
    from embeddings.retrieval.first_stage import Hit
    from embeddings.settings import RerankSettings
    from embeddings.weights import Reranking, Weights

CHUNK = 2  # pairs between two looks at the clock and at what was read


@dataclass(frozen=True, slots=True)
class Wanted:
    """What counts beside the passages' words, for one question: what it prefers without excluding the rest."""

    weights: Weights
    asked: Asked
    passages: Mapping[int, StoredPassage]
    of_work: Mapping[int, int]  # windows of the head of the work that is asked about, numbered as they are wanted

    def bonus(self, hit: Hit) -> float:
        """Return what a hit gains, or loses, in first-stage score."""
        stored, weights = self.passages[hit.passage], self.weights.preferences
        gain = 0.0
        if hit.window in self.of_work:
            gain += weights.of_work - weights.less_of_work * self.of_work[hit.window]
        elif hit.head and self.asked.about_work is None:
            gain += weights.head
        author = self.asked.author
        if author is not None:
            speaker = stored.passage.attribution.speaker
            if speaker in author.speakers or (speaker is None and stored.document in author.documents):
                gain += weights.author
        if stored.document in self.asked.works and (author is None or stored.document in author.documents):
            gain += weights.named
        if stored.document in self.asked.dated:
            gain += weights.dated
        return gain

    def unread(self, hit: Hit) -> float:
        """Return what a hit is worth in logits before it is read."""
        weights = self.weights.reranking
        return weights.first_stage * hit.score + weights.preference * self.bonus(hit)


class Texts(Protocol):
    """What is read, each text after what `context_of` says."""

    def passage(self, hit: Hit) -> str:
        """Return the text of a hit's passage."""

    def sentences(self, hit: Hit) -> Mapping[Span, str]:
        """Return by their spans the texts of its sentences; of a page's head, those of the window alone."""

    def window(self, hit: Hit, sentence: Span) -> int:
        """Return the window of its passage that a sentence stands in."""


def by_first_stage(hits: Sequence[Hit], wanted: Wanted) -> list[Hit]:
    """Return the hits ordered by the first stage and what the question prefers."""
    ranked = [replace(hit, rank=hit.score + wanted.bonus(hit)) for hit in hits]
    return sorted(ranked, key=lambda hit: (-hit.rank, hit.window))


def candidates(hits: Sequence[Hit], count: int) -> list[Hit]:
    """Return the first hits that are worth reading, in their order: the best window of each passage."""
    chosen: dict[int, Hit] = {}
    for hit in hits:
        chosen.setdefault(hit.passage, hit)
        if len(chosen) == count:
            break
    return list(chosen.values())


def context_of(record: Record, section: str | None, weights: Reranking) -> str:
    """Return what is read before a text: its author, title and section, as far as they are known."""
    author = (record.value(Field.AUTHOR) or "")[: weights.author_read]
    title, section = (record.title or "")[: weights.title_read], section or ""
    section = section[max(0, len(section) - weights.section_read) :]
    return f"{author}: " * bool(author) + "".join(f"{name}. " for name in (title, section) if name)


def rerank(
    readings: Sequence[str],
    hits: Sequence[Hit],
    texts: Texts,
    *,
    reranker: Reranker,
    settings: RerankSettings,
    wanted: Wanted,
) -> list[Hit]:
    """Return the hits in their new order, each of a passage of its own.

    Every reading of a question has its share in the order; relevance is by the first. When more would overrun the
    time, or change nothing, what was not yet read keeps the first stage's order behind what was.
    """
    weights = wanted.weights.reranking
    reading = _Reading(reranker, readings, weights.passages_share * settings.milliseconds / 1000)
    read: list[Hit] = []
    for at in range(0, len(hits), CHUNK):
        some = hits[at : at + CHUNK]
        pairs = reading.prepare([texts.passage(hit) for hit in some])
        if at >= weights.least and reading.would_overrun(pairs):
            break
        read += [_judged(hit, logits, wanted) for hit, logits in zip(some, reading.score(pairs), strict=True)]
        if _settled(read, hits[at + CHUNK :], wanted):
            break
    read.sort(key=_order)
    return _looked_closely(read, texts, reading, wanted) + list(hits[len(read) :])


def _looked_closely(read: list[Hit], texts: Texts, reading: _Reading, wanted: Wanted) -> list[Hit]:
    """Return the hits with the sentences of the best read alone; the nearly best are put in order by them."""
    weights = wanted.weights.reranking
    close: list[tuple[float, Hit]] = []
    for hit in read[: weights.close]:
        if hit.rank < read[0].rank - weights.near:
            break
        sentences = texts.sentences(hit)
        if len(sentences) == 1:  # it was read already
            logits = [hit.relevance or 0.0]
        else:
            pairs = reading.prepare(list(sentences.values()))
            if close and reading.would_overrun(pairs):
                break
            logits = [_together(some, wanted.asked, weights) for some in reading.score(pairs)]
        placed = replace(hit, sentences=tuple(zip(sentences, logits, strict=True)))
        best = max(logits, default=0.0)
        if logits:  # a short answer drowns in a long passage
            window = texts.window(hit, list(sentences)[int(np.argmax(logits))])
            placed = replace(placed, window=window, relevance=max(best, hit.relevance or 0.0))
        close.append((hit.rank + weights.sentence * best, placed))
    # They share out the ranks that they had: what was not looked at closely stays behind.
    ordered = [hit for _, hit in sorted(close, key=lambda pair: (-pair[0], pair[1].window))]
    ranks = [hit.rank for hit in read[: len(close)]]
    return [replace(hit, rank=rank) for hit, rank in zip(ordered, ranks, strict=True)] + read[len(close) :]


Logits = tuple[float, ...]  # a text's, one for each reading of the question


class _Reading:
    """A question's time with the cross-encoder."""

    def __init__(self, reranker: Reranker, questions: Sequence[str], seconds: float) -> None:
        self._reranker, self._questions, self._seconds = reranker, questions, seconds
        self._began = perf_counter()
        self._tokens = 0  # read so far

    def prepare(self, texts: Sequence[str]) -> list[Pairs]:
        """Return these texts beside the question, by each of its readings."""
        return [self._reranker.prepare(question, texts) for question in self._questions]

    def would_overrun(self, pairs: Sequence[Pairs]) -> bool:
        """Say whether reading these would, at the pace so far, take longer than there is time."""
        spent = perf_counter() - self._began
        return spent * (1 + _tokens(pairs) / self._tokens) > self._seconds

    def score(self, pairs: Sequence[Pairs]) -> list[Logits]:
        """Return the logits of these texts."""
        self._tokens += _tokens(pairs)
        by_question = [[float(logit) for logit in self._reranker.score(some)] for some in pairs]
        return list(zip(*by_question, strict=True))


def _tokens(pairs: Sequence[Pairs]) -> int:
    return sum(sum(some.tokens) for some in pairs)


def _together(logits: Logits, asked: Asked, weights: Reranking) -> float:
    """Return the logit of all readings of a question."""
    first, *others = logits
    if asked.either:
        return max(logits)
    return (1 - weights.own_words) * first + weights.own_words * fmean(others) if others else first


def _judged(hit: Hit, logits: Logits, wanted: Wanted) -> Hit:
    rank = _together(logits, wanted.asked, wanted.weights.reranking) + wanted.unread(hit)
    return replace(hit, relevance=max(logits) if wanted.asked.either else logits[0], rank=rank)


def _settled(read: Sequence[Hit], rest: Sequence[Hit], wanted: Wanted) -> bool:
    """Say whether what was read answers so well that the rest, best first, need not be."""
    weights = wanted.weights.reranking
    best = min(read, key=_order)
    if not rest or best.relevance is None or best.relevance < 0:
        return False
    others = max((hit.rank - wanted.unread(hit) for hit in read if hit is not best), default=-weights.lead)
    surprise = weights.surprise_of_named if wanted.asked.works else weights.surprise
    return best.rank >= wanted.unread(rest[0]) + max(weights.lead, surprise + others)


def _order(hit: Hit) -> tuple[float, int]:
    return -hit.rank, hit.window
