"""How likely it is that the quotes answer the question.

A logistic model over a few signals of one retrieval, fitted on labelled questions, answerable and not, by
`tests/benchmarks/fit_confidence.py`; its parameters and the figures of the fit are in `confidence.json` beside
this module.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import astuple, dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from embeddings.index.lexical import content_terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.retrieval.fusion import Hit

PARAMETERS = "confidence.json"
_WORD = re.compile(r"[^\W_]+")
_STEM = 5  # letters by which two forms of a word are taken for one: "reprint", "reprinted"


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of an answer without knowing whether it is right."""

    cosine: float  # of the question and the best passage
    sentence: float  # how well the best sentence of the first quote answers, by `selection`
    coverage: float  # share of the question's words that the first quote or its context holds
    margin: float  # of the best hit over the tenth
    agreement: float  # lexical score of the best hit, relative to the best lexical score


def signals(question: str, hits: Sequence[Hit], sentence: float, quoted: str) -> Signals:
    """Return the signals of a retrieval; `quoted` is the first quote with its context."""
    tenth = hits[min(len(hits), 10) - 1].score
    return Signals(
        cosine=hits[0].dense,
        sentence=sentence,
        coverage=coverage(question, quoted),
        margin=hits[0].score - tenth,
        agreement=hits[0].lexical,
    )


def coverage(question: str, text: str) -> float:
    """Return the share of a question's words, stop words left out, that a text holds, 0 to 1."""
    wanted = {term[:_STEM] for term in content_terms(question)}
    if not wanted:
        return 0.0
    return len(wanted & {word.lower()[:_STEM] for word in _WORD.findall(text)}) / len(wanted)


def probability(seen: Signals) -> float:
    """Return the probability, 0 to 1, that what was found answers the question."""
    parameters = _parameters()
    weights = parameters["weights"]
    names = Signals.__dataclass_fields__
    total = parameters["intercept"] + sum(
        weights[name] * value for name, value in zip(names, astuple(seen), strict=True)
    )
    return 1 / (1 + math.exp(-total))


@cache
def _parameters() -> Mapping[str, Mapping[str, float]]:
    text = resources.files(__package__).joinpath(PARAMETERS).read_text("utf-8")
    loaded: Mapping[str, Mapping[str, float]] = json.loads(text)
    return loaded
