"""Choose what to show of a text: whole sentences around those that were found, and the one that answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from embeddings.text.characters import DASHES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.documents.passages import Span
    from embeddings.index.storage.store import StoredPassage
    from embeddings.index.words.lexical import TermWeights
    from embeddings.models.encoder import Encoder, Vectors
    from embeddings.models.reranker import Reranker
    from embeddings.retrieval.first_stage import Hit
    from embeddings.weights import Quoting

_DASHES = " \n-–—"


@dataclass(frozen=True, slots=True)
class SentenceScorer:
    """One question, and all that can tell how well a sentence answers it.

    The cross-encoder where a sentence is worth its time, else the question's words; meaning where no sentence
    holds any of them. Words find as well as meaning does here, in no time: on the sets of `tests/benchmarks` the
    first quote's highlight meets the answer in 60.0, 76.5 and 75.6 of 100 questions by words, in 60.0, 77.2 and
    74.4 by a cosine and words together, and in 75.0, 81.9 and 87.3 by the cross-encoder (`mia_dev`, `clapnq`,
    `xquad_en`).
    """

    question: str
    terms: TermWeights
    query: Vectors  # float32 [dim], the question's vector
    encoder: Encoder
    reranker: Reranker | None = None

    def scores(self, sentences: Sequence[str], *, closely: bool) -> Vectors:
        """Return float32 [n], the higher the better, comparable within a call; `closely` by the cross-encoder."""
        if closely and self.reranker is not None:
            return self.reranker.score(self.reranker.prepare(self.question, sentences))
        shares = np.array([self.terms.share(sentence) for sentence in sentences], dtype=np.float32)
        return shares if shares.any() else self.encoder.encode_beginnings(sentences) @ self.query


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A run of one speaker's sentences, and which of them were found."""

    text: str  # of the whole document
    sentences: tuple[Span, ...]
    first: int
    stop: int  # sentences [first, stop) are the window

    def parted(self, at: int) -> bool:
        """Say whether a paragraph ends with a sentence."""
        return "\n\n" in self.text[self.sentences[at][1] : self.sentences[at + 1][0]]

    def announces(self, at: int) -> bool:
        """Say whether a sentence ends with a colon: "these are a sample:--" is whole with what follows."""
        return self.text[slice(*self.sentences[at])].rstrip(f" \n-{DASHES}").endswith(":")

    def without(self, taken: Sequence[Span]) -> Excerpt:
        """Return what is left around the window when some characters are quoted already."""
        free = [not any(start < end and begin < stop for begin, end in taken) for start, stop in self.sentences]
        left, right = self.first, self.stop
        while left > 0 and free[left - 1]:
            left -= 1
        while right < len(free) and free[right]:
            right += 1
        return Excerpt(self.text, self.sentences[left:right], self.first - left, self.stop - left)

    @property
    def found(self) -> list[str]:
        """Return the window's sentences."""
        return [self.text[start:end] for start, end in self.sentences[self.first : self.stop]]


@dataclass(frozen=True, slots=True)
class Selection:
    """Characters ``[start, end)`` to quote, and the sentence in them that answers best."""

    start: int
    end: int
    highlight: Span


def excerpt(text: str, hit: Hit, window: int, near: Mapping[int, StoredPassage]) -> Excerpt:
    """Return what may be quoted around a hit, the `window`-th of its passage.

    `near` holds the passages around it. A passage that goes on where another ends is the same speaker's, in the
    same section. Headings are left out where anything else is left.
    """
    home = near[hit.passage].passage
    sentences = list(home.sentences[home.headings :] or home.sentences)
    dropped = len(home.sentences) - len(sentences)
    found = home.windows[window]
    wanted = home.sentences[max(found.first, min(dropped, found.stop - 1)) : found.stop]
    before = hit.passage
    while near[before].passage.continues and before - 1 in near:
        before -= 1
        passage = near[before].passage
        sentences[:0] = [span for span in passage.sentences[passage.headings :] if span not in sentences[:1]]
    after = hit.passage + 1
    while after in near and near[after].passage.continues:
        sentences += [span for span in near[after].passage.sentences if span not in sentences[-1:]]
        after += 1
    inside = [at for at, span in enumerate(sentences) if span in wanted] or [0]
    return Excerpt(text, tuple(sentences), inside[0], inside[-1] + 1)


def select(part: Excerpt, scorer: SentenceScorer, weights: Quoting, *, limit: int, closely: bool) -> Selection:
    """Return what to quote of an excerpt: at most `limit` characters, but always one sentence whole.

    `closely` is whether its sentences are worth the cross-encoder's time.
    """
    best = part.first
    if part.stop - part.first > 1:
        best += int(np.argmax(scorer.scores(part.found, closely=closely)))
    first, last = around(part, best, weights, limit)
    return Selection(part.sentences[first][0], part.sentences[last][1], part.sentences[best])


def around(excerpt: Excerpt, best: int, weights: Quoting, limit: int) -> tuple[int, int]:
    """Return the first and last sentence of what is quoted, at most `limit` characters if they are several.

    It is the window, or of one too long the `best` sentence, and grows to both sides alike: what leads up to an
    answer is needed to understand it as often as what follows. The paragraph is filled first; others are gone on
    to only while there is not yet enough, so that the citation still points.
    """
    sentences = excerpt.sentences
    left, right = excerpt.first, excerpt.stop - 1
    if sentences[right][1] - sentences[left][0] > limit:
        left = right = best
    middle = (sentences[left][0] + sentences[right][1]) / 2
    for stays in (True, False):
        while stays or sentences[right][1] - sentences[left][0] < weights.enough:
            follows = right + 1 < len(sentences) and sentences[right + 1][1] - sentences[left][0] <= limit
            leads = left > 0 and sentences[right][1] - sentences[left - 1][0] <= limit
            if stays:
                follows = follows and not excerpt.parted(right)
                leads = leads and not excerpt.parted(left - 1)
            behind = sentences[right][1] - middle <= middle - sentences[left][0]
            if follows and (behind or not leads):
                right += 1
            elif leads:
                left -= 1
            else:
                break
    return left, _announced(excerpt, left, right, weights, limit)


def _announced(part: Excerpt, left: int, right: int, weights: Quoting, limit: int) -> int:
    """Return the last sentence of a quote with what its end announces, as far as there is room.

    That is the paragraph after it, and the next ones if all are short: items of a list.
    """
    spans, last, are_items = part.sentences, right, True
    if not part.announces(right):
        return right
    while last + 1 < len(spans) and (last == right or are_items):
        begin = last + 1
        end = next((at for at in range(begin, len(spans) - 1) if part.parted(at)), len(spans) - 1)
        is_item = spans[end][1] - spans[begin][0] <= weights.item
        fits = sum(spans[at][1] - spans[left][0] <= limit for at in range(begin, end + 1))
        if fits == 0 or (last > right and not is_item):
            break
        last += fits
        are_items = is_item and last == end
    return last
