"""Sentences call commands what the members who read them see."""

from __future__ import annotations

import re

import pytest

from bot.language import LANGUAGES
from tests.bot.language.test_phrases import FOLDER

CALLED = re.compile(r"`/(\w+)")
NAMED = re.compile(r"^command-(\w+) = (.+)$", re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_that_a_sentence_names_is_there_under_that_name(language: str) -> None:
    texts = [file.read_text("utf-8") for file in (FOLDER / language).glob("*.ftl")]
    names = {name.strip() for text in texts for _, name in NAMED.findall(text)}
    assert names
    called = {name for text in texts for name in CALLED.findall(text)}
    assert called
    assert called <= names
