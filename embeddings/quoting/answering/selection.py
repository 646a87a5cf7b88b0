"""Choose what to show of a text: whole sentences around those that were found, and the one that answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from embeddings.models.encoder import spread
from embeddings.retrieval.follow_up.leaning import WORD, language_of
from embeddings.settings import Length
from embeddings.text.characters import DASHES
from embeddings.text.sentences import parted
from embeddings.weights import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.documents.passages import Span
    from embeddings.index.storage.store import StoredPassage
    from embeddings.index.words.lexical import TermWeights
    from embeddings.models.encoder import Encoder, Vectors
    from embeddings.models.reranker import Reranker
    from embeddings.settings import AnswerSettings
    from embeddings.weights import Quoting, Tight


@dataclass(frozen=True, slots=True)
class SentenceScorer:
    """One question, and all that can tell how well a sentence answers it.

    The cross-encoder where the sentences were read, else the question's words; meaning where no sentence holds any
    of them.
    """

    question: str
    terms: TermWeights
    query: Vectors  # float32 [dim], the question's vector
    encoder: Encoder
    reranker: Reranker | None = None

    def scores(self, sentences: Sequence[str]) -> Vectors:
        """Return float32 [n], the higher the better, comparable within a call."""
        shares = np.array([self.terms.share(sentence) for sentence in sentences], dtype=np.float32)
        card = self.encoder.card
        if shares.any() and not card.multilingual:
            return shares
        cosines = self.encoder.encode_beginnings(sentences) @ self.query
        # Two languages share names and numbers alone, which is little to go by.
        return SHIPPED.fusion.dense * spread(cosines, card.floor) + (1 - SHIPPED.fusion.dense) * shares

    def read(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [n], the cross-encoder's logits; -inf where there is none."""
        if self.reranker is None:
            return np.full(len(texts), -np.inf, dtype=np.float32)
        return self.reranker.score(self.reranker.prepare(self.question, texts))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A run of one speaker's sentences, and which of them were found."""

    text: str  # of the whole document
    sentences: tuple[Span, ...]
    first: int
    stop: int  # sentences [first, stop) are the window
    context: str = ""  # what they are read under: author, title, section

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
        return replace(self, sentences=self.sentences[left:right], first=self.first - left, stop=self.stop - left)

    def size(self, first: int, last: int) -> int:
        """Return how many characters a run of sentences has."""
        return self.sentences[last][1] - self.sentences[first][0]

    def understood(self, first: int, last: int, limit: int) -> int:
        """Return where to begin so that a run is understood: with what a pronoun at its beginning stands for."""
        start, end = self.sentences[first]
        leads = first > 0 and not self.parted(first - 1) and self.size(first - 1, last) <= limit
        return first - 1 if leads and points_back(self.text[start:end]) else first

    @property
    def found(self) -> list[str]:
        """Return the window's sentences."""
        return [self.text[start:end] for start, end in self.sentences[self.first : self.stop]]


@dataclass(frozen=True, slots=True)
class Selection:
    """Characters ``[start, end)`` to quote, and what of them answers."""

    start: int
    end: int
    highlight: Span
    longer: Span | None = None  # the paragraph around them, where that is more


def points_back(sentence: str) -> bool:
    """Say whether a sentence begins with what stands for something before it: "But he left", "These men"."""
    language = language_of(sentence)
    words = [match[0].casefold() for match in islice(WORD.finditer(sentence), 2)]
    if len(words) > 1 and words[0] in language.clause:
        words = words[1:]
    back = language.person | language.thing | language.people | language.possessive | language.pointing
    return bool(words) and words[0] in back


