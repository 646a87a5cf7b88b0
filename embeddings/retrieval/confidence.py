"""How likely it is that a quote answers the question.

A logistic model over a few signals, fitted on labelled questions, answerable and not, by
`tests/benchmarks/fit_confidence.py`. There is one for quotes whose passages the cross-encoder read, one for the
rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from embeddings.index.words.lexical import terms_of
from embeddings.models.comparing import MeaningReader
from embeddings.retrieval.asking import asked_in
from embeddings.retrieval.follow_up.leaning import language_of, words_of
from embeddings.text.languages import words

if TYPE_CHECKING:
    from embeddings.index.storage.store import Store
    from embeddings.index.words.full_text import FullTextIndex
    from embeddings.retrieval.asking import Asked
    from embeddings.retrieval.first_stage import Hit
    from embeddings.retrieval.search import Found
    from embeddings.weights import Confidence


SIGNALS = ("relevance", "cosine", "score", "coverage", "unknown", "missing")
# What a question begins with in English, if not with a word that asks.
_VERBS = frozenset(
    "is are was were am do does did has have had can could will would shall should may might".split()  # noqa: SIM905 - words read best as words
)
NEAR = 1000  # characters on either side of a quote, in which what it speaks of is named


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a quote without knowing whether it answers.

    Where the cross-encoder read, relevance, cosine and unknown names tell all there is. Tried as well, with whole
    sets left out, and of no more use on most of them: the logits of single sentences, the margin over the next
    passage, how many words of the question are not quoted and how rare they are, names that are not quoted,
    whether a date, number or name stands where one is asked for, the kind and length of the question.
    """

    relevance: float  # the cross-encoder's logit; 0 where none was asked
    cosine: float  # of the question and the window
    score: float  # the first stage's
    coverage: float  # share of the question's words that the quote or its context holds, by their weight
    unknown: float  # 1 if the question names what stands nowhere in the archive, else 0
    missing: float  # 1 if it names what stands neither near the quote nor in its document's record, else 0
    reranked: bool = False  # whether the cross-encoder judges
    compared: bool = False  # whether meaning alone does, across languages


def signals(store: Store, asked: Asked, found: Found, hit: Hit, *, quoted: str, names: Names) -> Signals:
    """Return the signals of a hit; `quoted` is what is quoted of it, with its context."""
    relevance, cosine, score = hit.relevance, hit.dense, hit.score
    best = found.hits[0]
    if best.head and hit == best and _says(best, store, asked, found):
        relevance, cosine, score = _of_head(best, found)
    elif best.head:
        cosine = score = 0.0  # nothing else speaks of the work
    return Signals(
        relevance=relevance or 0.0,
        cosine=cosine,
        score=score,
        coverage=found.terms.share(quoted),
        unknown=float(bool(names.unknown)),
        missing=float(bool(names.missing)),
        reranked=hit.relevance is not None and asks(asked.text),
        compared=isinstance(found.reader, MeaningReader),
    )


@dataclass(frozen=True, slots=True)
class Names:
    """The names and years of a question that are not where they are looked for, in any form."""

    unknown: tuple[str, ...] = ()  # nowhere in the archive: what never speaks of somebody says nothing about them
    missing: tuple[str, ...] = ()  # nor near a quote

    @classmethod
    def of(cls, question: str, near: str, index: FullTextIndex) -> Self:
        """Look for a question's names; `near` is what stands within `NEAR` of a quote, with its record."""
        named = [(name, terms_of(name)) for name in _names(question)]
        beginnings = {word[:2] for _, words in named for word in words}  # few words need be brought to their stem
        there = (
            {index.stem(word) for word in terms_of(near, most=None) if word[:2] in beginnings} if named else set()
        )
        return cls(
            unknown=tuple(name for name, words in named if not any(map(index.document_frequency, words))),
            missing=tuple(name for name, words in named if not any(index.stem(word) in there for word in words)),
        )


def asks(text: str) -> bool:
    """Say whether a text asks something; words that only name it, "white bread", are looked for.

    A cross-encoder that learned from questions thinks little of any passage for them.
    """
    language = language_of(text)
    typed = [word.lower for word in words_of(text, language)]
    asking = language.clause | words("scaffold_words", language.code)
    return "?" in text or bool(asking.intersection(typed)) or bool(_VERBS.intersection(typed[:1]))


def _names(question: str) -> list[str]:
    """Return the names and years in what is asked, word for word; what is told before is not asked."""
    asked = asked_in(question)
    return [word.text for word in words_of(asked, language_of(asked)) if word.named]


def _says(head: Hit, store: Store, asked: Asked, found: Found) -> bool:
    """Say whether the record of a head's work has what is asked of the work."""
    record = store.record(found.passages[head.passage].document)
    fields = [field for aspect in asked.asks for field in aspect.fields]
    return not fields or any(field in record.csl for field in fields)


def _of_head(best: Hit, found: Found) -> tuple[float | None, float, float]:
    """Return relevance, cosine and score of a head that answers.

    "Which issue was it in?" is answered in none of the question's words. So it counts how well the work was found:
    whether it is the one that is meant.
    """
    document = found.passages[best.passage].document
    its = [hit for hit in found.hits if found.passages[hit.passage].document == document]
    relevance = max((hit.relevance for hit in its if hit.relevance is not None), default=None)
    if found.is_only_work:
        return max(relevance or 0.0, 0.0), 1.0, 1.0
    return relevance, max(hit.dense for hit in its), max(hit.score for hit in its)


def probability(seen: Signals, weights: Confidence) -> float:
    """Return the probability, 0 to 1, that what was found answers the question."""
    judged = weights.reranked if seen.reranked else weights.first_stage
    model = weights.compared if seen.compared else judged
    total = model.intercept + sum(getattr(model, name) * getattr(seen, name) for name in SIGNALS)
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))
