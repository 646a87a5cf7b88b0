"""Choose what to show of a passage: whole sentences around the one that answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from embeddings.index.lexical import content_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.passages import Passage, Span
    from embeddings.models.encoder import Encoder, Vectors

_WORD = re.compile(r"[^\W_]+")
DENSE_WEIGHT = 0.7


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage and the text of its document."""

    text: str
    passage: Passage

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Return the sentences that may be quoted: headings are left out where anything else is left."""
        return self.passage.sentences[self.passage.headings :] or self.passage.sentences


@dataclass(frozen=True, slots=True)
class Selection:
    """Characters ``[start, end)`` to quote, and the sentence in them that answers best."""

    start: int
    end: int
    highlight: Span
    score: float  # of that sentence: cosine and shared words


def select(
    excerpts: Sequence[Excerpt], question: str, query: Vectors, encoder: Encoder, limit: int
) -> list[Selection]:
    """Return what to quote of each excerpt: at most `limit` characters, but always one sentence whole.

    `query` is the question's float32 [dim] vector. All sentences are embedded in one go, batches being cheaper.
    """
    texts = [excerpt.text[start:end] for excerpt in excerpts for start, end in excerpt.sentences]
    scores = _scores(texts, question, query, encoder)
    edges = [0, *accumulate(len(excerpt.sentences) for excerpt in excerpts)]
    selections = []
    for excerpt, (left, right) in zip(excerpts, pairwise(edges), strict=True):
        best = int(np.argmax(scores[left:right]))
        first, last = _around(excerpt.sentences, best, limit)
        start, end = excerpt.sentences[first][0], excerpt.sentences[last][1]
        selections.append(Selection(start, end, excerpt.sentences[best], float(scores[left + best])))
    return selections


def _scores(texts: list[str], question: str, query: Vectors, encoder: Encoder) -> Vectors:
    """Return float32 [n]: how well each sentence answers, by meaning and by shared words."""
    cosines = encoder.encode_beginnings(texts) @ query
    wanted = set(content_terms(question))
    shared = np.array([_overlap(wanted, text) for text in texts], dtype=np.float32)
    return np.asarray(DENSE_WEIGHT * cosines + (1 - DENSE_WEIGHT) * shared, dtype=np.float32)


def _overlap(wanted: set[str], text: str) -> float:
    if not wanted:
        return 0.0
    return len(wanted & {word.lower() for word in _WORD.findall(text)}) / len(wanted)


def _around(sentences: Sequence[Span], best: int, limit: int) -> tuple[int, int]:
    """Return the first and last sentence of what is quoted.

    It grows from the best sentence to its neighbours, what follows it first, as far as `limit` characters go.
    """
    first = last = best
    while True:
        if last + 1 < len(sentences) and sentences[last + 1][1] - sentences[first][0] <= limit:
            last += 1
        elif first > 0 and sentences[last][1] - sentences[first - 1][0] <= limit:
            first -= 1
        else:
            return first, last
