from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.retrieval.understanding.names import named_in
from tests.embeddings.retrieval.understanding.sample import KNOWN, asked

TIDE, QUAY, KEEPERS = frozenset({1}), frozenset({2}), frozenset({3})


@pytest.mark.parametrize(
    ("question", "works", "rest"),
    [
        ("The Lamp and the Tide: who lit the lamp?", TIDE, "who lit the lamp?"),
        ("the lamp & the tide - who lit the lamp", None, None),  # a title is its words
        (
            "The Lamp and the Tide – who lit it: the keeper or his wife?",
            TIDE,
            "who lit it: the keeper or his wife?",
        ),
        ("Keepers: what were they paid?", KEEPERS, "what were they paid?"),
        ("In “The Lamp and the Tide,” who lit the lamp?", TIDE, "who lit the lamp?"),
        ("In Keepers, who lit the lamp?", KEEPERS, "who lit the lamp?"),
        ("According to Letters from the Quay, who lit the lamp?", QUAY, "who lit the lamp?"),
        ('who lit the lamp in "The Lamp and the Tide"?', TIDE, "who lit the lamp?"),
        ("who lit the lamp, according to the lamp and the tide", TIDE, "who lit the lamp?"),
        ("who sent money in Letters from the Quay?", QUAY, "who sent money?"),
        ("who lit the lamp in keepers?", None, None),  # keepers are people, too
        ("Keepers, who lit the lamp?", None, None),
        ("The Lamp and the Tide: why?", None, None),  # nothing is left to search for
        ("what is The Lamp and the Tide about?", None, None),
        ("Harbour wages: who paid them?", None, None),
    ],
)
def test_a_title_ahead_or_at_the_end_is_told_from_what_is_asked(
    question: str, works: frozenset[int] | None, rest: str | None
) -> None:
    found = named_in(question, KNOWN.titled)
    assert (found.documents if found else None, found.rest if found else None) == (works, rest)


def test_of_titles_inside_each_other_the_longest_is_meant() -> None:
    titles = {"The State": frozenset({8}), "The State: Its Role": frozenset({9})}
    found = named_in("The State: Its Role: who wrote of guilds?", lambda title: titles.get(title, frozenset()))
    assert found is not None
    assert found.documents == {9}
    assert found.rest == "who wrote of guilds?"


def test_a_question_is_searched_for_without_the_title_as_well() -> None:
    question = asked("The Lamp and the Tide: who lit the lamp?")
    assert question.search == "The Lamp and the Tide: who lit the lamp?"
    assert question.untitled == "who lit the lamp?"
    assert question.works == TIDE


def test_a_title_of_one_word_names_its_work_ahead_of_a_question_only() -> None:
    assert asked("Keepers: what were they paid?").works == KEEPERS
    assert asked("what were keepers paid?").works == frozenset()


def test_a_question_about_a_work_is_not_parted_from_it() -> None:
    question = asked("The Lamp and the Tide: which issue was it printed in?")
    assert question.asks
    assert question.untitled is None


@given(st.text(st.sampled_from('a:,- in"“from,The Lamp\n–?'), max_size=300))
def test_whatever_is_typed_what_is_left_is_some_of_it(text: str) -> None:
    found = named_in(text, lambda _: frozenset({1}))
    if found is not None:
        assert found.rest.removesuffix("?") in text
        assert len(found.rest.removesuffix("?")) < len(text)
