"""The archive changes between an answer and the press of its buttons."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.words import Phrases
from embeddings.archive import Archive
from tests.conftest import share_models
from tests.scene import Scene, online, pressable, text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

EN = Phrases.of("en")
QUESTION = "When was the lamp lit?"
LIT = "The lamp was lit at nine o’clock, and the pilot saw it from the bar."
LOG = "\n\n".join(
    [
        "The Lamp Log",
        "by Ada Moor",
        f"We waited on the quay until dark. {LIT} Nobody had told the keeper.",
        *(
            f"In the {number}. week nothing was seen of the ferry, and the harbour stayed shut."
            for number in range(40)
        ),
        "The second keeper came in June; he kept no log.\n",
    ]
)
CHANGED, KEPT = EN("document-changed"), EN("archive-changed")


@pytest.fixture
def log(archive: Archive, tmp_path: Path) -> Iterator[Archive]:
    settings = replace(archive.settings, source=tmp_path / "source", data=tmp_path / "data")
    settings.source.mkdir()
    share_models(archive, settings.data)
    (settings.source / "log.txt").write_text(LOG, encoding="utf-8")
    Archive(settings).build()
    opened = Archive(settings).open()
    yield opened
    opened.close()


@pytest.fixture
async def scene(log: Archive, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(log, caplog) as opened:
        yield opened


async def asked(scene: Scene) -> dict[str, Any]:
    (message,) = (await scene.discord.member.slash("ask", {"question": QUESTION})).messages
    assert "lit at nine" in text_of(message).replace("**", "")
    return message


async def press(scene: Scene, message: dict[str, Any], name: str) -> dict[str, Any]:
    (shown,) = (await scene.discord.member.press(message, pressable(message)[name])).messages
    return shown


async def rewrite(scene: Scene, name: str, text: str) -> None:
    before = scene.archive.generation
    (scene.archive.settings.source / name).write_text(text, encoding="utf-8")
    await asyncio.to_thread(scene.archive.build)
    assert scene.archive.generation != before


async def test_a_change_to_another_document_changes_nothing(scene: Scene) -> None:
    message = await asked(scene)
    before = [text_of(await press(scene, message, name)) for name in ("context", "cite")]
    await rewrite(scene, "other.txt", "The Ferry Log\n\nThe ferry came at eight.\n")
    assert [text_of(await press(scene, message, name)) for name in ("context", "cite")] == before


async def test_words_that_still_stand_in_a_changed_document_are_shown_and_the_change_is_told(scene: Scene) -> None:
    message = await asked(scene)
    page = await press(scene, message, "context")
    await rewrite(scene, "log.txt", LOG.replace("kept no log", "kept a log"))
    for name in ("context", "cite"):
        shown = text_of(await press(scene, message, name))
        assert CHANGED in shown
    await scene.discord.member.press(page, pressable(page)["page:on"])
    turned = scene.discord.message(page["channel_id"], page["id"])
    assert turned is not None
    assert CHANGED in text_of(turned)


async def test_where_the_words_are_gone_that_is_said_and_the_question_asked_again_at_the_press_of_a_button(
    scene: Scene,
) -> None:
    message = await asked(scene)
    page = await press(scene, message, "context")
    await rewrite(scene, "log.txt", LOG.replace("at nine o’clock", "at ten o’clock"))
    gone = await press(scene, message, "context")
    assert text_of(gone) == text_of(await press(scene, message, "cite")) == KEPT
    await scene.discord.member.press(page, pressable(page)["page:on"])
    turned = scene.discord.message(page["channel_id"], page["id"])
    assert turned is not None
    assert text_of(turned) == KEPT
    again = await scene.discord.member.press(gone, pressable(gone)["again"])
    assert again.ephemeral
    assert "lit at ten" in text_of(again.messages[0]).replace("**", "")
    assert "lit at ten" in text_of(await press(scene, again.messages[0], "context"))


async def test_more_and_votes_work_whatever_became_of_the_documents(scene: Scene) -> None:
    message = await asked(scene)
    await rewrite(scene, "log.txt", LOG.replace("lamp", "lantern").replace("Lamp", "Lantern"))
    assert "More passages" in text_of(await press(scene, message, "more"))
    assert text_of(await press(scene, message, "vote:up")) == EN("vote-up")
