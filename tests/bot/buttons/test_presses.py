"""Buttons below answers when the archive is slow, fails, or has something special; no model is needed."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.config import DiscordSettings
from bot.rendering.parts import SILENT
from bot.words import Phrases
from embeddings.errors import GenerationDamaged
from embeddings.settings import Length
from tests.bot.samples import LIT, PARAGRAPH, QUOTE, TEXT, FakeArchive, quote_of
from tests.conftest import ROOT
from tests.scene import Scene, online, pressable, text_of, texts_of

if TYPE_CHECKING:
    import pytest

    from embeddings.quoting.answering.recall import Recalled, Reference
    from embeddings.quoting.quote import Answer

EN = Phrases.of("en")
MEANT = "Who lit it?"
PAGE = "https://archive.example/lamp.htm#:~:text=The%20lamp%20was%20lit"


class OnTheWeb(FakeArchive):
    """Its document has an address."""

    def ask(self, question: str, **options: Any) -> Answer:
        citation = replace(QUOTE.citation, url=PAGE.partition("#")[0], deep_link=PAGE)
        quote = replace(QUOTE, source=TEXT, citation=citation)
        return replace(super().ask(question, **options), quotes=(quote,))


class Stuck(FakeArchive):
    """Shows nothing until released."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()

    def recall(self, reference: Reference) -> Recalled | None:
        self.released.wait(30)
        return super().recall(reference)


