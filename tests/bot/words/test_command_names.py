"""Sentences call commands what the members who read them see."""

from __future__ import annotations

import re

import pytest
from discord import app_commands

from bot.config import DiscordSettings
from bot.running.service import create_bot
from bot.words import LANGUAGES, Phrases
from tests.bot.samples import FakeArchive
from tests.bot.words.test_phrases import FOLDER

CALLED = re.compile(r"`(/[^`]+)`")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_command_that_a_sentence_names_is_there_under_that_name(language: str) -> None:
    bot, phrases = create_bot(FakeArchive(), DiscordSettings()), Phrases.of(language)
    await bot.add_parts()
    names = set()
    for command in bot.tree.walk_commands():
        if isinstance(command, app_commands.Command | app_commands.Group):
            steps = command.qualified_name.split()
            ids = ["-".join(["command", *steps[: at + 1]]) for at in range(len(steps))]
            names.add("/" + " ".join(map(phrases, ids)))
    texts = [file.read_text("utf-8") for file in (FOLDER / language).glob("*.ftl")]
    called = {name for text in texts for name in CALLED.findall(text)}
    assert len(called) > 5
    assert called <= names
