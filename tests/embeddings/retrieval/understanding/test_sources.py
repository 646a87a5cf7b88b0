from __future__ import annotations

import pytest

from embeddings.documents.record.record import Field
from embeddings.retrieval.understanding.sources import RULES, Rule
from embeddings.retrieval.understanding.sources import SourceAspect as S
from tests.embeddings.retrieval.understanding.sample import asked


@pytest.mark.parametrize("rule", RULES, ids=[rule.example for rule in RULES])
def test_the_example_of_a_rule_is_its_own_and_asks_what_it_says(rule: Rule) -> None:
    assert next(one for one in RULES if one.pattern.search(rule.example)) is rule
    assert asked(rule.example).asks == rule.asks


@pytest.mark.parametrize(
    ("typed", "asks", "topic"),
    [
        ("which issue was it published in?", {S.ISSUE}, None),
        ("Which issue and page of The Harbour is the lamp article taken from?", {S.ISSUE, S.PAGE}, "The Harbour is the lamp article?"),
        ("what paper was The Lamp and the Tide originally printed in, and which day?", {S.CONTAINER, S.DATE}, "The Lamp and the Tide?"),
        ("when was moors letter to the pilots first published", {S.DATE}, "moors letter to the pilots"),
        ("In which year was the obituary of the keeper first printed?", {S.DATE}, "the obituary of the keeper?"),
        ("when was The Lamp and the Tide written?", {S.DATE}, "The Lamp and the Tide?"),
        ('the column with "Calm, calm" in it: date of the issue?', {S.DATE}, 'the column with "Calm, calm" in it?'),
        ("Letters from the Quay - original title?", {S.TITLE}, "Letters from the Quay?"),
        ("who transcribed The Lamp and the Tide?", {S.TRANSCRIBER}, "The Lamp and the Tide?"),
        ("who translated Letters from the Quay", {S.TRANSLATOR}, "Letters from the Quay"),
        ("when was this published?", {S.DATE}, None),
        ("where/when was the speech held?", {S.DATE, S.PLACE}, None),
        ("whose translation", {S.TRANSLATOR}, None),
        ("original publication, paper and date", {S.CONTAINER, S.DATE}, None),
        ("When was this article written?", {S.WRITTEN}, None),
        ("where was it first published?", {S.CONTAINER}, None),
        ("who published this?", {S.PUBLISHER}, None),
        ("where was The Lamp and the Tide first printed?", {S.CONTAINER}, "The Lamp and the Tide?"),
    ],
)  # fmt: skip
def test_a_question_about_a_work_says_what_it_asks_and_what_identifies_the_work(
    typed: str, asks: set[S], topic: str | None
) -> None:
    question = asked(typed)
    assert question.asks == asks
    if topic is not None:
        assert question.topic == topic


@pytest.mark.parametrize(
    "typed",
    [
        "when was the first strike pay given out?",
        "which paper mills closed?",
        "on what page of history does this belong?",
        "what issue divided the board?",
        "which issue of principle was at stake?",
        "which paper did the keeper work for?",
        "when was the law published that forbade lamps?",
        "when was Stone Age pottery made?",
        "who wrote to the pilots?",
        "who edited the tide tables?",
        "what number of lamps was lit?",
        "when was the keeper's letter found?",
        "which work is hardest for a keeper?",
        "who translated for the prisoners?",
        "where does the saying about gulls come from?",
        "What report had the correct date?",
        "what did the author publish against?",
        "which guide to lamps did she review? need author and publisher",
    ],
)
def test_a_question_about_what_a_work_says_is_none_about_the_work(typed: str) -> None:
    question = asked(typed)
    assert question.asks == frozenset()
    assert question.topic == question.search


def test_every_aspect_that_a_record_answers_names_its_fields() -> None:
    assert S.PAGE.fields == (Field.PAGE,)
    assert S.ISSUE.fields[0] is Field.ISSUE
    assert {aspect for aspect in S if not aspect.fields} == {S.PLACE}


def test_the_works_a_question_names_are_found_by_title() -> None:
    assert asked("who is praised in The Lamp and the Tide?").works == {1}
    assert asked('who is praised in "Keepers"?').works == {3}
    assert asked("who is praised by the keepers?").works == frozenset()


@pytest.mark.parametrize(
    ("typed", "nothing"),
    [
        ("who wrote this?", True),
        ("who wrote about lamps?", False),
        ("«The Tide»: who wrote it?", False),
        ("why?", False),
    ],
)
def test_a_question_of_no_other_words_tells_no_work(typed: str, *, nothing: bool) -> None:
    assert asked(typed).tells_no_work is nothing
