"""Make a question that leans on its conversation stand alone, and say what was carried over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embeddings.retrieval.follow_up.conversation import Conversation
from embeddings.retrieval.follow_up.focus import focus_of, stems
from embeddings.retrieval.follow_up.languages import language_of
from embeddings.retrieval.follow_up.leaning import Lean, leaning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.retrieval.follow_up.focus import Focus
    from embeddings.retrieval.follow_up.languages import Language

DASH = " — "
LONGEST_QUESTION = 600  # characters: one with more says itself what it is about


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question and what it means in its conversation."""

    question: str
    lean: Lean
    ground: str  # the word that leans, or what is missing
    carried: tuple[str, ...]  # from the conversation, the likeliest first
    search: str  # the question to search for; `question` where nothing was carried

    @property
    def subject(self) -> str:
        """Return what was carried over, as one text."""
        return ", ".join(self.carried)

    def alone(self) -> FollowUp:
        """Return the question with nothing carried over."""
        return replace(self, carried=(), search=self.question)


def resolve(question: str, history: Sequence[Mapping[str, str]]) -> FollowUp:
    """Return a question as it is to be searched for after a history."""
    conversation = Conversation.of(history)
    if not conversation.turns or len(question) > LONGEST_QUESTION:
        return FollowUp(question, Lean.NO, "", (), question)
    language = language_of(question)
    verdict = leaning(question, language)
    carried = _missing(question, focus_of(conversation), language) if verdict.lean is not Lean.NO else ()
    search = DASH.join([question.strip().rstrip("?"), ", ".join(carried)]) + "?" if carried else question
    return FollowUp(question, verdict.lean, verdict.ground, carried, search)


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