def excerpt(text: str, passage: int, found: Span, near: Mapping[int, StoredPassage], context: str = "") -> Excerpt:
    """Return what may be quoted around characters that were found in a passage.

    `near` holds the passages around it, by number. A passage that goes on where another ends is the same
    speaker's, in the same section. Headings are left out where anything else is left.
    """
    home = near[passage].passage
    sentences = list(home.sentences[home.headings :] or home.sentences)
    before, after = passage, passage + 1
    while near[before].passage.continues and before - 1 in near:
        before -= 1
        other = near[before].passage
        sentences[:0] = [span for span in other.sentences[other.headings :] if span not in sentences[:1]]
    while after in near and near[after].passage.continues:
        sentences += [span for span in near[after].passage.sentences if span not in sentences[-1:]]
        after += 1
    sentences = parted(text, sentences)
    inside = [at for at, (start, end) in enumerate(sentences) if start < found[1] and found[0] < end] or [0]
    return Excerpt(text, tuple(sentences), inside[0], inside[-1] + 1, context)


def select(
    part: Excerpt,
    logits: Mapping[Span, float],
    scorer: SentenceScorer,
    weights: Quoting,
    limits: AnswerSettings,
    *,
    closely: bool,
) -> Selection:
    """Return what to quote of an excerpt: whole sentences, at most a limit of characters if they are several.

    `logits` are of sentences that were read alone; where there are none, the window is quoted. `closely` is
    whether more may be read to see how far the answer goes.
    """
    known = {at: logits[span] for at, span in enumerate(part.sentences) if span in logits}
    if known:
        first, last = answering(part, known, scorer if closely else None, weights.tight)
        best = max((at for at in known if first <= at <= last), key=lambda at: (known[at], -at))
        highlight = part.sentences[first][0], part.sentences[last][1]
    else:
        first, last = part.first, part.stop - 1
        best = first + int(np.argmax(scorer.scores(part.found))) if last > first else first
        highlight = part.sentences[best]
        if part.size(first, last) > weights.tight.characters:
            first = last = best
    paragraph = around(replace(part, first=first, stop=last + 1), best, weights, limits.quote_characters)
    if limits.length is Length.SHORT:
        first = part.understood(first, last, weights.tight.characters)
    else:
        first, last = paragraph
    start, end = part.sentences[first][0], part.sentences[last][1]
    whole = (part.sentences[min(first, paragraph[0])][0], part.sentences[max(last, paragraph[1])][1])
    return Selection(start, end, highlight, whole if whole != (start, end) else None)


def answering(
    part: Excerpt, logits: Mapping[int, float], scorer: SentenceScorer | None, weights: Tight
) -> tuple[int, int]:
    """Return the first and last sentence of the answer, from the logits of sentences read alone.

    It begins with the best; a sentence in good company is better. What is nearly as good close by may be the
    other half, or the answer itself, and is taken in. Then sentences beside it are taken in as long as all of them
    together answer clearly better, by `scorer`.
    """

    def worth(at: int) -> float:
        beside = [max(logits[near], logits[at] - weights.far) for near in (at - 1, at + 1) if near in logits]
        return logits[at] + weights.company * (fmean(beside) if beside else logits[at])

    best = max(logits, key=lambda at: (worth(at), -at))
    first = last = best
    for at in sorted(logits, key=lambda at: (-logits[at], at)):
        left, right = min(first, at), max(last, at)
        one_paragraph = not any(part.parted(between) for between in range(left, right))
        if logits[at] < logits[best] - weights.rival or right - left >= weights.sentences:
            continue
        if one_paragraph and part.size(left, right) <= weights.characters:
            first, last = left, right
    reached = logits[best]
    while scorer is not None and logits[best] < weights.sure and last - first + 1 < weights.sentences:
        wider = [
            (left, right)
            for left, right in ((first - 1, last), (first, last + 1))
            if left >= 0 and right < len(part.sentences) and part.size(left, right) <= weights.grown
        ]
        spans = [(part.sentences[left][0], part.sentences[right][1]) for left, right in wider]
        texts = [part.context + part.text[start:end] for start, end in spans]
        read = scorer.read(texts) if texts else np.empty(0)
        if not texts or float(read.max()) < reached + weights.rise:
            break
        reached = float(read.max())
        first, last = wider[int(np.argmax(read))]
    return first, last


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
