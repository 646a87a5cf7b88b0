"""`/verify`, `/find`, *Check quotes* and *Find sources*, over the local Discord and the document of `seeds/`."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from bot.commands.scholar import listed_places
from bot.rendering.parts import ANSWERED, DOUBTFUL, SILENT
from bot.words import Phrases
from tests.scene import CONTAINER, Scene, online, text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from embeddings.archive import Archive
    from tests.discord import Exchange

EN = Phrases.of("en")
CHECK, FIND = EN("menu-check-quotes"), EN("menu-find-sources")
REAL = "Only thirty-two years old at the time of his death, he had lived his entire life"
FALSE = "Only thirty-three years old at the time of his death, he had lived his entire childhood"


@pytest.fixture
async def scene(archive: Archive, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(archive, caplog) as opened:
        yield opened


def colour(message: Mapping[str, Any]) -> int:
    return next(int(one["accent_color"]) for one in message["components"] if one["type"] == CONTAINER)


def said(exchange: Exchange) -> str:
    return "\n".join(map(text_of, exchange.messages))


async def test_a_real_quotation_is_green_and_cited(scene: Scene) -> None:
    exchange = await scene.discord.member.slash("verify", {"quotation": REAL})
    (message,) = exchange.messages
    assert "Exact" in text_of(message)
    assert "Words of the editors" in text_of(message)
    assert "The Militant" in text_of(message)
    assert colour(message) == ANSWERED.value


async def test_a_false_one_is_never_green_and_says_every_difference(scene: Scene) -> None:
    (message,) = (await scene.discord.member.slash("verify", {"quotation": FALSE})).messages
    assert EN("quotation-differs") in text_of(message)
    assert "You have “thirty-three”, the source “thirty-two”" in text_of(message)
    assert "You have “childhood”, the source “life”" in text_of(message)
    assert colour(message) == DOUBTFUL.value


async def test_what_stands_nowhere_is_said_in_two_lines(scene: Scene) -> None:
    (message,) = (
        await scene.discord.member.slash("verify", {"quotation": "All badgers own the moon by law"})
    ).messages
    assert text_of(message).replace("*", "") == EN("verified-absent")
    assert colour(message) == SILENT.value


async def test_words_under_another_name_are_said_to_be_another_s(scene: Scene) -> None:
    exchange = await scene.discord.member.slash("verify", {"quotation": REAL, "author": "Leon Trotsky"})
    assert "Word for word it stands elsewhere" in said(exchange)
    assert colour(exchange.messages[0]) == DOUBTFUL.value


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "„{}“", "> {}"])
async def test_quotations_of_a_message_are_checked_whatever_their_marks(scene: Scene, marks: str) -> None:
    bob = scene.discord.add_member("Bob")
    message = await scene.discord.member.say(f"Look:\n{marks.format(REAL)}\nnice")
    exchange = await bob.use_on_message(CHECK, message)
    assert exchange.ephemeral
    assert "Exact" in said(exchange)


async def test_of_several_each_has_its_verdict_and_a_wrong_name_is_told(scene: Scene) -> None:
    message = await scene.discord.member.say(f"“{REAL}” – Connolly, and then: “{FALSE}”")
    exchange = await scene.discord.member.use_on_message(CHECK, message)
    assert "1\\. “" in said(exchange)
    assert "2\\. “" in said(exchange)
    assert "does not fit" in said(exchange)
    assert EN("quotation-differs") in said(exchange)
    assert colour(exchange.messages[0]) == DOUBTFUL.value


async def test_talk_without_a_quotation_is_told_apart(scene: Scene) -> None:
    message = await scene.discord.member.say("nice one!")
    assert said(await scene.discord.member.use_on_message(CHECK, message)) == EN("message-without-quotation")


async def test_find_sources_says_first_that_a_quotation_is_false_and_shows_nothing_green(scene: Scene) -> None:
    message = await scene.discord.member.say(f"“{FALSE}”")
    exchange = await scene.discord.member.use_on_message(FIND, message)
    (answer,) = exchange.messages
    assert EN("quotation-differs") in text_of(answer)
    assert colour(answer) == DOUBTFUL.value


async def test_find_sources_still_answers_what_asks(scene: Scene) -> None:
    message = await scene.discord.member.say("How did Leon Sedov die?")
    exchange = await scene.discord.member.use_on_message(FIND, message)
    assert "hospital" in said(exchange)


async def test_a_phrase_is_shown_in_its_context(scene: Scene) -> None:
    exchange = await scene.discord.member.slash("find", {"phrase": "secret police"})
    assert "**secret police**" in said(exchange).lower()
    assert "p. 6" in said(exchange)


async def test_of_many_places_there_is_a_table_that_no_spreadsheet_runs(scene: Scene) -> None:
    exchange = await scene.discord.member.slash("find", {"phrase": "the"})
    (attachment,) = [one for message in exchange.messages for one in message["attachments"]]
    assert attachment["filename"] == "places.csv"
    found = scene.archive.find("the", most=1000)
    rows = list(csv.reader(io.StringIO(listed_places(found))))
    assert len(rows) == 1 + len(found.matches)
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@"}]


async def test_a_phrase_that_stands_nowhere(scene: Scene) -> None:
    assert "is not in the archive" in said(await scene.discord.member.slash("find", {"phrase": "zebra crossing"}))


@pytest.mark.parametrize(
    "words", ["x" * 5000, "?!", "@everyone **bold** <@1>", "[" * 900, "\u202e reversed words here now"]
)
async def test_hostile_words_are_answered_in_a_sentence(scene: Scene, words: str) -> None:
    for command, option in (("verify", "quotation"), ("find", "phrase")):
        exchange = await scene.discord.member.slash(command, {option: words})
        assert said(exchange)
