"""Follow-up questions: what "and when did he leave it?" means after what was said, without a language model.

`leaning` judges a question by its words: does it need what was said before? `focus` follows the conversation:
what is it about by now? Here the question is made to stand alone. Where words leave doubt the archive is asked,
and only what it bears out is carried over, and told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from embeddings.models.encoder import unit_mean
from embeddings.retrieval.follow_up.focus import Conversation, Focus, focus_of, stems
from embeddings.retrieval.follow_up.leaning import Lean, language_of, leaning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.index.storage.vectors import VectorIndex
    from embeddings.models.encoder import Encoder, Vectors
    from embeddings.retrieval.first_stage import Engine
    from embeddings.retrieval.follow_up.focus import Related
    from embeddings.retrieval.follow_up.leaning import Language
    from embeddings.weights import FollowUps

DASH = " — "
LONGEST_QUESTION = 600  # characters: one with more says itself what it is about


def _nothing(_topic: str, _question: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question and what it means in its conversation."""

    question: str
    lean: Lean
    ground: str  # the word that leans, or what is missing
    carried: tuple[str, ...]  # from the conversation, the likeliest first
    search: str  # the question to search for; `question` where nothing was carried
    brief: str = ""  # the same with the last subject alone: what a cross-encoder, easily led astray, is asked
    doubtful: str = ""  # `brief` with what is not carried over, but may have been meant

    @property
    def subject(self) -> str:
        """Return what was carried over, as one text."""
        return ", ".join(self.carried)

    def alone(self) -> FollowUp:
        """Return the question with nothing carried over for sure."""
        return replace(self, carried=(), search=self.question, brief=self.question, doubtful=self.brief)


def resolve(
    question: str, history: Sequence[Mapping[str, str]], weights: FollowUps, related: Related = _nothing
) -> FollowUp:
    """Return a question as it is to be searched for after a history.

    `related` says whether a question that stands alone stays with the topic before it; else none does.
    """
    conversation = Conversation.of(history) if history and len(question) <= LONGEST_QUESTION else None
    if conversation is None or not conversation.turns:
        return FollowUp(question, Lean.NO, "", (), question, question)
    language = language_of(question)
    verdict = leaning(question, language, weights.few_words)
    focus = focus_of(conversation, related, weights)
    carried = _missing(question, focus, language)
    latest = _missing(question, Focus(focus.subjects[:1], focus.names), language)
    search, brief = _with(question, carried), _with(question, latest)
    if verdict.lean is Lean.NO:
        doubtful = brief if latest else ""
        return FollowUp(question, verdict.lean, verdict.ground, (), question, question, doubtful)
    return FollowUp(question, verdict.lean, verdict.ground, carried, search, brief)


def _with(question: str, phrases: Sequence[str]) -> str:
    if not phrases:
        return question
    return DASH.join([question.strip().rstrip("?"), ", ".join(phrases)]) + "?"


def _missing(question: str, focus: Focus, language: Language) -> tuple[str, ...]:
    """Return the phrases that say something the question and the phrases before do not."""
    known = stems(question, language)
    missing = []
    for phrase in (*focus.subjects, *focus.names):
        said = stems(phrase, language)
        if said - known:
            missing.append(phrase)
            known |= said
    return tuple(missing)


UNRELATED = (
    "How do bees make honey?",
    "Which team won the football match?",
    "What is the boiling point of mercury?",
    "Who painted the ceiling of the chapel?",
    "How much does a train ticket cost?",
    "When was the treaty between the two kingdoms signed?",
    "What did the workers demand during the strike?",
    "How do I reset my password?",
    "Why do leaves turn red in autumn?",
    "What is the recipe for onion soup?",
    "How is a broken bone treated?",
    "Who wrote the first novel?",
    "How many people live in the capital?",
    "What causes earthquakes?",
    "Which instrument does the musician play?",
    "Is the shop open on Sunday?",
)
_ENCODED: WeakKeyDictionary[Encoder, Vectors] = WeakKeyDictionary()


def follow_up(engine: Engine, question: str, history: Sequence[Mapping[str, str]]) -> FollowUp:
    """Return what a question means after a history, as far as the archive bears it out."""
    weights = engine.weights.follow_ups
    resolved = resolve(question, history, weights, Relatedness(engine.encoder, weights.related))
    if not resolved.carried or _fits(engine, resolved):
        return resolved
    return resolved.alone()


class Relatedness:
    """Says whether questions that stand alone are still about topics; texts are encoded when that is first asked.

    "Who were the Sea Peoples?" is asked of the Bronze Age collapse, "who founded the Wellcome Trust?" not of
    throat cancer; no word tells. A question counts as related to a topic if it is nearer to it in meaning than any
    of some questions are that have nothing to do with one another: a limit would be another for every model.
    """

    def __init__(self, encoder: Encoder, margin: float) -> None:
        self._encoder = encoder
        self._margin = margin
        self._encode = cache(encoder.encode_query)  # a topic is asked about once for each question after it

    def __call__(self, topic: str, question: str) -> bool:
        """Say whether a question is nearer to a topic, by the margin, than unrelated ones are."""
        about = self._encode(topic)
        return float(about @ self._encode(question)) > float(np.max(self._unrelated @ about)) + self._margin

    @cached_property
    def _unrelated(self) -> Vectors:
        if (encoded := _ENCODED.get(self._encoder)) is None:
            encoded = _ENCODED[self._encoder] = np.stack(list(map(self._encoder.encode_query, UNRELATED)))
        return encoded


def _fits(engine: Engine, resolved: FollowUp) -> bool:
    """Say whether a question means what was carried over to it.

    A short question may only look as if it leaned: "where did the idea of a people's bank come from?" With the
    last subject added it is torn between two, and nothing in the archive lies as near to both as something did to
    it alone. One that does lean comes nearer to something. Where a word has no meaning but from before, "his
    parents", there is no doubt: to ask the archive there as well loses follow-ups and spares nothing
    (`tests.benchmarks.follow_ups`).
    """
    if resolved.lean is Lean.STRONGLY:
        return True
    vectors, encoder = engine.generation.vectors, engine.encoder
    bare = encoder.encode_query(resolved.question)
    both = _nearest(vectors, unit_mean(np.stack([bare, encoder.encode_query(resolved.search)])))
    if both.cosine < _nearest(vectors, bare).cosine + engine.weights.follow_ups.gain:
        return False
    # Where the passage is the one nearest to the old subject by itself, a short question has been swallowed by it.
    return both.passage != _nearest(vectors, encoder.encode_query(resolved.subject)).passage


@dataclass(frozen=True, slots=True)
class _Nearest:
    passage: int
    cosine: float


def _nearest(vectors: VectorIndex, query: Vectors) -> _Nearest:
    found = vectors.search(query, 1)
    return max((_Nearest(*hit) for hit in found.items()), key=lambda hit: hit.cosine, default=_Nearest(-1, 0.0))
