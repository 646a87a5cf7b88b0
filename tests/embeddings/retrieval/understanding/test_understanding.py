from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.retrieval.understanding.cuts import quoted_spans
from embeddings.retrieval.understanding.understanding import understand
from tests.embeddings.retrieval.understanding.sample import KNOWN, asked

PIECES = st.sampled_from(
    [
        "what does Moor say about ",
        " according to Ada Moor",
        ", for Moor?",
        "which issue and page of ",
        "was first published in",
        "?? pls",
        "hi all, ",
        "NLB ",
        " 1900-14",
        '"quoted words"',
        "“in  Moor's view”",
        "'single ones'",
        "(Moor)",
        " ",
        "\t\n",
        ",,,,",
        "---",
        "where does",
        "Northern Lamp Board",
        "<@12>",
        "\ue000",
        "\ue001",
        "«да»",
        "ist der",
        "who transcribed ",
        "date of the issue",
        "in the words of ",
    ]
)


@pytest.mark.parametrize(
    "typed",
    [
        "When was the lamp lit?",
        "What is the cause of wrecks on this coast?",
        "  ",
        "?",
        "Wer hat laut Ada Moor die Lampe angezündet, und in welcher Ausgabe steht das?",
        "Was ist ein Leuchtturm, u. wann wurde er gebaut??",
        "Selon Ada Moor, qui a allumé la lampe ? C’est ce dont je parle, dont on parle.",
        "Dans quel numéro du journal cet article a-t-il paru pour la première fois ?",
        "По мнению Муур, кто зажёг лампу??",
        "根据莫尔的说法，谁点亮了灯？？",
        "¿Según Moor, quién encendió la lámpara?",
    ],
)
def test_a_well_typed_question_and_other_languages_pass_through_untouched(typed: str) -> None:
    question = asked(typed)
    assert question.search.strip() == typed.strip()
    assert question.asks == frozenset()


def test_an_initialism_is_written_out_beside_itself() -> None:
    question = asked("who sat on the NLB in 1901?")
    assert question.search == "who sat on the NLB (Northern Lamp Board) in 1901?"
    assert [(found.typed, found.used) for found in question.expansions] == [("NLB", "Northern Lamp Board")]


def test_what_is_written_out_is_found_by_its_initialism_but_searched_as_typed() -> None:
    question = asked("who sat on the northern lamp board?")
    assert question.search == question.typed
    assert [found.used for found in question.expansions] == ["NLB"]


def test_capitals_throughout_are_shouting_and_no_initialisms() -> None:
    assert asked("WHO SAT ON IT").expansions == ()


def test_years_initialisms_and_noise_are_understood_together() -> None:
    question = asked("what is the NLB for Moor, circa 1901? thx")
    assert str(question.years) == "1899–1903"
    assert [(found.typed, found.used) for found in question.expansions] == [("NLB", "Northern Lamp Board")]
    assert question.search == "what is the NLB (Northern Lamp Board) for Moor, circa 1901?"
    plain = asked("Who lit it?")
    assert (plain.search, plain.years, plain.expansions) == ("Who lit it?", None, ())


@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=12).map("".join)))
def test_any_text_gives_a_question_that_can_be_searched_for(typed: str) -> None:
    question = understand(typed, KNOWN)
    assert question.typed == typed
    if any(character.isalnum() for character in typed):
        assert any(character.isalnum() for character in question.search)
        assert any(character.isalnum() for character in question.topic)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_quoted_phrases_survive_verbatim(typed: str) -> None:
    typed = typed.replace("\ue000", "").replace("\ue001", "")
    question = understand(typed, KNOWN)
    for start, end in quoted_spans(typed):
        assert typed[start:end] in question.search
        assert typed[start:end] in question.topic


@pytest.mark.parametrize(
    "piece",
    [
        " ", "a", "?", ",", "-", "'", '"', "“", "(", "what ", "for Moor ", "Moor ", "NLB ", "1900", "1900-", "which issue ",
        "in the ", "hi all, ", "i think ", "pls ", "is a ", "when was a ", "\n", "the author ", "A.", "what is the lamp for ",
        "'a ", "date of ", "which paper was it and ", "need title, ", "\ue000", "éа",
    ],
)  # fmt: skip
def test_time_grows_no_faster_than_a_question(piece: str) -> None:
    """Twice the length takes twice the time; four times over would be a rule that tries everything."""

    def spent(length: int) -> float:
        text = (piece * length)[:length]
        began = process_time()
        understand(text, KNOWN)
        return process_time() - began

    spent(100)  # what is compiled and cached the first time
    assert spent(5000) < 12 * spent(1250) + 0.25
