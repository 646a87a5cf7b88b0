"""Members ask the real bot about the seeds, over real sockets."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from bot.words import Phrases, markdown
from tests.scene import OPENAPI, WITHOUT_OPENAPI, Scene, eventually, online, pressable, text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from embeddings.archive import Archive

QUESTION = "When did Leon Sedov die?"
ANSWER = "On February 16, 1938, while Sedov"
LONGEST = 1950  # with the mention, what a member can write
HOSTILE = [
    "x",
    "?",
    "x" * 6000,
    "👩‍👩‍👧 🇫🇷 \U0001f9d1\u200d\U0001f680",
    "@everyone @here who died?",
    "<@&1> <@!2> <#3> </ask:4> <t:5:R> <a:b:6> <id:customize>",
    "**bold** _and_ ~~struck~~ ||spoiler|| [link](https://example.org)",
    "```py\nimport os\n``` `code` # heading\n> quote\n-# small\n- item\n1. item",
    "\u202eeid \u2067voved dil nehW\u2066 \u200f?",
    "\x00\x07\x1b[31mred\x1b[0m",
    "' OR 1=1; -- \" NEAR( * ) AND NOT : ^ {}",
    "\\" * 500,
    "a" * 1999 + "\n",
    "Когда умер Лев Седов? 列夫·谢多夫何时去世？ متى توفي؟",
]


@pytest.fixture
async def scene(archive: Archive, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(archive, caplog) as opened:
        yield opened


def quotes_in(message: dict) -> list[str]:
    """Return what a message quotes, as it is in the document."""
    quotes = []
    for text in texts_of(message):
        lines = [line for line in text.split("\n") if line.startswith("> ")]
        if lines:
            quotes.append(markdown.unquote("\n".join(lines)))
    return quotes


def assert_cited(scene: Scene, message: dict) -> None:
    """Hold an answer to the question on Sedov's death: verbatim, cited, attributed, its contradiction told."""
    text = text_of(message)
    assert ANSWER in text.replace("**", "")
    assert "The Militant" in text
    assert "p. 6" in text
    assert "Words of the editors of The Militant, not of Leon Trotsky." in text
    assert text.count("24 February 1945 (page header)") == 1
    documents = [scene.archive.show(path).text for path in scene.archive.documents()]
    for quote in quotes_in(message):
        assert any(quote in document for document in documents)


async def test_the_command_is_registered_with_its_options(scene: Scene) -> None:
    command = next(one for one in scene.discord.commands if one["name"] == "ask")
    options = [(one["name"], one["type"], one.get("required", False)) for one in command["options"]]
    optional = [(name, 3, False) for name in ("author", "work", "years", "page_author")]
    assert options == [("question", 3, True), *optional, ("private", 5, False)]
    assert [one.get("autocomplete", False) for one in command["options"]] == [
        False,
        True,
        True,
        False,
        True,
        False,
    ]


async def test_a_question_by_command_is_answered_with_the_quote_and_its_citation(scene: Scene) -> None:
    exchange = await scene.discord.member.slash("ask", {"question": QUESTION})
    assert exchange.deferred
    assert not exchange.ephemeral
    (message,) = exchange.messages
    assert_cited(scene, message)
    question, verdict = texts_of(message)[0].split("\n")
    assert question == f"**{QUESTION}**"
    assert verdict.startswith("-# Very likely the answer (")
    assert 1 <= len(quotes_in(message)) <= 3


async def test_a_private_answer_is_for_the_member_alone(scene: Scene) -> None:
    bob = scene.discord.add_member("Bob")
    exchange = await scene.discord.member.slash("ask", {"question": QUESTION, "private": True})
    assert exchange.ephemeral
    assert_cited(scene, exchange.messages[0])
    assert scene.discord.messages(scene.discord.channel, viewer=bob) == []


