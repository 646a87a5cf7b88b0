"""What a document holds is shown as it is, and does nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.words import markdown
from embeddings.archive import Archive
from tests.bot.markdown_scanner import live_in_quote
from tests.conftest import share_models
from tests.scene import online, pressable, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHOUT = (
    "At midnight the keeper shouted @everyone and @here to the lamp; <@{user}> came, <@&{role}> came, and in "
    "<#{channel}> they read **the rule** of the house: [the log](https://example.org/log), `rm -rf /`, ||a "
    "secret||, <t:0:R>, </ask:1>, <:lamp:2>, :fire: and discord.gg/lamp."
)
LIST = "# The rules\n\n> No smoke.\n\n- No fire.\n1. No sleep.\n-# No ale."


@pytest.fixture
def hostile(archive: Archive, tmp_path: Path) -> Iterator[Archive]:
    """An archive of one document that holds everything Discord would act on; the ids are filled in later."""
    settings = replace(archive.settings, source=tmp_path / "source", data=tmp_path / "data")
    settings.source.mkdir()
    share_models(archive, settings.data)
    text = f"The Lamp Log\n\nAda Moor\n\n{SHOUT.format(user=1, role=2, channel=3)}\n\n{LIST}\n"
    (settings.source / "log.txt").write_text(text, encoding="utf-8")
    Archive(settings).build()
    opened = Archive(settings).open()
    yield opened
    opened.close()


async def test_a_document_full_of_markup_is_quoted_to_the_character_and_pings_nobody(
    hostile: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    async with online(hostile, caplog) as scene:
        source = hostile.settings.source / "log.txt"
        user, role, channel = scene.discord.member.id, scene.discord.channel.guild_id, scene.discord.channel.id
        text = source.read_text(encoding="utf-8")
        text = text.replace(
            SHOUT.format(user=1, role=2, channel=3), SHOUT.format(user=user, role=role, channel=channel)
        )
        source.write_text(text, encoding="utf-8")
        hostile.build()
        quoted = ""
        for question in ("What did the keeper shout at midnight?", "What are the rules of the house?"):
            exchange = await scene.discord.member.slash("ask", {"question": question})
            (answer,) = exchange.messages
            if "context" not in pressable(answer):  # the nearest passages are quoted as well
                (answer,) = (await scene.discord.member.press(answer, pressable(answer)["more"])).messages
            context = await scene.discord.member.press(answer, pressable(answer)["context"])
            for part in [*texts_of(answer), *texts_of(context.messages[0])]:
                shown = "\n".join(line for line in part.split("\n") if line.startswith("> "))
                if shown:
                    assert live_in_quote(shown) == set()
                    assert markdown.unquote(shown) in text
                    quoted += markdown.unquote(shown)
        assert f"@everyone and @here to the lamp; <@{user}> came" in quoted
        assert "No sleep." in quoted
