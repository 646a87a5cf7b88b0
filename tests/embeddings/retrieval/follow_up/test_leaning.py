from __future__ import annotations

import pytest

from embeddings.retrieval.follow_up.leaning import Lean, language_of, leaning
from embeddings.weights import SHIPPED


def lean_of(question: str) -> Lean:
    return leaning(question, language_of(question), SHIPPED.follow_ups.few_words).lean


@pytest.mark.parametrize(
    "question",
    [
        "and when did he leave it?",
        "Is it treatable?",
        "what did she die of",
        "Where to buy those?",
        "What about the second edition?",
        "which hall was booked for his first speech there",
        "why?",
        "How many?",
        "und wann ist er gestorben?",
        "et quand est-il parti ?",
        "¿y cuándo murió él?",
        "e quando morì lui?",
        "а когда он умер?",
    ],
)
def test_a_word_without_its_own_subject_leans(question: str) -> None:
    assert lean_of(question) is Lean.STRONGLY


@pytest.mark.parametrize(
    "question",
    [
        "Who were the Hamilton Electors and what were they trying to do?",
        "When Trotsky lived in Mexico, whom did he meet there?",
        "Where is the house that Jack built on Harbour Street?",
        "Is it true that the ferry of 1901 never reached the island of Hoy?",
        "How many keepers are there in the lighthouse at Skerryvore?",
        "What happened in the Milgram experiment?",
    ],
)
def test_a_question_that_names_its_subject_does_not_lean(question: str) -> None:
    assert lean_of(question) is Lean.NO


def test_a_short_question_without_a_name_may_lean() -> None:
    assert lean_of("What foods reduce acid reflux?") is Lean.WEAKLY


def test_the_ground_of_a_verdict_is_a_word_of_the_question() -> None:
    question = "Where were his parents?"
    assert leaning(question, language_of(question), SHIPPED.follow_ups.few_words).ground == "his"


def test_a_question_in_no_known_language_is_judged_without_complaint() -> None:
    assert lean_of("数学とは何ですか") is Lean.WEAKLY