async def test_a_mention_and_a_reply_to_the_answer_are_answered(scene: Scene) -> None:
    member = scene.discord.member
    first = await scene.discord.reply_to(await member.say(QUESTION, mention_bot=True))
    assert_cited(scene, first)
    second = await scene.discord.reply_to(await member.say("Which book did he write?", reply_to=first, ping=True))
    assert "The Red Book on the Moscow Trial" in text_of(second)
    silent = await scene.discord.reply_to(await member.say("And then?", reply_to=second, ping=False))
    assert text_of(silent) == Phrases.of("en")("reply-unreadable")


async def test_a_direct_message_is_answered(scene: Scene) -> None:
    assert_cited(scene, await scene.discord.reply_to(await scene.discord.member.dm(QUESTION)))


async def test_what_the_archive_does_not_answer_is_said_and_the_nearest_passages_are_a_press_away(
    scene: Scene,
) -> None:
    member, question = scene.discord.member, "What is the capital of Australia?"
    (message,) = (await member.slash("ask", {"question": question})).messages
    phrases = Phrases.of("en")
    unknown = phrases("unknown", names="Australia")
    assert text_of(message) == f"**{question}**\n{phrases('no-answer')} {unknown}"
    exchange = await member.press(message, pressable(message)["more"])
    assert exchange.ephemeral
    (nearest,) = exchange.messages
    assert quotes_in(nearest)
    assert "**" not in text_of(nearest)
    assert text_of(nearest).count("not the answer (") == len(quotes_in(nearest))


@pytest.mark.parametrize("question", HOSTILE, ids=lambda text: ascii(text[:24]))
async def test_a_hostile_question_gets_a_clear_reply_everywhere(scene: Scene, question: str) -> None:
    by_command = await scene.discord.member.slash("ask", {"question": question})
    assert len(text_of(by_command.messages[0])) > 20
    message = await scene.discord.member.say(question[:LONGEST], mention_bot=True)
    assert len(text_of(await scene.discord.reply_to(message))) > 20
    direct = await scene.discord.member.dm(question[:LONGEST])
    assert len(text_of(await scene.discord.reply_to(direct))) > 20
    assert scene.logged(logging.WARNING) == []


async def test_two_members_at_once_each_get_their_own_answer(scene: Scene) -> None:
    bob = scene.discord.add_member("Bob")
    one, other = await asyncio.gather(
        scene.discord.member.slash("ask", {"question": QUESTION}),
        bob.slash("ask", {"question": "Which book did Leon Sedov write?"}),
    )
    assert_cited(scene, one.messages[0])
    assert "The Red Book on the Moscow Trial" in text_of(other.messages[0])


async def test_after_a_lost_connection_the_bot_resumes_and_answers(scene: Scene) -> None:
    await scene.discord.member.slash("ask", {"question": QUESTION})
    scene.discord.drop_connections()
    await scene.discord.wait_resumed()
    exchange = await scene.discord.member.slash("ask", {"question": QUESTION})
    assert_cited(scene, exchange.messages[0])


async def test_a_question_asked_while_the_connection_is_lost_is_answered_after_it(scene: Scene) -> None:
    scene.discord.drop_connections()
    message = await scene.discord.member.say(QUESTION, mention_bot=True)
    assert_cited(scene, await scene.discord.reply_to(message))


async def test_everything_sent_is_within_discords_specification(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    if not OPENAPI.exists():
        pytest.skip(WITHOUT_OPENAPI)
    # `online` switches it on, and ends with no violation.
    async with online(archive, caplog) as scene:
        await scene.discord.member.slash("ask", {"question": QUESTION})
        await scene.discord.member.slash("ask", {"question": ""})
        await scene.discord.reply_to(await scene.discord.member.dm(QUESTION))
        await eventually(scene, lambda: not scene.discord.recorder.in_flight)
        sent = {request.method for request in scene.discord.requests if request.body is not None}
        assert sent >= {"POST", "PUT", "PATCH"}
