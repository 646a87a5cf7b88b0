"""What is a question and what is talk, on lines as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.asking.questions import asks_anybody, is_question

LINES = [
    line.split("\t", 1)
    for line in Path(__file__).with_name("chat_lines.tsv").read_text("utf-8").splitlines()
    if line
]
QUESTIONS = [text for kind, text in LINES if kind == "q"]
TALK = [text for kind, text in LINES if kind == "t"]


def test_of_a_hundred_lines_of_talk_two_are_answered_at_most() -> None:
    answered = [text for text in TALK if asks_anybody(text)]
    assert len(answered) <= len(TALK) * 2 // 100, answered


def test_of_a_hundred_questions_three_are_missed_at_most() -> None:
    missed = [text for text in QUESTIONS if not asks_anybody(text)]
    assert len(missed) <= len(QUESTIONS) * 3 // 100, missed


@pytest.mark.parametrize("text", ["<@123> who wrote it?", "@everyone who wrote it?", "hey <@!5>, when is it?"])
def test_what_is_said_to_somebody_else_is_left_alone(text: str) -> None:
    assert not asks_anybody(text)


@pytest.mark.parametrize("text", ["hi", "thanks!", "👍", "ok cool", "danke dir!", "", "<:lamp:1>"])
def test_a_greeting_asks_nothing_of_anybody(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize("text", ["De Leon", "bread", "I need the text of 1902", "and why?"])
def test_who_addresses_the_bot_asks(text: str) -> None:
    assert is_question(text)
