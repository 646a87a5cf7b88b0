from __future__ import annotations

import pytest

from tests.embeddings.retrieval.understanding.sample import asked


@pytest.mark.parametrize(
    ("typed", "search"),
    [
        ("what is a tide for Moor", "what is a tide"),
        ("According to Moor, why do lamps fail?", "why do lamps fail?"),
        ("why do lamps fail according to ada moor", "why do lamps fail"),
        ("where does Moor say that the quay is empty", "the quay is empty"),
        ("where did moor bring up the pilot bit", "the pilot bit"),
        ("what does Ada Moor think of keepers?", "keepers?"),
        ("what did moor write about the tide tables", "the tide tables"),
        ("Moor's opinion on lamp oil", "lamp oil"),
        ("What is Moor’s view of the harbour dues?", "the harbour dues?"),
        ("What does Moor argue is the cause of wrecks?", "What is the cause of wrecks?"),
        ("why does Moor think that lamps fail", "why lamps fail"),
        ("share of wrecks caused by drink (Moor)", "share of wrecks caused by drink"),
        ("moor quote about patience", "patience"),
        ("Explain Moor's definition of a keeper.", "Explain the definition of a keeper."),
        ("who said “light is labour” that Moor makes fun of", "who said “light is labour”"),
    ],
)
def test_what_only_says_whose_words_are_wanted_is_left_out(typed: str, search: str) -> None:
    question = asked(typed)
    assert question.search == search
    assert question.author is not None
    assert question.author.name == "Ada Moor"
    assert question.author.documents == {1, 2}


@pytest.mark.parametrize(
    "name", ["de la Tour", "DeLaTour", "Jean de la Tour", "de la tours", "DE LA TOUR", "De La Tour's"]
)
def test_a_name_is_known_in_all_its_forms(name: str) -> None:
    question = asked(f"why are lamps lit according to {name}")
    assert question.search == "why are lamps lit"
    assert question.author is not None
    assert question.author.name == "Jean de la Tour"


def test_a_speaker_who_wrote_no_document_is_somebody_whose_view_can_be_asked() -> None:
    question = asked("what does Vane say about ropes?")
    assert question.author is not None
    assert (question.author.name, question.author.speakers) == ("Tom Vane", {"Tom Vane"})


@pytest.mark.parametrize(
    "typed",
    [
        "what disease killed Ada Moor",
        "when did Moor leave for the south",
        "who was Moor's first wife",
        "what did Moor tell the court before she was released?",
        "who voted for Moor?",
        "where in Leith was moor born",
        "did Moor ever meet Vane, and when",
        "what did they pay Moor for the lamp?",
    ],
)
def test_a_question_about_a_person_is_left_alone(typed: str) -> None:
    question = asked(typed)
    assert question.search == typed
    assert question.author is None


def test_a_question_that_speaks_of_the_author_as_she_keeps_the_name() -> None:
    question = asked("What does Moor say about her first lamp?")
    assert question.search == question.typed
    assert question.author is not None


def test_a_view_that_cannot_be_left_out_is_preferred_all_the_same() -> None:
    question = asked("would Moor prefer no lamp at all to a dim lamp?")
    assert question.search == question.typed
    assert question.author is not None


def test_the_author_without_a_name_is_left_out_and_nobody_is_preferred() -> None:
    question = asked("What saved the harbour from the sand according to the author?")
    assert question.search == "What saved the harbour from the sand?"
    assert question.author is None


def test_somebody_the_archive_does_not_know_is_part_of_the_question() -> None:
    typed = "what does Lovelace think of lamps?"
    assert asked(typed).search == typed
