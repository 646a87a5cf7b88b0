from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from embeddings.retrieval.follow_up.following import UNRELATED, Relatedness, resolve
from embeddings.weights import SHIPPED

if TYPE_CHECKING:
    from embeddings.models.encoder import Encoder

FOLLOW_UPS = SHIPPED.follow_ups
BRONZE_AGE = (
    "Tell me about the Bronze Age collapse.",
    "What is the evidence for it?",
    "Who were the Sea Peoples?",
    "What was their homeland?",
)


def carried(encoder: Encoder, said: tuple[str, ...], question: str) -> tuple[str, ...]:
    history = [{"role": "user", "content": text} for text in said]
    return resolve(question, history, FOLLOW_UPS, Relatedness(encoder, FOLLOW_UPS.related)).carried


def test_a_topic_outlives_a_question_that_stands_alone_but_is_related(encoder: Encoder) -> None:
    assert carried(encoder, BRONZE_AGE, "What came after it?") == (
        "homeland",
        "Sea Peoples",
        "Bronze Age collapse",
    )


@pytest.mark.parametrize(
    "other", ["Who founded the Wellcome Trust in London?", "How are windows in Venetian palaces glazed?"]
)
def test_a_new_subject_lets_the_topic_go(encoder: Encoder, other: str) -> None:
    found = carried(encoder, (*BRONZE_AGE, other), "and when did that begin?")
    assert len(found) == 1
    assert found[0] in other


def test_a_topic_lives_on_through_several_related_questions(encoder: Encoder) -> None:
    said = (*BRONZE_AGE, "Which palaces of the Hittite Empire were destroyed in Anatolia?")
    assert carried(encoder, said, "Was it ever rebuilt?")[-1] == "Bronze Age collapse"


def test_questions_without_relation_are_not_related_to_one_another(encoder: Encoder) -> None:
    vectors = np.stack([encoder.encode_query(text) for text in UNRELATED])
    apart = vectors @ vectors.T - np.eye(len(UNRELATED))
    assert len(set(UNRELATED)) == len(UNRELATED)
    assert apart.max() < 0.4


@pytest.mark.parametrize("text", ["", "?", "a" * 5000, "\n"])
def test_any_text_can_be_asked_about(encoder: Encoder, text: str) -> None:
    assert isinstance(Relatedness(encoder, FOLLOW_UPS.related)(text, "Who were the Sea Peoples?"), bool)
    assert isinstance(Relatedness(encoder, FOLLOW_UPS.related)("Who were the Sea Peoples?", text), bool)