class Damaged(FakeArchive):
    """Cannot be read, or has a defect."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def recall(self, _reference: Reference) -> Recalled | None:
        raise self.error


class Deep(FakeArchive):
    """Has two passages on everything, and offers the second only to who asks for more."""

    def ask(self, question: str, *, top: int | None = None, **options: Any) -> Answer:
        answer = super().ask(question, top=top, **options)
        quotes = (quote_of(LIT), quote_of("The second keeper came in June; he kept no log."))
        return replace(answer, quotes=quotes[: 1 if top is None else top])


class Found(FakeArchive):
    """Has on everything two passages that do not answer, and a better question; answers that one alone."""

    def ask(self, question: str, **options: Any) -> Answer:
        answer = super().ask(question, **options)
        if question == MEANT:
            return answer
        near, other = (
            quote_of(LIT, lit=LIT[:8], confidence=0.2),
            quote_of("Nobody had told the pilot", confidence=0.1),
        )
        silent = {"answered": False, "quotes": (), "nearest": (near,), "further": (other,)}
        return replace(answer, **silent, suggested=MEANT)


async def asked(scene: Scene, **options: Any) -> dict[str, Any]:
    (message,) = (await scene.discord.member.slash("ask", {"question": "When was it lit?", **options})).messages
    return message


async def press(scene: Scene, message: dict[str, Any], name: str) -> str:
    exchange = await scene.discord.member.press(message, pressable(message)[name])
    assert exchange.ephemeral
    return text_of(exchange.messages[0])


async def test_source_leads_to_the_words_on_the_web(caplog: pytest.LogCaptureFixture) -> None:
    async with online(OnTheWeb(), caplog) as scene:
        assert scene.discord.member.press_link(await asked(scene), "Source") == PAGE


async def test_who_presses_while_too_many_are_served_is_told_so_politely(caplog: pytest.LogCaptureFixture) -> None:
    archive = Stuck()
    async with online(archive, caplog, DiscordSettings(waiting=0)) as scene:
        message = await asked(scene)
        first = await scene.discord.member.press(message, pressable(message)["context"], wait=False)
        await first.until(lambda one: one.deferred)
        assert await press(scene, message, "cite") == EN("error-busy.member")
        archive.released.set()
        await first.rest(10)
        assert PARAGRAPH in text_of(first.messages[0]).replace("**", "")
        assert LIT in await press(scene, message, "context")


async def test_questions_are_answered_while_those_who_read_wait(caplog: pytest.LogCaptureFixture) -> None:
    archive = Stuck()
    async with online(archive, caplog, DiscordSettings(threads=1)) as scene:
        message = await asked(scene)
        reading = await scene.discord.member.press(message, pressable(message)["context"], wait=False)
        await reading.until(lambda one: one.deferred)
        assert LIT in text_of(await asked(scene)).replace("**", "")
        archive.released.set()
        await reading.rest(10)


async def test_what_goes_wrong_is_logged_once_and_told_to_who_pressed(caplog: pytest.LogCaptureFixture) -> None:
    async with online(Damaged(GenerationDamaged(ROOT, "its checksum is wrong")), caplog) as scene:
        assert await press(scene, await asked(scene), "context") == EN("error-index-unusable.member")
        assert len(scene.logged(logging.WARNING)) == 1
    caplog.clear()
    async with online(Damaged(KeyError("a defect")), caplog) as scene:
        message = await asked(scene)
        assert await press(scene, message, "cite") == EN("error-exception.member")
        (logged,) = scene.logged(logging.ERROR)
        scene.expected = {logged.getMessage()}


async def test_more_asks_again_for_what_was_not_shown_and_says_when_there_is_nothing_left(
    caplog: pytest.LogCaptureFixture,
) -> None:
    archive = Deep()
    async with online(archive, caplog) as scene:
        message = await asked(scene)
        assert LIT in text_of(message)
        more = await scene.discord.member.press(message, pressable(message)["more"])
        assert archive.asked[-1][1] == 4
        shown = text_of(more.messages[0])
        assert "he kept no log" in shown
        assert LIT not in shown
        assert await press(scene, more.messages[0], "more") == EN("nothing-further")
        assert "he kept no log" in await press(scene, more.messages[0], "context")


async def test_the_servers_style_stands_under_quotes_and_comes_first_when_citing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(FakeArchive(), caplog) as scene:
        await scene.bot.services.servers.change(int(scene.discord.guild.id), citation_style="apa")
        message = await asked(scene)
        apa = "Moor, A. (1901, May 3). The lamp"
        assert apa.lower() in text_of(message).replace("*", "").replace("\\", "").lower()
        cited = await scene.discord.member.press(message, pressable(message)["cite"])
        assert apa.lower() in texts_of(cited.messages[0])[1].lower()


async def test_of_silence_the_nearest_passages_are_shown_at_a_press_to_who_pressed_and_as_no_answers(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with online(Found(), caplog) as scene:
        message = await asked(scene)
        assert text_of(message) == f"**When was it lit?**\n{EN('no-answer')}"
        (shown,) = (await scene.discord.member.press(message, pressable(message)["more"])).messages
        assert texts_of(shown)[0] == "-# Nearest passages to: When was it lit?"
        assert [text.split("\n")[0] for text in texts_of(shown)[1:]] == [
            "-# Probably not the answer (20%).",
            "-# Probably not the answer (10%).",
        ]
        assert "**" not in text_of(shown)
        assert shown["components"][0]["accent_color"] == SILENT.value
        assert LIT in (await press(scene, shown, "context"))
        assert await press(scene, shown, "more") == EN("nothing-further")


async def test_a_question_as_it_was_perhaps_meant_is_asked_at_a_press(caplog: pytest.LogCaptureFixture) -> None:
    archive = Found()
    async with online(archive, caplog) as scene:
        message = await asked(scene)
        assert LIT in (await press(scene, message, "meant")).replace("**", "")
        assert archive.asked[-1][0] == MEANT


async def test_the_servers_length_of_quotes_is_asked_for_by_every_button(caplog: pytest.LogCaptureFixture) -> None:
    archive = Found()
    async with online(archive, caplog) as scene:
        server = int(scene.discord.guild.id)
        message = await asked(scene)
        await scene.bot.services.servers.change(server, length="paragraph", cooldown_seconds=0)
        for name in ("more", "meant"):
            await press(scene, message, name)
        await asked(scene)
        assert archive.lengths == [None, *[Length.PARAGRAPH] * 3]


async def test_after_silence_with_nothing_near_there_is_nothing_to_press(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Empty(FakeArchive):
        def ask(self, question: str, **options: Any) -> Answer:
            return replace(super().ask(question, **options), answered=False, quotes=(), nearest=())

    async with online(Empty(), caplog) as scene:
        assert pressable(await asked(scene)) == {}
