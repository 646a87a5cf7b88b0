"""How likely it is that the quotes answer the question.

A logistic model over a few signals of one retrieval, fitted on labelled questions, answerable and not, by
`tests/benchmarks/fit_confidence.py`; its parameters and the figures of the fit are in `confidence.json` beside
this module. There is one set of parameters for answers whose passages the cross-encoder read, one for the rest.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from embeddings.index.analysis import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from embeddings.index.store import Store
    from embeddings.retrieval.search import Found

PARAMETERS = "confidence.json"
_UNREAD = -11.0  # the cross-encoder's lowest: of a text that has nothing to do with the question
_FIRST = 12  # hits that are compared


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of an answer without knowing whether it is right."""

    relevance: float  # the cross-encoder's logit of the best passage; 0 where none was asked
    runner_up: float  # and of the best in another document
    cosine: float  # of the question and the nearest window
    score: float  # the first stage's, of the best hit
    margin: float  # of the best hit over the last of the first few
    coverage: float  # share of the question's words that the first quote or its context holds, by their weight
    unknown: float  # share of its words that stand nowhere in the archive, by their weight
    reranked: bool = False


def signals(store: Store, found: Found, quoted: str) -> Signals:
    """Return the signals of what was found; `quoted` is the first quote with its context."""
    hits = found.hits
    logits = [hit.relevance for hit in hits if hit.relevance is not None]
    best = hits[0]
    home = found.passages[best.passage].document
    others = [
        hit.relevance for hit in hits if hit.relevance is not None and found.passages[hit.passage].document != home
    ]
    scores = sorted((hit.score for hit in hits), reverse=True)[:_FIRST]
    coverage, unknown = _words(store, found, quoted)
    return Signals(
        relevance=best.relevance if best.relevance is not None else 0.0,
        runner_up=max(others, default=_UNREAD) if logits else 0.0,
        cosine=max(hit.dense for hit in hits),
        score=best.score,
        margin=scores[0] - scores[-1],
        coverage=coverage,
        unknown=unknown,
        reranked=best.relevance is not None,
    )


def _words(store: Store, found: Found, quoted: str) -> tuple[float, float]:
    """Return the weights' shares of the question's words that are quoted, and that are nowhere."""
    index = store.full_text
    terms = dict.fromkeys(found.words[0].terms)
    weights = {term: index.idf(term) for term in terms}
    total = sum(weights.values())
    if not total:
        return 0.0, 0.0
    stems = {index.stem(word) for word in words_of(quoted).words}
    held = sum(weight for term, weight in weights.items() if index.stem(term) in stems)
    nowhere = sum(weight for term, weight in weights.items() if not index.document_frequency(term))
    return held / total, nowhere / total


def probability(seen: Signals) -> float:
    """Return the probability, 0 to 1, that what was found answers the question."""
    parameters = _parameters()["reranked" if seen.reranked else "first_stage"]
    weights = parameters["weights"]
    total = parameters["intercept"] + sum(weight * getattr(seen, name) for name, weight in weights.items())
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))


def names() -> list[str]:
    """Return the signals' names."""
    return [field.name for field in fields(Signals) if field.name != "reranked"]


@cache
def _parameters() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    text = resources.files(__package__).joinpath(PARAMETERS).read_text("utf-8")
    loaded: Mapping[str, Mapping[str, Mapping[str, float]]] = json.loads(text)["models"]
    return loaded
