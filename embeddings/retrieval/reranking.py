"""Read the best of what was found again, beside the question: the cross-encoder's part.

It reads a passage under its author, title and section: "he" and "this strike" mean nothing alone. Of the best it
reads each window alone as well: the one that answers best is where the quote will be. The first stage keeps a say:
what it alone sees, the words of the question in the passage, breaks near ties.

A follow-up is read twice, with the subject it was given and as it was asked: with it a passage on the subject
pleases that does not answer, without it one that answers on another. Of `mtrag`'s, 81 in 100 then have a right
passage first, against 77 and 75 with either alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from embeddings.documents.record.record import Field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from embeddings.documents.record.record import Record
    from embeddings.index.storage.store import StoredPassage
    from embeddings.models.reranker import Pairs, Reranker
    from embeddings.retrieval.asking import Asked
    from embeddings.retrieval.first_stage import Hit
    from embeddings.settings import RerankSettings

# What a question prefers without excluding the rest: an author's own words, a year, the lines about a work.

# First-stage score, of which the best passages have about 0.7; logits are worth a 25th of that (`reranking`).
AUTHOR = 0.2  # an author's own words come before words about the author, unless those answer far better
DATED = 0.04
NAMED = 0.2  # a work by its title, unless an author is asked for who did not write it
OF_WORK = 0.6  # "which issue?" is answered by the head however well a text speaks of the rest of the question
# A title speaks of everything its text answers, and answers nothing.
HEAD = -0.25


@dataclass(frozen=True, slots=True)
class Preferences:
    """What counts beside the passages' words, for one question."""

    asked: Asked
    passages: Mapping[int, StoredPassage]
    of_work: Collection[int]  # windows of the head of the work that is asked about

    def bonus(self, hit: Hit) -> float:
        """Return what a hit gains, or loses, in first-stage score."""
        stored = self.passages[hit.passage]
        gain = 0.0
        if hit.window in self.of_work:
            gain += OF_WORK
        elif hit.head and self.asked.about_work is None:
            gain += HEAD
        author = self.asked.author
        if author is not None:
            speaker = stored.passage.attribution.speaker
            if speaker in author.speakers or (speaker is None and stored.document in author.documents):
                gain += AUTHOR
        if stored.document in self.asked.works and (author is None or stored.document in author.documents):
            gain += NAMED
        if stored.document in self.asked.dated:
            gain += DATED
        return gain


# Logits that a first-stage score of 1 is worth: flat between 8 and 12 but on tales, which want less.
FIRST_STAGE_WEIGHT = 10.0
PREFERENCE_WEIGHT = 25.0  # and a preference of 1
CHUNK = 2  # pairs between two looks at the clock and at what was read
# Passages that are read however long it takes, and the windows of the best: on a busy machine an answer is rather
# late than bad.
LEAST = 4
# Nothing further is read once a passage answers so well that the next one would need more than LEAD in logits to
# overtake it, and SURPRISE more than any other that was read has; more yet where the question names a work, for
# every passage of it pleases. Half of the reading is saved on the development sets, and no first quote is lost; a
# right one among the first three is for one question in 200 of `xquad_en`.
LEAD, SURPRISE, SURPRISE_OF_NAMED = 4.5, 2.0, 3.5
PASSAGES_SHARE = 0.75  # of the time; the rest is for the windows, without which a quote stands in the wrong place
_AUTHOR, _TITLE, _SECTION = 60, 100, 80  # characters of each that are read


class Texts(Protocol):
    """What is read, as `in_context` makes it."""

    def passage(self, hit: Hit) -> str:
        """Return the text of a hit's passage."""

    def windows(self, hit: Hit) -> Mapping[int, str]:
        """Return by window the texts of its windows: of those that are a page's head, or of those that are not."""


def by_first_stage(hits: Sequence[Hit], wanted: Preferences) -> list[Hit]:
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


def in_context(text: str, record: Record, section: str | None) -> str:
    """Return a text as it is read: after its author, title and section, as far as they are known."""
    author = (record.value(Field.AUTHOR) or "")[:_AUTHOR]
    names = [part for part in ((record.title or "")[:_TITLE], (section or "")[-_SECTION:]) if part]
    return f"{author}: " * bool(author) + "".join(f"{name}. " for name in names) + text


def rerank(
    readings: Sequence[str],
    hits: Sequence[Hit],
    texts: Texts,
    *,
    reranker: Reranker,
    settings: RerankSettings,
    wanted: Preferences,
) -> list[Hit]:
    """Return the hits in their new order, each of a passage of its own.

    Of several readings of a question each counts alike in the order; relevance is by the first. When more would
    overrun the time, or change nothing, what was not yet read keeps the first stage's order behind what was.
    """
    reading = _Reading(reranker, readings, PASSAGES_SHARE * settings.milliseconds / 1000)
    read: list[Hit] = []
    for at in range(0, len(hits), CHUNK):
        some = hits[at : at + CHUNK]
        pairs = reading.prepare([texts.passage(hit) for hit in some])
        if at >= LEAST and reading.would_overrun(pairs):
            break
        read += [_judged(hit, logits, wanted) for hit, logits in zip(some, reading.score(pairs), strict=True)]
        if _settled(read, hits[at + CHUNK :], wanted):
            break
    read.sort(key=_order)
    if read and len(windows := texts.windows(read[0])) > 1:  # the only one was read as the passage
        logits = reading.score(reading.prepare(list(windows.values())))
        read[0] = _placed(read[0], dict(zip(windows, logits, strict=True)))
    return read + list(hits[len(read) :])


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


def _placed(hit: Hit, logits: Mapping[int, Logits]) -> Hit:
    """Return a passage's hit at the window that answers best, and as good as the better of both."""
    window = max(logits, key=lambda one: (fmean(logits[one]), -one))
    gain = max(0.0, logits[window][0] - (hit.relevance or 0.0))
    return replace(hit, window=window, relevance=(hit.relevance or 0.0) + gain, rank=hit.rank + gain)


def _judged(hit: Hit, logits: Logits, wanted: Preferences) -> Hit:
    return replace(hit, relevance=logits[0], rank=fmean(logits) + _unread(hit, wanted))


def _unread(hit: Hit, wanted: Preferences) -> float:
    """Return what a hit is worth in logits before it is read."""
    return FIRST_STAGE_WEIGHT * hit.score + PREFERENCE_WEIGHT * wanted.bonus(hit)


def _settled(read: Sequence[Hit], rest: Sequence[Hit], wanted: Preferences) -> bool:
    """Say whether what was read answers so well that the rest, best first, need not be."""
    best = min(read, key=_order)
    if not rest or best.relevance is None or best.relevance < 0:
        return False
    others = (hit.rank - _unread(hit, wanted) for hit in read if hit is not best)
    surprise = SURPRISE_OF_NAMED if wanted.asked.works else SURPRISE
    return best.rank >= _unread(rest[0], wanted) + max(LEAD, surprise + max(others, default=-LEAD))


def _order(hit: Hit) -> tuple[float, int]:
    return -hit.rank, hit.window
