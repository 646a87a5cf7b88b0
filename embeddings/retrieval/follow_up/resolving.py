"""Make a question that leans on its conversation stand alone, and say what was carried over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embeddings.retrieval.follow_up.focus import Conversation, Focus, focus_of, stems
from embeddings.retrieval.follow_up.leaning import Lean, language_of, leaning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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

    @property
    def subject(self) -> str:
        """Return what was carried over, as one text."""
        return ", ".join(self.carried)

    def alone(self) -> FollowUp:
        """Return the question with nothing carried over."""
        return replace(self, carried=(), search=self.question, brief=self.question)


def resolve(
    question: str, history: Sequence[Mapping[str, str]], weights: FollowUps, related: Related = _nothing
) -> FollowUp:
    """Return a question as it is to be searched for after a history.

    `related` says whether a question that stands alone stays with the topic before it; else none does.
    """
    conversation = Conversation.of(history)
    if not conversation.turns or len(question) > LONGEST_QUESTION:
        return FollowUp(question, Lean.NO, "", (), question, question)
    language = language_of(question)
    verdict = leaning(question, language, weights.few_words)
    if verdict.lean is Lean.NO:
        return FollowUp(question, verdict.lean, verdict.ground, (), question, question)
    focus = focus_of(conversation, related, weights)
    carried = _missing(question, focus, language)
    latest = _missing(question, Focus(focus.subjects[:1], focus.names), language)
    search, brief = _with(question, carried), _with(question, latest)
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
