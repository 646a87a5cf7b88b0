"""How likely it is that the quotes answer the question.

A logistic model over a few signals of one retrieval, fitted on labelled questions, answerable and not, by
`tests/benchmarks/fit_confidence.py`. There is one for answers whose passages the cross-encoder read, one for the
rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from embeddings.index.storage.store import Store
    from embeddings.retrieval.asking import Asked
    from embeddings.retrieval.first_stage import Hit
    from embeddings.retrieval.search import Found
    from embeddings.weights import Confidence, Weights


SIGNALS = ("relevance", "cosine", "score", "coverage")


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of an answer without knowing whether it is right.

    Where the cross-encoder read, relevance and score tell all there is: with cosine and coverage the model did
    worse on a set it was not fitted on. Tried as well, and of no more use: the margin over the next hit, how many
    hits are above 0, the answering sentence alone, the names, numbers and rarest words of the question that are
    not quoted, and whether a date, number or name stands where one is asked for.
    """

    relevance: float  # the cross-encoder's logit of the best passage; 0 where none was asked
    cosine: float  # of the question and the nearest window
    score: float  # the first stage's, of the best hit
    coverage: float  # share of the question's words that the first quote or its context holds, by their weight
    reranked: bool = False


def signals(store: Store, asked: Asked, found: Found, quoted: str, weights: Weights) -> Signals:
    """Return the signals of what was found; `quoted` is the first quote with its context."""
    best = found.hits[0]
    if best.head:
        relevance, score = _of_head(best, store, asked, found)
    else:
        # An author's own words come first where they are wanted, and what others say on it may answer better.
        likely = max(found.hits[: weights.confidence.shown], key=lambda hit: _likelihood(hit, weights))
        relevance, score = likely.relevance, likely.score
    return Signals(
        relevance=relevance or 0.0,
        cosine=max(hit.dense for hit in found.hits),
        score=score,
        coverage=found.terms.share(quoted),
        reranked=best.relevance is not None,
    )


def _likelihood(hit: Hit, weights: Weights) -> tuple[bool, float]:
    read = hit.relevance is not None
    return read, (hit.relevance or 0.0) + weights.reranking.first_stage * hit.score


def _of_head(best: Hit, store: Store, asked: Asked, found: Found) -> tuple[float | None, float]:
    """Return relevance and score of a head that is to answer.

    "Which issue was it in?" is answered in none of the question's words. So it counts whether the work says of
    itself what is asked, and how well the work was found: whether it is the one that is meant.
    """
    document = found.passages[best.passage].document
    record = store.record(document)
    fields = [field for aspect in asked.asks for field in aspect.fields]
    if fields and not any(field in record.csl for field in fields):
        return best.relevance, 0.0
    its = [hit for hit in found.hits if found.passages[hit.passage].document == document]
    relevance = max((hit.relevance for hit in its if hit.relevance is not None), default=None)
    if found.is_only_work:
        return max(relevance or 0.0, 0.0), 1.0
    return relevance, max(hit.score for hit in its)


def probability(seen: Signals, weights: Confidence) -> float:
    """Return the probability, 0 to 1, that what was found answers the question."""
    model = weights.reranked if seen.reranked else weights.first_stage
    total = model.intercept + sum(getattr(model, name) * getattr(seen, name) for name in SIGNALS)
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))
