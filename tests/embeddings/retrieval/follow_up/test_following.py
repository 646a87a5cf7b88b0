from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.retrieval.follow_up.focus import LONGEST_PHRASE, MOST_CHARACTERS, MOST_TURNS, Conversation
from embeddings.retrieval.follow_up.following import FollowUp, resolve
from embeddings.weights import SHIPPED

FOLLOW_UPS = SHIPPED.follow_ups

TURNS = st.lists(
    st.fixed_dictionaries({"role": st.sampled_from(["user", "assistant", "system", ""]), "content": st.text()}),
    max_size=30,
)


def after(*said: str, question: str) -> FollowUp:
    """Resolve a question after questions and answers in turn; an empty answer was none."""
    roles = ("user", "assistant")
    return resolve(
        question, [{"role": roles[at % 2], "content": text} for at, text in enumerate(said)], FOLLOW_UPS
    )


def test_a_pronoun_takes_the_subject_of_the_question_before() -> None:
    found = after("When did Leon Sedov die?", "", question="and where was he buried?")
    assert found.search == "and where was he buried — Leon Sedov die?"


def test_the_name_in_an_answer_is_carried_over() -> None:
    found = after(
        "who was De Leon's first wife?", "Sarah Lobo, whom he married in 1882.", question="what did she die of"
    )
    assert found.carried == ("De Leon's first wife", "Sarah Lobo", "1882")


def test_a_subject_outlives_the_questions_that_lean_on_it() -> None:
    said = (
        "Tell me about the Bronze Age collapse.",
        "",
        "What is the evidence for it?",
        "",
        "And why so fast?",
        "",
    )
    found = after(*said, question="What came after it?")
    assert "Bronze Age collapse" in found.carried


def test_a_new_subject_lets_the_old_one_go() -> None:
    said = ("What is throat cancer?", "", "Who founded the Wellcome Trust in London?", "")
    found = after(*said, question="When did it open?")
    assert found.carried == ("founded the Wellcome Trust in London",)


def test_what_the_question_says_itself_is_not_carried_over_again() -> None:
    found = after("Who was Sarah Lobo?", "Sarah Lobo.", question="When did Sarah Lobo marry him?")
    assert found.carried == ()


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("Allen, Larkin and O'Brien.", ("Allen", "Larkin and O'Brien")),
        ("The landlords were Lord Donegal and a Mr. Upton.", ("Lord Donegal", "Mr. Upton")),
        ("On February 16, in the night.", ()),
        ("Nobody knows.", ()),
    ],
)
def test_names_are_told_from_words_that_begin_a_sentence(answer: str, names: tuple[str, ...]) -> None:
    found = after("who were the worst of all in that story", answer, question="what did they want")
    assert found.carried[1:] == names


def test_a_question_without_history_is_left_as_it_is() -> None:
    assert resolve("and why did he leave?", [], FOLLOW_UPS).search == "and why did he leave?"


def test_a_question_that_stands_alone_is_left_as_it_is() -> None:
    found = after("When did Leon Sedov die?", "", question="Who printed The Militant in New York?")
    assert found.search == "Who printed The Militant in New York?"


@given(st.text(), TURNS)
def test_any_history_resolves_to_a_short_text_that_begins_with_the_question(
    question: str, history: list[dict[str, str]]
) -> None:
    found = resolve(question, history, FOLLOW_UPS)
    assert found.search.startswith(question.strip().rstrip("?")) or found.search == question
    assert all(phrase in found.search for phrase in found.carried)


def test_a_flood_of_turns_is_cut() -> None:
    flood = [{"role": "user", "content": "What is salt? " * 10_000}] * 1_000
    turns = Conversation.of(flood).turns
    assert len(turns) == MOST_TURNS
    assert all(len(turn.content) <= MOST_CHARACTERS for turn in turns)


def test_a_very_long_question_stands_alone_and_a_very_long_word_is_cut() -> None:
    assert after("Who was Sarah Lobo?", "", question="is it hard " * 100_000).carried == ()
    found = after("tell me of " + "A" * 1_000, "", question="and why did it end")
    assert len(found.search) < 2 * LONGEST_PHRASE


def test_what_is_not_carried_over_for_sure_is_kept_for_a_second_reading() -> None:
    alone = after(
        "How do I bake challah?", "", question="Can I raise the amount of butter in the old Hollin loaf?"
    )
    assert (alone.carried, alone.search) == ((), alone.question)
    assert alone.doubtful == f"{alone.question.rstrip('?')} — bake challah?"
    assert after(question="Can I raise the amount of butter?").doubtful == ""
    leaning = after("How do I bake challah?", "", question="and how is it glazed?")
    assert leaning.doubtful == ""
    assert leaning.alone().doubtful == leaning.brief
